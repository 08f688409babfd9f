import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures";

const bundled = fileURLToPath(new URL("../../models/linewise-small", import.meta.url));

/** The bundled model under another version and with another threshold, zipped; `spoil` changes its folder before. */
function zippedModel(version: string, spoil: (folder: string) => void = () => {}): string {
  const root = mkdtempSync(path.join(tmpdir(), "linewise-e2e-model-"));
  const folder = path.join(root, "bundle");
  cpSync(bundled, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(folder, "prm.json"), "utf8"));
  writeFileSync(path.join(folder, "prm.json"), JSON.stringify({ ...manifest, version, threshold: 0.5 }));
  spoil(folder);
  const archive = path.join(root, "model.zip");
  execFileSync("python3", ["-m", "zipfile", "-c", archive, folder]);
  return archive;
}

test("the bundled model shows its metrics with n, its baseline and its limits", async ({
  page,
  starter: _built,
}) => {
  // The model is registered when the starter problems are scored, which follows their build.
  await page.goto("/models");
  const card = page.getByRole("article").first();
  await expect(card.getByText("in use")).toBeVisible({ timeout: 45_000 });
  const metrics = card.getByRole("region", { name: "Metrics" });
  await expect(metrics.getByRole("row")).not.toHaveCount(0);
  await expect(metrics.getByRole("columnheader", { name: "Best baseline" })).toBeVisible();
  await expect(card.getByRole("region", { name: "Limits" }).getByRole("listitem").first()).toBeVisible();
  await expect(card.getByRole("region", { name: "Provenance" })).toContainText("Data digest");
});

test("a model is added, looked at, used and deleted", async ({ page, starter: _built }) => {
  await page.goto("/models");
  const own = page.getByRole("article").filter({ hasText: "in use" }).first();
  await expect(own).toBeVisible({ timeout: 45_000 });
  const version = `e2e-${Date.now()}`;
  await page.getByLabel("Zipped model bundle").setInputFiles(zippedModel(version));
  const added = page.getByRole("article", { name: `linewise-small ${version}` });
  await expect(added).toBeVisible({ timeout: 60_000 });
  await expect(added.getByRole("region", { name: "Scores and labels" })).toContainText("It has scored 0 of");
  await expect(page.getByRole("region", { name: "Compare two models" })).toBeVisible();

  await added.getByRole("button", { name: /^Use / }).click();
  await expect(added.getByText("in use")).toBeVisible();
  await expect(added.getByRole("button", { name: /^Delete / })).toHaveCount(0);
  await page
    .getByRole("article")
    .filter({ has: page.getByRole("button", { name: /^Use linewise-small (?!e2e)/ }) })
    .first()
    .getByRole("button", { name: /^Use / })
    .click();
  await added.getByRole("button", { name: /^Delete / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(added).toHaveCount(0);
});

test.describe("a model that is not what it says", () => {
  test.use({ allowedErrors: [/status of 400/] });

  test("is refused with the reason", async ({ page }) => {
    await page.goto("/models");
    const archive = zippedModel("bad", (folder) => rmSync(path.join(folder, "tokenizer_config.json")));
    await page.getByLabel("Zipped model bundle").setInputFiles(archive);
    await expect(page.getByRole("alert").filter({ hasText: "Not added." })).toContainText(
      "tokenizer_config.json",
      { timeout: 60_000 },
    );
  });
});

test("a threshold shows what it finds in the starter problems", async ({ page, starter: _built }) => {
  await page.goto("/models");
  const threshold = page.getByRole("article").first().getByRole("region", { name: "Threshold" });
  const slider = threshold.getByRole("slider", { name: "Threshold" });
  // The starter problems are scored after they are built.
  await expect(slider).toBeVisible({ timeout: 60_000 });
  await slider.fill("100");
  await expect(threshold).toContainText("100.0 %");
  await slider.fill("0");
  await expect(threshold.getByText("0 lines below it")).toBeVisible();
});
