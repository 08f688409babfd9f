import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import { at } from "./root.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
];

/**
 * A Chromium for the browser tests: LINEWISE_CHROMIUM, the system's, Playwright's own, else one that is installed now.
 * @returns {{ path: string, how: string }}
 */
export function findChromium() {
  const asked = process.env.LINEWISE_CHROMIUM;
  if (asked) return { path: asked, how: "LINEWISE_CHROMIUM" };
  const found = systems() ?? playwrights();
  if (found !== undefined) return found;
  const tried = [];
  if (process.getuid?.() === 0 && isThere("apt-get")) {
    tried.push(
      attempt("apt-get", ["update"]),
      attempt("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]),
    );
  } else {
    tried.push(
      attempt(process.execPath, [at("node_modules", "playwright", "cli.js"), "install", "chromium"]),
    );
  }
  const installed = systems() ?? playwrights();
  if (installed !== undefined) return { ...installed, how: `${installed.how}, installed just now` };
  throw new Error(
    `No Chromium was found, and none could be installed:\n${tried.filter(Boolean).join("\n")}\n` +
      "Install one (Debian: apt-get install chromium), or name one in LINEWISE_CHROMIUM.",
  );
}

function systems() {
  const path = places.find((place) => fs.existsSync(place));
  return path === undefined ? undefined : { path, how: "the system's" };
}

function playwrights() {
  const { chromium } = createRequire(at("package.json"))("@playwright/test");
  const path = chromium.executablePath();
  return fs.existsSync(path) ? { path, how: "Playwright's own" } : undefined;
}

/** The reason why it did not work; undefined when it did. */
function attempt(command, args) {
  try {
    execFileSync(command, args, {
      stdio: "pipe",
      timeout: 240_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return undefined;
  } catch (error) {
    return `${command} ${args.join(" ")}: ${String(error.stderr || error.message)
      .trim()
      .slice(-500)}`;
  }
}

function isThere(command) {
  return (process.env.PATH ?? "").split(":").some((folder) => fs.existsSync(`${folder}/${command}`));
}
