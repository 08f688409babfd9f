// `npm run check:layers`: the house's one-way imports (ARCHITECTURE.md) as errors.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readImports } from "./lib/read-imports.mjs";
import { entries, mayImport, roomOf } from "./lib/rooms.mjs";
import { root as repository } from "./lib/root.mjs";

const folders = ["app", "bench", "components", "db", "e2e", "scripts", "server"];

/** @typedef {{ file: string, line: number, message: string }} Problem */

/**
 * Checks every TypeScript file below `root`.
 * @returns {{ problems: Problem[], scanned: number }}
 */
export function checkLayers(root = repository) {
  const files = folders.flatMap((folder) => sourcesIn(root, folder));
  for (const name of fs.readdirSync(root))
    if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts")) files.push(name);
  const imports = new Map(files.map((file) => [file, readImports(path.join(root, file))]));
  const problems = [];
  for (const [file, found] of imports) {
    for (const each of found) {
      const report = (message) =>
        problems.push({ file, line: each.line, message: `${message} (${each.source})` });
      const target = resolve(root, file, each.source);
      if (target === undefined) checkPackage(file, each, report);
      else if (target === null) report("names a file that is not there");
      else checkEdge({ root, file, target, each, imports, report });
    }
  }
  return { problems, scanned: files.length };
}

/** Packages: schema.ts is read by the browser, so it may use zod and nothing else. */
function checkPackage(file, { source, typeOnly }, report) {
  if (path.basename(file) === "schema.ts" && file.startsWith("server/") && source !== "zod" && !typeOnly) {
    report("schema.ts imports only zod, other schema.ts and core");
  }
}

function checkEdge({ root, file, target, each, imports, report }) {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (from === undefined) return report("this file is in no known room");
  if (to === undefined) return report("imports from no known room");
  const isSchema = path.basename(target) === "schema.ts";
  if (path.basename(file) === "schema.ts" && file.startsWith("server/") && !isSchema && to !== "core") {
    report("schema.ts imports only zod, other schema.ts and core");
  }
  if (from === to) return;
  // A benchmark may measure what lies inside an engine.
  if (from !== "bench" && !isEntry(to, target))
    report(`${to} is entered only through ${entries(to).join(" or ")}`);
  const reason = mayImport({
    from,
    to,
    isSchema,
    typeOnly: each.typeOnly,
    isSchemaItself: path.basename(file) === "schema.ts",
  });
  if (reason !== undefined) report(reason);
  if (from === "components" && to === "core" && !each.typeOnly && !isBrowserSafe(root, target, imports)) {
    report("components import only such files of core as run in the browser");
  }
}

/** Whether a file, with all it imports, needs nothing of Node. */
function isBrowserSafe(root, file, imports, seen = new Set()) {
  if (seen.has(file)) return true;
  seen.add(file);
  return (imports.get(file) ?? []).every(({ source, typeOnly }) => {
    if (typeOnly || source === "zod") return true;
    const target = resolve(root, file, source);
    return typeof target === "string" && isBrowserSafe(root, target, imports, seen);
  });
}

function isEntry(room, target) {
  const name = target.replace(/\.tsx?$/, "");
  return entries(room).some((entry) =>
    entry.endsWith("/*") ? name.startsWith(entry.slice(0, -1)) : name === entry,
  );
}

/** The file an import names, relative to the root; undefined for a package, null for a file that is not there. */
function resolve(root, file, source) {
  let base;
  if (/^#(server|db)\//.test(source)) base = source.slice(1);
  else if (source.startsWith("#components/")) base = source.slice(1);
  else if (source.startsWith(".")) base = path.posix.join(path.posix.dirname(file), source);
  else return undefined;
  if (/\.(css|svg|json|mjs)$/.test(base)) return fs.existsSync(path.join(root, base)) ? undefined : null;
  for (const candidate of [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`]) {
    if (/\.tsx?$/.test(candidate) && fs.existsSync(path.join(root, candidate))) return candidate;
  }
  return null;
}

function sourcesIn(root, folder) {
  const whole = path.join(root, folder);
  if (!fs.existsSync(whole)) return [];
  return fs
    .readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, scanned } = checkLayers();
  for (const { file, line, message } of problems) console.log(`${file}:${line}: ${message}`);
  if (scanned === 0) console.log("no file was found to check");
  console.log(`${scanned} files, ${problems.length} problems`);
  process.exit(problems.length > 0 || scanned === 0 ? 1 : 0);
}
