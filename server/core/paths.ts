import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

let found: string | undefined;

/**
 * The folder of Linewise's package.json. Code runs from bundles at several depths and from the web server's own build
 * folder, so nothing may be located relative to a source file; everything on disk is found from here.
 * `LINEWISE_ROOT` overrides the search.
 */
export function repoRoot(): string {
  found ??= process.env.LINEWISE_ROOT ?? walkUp(sourceFolder()) ?? walkUp(process.cwd());
  if (found === undefined) {
    throw new Error(
      "Linewise's own folder was not found; set LINEWISE_ROOT to the folder of its package.json.",
    );
  }
  return found;
}

/** An absolute path inside Linewise's folder. */
export function repoPath(...segments: string[]): string {
  // The comment keeps the web bundler from taking the whole folder for a dependency.
  return path.join(/* turbopackIgnore: true */ repoRoot(), ...segments);
}

function sourceFolder(): string {
  // The web bundler replaces import.meta.url by a URL that may not be a file's.
  return import.meta.url.startsWith("file:") ? path.dirname(fileURLToPath(import.meta.url)) : process.cwd();
}

function walkUp(from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (isLinewise(path.join(folder, "package.json"))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isLinewise(manifest: string): boolean {
  return existsSync(manifest) && /"name":\s*"linewise"/.test(readFileSync(manifest, "utf8"));
}
