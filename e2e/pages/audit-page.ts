import { expect, type Locator, type Page } from "@playwright/test";

/** The list of lines to audit. */
export class AuditPage {
  readonly grid: Locator;
  readonly rows: Locator;
  readonly reasons: Locator;
  readonly bar: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole("grid", { name: "Lines to audit" });
    this.rows = this.grid.getByRole("row");
    this.reasons = page.getByRole("navigation", { name: "Reasons" });
    this.bar = page.getByRole("region", { name: "Audit" });
  }

  async open(dataset: string): Promise<void> {
    await this.page.goto("/");
    await this.page
      .getByRole("region", { name: "Datasets" })
      .getByRole("link", { name: dataset, exact: true })
      .click();
    await this.page.getByRole("link", { name: "Audit" }).click();
    await expect(this.rows.first()).toBeVisible();
  }
}
