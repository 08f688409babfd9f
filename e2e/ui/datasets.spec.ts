import { z } from "zod";
import { badRows, expect, freshName, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { ExportPage } from "../pages/export-page";
import { ImportPage } from "../pages/import-page";

test("the problems table is worked by keyboard, and Back finds it as it was", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await expect(dataset.grid).toBeFocused();
  const keys = await dataset.keys();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expect(dataset.selected).toBeVisible();
  const key = await dataset.selected.getByRole("gridcell").first().textContent();
  expect(key).not.toBe(keys[0]);
  const scrolled = await dataset.grid.evaluate((grid) => grid.scrollTop);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/problems\/\d+/);
  await page.goBack();
  await expect(dataset.selected.getByRole("gridcell").first()).toHaveText(key ?? "");
  await expect.poll(() => dataset.grid.evaluate((grid) => grid.scrollTop)).toBe(scrolled);
});

test("the search field is reached with / and left with the arrow", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await page.keyboard.press("/");
  await expect(dataset.search).toBeFocused();
  await page.keyboard.type("zzzz-no-such-problem");
  await expect(page.getByText("No problem matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(dataset.rows.first()).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await expect(dataset.grid).toBeFocused();
});

test("facets add up and combine", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  const train = dataset.facet("train");
  await expect(train).toHaveAttribute("aria-pressed", "false");
  await train.click();
  await expect(train).toHaveAttribute("aria-pressed", "true");
  await dataset.facet("wrong answer").click();
  await expect(page).toHaveURL(/split=train/);
  await expect(page).toHaveURL(/verdict=wrong-answer/);
  await page.reload();
  await expect(train).toHaveAttribute("aria-pressed", "true");
});

test("operators show how their mutants ended and sort", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await page.getByRole("tab", { name: "Operators" }).click();
  await expect(page).toHaveURL(/tab=operators/);
  const table = page.getByRole("table");
  await expect(table.getByRole("img", { name: /mutants?:/ }).first()).toBeVisible();
  await table.getByRole("button", { name: "Operator" }).click();
  const names = await table.locator("tbody tr td:first-child").allTextContents();
  expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
});

test("a dataset is renamed and removed, but only by its name", async ({ page }) => {
  const name = freshName("rename");
  const dataset = new DatasetPage(page);
  const importPage = new ImportPage(page);
  await importPage.importFile({ file: badRows, name });
  await importPage.openDataset.click();
  await expect(dataset.heading).toHaveText(name);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`${name}-b`);
  await page.keyboard.press("Enter");
  await expect(dataset.heading).toHaveText(`${name}-b`);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(name);
  await expect(dialog.getByRole("button", { name: "Remove", exact: true })).toBeDisabled();
  await dialog.getByRole("textbox").fill(`${name}-b`);
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByRole("link", { name: `${name}-b`, exact: true })).toHaveCount(0);
});

test("the build dialog refuses what makes no sense and estimates the rest", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await page.keyboard.press("Shift+B");
  await expect(dataset.buildDialog).toBeVisible();
  await expect(dataset.buildDialog.getByText(/Makes about [\d,]+ mutants\./)).toBeVisible();
  await dataset.buildDialog.getByLabel("Seed").fill("-1");
  await expect(dataset.buildDialog.getByText("A whole number from 0.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dataset.buildDialog).toBeHidden();
});

const rowSchema = z.object({
  prompt: z.string(),
  completions: z.array(z.string()),
  labels: z.array(z.number()),
});

/** Counted by hand: an assertion for each of some hundred thousand labels would take minutes. */
function countLabels(lines: readonly string[]) {
  const counts = { correct: 0, incorrect: 0, other: 0, misshapen: 0 };
  for (const line of lines) {
    const { labels, completions } = rowSchema.parse(JSON.parse(line));
    if (labels.length !== completions.length) counts.misshapen += 1;
    for (const label of labels) {
      if (label === 1) counts.correct += 1;
      else if (label === 0) counts.incorrect += 1;
      else if (label !== -100) counts.other += 1;
    }
  }
  return counts;
}

test("an export is previewed, downloaded and read back", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  const exporting = new ExportPage(page);
  await dataset.open(starter);
  await page.getByRole("link", { name: "Export" }).click();
  await expect(exporting.counts.getByText("Rows", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(exporting.command).toContainText("export");
  const rows = await exporting.count("Rows");
  expect(rows).toBeGreaterThan(0);

  const { name, text } = await exporting.download("Download rows");
  expect(name).toMatch(/\.jsonl$/);
  const lines = text.trimEnd().split("\n");
  expect(lines).toHaveLength(rows);
  const counts = countLabels(lines);
  expect(counts.misshapen, "rows whose labels and completions differ in number").toBe(0);
  expect(counts.other, "labels that are neither 1, 0 nor -100").toBe(0);
  expect(counts.correct).toBe(await exporting.count("correct"));
  expect(counts.incorrect).toBe(await exporting.count("incorrect"));

  const manifest = JSON.parse((await exporting.download("Download manifest")).text);
  expect(manifest.counts.rows).toBe(rows);
});

test("fewer splits make fewer rows", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  const exporting = new ExportPage(page);
  await dataset.open(starter);
  await page.getByRole("link", { name: "Export" }).click();
  await expect(exporting.counts.getByText("Rows", { exact: true })).toBeVisible({ timeout: 30_000 });
  const all = await exporting.count("Problems");
  await page.getByRole("checkbox", { name: "test" }).click();
  await expect(page).toHaveURL(/split=train/);
  await expect.poll(() => exporting.count("Problems"), { timeout: 30_000 }).toBeLessThan(all);
});
