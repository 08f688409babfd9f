import { badRows, expect, freshName, test } from "../fixtures";
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
