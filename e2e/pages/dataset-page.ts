import { expect, type Locator, type Page } from "@playwright/test";

/** A dataset: its problems, facets and actions. */
export class DatasetPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly selected: Locator;
  readonly search: Locator;
  readonly filters: Locator;
  readonly buildDialog: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1 });
    this.grid = page.getByRole("grid", { name: "Problems" });
    this.rows = this.grid.getByRole("row").filter({ has: page.getByRole("gridcell") });
    this.selected = this.grid.getByRole("row", { selected: true });
    this.search = page.getByRole("searchbox", { name: "Search problems by key or title" });
    this.filters = page.getByRole("complementary", { name: "Filters" });
    this.buildDialog = page.getByRole("dialog", { name: /^Build / });
  }

  async open(name: string): Promise<void> {
    await this.page.goto("/");
    await this.page
      .getByRole("region", { name: "Datasets" })
      .getByRole("link", { name, exact: true })
      .click();
    await expect(this.heading).toHaveText(name);
    await expect(this.rows.first()).toBeVisible();
  }

  /** The line beside the search field: "50 problems". */
  total(text: string): Locator {
    return this.page.getByRole("tabpanel", { name: "Problems" }).getByText(text, { exact: true });
  }

  facet(name: string): Locator {
    return this.filters.getByRole("button", { name });
  }

  keys(): Promise<string[]> {
    return this.rows.locator('[role="gridcell"]:first-child').allTextContents();
  }

  /** Starts a build through the dialog and waits until every problem is built. */
  async build({ perProgram, timeoutMs }: { perProgram: number; timeoutMs: number }): Promise<void> {
    if (!(await this.buildDialog.isVisible()))
      await this.page.getByRole("button", { name: "Build…" }).click();
    await this.buildDialog.getByLabel("At most, per program").fill(String(perProgram));
    await this.buildDialog.getByRole("button", { name: "Build", exact: false }).last().click();
    await expect(this.buildDialog).toBeHidden();
    await expect(this.rows.first().getByRole("img", { name: /mutants?:/ })).toBeVisible({
      timeout: timeoutMs,
    });
    await expect(this.page.getByRole("progressbar", { name: /^Build/ })).toHaveCount(0, {
      timeout: timeoutMs,
    });
  }
}
