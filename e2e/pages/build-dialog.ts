import type { Locator, Page } from "@playwright/test";

/** What is mutated, and how much of it. */
export class BuildDialog {
  readonly dialog: Locator;
  readonly search: Locator;
  readonly operators: Locator;
  readonly estimate: Locator;
  readonly start: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^Build / });
    this.search = this.dialog.getByRole("searchbox", { name: "Search operators" });
    this.operators = this.dialog.getByRole("checkbox", { name: /^[a-z]+(-[a-z]+)*$/ });
    this.estimate = this.dialog.getByText(/^Makes (about )?[\d,]+ mutants?/);
    this.start = this.dialog.getByRole("button", { name: /^Build/ });
  }

  /** The operators of one intent, with its button for all or none. */
  group(title: "Meant to break" | "Meant to keep behaviour"): Locator {
    return this.dialog.getByRole("group", { name: new RegExp(`^${title}`) });
  }

  operator(id: string): Locator {
    return this.dialog.getByRole("checkbox", { name: id, exact: true });
  }

  /** The mutants of the estimate, once it belongs to what is chosen. */
  async mutants(): Promise<number> {
    await this.dialog
      .locator('[aria-busy="false"]')
      .getByText(/^Makes/)
      .waitFor();
    const text = await this.estimate.textContent();
    return Number(text?.match(/[\d,]+/)?.[0].replaceAll(",", ""));
  }
}
