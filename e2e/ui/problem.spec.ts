import { expect, test } from "../fixtures";
import { ProblemPage } from "../pages/problem-page";

test("a problem shows its program line by line, with labels in words", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  await expect(page.getByRole("complementary", { name: "Statement and tests" })).toContainText("assert");
  await expect(problem.line(1)).toHaveAttribute("aria-label", /^Line 1: (correct|unknown|neutral)/);
  await expect(problem.lines.getByRole("button", { name: /^End of program: / })).toBeVisible();
  await expect(problem.dots().first()).toBeVisible();
  await expect(problem.dots().first()).toHaveAttribute("aria-label", /mutate|refactor/);
});

test("a dot opens its mutant inline against the original, Escape closes it", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  await problem.dots().first().click();
  await expect(page).toHaveURL(/mutant=\d+/);
  await expect(page.getByRole("button", { name: /^Show the reference/ })).toBeVisible();
  await expect(page.locator(".lw-removed, .lw-added").first()).toBeVisible();
  await expect(problem.mutants.locator('[aria-current="true"]')).toBeVisible();
  await expect(problem.decision).toContainText(/of mutant \d+/);
  await page.reload();
  await problem.ready();
  await expect(problem.decision).toContainText(/of mutant \d+/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/mutant=/);
  await expect(page.locator(".lw-removed")).toHaveCount(0);
  await expect(problem.decision).toContainText("of reference");
});

test("evidence of a mutant: tests with what they expected and got, its label's derivation, its run", async ({
  page,
  starter,
}) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  await page.getByRole("button", { name: /^fails a test/ }).click();
  await expect(page).toHaveURL(/verdict=wrong-answer/);
  await problem.mutants.getByRole("listitem").first().getByRole("button").click();
  const failing = page.locator('[data-outcome="wrong-answer"]').first();
  await expect(failing).toContainText("expected");
  await expect(failing).toContainText("got");
  await problem.showTab("Label");
  await expect(page.getByRole("tabpanel")).toContainText("Derivation");
  await expect(page.getByRole("tabpanel")).toContainText(/site \d+ of \d+/);
  await problem.showTab("Runs");
  await expect(page.getByRole("tabpanel")).toContainText("Executed lines");
});

test("the page is worked by keyboard alone", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  const start = await problem.currentLine();
  await page.keyboard.press("ArrowDown");
  await expect(problem.line(start + 1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("ArrowUp");
  await expect(problem.line(start)).toHaveAttribute("aria-current", "true");
  const selected = problem.mutants.locator('[aria-current="true"]');
  await page.keyboard.press("ArrowRight");
  await expect(selected).toBeVisible();
  const first = (await selected.getAttribute("data-mutant")) ?? "";
  await page.keyboard.press("ArrowRight");
  await expect(selected).not.toHaveAttribute("data-mutant", first);
  await page.keyboard.press("ArrowLeft");
  await expect(selected).toHaveAttribute("data-mutant", first);
  await expect(page).toHaveURL(new RegExp(`mutant=${first}`));
  await page.keyboard.press("Escape");
  await expect(selected).toHaveCount(0);
  const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await page.keyboard.press("]");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
  await problem.ready();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("First error here");
});

test("keys work after a click into the code, and Back leaves the page as one step", async ({
  page,
  starter,
}) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  await page.locator(".view-line").nth(2).click();
  await expect(problem.line(3)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("ArrowDown");
  await expect(problem.line(4)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("2");
  await expect(problem.decision.getByText("not saved yet")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(problem.decision.getByText("not saved yet")).toBeHidden();
  await page.goBack();
  await expect(page.getByRole("grid", { name: "Problems" })).toBeVisible();
});
