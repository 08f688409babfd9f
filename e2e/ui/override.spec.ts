import { expect, test } from "../fixtures";
import { ProblemPage } from "../pages/problem-page";

test("a label is overridden by keyboard, survives a reload and can be undone from the history", async ({
  page,
  starter,
}) => {
  const problem = new ProblemPage(page);
  const line = await problem.openFirstMutant(starter);
  await page.keyboard.press("3");
  await page.keyboard.press("r");
  await page.keyboard.press("o");
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.type("looks deliberate");
  await page.keyboard.press("Enter");
  await problem.saved();
  await expect(problem.line(line)).toHaveAttribute("data-label", "neutral");

  await page.reload();
  await problem.ready();
  await expect(problem.line(line)).toHaveAttribute("data-label", "neutral");
  await expect(problem.line(line)).toHaveAttribute("aria-label", /neutral, decided by/);
  await problem.showTab("History");
  await expect(problem.history).toContainText("looks deliberate");
  await problem.history.getByRole("button", { name: "Undo" }).first().click();
  await expect(problem.line(line)).not.toHaveAttribute("data-label", "neutral");
  await expect(problem.history).toContainText("undone");
});

test("a corrected reference line reaches its mutants, and Ctrl+Z takes it back from another item", async ({
  page,
  starter,
}) => {
  const problem = new ProblemPage(page);
  await problem.openFirst(starter);
  const line = await problem.firstLabelled("correct");
  await problem.goToLine(line);
  await problem.decide("4");
  await expect(problem.line(line)).toHaveAttribute("data-label", "unknown");

  // The last mutant stands below the line, so that it shares it with the reference.
  await page.keyboard.press("ArrowLeft");
  await expect(problem.decision).toContainText(/of mutant \d+/);
  await expect(problem.line(line)).toHaveAttribute("aria-label", /decided on the reference's line/);

  await page.keyboard.press("ControlOrMeta+z");
  await expect(problem.decision).toContainText("of reference");
  await expect(problem.line(line)).toHaveAttribute("data-label", "correct");
});

test("a decision on a line that another tab decided meanwhile gets a readable conflict and is not lost", async ({
  page,
  context,
  starter,
}) => {
  const problem = new ProblemPage(page);
  const line = await problem.openFirstMutant(starter);
  const elsewhere = new ProblemPage(await context.newPage());
  await elsewhere.page.goto(page.url());
  await elsewhere.ready();
  await expect(elsewhere.decision).toContainText(/of mutant \d+/);
  await elsewhere.page.keyboard.press("3");
  await elsewhere.page.keyboard.press("c");
  await elsewhere.page.keyboard.type("the same in effect");
  await elsewhere.page.keyboard.press("Enter");
  await elsewhere.saved();

  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await expect(problem.conflict).toBeVisible();
  await expect(problem.conflict).toContainText("Theirs");
  await expect(problem.conflict).toContainText("the same in effect");
  await page.keyboard.press("Enter");
  await expect(problem.conflict).toBeHidden();
  await expect(problem.decision.getByText("not saved yet")).toBeVisible();
  await page.keyboard.press("Enter");
  await problem.saved();
  await expect(problem.line(line)).toHaveAttribute("data-label", "incorrect");
  await problem.decide("0");
});

test("quick decisions of one tab on one line are all saved", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  const line = await problem.openFirstMutant(starter);
  for (const key of ["3", "1", "2", "3"]) {
    await page.keyboard.press(key);
    await page.keyboard.press("Enter");
  }
  await problem.saved();
  await expect(problem.conflict).toBeHidden();
  await expect(problem.line(line)).toHaveAttribute("data-label", "neutral");
  await problem.decide("0");
});

test.describe("with a server that fails", () => {
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("a decision that cannot be saved is said loudly, kept, and saved on the next try", async ({
    page,
    starter,
  }) => {
    const problem = new ProblemPage(page);
    const line = await problem.openFirstMutant(starter);
    await page.route("**/api/trpc/labels.vote**", (route) => route.abort());
    await page.keyboard.press("3");
    await page.keyboard.press("Enter");
    await expect(problem.decision.getByRole("alert")).toContainText("not saved, kept here");
    await expect(problem.line(line)).toHaveAttribute("data-label", "neutral");

    await page.unroute("**/api/trpc/labels.vote**");
    await page.reload();
    await problem.ready();
    await expect(problem.line(line)).toHaveAttribute("data-label", "neutral");
    await expect(problem.line(line)).toHaveAttribute("aria-label", /decided by/);
    await problem.decide("0");
  });
});
