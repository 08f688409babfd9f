import { badRows, expect, freshName, mbppFile, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { ImportPage } from "../pages/import-page";
import { JobsPage } from "../pages/jobs-page";

test("a finished job stands in the list with what it made and what it left out", async ({ page }) => {
  const name = freshName("jobs");
  const jobs = new JobsPage(page);
  await new ImportPage(page).importFile({ file: badRows, name });
  await jobs.open();
  const job = jobs.job(`Import ${name}`);
  await expect(job).toContainText("succeeded");
  await expect(job).toContainText("4 problems · 2 rows rejected");
  await job.getByText("4 problems").click();
  await expect(job.getByRole("cell", { name: "9007" })).toBeVisible();
  await job.getByRole("link", { name: `Import ${name}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("a running build is cancelled and taken up again", async ({ page }) => {
  const { path, problems } = mbppFile();
  test.skip(
    problems < 50,
    "six problems are built before anybody can cancel: this needs ../shared/data/mbpp.jsonl",
  );
  const name = freshName("cancel");
  const jobs = new JobsPage(page);
  const dataset = new DatasetPage(page);
  const importPage = new ImportPage(page);
  await importPage.importFile({ file: path, name, limit: 50 });
  await importPage.buildNext.click();
  await dataset.buildDialog.getByRole("button", { name: /^Build/ }).click();
  await expect(dataset.buildDialog).toBeHidden();

  await jobs.open();
  const builds = jobs.job(`Build ${name}`);
  await page.getByRole("button", { name: `Cancel Build ${name}` }).click();
  await expect(builds.getByText("cancelled", { exact: true })).toHaveCount(1, { timeout: 30_000 });

  await page.getByRole("button", { name: `Resume Build ${name}` }).click();
  await expect(builds).toHaveCount(2);
  // Left running it would keep the machine from the tests that follow.
  await page.getByRole("button", { name: `Cancel Build ${name}` }).click();
  await expect(builds.getByText("cancelled", { exact: true })).toHaveCount(2, { timeout: 30_000 });
});
