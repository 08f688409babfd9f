// Bundles every process: dist/{cli,worker,web,launcher,prm-thread}.mjs and shared chunks.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".bundles.json");

/** Bundle name -> entry point. */
const entries = {
  cli: "server/cli/main.ts",
  worker: "server/worker/main.ts",
  web: "server/web/main.ts",
  launcher: "server/launcher/main.ts",
  "prm-thread": "server/prm/thread.ts",
};
/** Whatever a bundle is made from. */
const sources = ["server", "db", "bench", "scripts/build.mjs", "package.json", "package-lock.json"];

/** Whether dist/ holds bundles of the sources as they are. Compares times and names only: a few milliseconds. */
export function bundlesAreFresh() {
  try {
    const built = JSON.parse(fs.readFileSync(stamp, "utf8"));
    const now = survey();
    return built.newest === now.newest && built.files === now.files;
  } catch {
    return false;
  }
}

/**
 * Builds all bundles. Safe to run several times at once, and while older bundles run: chunks are named by their content,
 * every file appears by rename, and the entries come last.
 */
export async function buildBundles() {
  const { build } = await import("esbuild");
  const before = survey();
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    // Aliases are ours, though they look like packages.
    plugins: [{ name: "aliases", setup: resolveAliases }],
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    // Beside the entries, so that code finds the bundles of threads next to itself wherever it ended up.
    chunkNames: "chunk-[name]-[hash]",
    sourcemap: "linked",
    logLevel: "error",
    write: false,
  });
  fs.mkdirSync(dist, { recursive: true });
  const isEntry = (file) => Object.keys(entries).includes(path.basename(file.path, ".mjs"));
  for (const file of result.outputFiles.filter((each) => !isEntry(each))) write(file.path, file.contents);
  for (const file of result.outputFiles.filter(isEntry)) write(file.path, file.contents);
  write(stamp, JSON.stringify(before));
  removeOldChunks(new Set(result.outputFiles.map((file) => file.path)));
}

function resolveAliases({ onResolve }) {
  onResolve({ filter: /^#(server|db|bench)\// }, ({ path: alias }) => ({
    path: path.join(root, `${alias.slice(1)}.ts`),
  }));
}

function write(file, contents) {
  const partial = `${file}.${randomBytes(4).toString("hex")}.part`;
  fs.writeFileSync(partial, contents);
  fs.renameSync(partial, file);
}

/** A running process may still load a chunk of the build before; nobody needs one that is a day old. */
function removeOldChunks(current) {
  for (const name of fs.readdirSync(dist)) {
    const file = path.join(dist, name);
    if (current.has(file) || !name.startsWith("chunk-")) continue;
    const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 86_400_000) fs.rmSync(file, { force: true });
  }
}

function survey() {
  let newest = 0;
  let files = 0;
  const look = (info) => {
    newest = Math.max(newest, info.mtimeMs);
    files += 1;
  };
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (/\.ts$/.test(entry.name) && !entry.name.endsWith(".test.ts")) look(fs.statSync(file));
    }
  };
  for (const source of sources) {
    const file = path.join(root, source);
    if (!fs.existsSync(file)) continue;
    const info = fs.statSync(file);
    if (info.isDirectory()) walk(file);
    else look(info);
  }
  return { newest, files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildBundles();
