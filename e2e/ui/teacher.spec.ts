import { type FakeLlm, fairAnswer, startFakeLlm } from "#server/teacher/testing";
import { expect, freshName, miniMbpp, test } from "../fixtures";
import { BuildDialog } from "../pages/build-dialog";
import { DatasetPage } from "../pages/dataset-page";
import { ImportPage } from "../pages/import-page";
import { JobsPage } from "../pages/jobs-page";
import { ProblemPage } from "../pages/problem-page";
import { SettingsPage } from "../pages/settings-page";

const apiKey = "sk-e2e-73d1f0";
let fake: FakeLlm;

test.beforeAll(async () => {
  fake = await startFakeLlm(({ document, authorization }) => {
    if (authorization !== `Bearer ${apiKey}`)
      return { status: 401, body: '{"error":{"message":"No such key"}}' };
    return document === null ? { rewrites: [] } : fairAnswer(document);
  });
});
test.afterAll(async () => {
  await fake.close();
});

test("a model is set up, tested, and teaches a dataset", async ({ page }) => {
  const settings = new SettingsPage(page);
  const dataset = new DatasetPage(page);
  const problem = new ProblemPage(page);
  const name = freshName("taught");
  const answers: string[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/api/"))
      response.text().then(
        (text) => answers.push(text),
        () => {},
      );
  });

  await settings.open();
  await settings.fill({ baseUrl: fake.baseUrl, model: "tiny", apiKey: "sk-wrong" });
  await settings.runTest();
  await expect(settings.test).toContainText("private network");
  await settings.allowPrivate.click();
  await settings.runTest();
  await expect(settings.test).toContainText(
    "It does not work: The server refuses the key (401): No such key",
  );
  await settings.key.fill(apiKey);
  await settings.runTest();
  await expect(settings.test).toContainText(/It works: tiny-2026-01-01 answers in \d+ ms/);
  await page.getByLabel("Price of input").fill("0.15");
  await page.getByLabel("Price of output").fill("0.6");
  await settings.save();
  await page.reload();
  await expect(page.getByText("One is stored, encrypted. It is never shown.")).toBeVisible();
  await expect(settings.key).toHaveValue("");

  await new ImportPage(page).importFile({ file: miniMbpp, name });
  await dataset.open(name);
  await page.getByRole("button", { name: "Build…" }).click();
  const { dialog, start } = new BuildDialog(page);
  await dialog.getByRole("checkbox", { name: /^Language model/ }).click();
  await dialog.getByRole("checkbox", { name: "Operators" }).click();
  await expect(dialog.getByText(/^About .*\$/)).toBeVisible();
  await start.click();
  await expect(dialog).toBeHidden();

  const jobs = new JobsPage(page);
  await jobs.open();
  const job = jobs.job(`Teach ${name}`);
  await expect(job).toContainText("succeeded", { timeout: 90_000 });
  await expect(job).toContainText(/\d+ mutants of \d+ rewrites/);
  await expect(job).toContainText(/\d+ replies paid for · [\d,]+ tokens · \$0\.\d+/);

  await problem.openFirstMutant(name);
  await problem.showTab("Label");
  await expect(page.getByText("LLM teacher", { exact: true })).toBeVisible();
  await expect(page.getByText(/tiny-2026-01-01, rewrite-statement@1, temperature 0\.8/)).toBeVisible();
  expect(answers.join("\n")).not.toContain(apiKey);
});

test("another address costs the stored key", async ({ page }) => {
  const settings = new SettingsPage(page);
  await settings.open();
  await settings.fill({ baseUrl: fake.baseUrl, model: "tiny", apiKey });
  await settings.save();
  await settings.fill({ baseUrl: "http://127.0.0.1:9/v1", model: "tiny" });
  await expect(page.getByText("The stored key goes with its address: enter one for this.")).toBeVisible();
  await settings.save();
  await expect(page.getByText("None is set. Local servers need none.")).toBeVisible();
  await page.getByLabel("Temperature").fill("hot");
  await expect(page.getByText("A number from 0 to 2.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
});
