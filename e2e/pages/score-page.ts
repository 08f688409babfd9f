import { expect, type Locator, type Page } from "@playwright/test";

/** The score page: a program, its scores and its tests. */
export class ScorePage {
  readonly code: Locator;
  readonly lines: Locator;
  readonly scores: Locator;
  readonly tests: Locator;
  readonly scoreButton: Locator;
  readonly testButton: Locator;

  constructor(readonly page: Page) {
    this.code = page.locator(".code-view[data-ready]");
    this.lines = page.getByRole("navigation", { name: "Lines: Your solution" });
    this.scores = page.getByRole("region", { name: "Scores" });
    this.tests = page.getByRole("region", { name: "Tests" });
    this.scoreButton = page.getByRole("button", { name: /^Score the lines/ });
    this.testButton = page.getByRole("button", { name: /^Run the tests/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/score");
    await expect(this.code).toBeVisible({ timeout: 60_000 });
  }

  async choose(title: string): Promise<void> {
    await this.page.getByRole("button", { name: "Problem", exact: true }).click();
    await this.page.getByPlaceholder("Search problems of every dataset").fill(title);
    await this.page.getByRole("option", { name: title }).first().click();
    await expect(this.page.getByRole("button", { name: "Problem", exact: true })).toHaveText(title);
    await expect(this.code).toBeVisible();
  }

  /** Replaces the program by a real paste: typed line ends would be indented by the editor. */
  async paste(code: string): Promise<void> {
    await this.code.locator(".view-lines").click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.locator(":focus").evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      field.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
      );
    }, code);
  }
}
