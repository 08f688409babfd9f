import { expect, test } from "../fixtures";

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

test("the operators' catalogue is narrowed by intent", async ({ page }) => {
  await page.goto("/operators");
  const entries = page.getByRole("main").getByRole("listitem");
  await expect(entries.first()).toBeVisible();
  const all = await entries.count();
  expect(all).toBeGreaterThanOrEqual(12);
  await page.getByRole("button", { name: /^Meant to keep behaviour/ }).click();
  await expect(page).toHaveURL(/intent=refactor/);
  await expect.poll(() => entries.count()).toBeLessThan(all);
  await expect(entries.first()).toContainText("keeps behaviour");
});
