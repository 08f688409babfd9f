import { expect, freshName, miniMbpp, test } from "../fixtures";
import { BuildDialog } from "../pages/build-dialog";
import { DatasetPage } from "../pages/dataset-page";
import { ImportPage } from "../pages/import-page";

test("a build refuses what makes no sense and estimates the rest", async ({ page, starter }) => {
  const build = new BuildDialog(page);
  await new DatasetPage(page).open(starter);
  await page.keyboard.press("Shift+B");
  await expect(build.estimate).toBeVisible();
  // The starter problems were built on this machine, so that their speed is known.
  await expect(
    build.dialog.getByText(/references were mutated; the last [\d,]+ runs here went at/),
  ).toBeVisible();
  const all = await build.mutants();
  await build.dialog.getByLabel("At most, per program").fill("3");
  await expect.poll(() => build.mutants()).toBeLessThan(all);
  await build.dialog.getByLabel("Seed").fill("-1");
  await expect(build.dialog.getByText("A whole number from 0.")).toBeVisible();
  await expect(build.start).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(build.dialog).toBeHidden();
});

test("operators are searched and chosen by keyboard, by intent, and only they are built", async ({
  page,
}) => {
  const name = freshName("operators");
  const importing = new ImportPage(page);
  const dataset = new DatasetPage(page);
  const build = new BuildDialog(page);
  await importing.importFile({ file: miniMbpp, name });
  await importing.openDataset.click();
  await expect(dataset.rows.first()).toBeVisible();
  await page.keyboard.press("Shift+B");
  const [bugs, refactorings] = [build.group("Meant to break"), build.group("Meant to keep behaviour")];
  await bugs.getByRole("button", { name: "None" }).click();
  await refactorings.getByRole("button", { name: "None" }).click();
  await expect(build.dialog.getByText("Choose at least one operator.")).toBeVisible();
  await expect(build.start).toBeDisabled();

  await build.search.fill("swap");
  await expect.poll(() => build.operators.count()).toBeLessThan(12);
  await build.operators.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(build.operators.nth(1)).toBeFocused();
  await build.operator("comparison-swap").focus();
  await page.keyboard.press("Space");
  await build.operator("arithmetic-swap").click();
  await expect(build.operator("comparison-swap")).toBeChecked();
  const expected = await build.mutants();
  expect(expected).toBeGreaterThan(0);
  await build.start.click();
  await expect(build.dialog).toBeHidden();

  await page.getByRole("tab", { name: "Operators" }).click();
  const column = (number: number) =>
    page.getByRole("table").locator(`tbody td:nth-child(${number})`).allTextContents();
  // Every reference was mutated for the estimate, so that it was exact.
  const made = async () => (await column(3)).reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0);
  await expect.poll(made, { timeout: 60_000 }).toBe(expected);
  expect((await column(1)).toSorted()).toEqual(["arithmetic-swap", "comparison-swap"]);
  await expect(dataset.heading).toHaveText(name);
});
