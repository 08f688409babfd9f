import { createHash } from "node:crypto";
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

/** More problems than a page of the table holds, in MBPP's form. */
function manyProblems(count: number): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: count }, (_, index) => ({
    task_id: index + 1,
    text: `Write a function to add ${index}.`,
    code: `def add(a):\n    return a + ${index}`,
    test_list: [`assert add(1) == ${index + 1}`],
  }));
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  return { name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(text) };
}

test("a long table is found where it was left after a reload", async ({ page }) => {
  const dataset = new DatasetPage(page);
  const importing = new ImportPage(page);
  await importing.importFile({ file: manyProblems(250), name: freshName("many") });
  await importing.openDataset.click();
  await expect(dataset.rows.first()).toBeVisible();
  await expect(dataset.grid).toBeFocused();
  for (const last of ["100", "200", "250"]) {
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(dataset.selected.getByRole("gridcell").first()).toHaveText(last, { timeout: 1_000 });
    }).toPass();
  }
  await page.keyboard.press("ArrowUp");
  await expect(dataset.selected.getByRole("gridcell").first()).toHaveText("249");
  // The place is written down when scrolling has stopped.
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("selectedId");
  await page.waitForTimeout(300);
  await page.reload();
  await expect(dataset.selected.getByRole("gridcell").first()).toHaveText("249");
  await expect(dataset.selected).toBeInViewport();
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

const groupSchema = z.object({
  prompt: z.string(),
  prefix: z.string(),
  positives: z.array(z.object({ text: z.string(), sources: z.array(z.object({ program: z.int() })) })).min(1),
  negatives: z.array(z.object({ text: z.string(), sources: z.array(z.object({ program: z.int() })) })).min(1),
});

test("contrast groups are previewed, downloaded and read back", async ({ page, starter }) => {
  const dataset = new DatasetPage(page);
  const exporting = new ExportPage(page);
  await dataset.open(starter);
  await page.getByRole("link", { name: "Export" }).click();
  await exporting.choose("Format", "Contrast groups (.jsonl)");
  await expect(page).toHaveURL(/format=contrast/);
  await expect(exporting.counts.getByText("Groups", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(exporting.groups.getByRole("list", { name: "What goes on wrongly" }).first()).toBeVisible();
  await expect(exporting.command).toContainText("--format contrast");

  const { name, text } = await exporting.download("Download rows");
  expect(name).toMatch(/\.contrast\.jsonl$/);
  const groups = text
    .trimEnd()
    .split("\n")
    .map((line) => groupSchema.parse(JSON.parse(line)));
  expect(groups).toHaveLength(await exporting.count("Groups"));
  const sum = (side: "positives" | "negatives") =>
    groups.reduce((total, group) => total + group[side].length, 0);
  expect(sum("positives")).toBe(await exporting.count("correct"));
  expect(sum("negatives")).toBe(await exporting.count("incorrect"));

  const manifest = JSON.parse((await exporting.download("Download manifest")).text);
  expect(manifest.sha256).toBe(createHash("sha256").update(text).digest("hex"));
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
