import { expect, test } from "../fixtures";
import { DatasetPage } from "../pages/dataset-page";
import { OperatorsPage } from "../pages/operators-page";
import { ProblemPage } from "../pages/problem-page";

test("the catalogue is narrowed by intent", async ({ page }) => {
  const catalogue = new OperatorsPage(page);
  await catalogue.open();
  const all = await catalogue.entries.count();
  expect(all).toBeGreaterThanOrEqual(38);
  await page.getByRole("button", { name: /^Meant to keep behaviour/ }).click();
  await expect(page).toHaveURL(/intent=refactor/);
  await expect.poll(() => catalogue.entries.count()).toBeLessThan(all);
  await expect(catalogue.entries.first()).toContainText("keeps behaviour");
});

test("an operator is found by typing, with what it does to an example", async ({ page }) => {
  const catalogue = new OperatorsPage(page);
  await catalogue.open();
  await page.keyboard.press("/");
  await expect(catalogue.search).toBeFocused();
  await page.keyboard.type("comparison-swap");
  await expect(page).toHaveURL(/q=comparison-swap/);
  const entry = catalogue.entry("comparison-swap");
  await expect(entry).toBeVisible();
  await expect(entry).toContainText("removed:");
  await expect(entry).toContainText("added:");
  await catalogue.search.fill("no such operator");
  await expect(page.getByText("No operator matches")).toBeVisible();
});

test("an operator's address leads to its entry", async ({ page }) => {
  const catalogue = new OperatorsPage(page);
  await catalogue.open("wrong-variable");
  await expect(catalogue.entry("wrong-variable")).toBeInViewport();
});

test("figures of an operator lead to its mutants' problems and to what it does", async ({
  page,
  starter,
}) => {
  const dataset = new DatasetPage(page);
  await dataset.open(starter);
  await page.getByRole("tab", { name: "Operators" }).click();
  await expect(page.getByRole("img", { name: /^Share of each operator's mutants/ })).toBeVisible();
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "comparison-swap" }) });
  await row.getByRole("cell").nth(2).getByRole("link").click();
  await expect(page).toHaveURL(/operator=comparison-swap/);
  const chosen = dataset.facet("comparison-swap");
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  await expect(dataset.rows.first()).toBeVisible();
  await dataset.rows.first().click();
  const problem = new ProblemPage(page);
  await problem.ready();
  const only = problem.mutants.getByRole("button", { name: /^comparison-swap \d+$/ });
  await expect(only).toHaveAttribute("aria-pressed", "true");
  const some = await problem.mutants.locator("[data-mutant]").count();
  await only.click();
  await expect.poll(() => problem.mutants.locator("[data-mutant]").count()).toBeGreaterThan(some);
  await page.goBack();
  await expect(chosen).toBeVisible();

  const narrowed = await dataset.grid.getAttribute("aria-rowcount");
  await chosen.click();
  await expect(page).not.toHaveURL(/operator=/);
  await expect.poll(() => dataset.grid.getAttribute("aria-rowcount")).not.toBe(narrowed);

  await page.getByRole("tab", { name: "Operators" }).click();
  await row.getByRole("link", { name: "comparison-swap" }).click();
  await expect(page).toHaveURL(/\/operators#comparison-swap$/);
  await expect(new OperatorsPage(page).entry("comparison-swap")).toBeInViewport();
});

test("the drawer names a line's contrast group and its mutant's operator", async ({ page, starter }) => {
  const problem = new ProblemPage(page);
  await problem.openFirstMutant(starter);
  await problem.showTab("Label");
  await expect(page.getByRole("region", { name: "Contrast group" })).toBeVisible();
  const drawer = page.getByRole("tabpanel", { name: "Label" });
  const operator = drawer.locator('a[href^="/operators#"]');
  const id = await operator.textContent();
  await operator.click();
  await expect(new OperatorsPage(page).entry(id ?? "")).toBeInViewport();
});
