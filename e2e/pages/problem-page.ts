import { expect, type Locator, type Page } from "@playwright/test";
import { DatasetPage } from "./dataset-page";

/** The problem page: program, mutants, evidence and decisions. */
export class ProblemPage {
  readonly code: Locator;
  readonly lines: Locator;
  readonly current: Locator;
  readonly decision: Locator;
  readonly mutants: Locator;
  readonly history: Locator;
  readonly added: Locator;
  readonly conflict: Locator;

  constructor(readonly page: Page) {
    this.code = page.locator(".code-view[data-ready]");
    this.lines = page.getByRole("navigation", { name: /^Lines: / });
    this.current = this.lines.locator('[aria-current="true"]');
    this.decision = page.getByRole("region", { name: "Decision on the current line" });
    this.mutants = page.getByRole("region", { name: "Mutants" });
    this.history = page.getByRole("list", { name: "History of the line" });
    this.added = page.locator(".lw-added");
    this.conflict = page.getByRole("dialog", { name: /Somebody decided on line/ });
  }

  /** Opens the dataset's first problem from its table. */
  async openFirst(dataset: string): Promise<void> {
    const table = new DatasetPage(this.page);
    await table.open(dataset);
    await table.rows.first().click();
    await this.ready();
  }

  /** Opens the first mutant of the dataset's first problem; resolves to its current line. */
  async openFirstMutant(dataset: string): Promise<number> {
    await this.openFirst(dataset);
    await this.page.keyboard.press("ArrowRight");
    await expect(this.decision).toContainText(/of mutant \d+/);
    return this.currentLine();
  }

  async ready(): Promise<void> {
    await expect(this.code).toBeVisible({ timeout: 60_000 });
    await expect(this.current).toBeVisible();
  }

  /** A line of the shown program; the last one is the end of the program. */
  line(number: number): Locator {
    return this.lines.locator(`[data-line="${number}"]`);
  }

  /** Dots of the lines in view; the editor keeps those of other lines hidden. */
  dots(): Locator {
    return this.page.locator(".lw-dot:visible");
  }

  async currentLine(): Promise<number> {
    return Number(await this.current.getAttribute("data-line"));
  }

  /** Moves down or up with the arrow keys until the line is the current one. */
  async goToLine(number: number): Promise<void> {
    for (let at = await this.currentLine(); at !== number; at = await this.currentLine()) {
      await this.page.keyboard.press(at < number ? "ArrowDown" : "ArrowUp");
      await expect(this.line(at)).not.toHaveAttribute("aria-current", "true");
    }
  }

  /** The first code line that carries a label of its rule, with its number. */
  async firstLabelled(label: "correct" | "incorrect"): Promise<number> {
    const line = this.lines.locator(`[data-label="${label}"]`).first();
    return Number(await line.getAttribute("data-line"));
  }

  /** Decides on the current line by its key and saves. */
  async decide(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.page.keyboard.press("Enter");
    await this.saved();
  }

  async saved(): Promise<void> {
    await expect(this.decision.getByText("saved", { exact: true })).toBeVisible();
  }

  async showTab(name: "Tests" | "Trace" | "Label" | "History" | "Runs"): Promise<void> {
    await this.page.getByRole("tablist", { name: "Evidence" }).getByRole("tab", { name }).click();
  }
}
