/** `npm run -s bench -- <name> [flags]`: runs bench/<name>. Progress goes to stderr, one JSON line a workload to stdout. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { repoPath } from "#server/core/paths";

type Bench = { run: (args: string[]) => Promise<void> };

const folder = repoPath("bench");
const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "index.ts")));
const [name, ...args] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  process.stderr.write(`usage: npm run -s bench -- ${names.join(" | ")} [flags]\n`);
  process.exitCode = 2;
} else {
  const bench: Partial<Bench> = await import(pathToFileURL(path.join(folder, name, "index.ts")).href);
  if (bench.run === undefined) throw new Error(`bench/${name}/index.ts exports no run(args)`);
  await bench.run(args);
}
