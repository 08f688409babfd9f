import { expect, type Locator, type Page } from "@playwright/test";
import type { ProblemPage } from "./problem-page";

/** The drawer's section of inputs on which a survivor and its reference differ. */
export class Distinguishing {
  readonly section: Locator;
  readonly inputs: Locator;

  constructor(page: Page) {
    this.section = page.getByRole("region", { name: "Distinguishing inputs" });
    this.inputs = this.section.getByRole("list", { name: /^Inputs on which/ }).getByRole("listitem");
  }

  /** Goes through the problem's mutants until one is shown whose section says what was found of it. */
  async openSurvivor(problem: ProblemPage): Promise<void> {
    await this.walkTo(problem, () => this.section.isVisible());
  }

  /** The same, until there is an input that can join the tests. */
  async openToldApart(problem: ProblemPage): Promise<void> {
    const joining = this.inputs.first().getByRole("button", { name: "Valid: add to the tests" });
    await this.walkTo(problem, async () => (await joining.isVisible()) && (await joining.isEnabled()));
  }

  private async walkTo(problem: ProblemPage, isThere: () => Promise<boolean>): Promise<void> {
    await expect(async () => {
      if (await isThere()) return;
      await problem.page.keyboard.press("ArrowRight");
      await expect(problem.decision).toContainText(/of mutant \d+/);
      // The evidence of a mutant comes after the mutant.
      await problem.page.waitForTimeout(250);
      expect(await isThere()).toBe(true);
    }).toPass({ timeout: 60_000, intervals: [0] });
  }
}
