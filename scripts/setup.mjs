// Makes a clone ready to run: packages, bundles, the web server's build. Runs before `npm start`, where node_modules may
// not exist yet, and does nothing (70 ms) when all is there. `--no-web` leaves the web build out.
import { bundlesAreFresh } from "./build.mjs";
import { isInstalled } from "./lib/installed.mjs";
import { withLock } from "./lib/lock.mjs";
import { at, requireNode } from "./lib/root.mjs";
import { npm, step } from "./lib/step.mjs";
import { digest, isWebBuilt, markWebBuilt } from "./lib/web-build.mjs";

requireNode();
const withWeb = !process.argv.includes("--no-web");
const isReady = () => isInstalled() && bundlesAreFresh() && (!withWeb || isWebBuilt());

if (!isReady()) {
  await withLock(
    at(".setup.lock"),
    () => console.log("  another start is preparing this folder; waiting for it"),
    prepare,
  );
}

async function prepare() {
  if (!isInstalled()) {
    await step(
      "Installing packages",
      "first start only",
      ...npm("ci", "--include=dev", "--no-audit", "--no-fund"),
    );
    if (!isInstalled()) {
      console.error("  node_modules does not match package-lock.json; remove it and start again.");
      process.exit(1);
    }
  }
  if (!bundlesAreFresh())
    await step("Bundling", "worker and command line", process.execPath, ["scripts/build.mjs"]);
  if (withWeb && !isWebBuilt()) {
    const before = digest();
    const next = at("node_modules", "next", "dist", "bin", "next");
    await step("Building the pages", "after a change of the source", process.execPath, [next, "build"]);
    markWebBuilt(before);
  }
}
