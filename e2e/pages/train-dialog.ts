import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";

/** As playwright.config.ts has it: the server looks here for the Python that trains. */
const dataDir = process.env.LINEWISE_E2E_DATA_DIR ?? path.resolve(".linewise", "e2e");
const python = path.join(dataDir, "training-python");
const standIn = fileURLToPath(new URL("../../server/training/fixtures/stand-in.mjs", import.meta.url));

/** Takes the Python side away. */
export function uninstallPython(): void {
  rmSync(python, { force: true });
}

/** Puts a stand-in where the server looks for the Python side; `behaviour` is what it reads. */
export function installStandIn(behaviour: object = {}): void {
  mkdirSync(path.join(dataDir, "training"), { recursive: true });
  writeFileSync(path.join(dataDir, "training", "behaviour.json"), JSON.stringify(behaviour));
  if (!existsSync(python)) symlinkSync(standIn, python);
}

/** For how long, with how many folds, from what. */
export class TrainDialog {
  readonly dialog: Locator;
  readonly minutes: Locator;
  readonly folds: Locator;
  readonly start: Locator;
  readonly off: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^Train on / });
    this.minutes = this.dialog.getByLabel("Minutes of training");
    this.folds = this.dialog.getByLabel("Folds");
    this.start = this.dialog.getByRole("button", { name: "Start training" });
    this.off = this.dialog.getByRole("status").filter({ hasText: "Training is off." });
  }
}
