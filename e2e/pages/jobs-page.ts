import type { Locator, Page } from "@playwright/test";

export class JobsPage {
  readonly heading: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Jobs" });
  }

  async open(): Promise<void> {
    await this.page.goto("/jobs");
  }

  /** The entry of a job by what it does: "Import mbpp". */
  job(title: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByText(title, { exact: true }) });
  }
}
