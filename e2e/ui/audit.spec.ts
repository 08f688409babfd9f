import { expect, test } from "../fixtures";
import { AuditPage } from "../pages/audit-page";
import { ProblemPage } from "../pages/problem-page";

test("the audit opens its items at their line and goes on after a decision", async ({ page, starter }) => {
  const audit = new AuditPage(page);
  const problem = new ProblemPage(page);
  await audit.open(starter);
  await expect(audit.grid).toBeFocused();
  const row = audit.rows.first();
  const line = Number(/line (\d+)/.exec((await row.textContent()) ?? "")?.[1]);
  await page.keyboard.press("Enter");
  await problem.ready();
  await expect(audit.bar).toContainText("item 1 of");
  expect(await problem.currentLine()).toBe(line);

  await page.keyboard.press("2");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(audit.bar).toContainText("item 2 of");
  await expect(audit.bar).toContainText("1 decided in this sitting");
  await page.keyboard.press("ArrowLeft");
  await expect(audit.bar).toContainText("item 1 of");
  await expect(audit.bar).toContainText("decided");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(audit.bar).not.toContainText("decided");
});

test("a reason narrows the list and stays in the address", async ({ page, starter }) => {
  const audit = new AuditPage(page);
  await audit.open(starter);
  const reason = audit.reasons.getByRole("button").nth(1);
  const name = (await reason.locator("span.truncate").textContent()) ?? "";
  await reason.click();
  await expect(page).toHaveURL(/reason=/);
  await expect(audit.rows.first()).toContainText(name);
  await page.reload();
  await expect(audit.rows.first()).toContainText(name);
  await expect(reason).toHaveAttribute("aria-current", "true");
});
