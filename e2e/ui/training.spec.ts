import { expect, freshName, miniMbpp, test } from "../fixtures";
import { AuditPage } from "../pages/audit-page";
import { DatasetPage } from "../pages/dataset-page";
import { ImportPage } from "../pages/import-page";
import { installStandIn, TrainDialog, uninstallPython } from "../pages/train-dialog";

test.afterAll(uninstallPython);

test("where the Python side is missing, the dialog says how to install it and starts nothing", async ({
  page,
  context,
  starter,
}) => {
  uninstallPython();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await new DatasetPage(page).open(starter);
  await page.keyboard.press("Shift+T");
  const train = new TrainDialog(page);
  await expect(train.off).toContainText("npm run training:setup");
  await expect(train.start).toBeDisabled();
  await train.dialog.getByRole("button", { name: "Copy" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("npm run training:setup");
  await train.minutes.fill("0");
  await expect(train.dialog.getByRole("alert")).toContainText("More than 0");
});

test("the loop is closed: trained, registered, scored out of fold, and the audit lists what the models question", async ({
  page,
}) => {
  test.setTimeout(300_000);
  installStandIn({ stepMs: 60 });
  const name = freshName("loop");
  const dataset = new DatasetPage(page);
  const importing = new ImportPage(page);
  await importing.importFile({ file: miniMbpp, name });
  await importing.openDataset.click();
  await expect(dataset.rows.first()).toBeVisible();
  await dataset.build({ perProgram: 12, timeoutMs: 60_000 });

  await page.getByRole("button", { name: "Train…" }).click();
  const train = new TrainDialog(page);
  await train.minutes.fill("1");
  await train.folds.fill("2");
  await train.start.click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  const stages = page.getByRole("region", { name: "Stages" });
  await expect(stages.getByRole("listitem")).toHaveCount(7);
  await expect(page.getByRole("log", { name: "Log" })).toContainText("exported");
  const loss = page.getByRole("region", { name: "Loss" });
  await expect(loss.getByText(/fold 1: \d/)).toBeVisible();
  await expect(page.getByText("succeeded")).toBeVisible({ timeout: 200_000 });
  await expect(stages.getByText("done")).toHaveCount(7);

  // What was seen of it is kept: another visit shows the whole curve.
  await page.reload();
  await expect(loss.getByText(/the model: 0\.\d+ at step 200/)).toBeVisible();
  await loss.getByRole("button", { name: "pair" }).click();
  await expect(loss.getByText("which of two lines", { exact: false })).toBeVisible();
  await expect(page.getByRole("region", { name: "The new model's figures" })).toContainText("0.810");

  const questioned = page.getByRole("link", { name: /labels? questioned/ });
  const count = Number((await questioned.textContent())?.match(/^\d+/)?.[0]);
  expect(count).toBeGreaterThan(0);
  await questioned.click();
  const audit = new AuditPage(page);
  await expect(audit.rows).toHaveCount(count);
  await expect(audit.reasons.getByRole("button", { name: "model disagrees" })).toContainText(String(count));
  await expect(audit.rows.first()).toContainText("model disagrees");

  await page.goto("/models");
  const made = page.getByRole("article", { name: new RegExp(`^${name}-prm `) });
  await expect(made).toContainText("2 fold models");
  await expect(made.getByRole("button", { name: /^Use / })).toBeVisible();
});

test("a run is cancelled and keeps what it has", async ({ page }) => {
  test.setTimeout(180_000);
  installStandIn({ stepMs: 700 });
  const name = freshName("stop");
  const dataset = new DatasetPage(page);
  const importing = new ImportPage(page);
  await importing.importFile({ file: miniMbpp, name });
  await importing.openDataset.click();
  await expect(dataset.rows.first()).toBeVisible();
  await dataset.build({ perProgram: 4, timeoutMs: 60_000 });
  await page.getByRole("button", { name: "Train…" }).click();
  const train = new TrainDialog(page);
  await train.folds.fill("2");
  await train.start.click();
  await expect(page.getByRole("region", { name: "Loss" }).getByText(/fold 1: \d/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("button", { name: `Cancel Train on ${name}` }).click();
  await expect(page.getByText("cancelled", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Stages" })).toContainText("stopped here");
  await expect(page.getByRole("log", { name: "Log" })).toContainText("what was done is kept");
  await expect(page.getByRole("button", { name: `Resume Train on ${name}` })).toBeVisible();
});
