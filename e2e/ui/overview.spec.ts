import { expect, test } from "../fixtures";

test("the overview shows the starter dataset, built, and what works", async ({ page }) => {
  await page.goto("/");
  const datasets = page.getByRole("region", { name: "Datasets" });
  await expect(datasets.getByRole("link", { name: "Starter", exact: true })).toBeVisible();
  await expect(datasets.getByRole("img", { name: /mutants: .*wrong answer/ }).first()).toBeVisible();
  const machine = page.getByRole("region", { name: "This machine" });
  await expect(machine.getByText("PostgreSQL")).toBeVisible();
  await expect(machine.getByText("not working")).toHaveCount(0);
});

test("a suspicion on the overview leads to its audit list", async ({ page }) => {
  await page.goto("/");
  const first = page.getByRole("region", { name: "Worth a look" }).getByRole("link").first();
  await first.click();
  await expect(page).toHaveURL(/\/datasets\/\d+\/audit\?reason=/);
});
