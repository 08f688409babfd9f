import { expect, test } from "../fixtures";
import { ScorePage } from "../pages/score-page";

const title = "A peaceful choir row";

test("a right and a wrong solution are scored line by line and tested", async ({ page, starter }) => {
  expect(starter).not.toBe("");
  const score = new ScorePage(page);
  await score.open();
  await score.choose(title);
  await page.getByRole("button", { name: "Take the reference" }).click();
  await expect(score.lines.locator('[data-line="2"]')).toBeVisible();
  await score.scoreButton.click();
  await expect(score.scores).toContainText("Threshold");
  await expect(score.lines.getByRole("button", { name: /^Line 1: score \d\.\d\d/ })).toBeVisible();
  await expect(score.lines.getByRole("button", { name: /^End of program: score/ })).toBeVisible();
  await score.testButton.click();
  await expect(score.tests).toContainText(/passes all \d+ tests/);
  await expect(page.getByText(/^Tests and model (dis)?agree/)).toBeVisible();

  const code = (await score.code.locator(".view-line").allTextContents())
    .join("\n")
    .replaceAll("\u00a0", " ");
  const entry = /def (\w+\([^)]*\))/.exec(code)?.[1] ?? "";
  await score.paste(`def ${entry}:\n    return None`);
  await expect(score.lines.getByRole("button", { name: /^Line 2: / })).toBeVisible();
  await score.testButton.click();
  await expect(score.tests).toContainText(/fails test|raises an error/);
  await page.reload();
  await expect(score.code).toContainText("return");
});

test("a statement and asserts of one's own are enough", async ({ page, starter }) => {
  expect(starter).not.toBe("");
  const score = new ScorePage(page);
  await score.open();
  await page.getByRole("textbox", { name: "Statement" }).fill("Write double(n), which returns twice n.");
  await page.getByRole("textbox", { name: "Tests" }).fill("assert double(2) == 4\nassert double(0) == 0");
  await score.paste("def double(n):\n    return n + n");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(score.scores).toContainText("Threshold");
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(score.tests).toContainText("passes all 2 tests");
});

test("scores follow the typing, a mutant is swapped in, and a link brings it all back", async ({
  page,
  starter,
}) => {
  expect(starter).not.toBe("");
  const score = new ScorePage(page);
  await score.open();
  await page.getByRole("textbox", { name: "Statement" }).fill("Write add(a, b), which returns the sum.");
  await score.paste("def add(a, b):\n    total = a + b\n    return total");
  // Nobody asked for it.
  await expect(score.scores).toContainText("Threshold");
  await score.lines.getByRole("button", { name: /^Line 2: score/ }).click();
  await page.getByRole("button", { name: "Try mutants of line 2" }).click();
  const mutants = page.getByRole("region", { name: "Mutants" });
  await expect(mutants.getByRole("listitem").first()).toContainText(/\d\.\d\d → \d\.\d\d/);
  await mutants
    .getByRole("button", { name: /^Swap in/ })
    .first()
    .click();
  await expect(page.getByRole("button", { name: "Swap back" })).toBeVisible();
  await page.getByRole("button", { name: "Swap back" }).click();
  await expect(score.code).toContainText("total = a + b");

  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page).toHaveURL(/#s=/);
  const link = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(link);
  await expect(score.code).toContainText("total = a + b", { timeout: 60_000 });
  await expect(page.getByRole("textbox", { name: "Statement" })).toHaveValue(/which returns the sum/);
});
