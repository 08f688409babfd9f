import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "#server/core/errors";

/**
 * The folder of the Python harness, whether this code runs from its source or from a bundle elsewhere in the package:
 * `LINEWISE_ROOT` when set, else the nearest folder above whose package.json is Linewise's.
 */
export function findHarnessFolder(): string {
  const root = process.env.LINEWISE_ROOT ?? findRoot(path.dirname(fileURLToPath(import.meta.url)));
  const folder = path.join(root, "server/verification/providers/native/harness");
  if (!existsSync(path.join(folder, "supervisor.py"))) {
    throw new AppError("unavailable", "the sandbox's Python files are missing from this installation");
  }
  return folder;
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest) && /"name":\s*"linewise"/.test(readFileSync(manifest, "utf8"))) return folder;
    if (folder === path.dirname(folder)) return process.cwd();
  }
}
