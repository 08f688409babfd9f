// `npm test`: everything that can be checked, from a fresh clone. Every check runs even when one before it failed. The last
// line counts: each test is one, and so is each check that is no collection of tests.
//   --static        only what needs no running service
//   --only=a,b      only these checks (their names as printed)
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { findChromium } from "./lib/find-chromium.mjs";
import { pythonTools } from "./lib/python-tools.mjs";
import { junitCounts, playwrightCounts, vitestCounts } from "./lib/reports.mjs";
import { at, requireNode } from "./lib/root.mjs";
import { failedCheck, runCheck } from "./lib/run-check.mjs";

requireNode();
const scratch = mkdtempSync(path.join(tmpdir(), "linewise-test-"));
const report = (name) => path.join(scratch, name);
const node = (name, script, ...args) => ({ name, command: process.execPath, args: [at(...script), ...args] });
const tool = (name, binary, ...args) => ({ name, command: at("node_modules", ".bin", binary), args });
const sources = ["app", "bench", "components", "db", "e2e", "scripts", "server"];

const vitest = (project) => ({
  ...tool(project, "vitest", "run", "--project", project, "--reporter=default", "--reporter=json"),
  env: { VITEST_JSON: report(`${project}.json`) },
  count: () => vitestCounts(report(`${project}.json`)),
});

const ruff = (name, ...args) => ({
  name,
  command: () => `${pythonTools()}/ruff`,
  // From here the settings' patterns for tests mean the tests.
  cwd: at("training"),
  args: [
    ...args,
    ".",
    "../server/verification/providers/native/harness",
    "../server/verification/providers/wasm/host",
  ],
});

const checks = [
  { ...node("set-up and build", ["scripts", "setup.mjs"]), always: true },
  { ...tool("format and lint", "biome", "ci", "--error-on-warnings", "."), static: true },
  { ...tool("types", "tsc", "--noEmit", "-p", "tsconfig.check.json"), static: true },
  {
    ...tool(
      "floating promises",
      "oxlint",
      "--type-aware",
      "-A",
      "all",
      "-D",
      "typescript/no-floating-promises",
      ...sources,
    ),
    static: true,
  },
  { ...node("layers", ["scripts", "check-layers.mjs"]), static: true },
  { ...tool("unused code", "knip"), static: true },
  { ...ruff("python lint", "check", "--no-cache"), static: true },
  { ...ruff("python format", "format", "--check", "--no-cache"), static: true },
  withReport(vitest("unit")),
  withReport(vitest("integration")),
  {
    name: "python tests",
    command: () => `${pythonTools()}/python`,
    args: ["-m", "pytest", "-q", "-p", "no:cacheprovider", `--junitxml=${report("pytest.xml")}`],
    cwd: at("training"),
    count: () => junitCounts(report("pytest.xml")),
  },
  {
    ...tool("e2e", "playwright", "test", "--reporter=list,json"),
    env: browserEnvironment,
    count: () => playwrightCounts(report("e2e.json")),
  },
];

function withReport({ args, ...check }) {
  return { ...check, args: [...args, `--outputFile.json=${check.env.VITEST_JSON}`] };
}

async function browserEnvironment() {
  const chromium = findChromium();
  console.log(`  browser: ${chromium.path} (${chromium.how})`);
  return {
    LINEWISE_CHROMIUM: chromium.path,
    LINEWISE_E2E_PORT: String(await freePort()),
    LINEWISE_E2E_DATA_DIR: path.join(scratch, "e2e"),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e.json"),
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isChosen(check) {
  const only = process.argv
    .find((argument) => argument.startsWith("--only="))
    ?.slice(7)
    .split(",");
  if (only !== undefined) return check.always || only.includes(check.name);
  return check.always || check.static || !process.argv.includes("--static");
}

/** Settings that a check works out when its turn comes may fail: then that check has failed, with the reason. */
async function runOne({ name, command, args, env, cwd, count }) {
  try {
    return await runCheck({
      name,
      command: typeof command === "function" ? command() : command,
      args,
      env: typeof env === "function" ? await env() : env,
      cwd,
      count,
    });
  } catch (error) {
    return failedCheck(name, error.message);
  }
}

const total = { passed: 0, failed: 0, skipped: 0 };
const began = Date.now();
for (const check of checks.filter(isChosen)) {
  const { name, counts, seconds, log } = await runOne(check);
  for (const key of ["passed", "failed", "skipped"]) total[key] += counts[key];
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  console.log(
    `${counts.failed === 0 ? "ok  " : "FAIL"} ${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds.toFixed(1)} s)`,
  );
  if (counts.failed > 0)
    console.log(`${readFileSync(log, "utf8").slice(-20_000).replaceAll(/^/gm, "     | ")}\n`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`took ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
