import { expect, freshName, test, weaklyTested } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { Distinguishing } from "../pages/distinguishing";
import { ImportPage } from "../pages/import-page";
import { ProblemPage } from "../pages/problem-page";

test("a survivor is told apart; a valid input joins the tests, and the survivor fails", async ({ page }) => {
  test.setTimeout(300_000);
  const name = freshName("weak");
  const importPage = new ImportPage(page);
  await importPage.importFile({ file: weaklyTested, name });
  await importPage.buildNext.click();
  const dataset = new DatasetPage(page);
  await expect(dataset.buildDialog).toBeVisible();
  await dataset.build({ perProgram: 60, timeoutMs: 120_000 });

  // The whole dataset's survivors, from its page.
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Look for distinguishing inputs" }).click();
  await expect(page.getByText("The search for distinguishing inputs has started")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: /^Distinguish/ })).toHaveCount(0, { timeout: 120_000 });

  const problem = new ProblemPage(page);
  await problem.openFirst(name);
  const found = new Distinguishing(page);
  await found.openSurvivor(problem);
  await expect(found.section.getByRole("list", { name: "How far the edit gets" })).toBeVisible({
    timeout: 60_000,
  });
  await found.openToldApart(problem);
  const first = found.inputs.first();
  const call = (await first.locator("code").first().textContent()) ?? "";
  expect(call).toMatch(/^largest\(/);
  await expect(first).toContainText("A valid input?");

  // What is not valid is remembered, and can be thought over.
  await first.getByRole("button", { name: "Not valid" }).click();
  await expect(first).toContainText("Not valid");
  await page.reload();
  await problem.ready();
  await expect(first).toContainText("Not valid");
  await first.getByRole("button", { name: "Valid: add to the tests" }).focus();
  await page.keyboard.press("Enter");
  await expect(first).toContainText(/Valid, in the tests since version 2/);
  await expect(page.locator('[data-test="2"]')).toContainText(call);
  await expect(page.locator('[data-test="2"]')).not.toHaveAttribute("data-outcome", "passed", {
    timeout: 60_000,
  });
  await expect(page.locator('[data-test="2"]')).not.toHaveAttribute("data-outcome", "not-run", {
    timeout: 60_000,
  });
});
