import type { Locator, Page } from "@playwright/test";

/** The catalogue of operators. */
export class OperatorsPage {
  readonly entries: Locator;
  readonly search: Locator;

  constructor(readonly page: Page) {
    this.entries = page.getByRole("main").getByRole("listitem");
    this.search = page.getByRole("searchbox", { name: "Search operators" });
  }

  /** Opens the catalogue, at an operator's entry if one is named. */
  async open(operator?: string): Promise<void> {
    await this.page.goto(operator === undefined ? "/operators" : `/operators#${operator}`);
    await this.entries.first().waitFor();
  }

  entry(operator: string): Locator {
    return this.entries.filter({
      has: this.page.getByRole("link", { name: operator, exact: true }),
    });
  }
}
