import type { Locator, Page } from "@playwright/test";

/** What the problem page's drawer shows beside tests and labels: traces, runs, the kill matrix. */
export class EvidencePage {
  readonly steps: Locator;
  readonly currentStep: Locator;
  readonly firstDifference: Locator;
  readonly runs: Locator;
  readonly matrix: Locator;
  readonly matrixGrid: Locator;

  constructor(readonly page: Page) {
    this.steps = page.getByRole("list", { name: "Steps" });
    this.currentStep = this.steps.locator('[aria-current="step"]');
    this.firstDifference = this.steps.locator("[data-first-difference]");
    this.runs = page.getByRole("table", { name: "Runs of the program" });
    this.matrix = page.getByRole("region", { name: "Kill matrix" });
    this.matrixGrid = this.matrix.getByRole("grid", { name: "Tests and mutants" });
  }

  /** The rows of the list of runs, without its heading. */
  runRows(): Locator {
    return this.runs.locator("tbody tr");
  }

  async runAgain(times: number): Promise<void> {
    await this.page.getByLabel("Times").fill(String(times));
    await this.page.getByRole("button", { name: "Run again" }).click();
  }
}
