import { mutate } from "#server/mutation/index";
import { loadCorpus } from "../verify/corpus";

export type Program = { statement: string; code: string };

/** So many lines: what a page shows of a solution, and what the latency is stated for. */
const lines = 30;
const statement = "Write a function that does what its name and its tests say.";

/** Sources of the corpus, one after the other, cut into programs of thirty lines that are not blank. */
export function thirtyLines(root: string, count: number): Program[] {
  const all = loadCorpus(root).problems.flatMap(({ source }) =>
    source.split("\n").filter((line) => line.trim() !== ""),
  );
  const most = Math.floor(all.length / lines);
  return Array.from({ length: Math.min(count, most) }, (_, index) => ({
    statement,
    code: all.slice(index * lines, (index + 1) * lines).join("\n"),
  }));
}

/**
 * What a policy's trainer sends: groups of different programs for one statement. A group is a reference and mutants of it,
 * taken evenly over the program.
 */
export function groups(root: string, { count, size }: { count: number; size: number }): Program[][] {
  const found: Program[][] = [];
  for (const { source } of loadCorpus(root).problems) {
    const codes = [source, ...mutate({ source }).mutants.map(({ code }) => code)];
    if (codes.length < size) continue;
    const step = codes.length / size;
    found.push(
      Array.from({ length: size }, (_, index) => ({
        statement,
        code: codes[Math.floor(index * step)] ?? "",
      })),
    );
    if (found.length === count) break;
  }
  return found;
}
