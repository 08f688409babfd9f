import { expect, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { EvidencePage } from "../pages/evidence-page";
import { ProblemPage } from "../pages/problem-page";

test("a trace shows where a mutant first does something else than its reference", async ({
  page,
  starter,
}) => {
  const problem = new ProblemPage(page);
  const evidence = new EvidencePage(page);
  await problem.openFirst(starter);
  await page.getByRole("button", { name: /^fails a test/ }).click();
  await problem.mutants.getByRole("listitem").first().getByRole("button").click();
  await problem.showTab("Trace");
  await expect(page.getByText(/^First difference at step \d+/)).toBeVisible({ timeout: 60_000 });
  await expect(evidence.firstDifference).toBeInViewport();
  await expect(evidence.firstDifference).toContainText("first difference");
  await expect(evidence.firstDifference).toHaveAttribute("aria-current", "step");

  const at = Number(await evidence.currentStep.getAttribute("data-step"));
  await evidence.currentStep.focus();
  await page.keyboard.press("ArrowUp");
  await expect(evidence.currentStep).toHaveAttribute("data-step", String(at - 1));
  await expect(evidence.currentStep).toBeFocused();
  await page.keyboard.press("Home");
  await expect(evidence.currentStep).toHaveAttribute("data-step", "1");
  await page.keyboard.press("Enter");
  await expect(problem.line(1)).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("region", { name: "Step 1" })).toContainText("line 1");

  await page.getByRole("combobox", { name: "Test to follow" }).click();
  await page.getByRole("option").last().click();
  await expect(evidence.steps).toBeVisible();
});

test("the reference's trace stands alone", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  const evidence = new EvidencePage(page);
  await problem.openFirst(starter);
  await problem.showTab("Trace");
  await expect(evidence.steps.getByRole("listitem").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ steps\.$/)).toBeVisible();
  await expect(evidence.firstDifference).toHaveCount(0);
});

test("a program is run again, and its runs are listed", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  const evidence = new EvidencePage(page);
  await problem.openFirst(starter);
  await page.getByRole("button", { name: /^fails a test/ }).click();
  await problem.mutants.getByRole("listitem").first().getByRole("button").click();
  await problem.showTab("Runs");
  await expect(evidence.runs.getByText("counts")).toBeVisible();
  const before = await evidence.runRows().count();
  await evidence.runAgain(2);
  await expect(page.getByText("2 runs: all of its runs agree")).toBeVisible({ timeout: 60_000 });
  await expect(evidence.runRows()).toHaveCount(before + 2);
  await expect(evidence.runs.getByText("re-run")).toHaveCount(2);
});

test("the kill matrix says which test catches which mutant, by keyboard alone", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  const evidence = new EvidencePage(page);
  await problem.openFirst(starter);
  await page.keyboard.press("x");
  await expect(page).toHaveURL(/view=matrix/);
  await expect(evidence.matrix).toContainText(/The tests catch \d+ of \d+ mutants? meant to break/);
  await page.reload();
  await problem.ready();
  await evidence.matrixGrid.focus();
  const first = await evidence.matrixGrid.getAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  expect(await evidence.matrixGrid.getAttribute("aria-activedescendant")).not.toBe(first);
  await expect(evidence.matrix).toContainText(/test 2:.*catches/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/mutant=\d+/);
  await expect(evidence.matrixGrid.getByRole("gridcell", { name: /^test 1: / }).first()).toBeVisible();

  await evidence.matrix.getByRole("button", { name: "Close" }).click();
  await expect(page).not.toHaveURL(/view=matrix/);
  await expect(problem.mutants).toBeVisible();
});

test("the kill matrix is sorted by how many tests catch a mutant", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  const evidence = new EvidencePage(page);
  await problem.openFirst(starter);
  await page.keyboard.press("x");
  const rows = evidence.matrixGrid.locator("[data-kill-row]");
  const caught = async () =>
    Number.parseInt((await rows.first().getByRole("rowheader").innerText()).split("\n").at(-1) ?? "", 10);
  await page.getByRole("combobox", { name: "Order of the mutants" }).click();
  await page.getByRole("option", { name: "caught by the most tests first" }).click();
  await expect(rows.first().locator('[data-cell="passed"]')).toHaveCount(0);
  expect(await caught()).toBeGreaterThan(0);
  await page.getByRole("combobox", { name: "Order of the mutants" }).click();
  await page.getByRole("option", { name: "caught by the fewest tests first" }).click();
  await expect(rows.first()).toContainText("passes all");
});

test("problems are sorted by how strong their tests are, and narrowed to the weak ones", async ({
  page,
  starter,
}) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await page.getByRole("columnheader", { name: "Strength" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=strength/);
  await expect(page.getByRole("columnheader", { name: "Strength" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  const shares = async () => {
    const texts = await dataset.rows
      .locator('[role="gridcell"]')
      .filter({ hasText: /^\d+ %$/ })
      .allTextContents();
    return texts.map((text) => Number.parseInt(text, 10));
  };
  await expect.poll(async () => (await shares()).length).toBeGreaterThan(3);
  const found = await shares();
  expect(found).toEqual([...found].sort((a, b) => a - b));
  await page.getByRole("combobox", { name: "Share of the mutants that the tests catch" }).click();
  await page.getByRole("option", { name: "less than 90 %" }).click();
  await expect(page).toHaveURL(/weaker=90/);
  await expect.poll(async () => (await shares()).every((share) => share < 90)).toBe(true);
});
