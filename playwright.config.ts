import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

/** `npm test` picks a free port and an empty folder; by hand, both stay the same from run to run. */
const port = Number(process.env.LINEWISE_E2E_PORT ?? 3917);
const dataDir = process.env.LINEWISE_E2E_DATA_DIR ?? path.resolve(".linewise", "e2e");
const baseURL = `http://127.0.0.1:${port}`;

/** A browser of the system's; Playwright's own where there is none. */
const executablePath =
  process.env.LINEWISE_CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) =>
    existsSync(file),
  );

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  workers: 1,
  reporter: [["list"]],
  use: { ...devices["Desktop Chrome"], baseURL, trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    {
      name: "chromium",
      use: {
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          ...(executablePath ? { executablePath } : {}),
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            // Whatever asks for another machine is to fail in the test, not to work by chance.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
          ],
        },
      },
    },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `${baseURL}/api/health`,
    timeout: 120_000,
    reuseExistingServer: process.env.LINEWISE_E2E_PORT === undefined,
    gracefulShutdown: { signal: "SIGTERM", timeout: 25_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      LINEWISE_DATA_DIR: dataDir,
      // Not there until a test puts a stand-in in its place.
      LINEWISE_TRAINING_PYTHON: path.join(dataDir, "training-python"),
    },
  },
});
