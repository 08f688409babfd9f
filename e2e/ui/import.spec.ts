import { badRows, expect, freshName, mbppFile, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { ImportPage } from "../pages/import-page";

const buildMs = 240_000;

test("imports MBPP's first rows, builds them, narrows, sorts and opens one", async ({ page }) => {
  test.setTimeout(buildMs + 60_000);
  const { path, problems } = mbppFile();
  const name = freshName("mbpp");
  const importPage = new ImportPage(page);
  const dataset = new DatasetPage(page);

  await importPage.importFile({ file: path, name, limit: 50 });
  await expect(page.getByText(`${problems} problems imported`)).toBeVisible();
  await importPage.buildNext.click();
  await expect(page.getByRole("dialog", { name: `Build ${name}` })).toBeVisible();
  await dataset.build({ perProgram: 6, timeoutMs: buildMs });
  await expect(dataset.heading).toHaveText(name);
  await expect(dataset.total(`${problems} problems`)).toBeVisible();

  // A facet narrows the rows and stands in the URL.
  await dataset.facet("wrong answer").click();
  await expect(page).toHaveURL(/verdict=wrong-answer/);
  await expect(dataset.rows.first().getByRole("img", { name: /wrong answer/ })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/verdict=/);

  // So does a search, and a reload finds it again.
  const title = (await dataset.rows.nth(1).getByRole("link").textContent()) ?? "";
  const word = title.split(/\W+/).sort((one, other) => other.length - one.length)[0] ?? title;
  await dataset.search.fill(word);
  await expect(page).toHaveURL(/q=/);
  await expect(dataset.grid.getByRole("link", { name: title, exact: true })).toBeVisible();
  await page.reload();
  await expect(dataset.search).toHaveValue(word);
  await expect(dataset.grid.getByRole("link", { name: title, exact: true })).toBeVisible();
  await dataset.search.fill("");
  await expect(page).not.toHaveURL(/q=/);

  await dataset.grid.getByRole("button", { name: "Suspicion" }).click();
  await expect(page).toHaveURL(/sort=suspicion/);
  await expect(dataset.grid.getByRole("columnheader", { name: "Suspicion" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );

  await dataset.rows.first().getByRole("link").click();
  await expect(page).toHaveURL(/\/problems\/\d+/);
});

test("lists rejected rows by line with their reasons and keeps the good ones", async ({ page }) => {
  const name = freshName("bad-rows");
  const importPage = new ImportPage(page);
  const dataset = new DatasetPage(page);
  await importPage.importFile({ file: badRows, name });
  await expect(page.getByText("4 problems imported, 2 rows rejected.")).toBeVisible();
  const rejected = importPage.rejected.getByRole("row");
  await expect(rejected.filter({ has: page.getByRole("cell", { name: "3", exact: true }) })).toHaveCount(1);
  await expect(rejected.filter({ has: page.getByRole("cell", { name: "5", exact: true }) })).toContainText(
    "9007",
  );
  // The job stands in the URL: a reload finds the list again.
  await page.reload();
  await expect(importPage.rejected).toBeVisible();
  await importPage.openDataset.click();
  await expect(dataset.rows).toHaveCount(4);
});

test("shows markup in a statement as text", async ({ page }) => {
  const name = freshName("markup");
  const importPage = new ImportPage(page);
  const dataset = new DatasetPage(page);
  await importPage.importFile({ file: badRows, name });
  await importPage.openDataset.click();
  await expect(dataset.grid.getByText("<img src=x onerror=")).toBeVisible();
  await expect(dataset.grid.locator("img")).toHaveCount(0);
  await expect(page).toHaveTitle(`${name} · Linewise`);
});

test("keeps what was entered when the limit is no number", async ({ page }) => {
  await page.goto("/import");
  await page.getByLabel("File to import").setInputFiles(badRows);
  await expect(page.getByLabel("Dataset name")).toHaveValue("bad-rows");
  await page.getByLabel("First rows only").fill("ten");
  await expect(page.getByText("A whole number from 1.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
});
