import { expect, test } from "../fixtures";

test("the overview shows the starter dataset, built, and what works", async ({ page, starter }) => {
  await page.goto("/");
  const datasets = page.getByRole("region", { name: "Datasets" });
  await expect(datasets.getByRole("link", { name: starter, exact: true })).toBeVisible();
  await expect(datasets.getByRole("img", { name: /mutants: .*wrong answer/ }).first()).toBeVisible();
  const machine = page.getByRole("region", { name: "This machine" });
  await expect(machine.getByText("PostgreSQL")).toBeVisible();
  for (const part of ["Database", "Worker", "Sandbox", "Model"])
    await expect(machine.getByText(part, { exact: true })).toBeVisible();
  await expect(machine.getByText("not working")).toHaveCount(0);
});

test("a suspicion on the overview leads to its audit list", async ({ page, starter }) => {
  await page.goto("/");
  const worth = page.getByRole("region", { name: "Worth a look" });
  await expect(worth).toContainText(starter);
  await worth.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/datasets\/\d+\/audit\?reason=/);
});
