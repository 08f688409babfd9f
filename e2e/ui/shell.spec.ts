import { expect, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { ProblemPage } from "../pages/problem-page";
import { Shell } from "../pages/shell";

test.describe("shell", () => {
  test("leads to every page and says in the title where one is", async ({ page }) => {
    const shell = new Shell(page);
    await page.goto("/");
    for (const name of ["Score", "Models", "Jobs", "Overview"]) {
      await shell.go(name);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(shell.navigation.getByRole("link", { name, exact: true })).toHaveAttribute(
        "aria-current",
        "page",
      );
    }
    await shell.go("Jobs");
    await expect(page).toHaveTitle("Jobs · Linewise");
  });

  test("opens the palette by keyboard and goes where it is told", async ({ page }) => {
    const shell = new Shell(page);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await shell.command("operators");
    await expect(page).toHaveURL(/\/operators$/);
    await expect(page.getByRole("heading", { level: 1, name: "Operators" })).toBeVisible();
  });

  test("shows the shortcuts with ? but not while typing", async ({ page }) => {
    const shell = new Shell(page);
    await page.goto("/import");
    await page.getByLabel("Dataset name").pressSequentially("what?");
    await expect(shell.help).toBeHidden();
    await expect(page.getByLabel("Dataset name")).toHaveValue("what?");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("?");
    await expect(shell.help).toBeVisible();
    await expect(shell.help.getByText("Command palette")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(shell.help).toBeHidden();
  });

  test("goes by sequences of keys", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await expect(page).toHaveURL(/\/models$/);
  });

  test("goes by a sequence whose last key means something on the page", async ({ page, starter }) => {
    await new ProblemPage(page).openFirst(starter);
    await page.keyboard.press("g");
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/\/jobs$/);
  });

  test("finds a problem from any page", async ({ page, starter }) => {
    const dataset = new DatasetPage(page);
    await dataset.open(starter);
    const key = (await dataset.keys())[0] ?? "";
    const shell = new Shell(page);
    await page.goto("/models");
    await page.keyboard.press("Control+k");
    await shell.palette.getByRole("combobox").fill(key);
    await shell.palette
      .getByRole("option", { name: new RegExp(starter) })
      .first()
      .click();
    await expect(page).toHaveURL(/\/problems\/\d+/);
  });

  test("keeps the theme over a reload", async ({ page }) => {
    const shell = new Shell(page);
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/");
    const html = page.locator("html");
    await expect(html).not.toHaveClass(/dark/);
    await shell.setTheme("Dark");
    await expect(html).toHaveClass(/dark/);
    await page.reload();
    await expect(html).toHaveClass(/dark/);
    await shell.setTheme("System");
    await expect(html).not.toHaveClass(/dark/);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(html).toHaveClass(/dark/);
  });
});

test.describe("unknown addresses", () => {
  // The browser itself logs the 404 of the document.
  test.use({ allowedErrors: [/404/] });

  test("say so and lead home", async ({ page }) => {
    const response = await page.goto("/nowhere/at/all");
    expect(response?.status()).toBe(404);
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
    await page.getByRole("link", { name: "Go to the overview" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  });

  test("name a dataset that does not exist", async ({ page }) => {
    await page.goto("/datasets/999999");
    await expect(page.getByText("There is no dataset 999999")).toBeVisible();
  });
});
