import { mutate } from "#server/mutation/index";
import { loadCorpus } from "../verify/corpus";

export type Program = { statement: string; code: string };

/** So many lines: what a page shows of a solution, and what the latency is stated for. */
const lines = 30;
const statement = "Write a function that does what its name and its tests say.";

/**
 * Sources of the corpus, one after the other, cut into programs of thirty lines that are not blank. Each has a statement of
 * its own, so that they have nothing in common.
 */
export function thirtyLines(root: string, count: number): Program[] {
  const all = loadCorpus(root).problems.flatMap(({ source }) =>
    source.split("\n").filter((line) => line.trim() !== ""),
  );
  const most = Math.floor(all.length / lines);
  return Array.from({ length: Math.min(count, most) }, (_, index) => ({
    statement: `${index}. ${statement}`,
    code: all.slice(index * lines, (index + 1) * lines).join("\n"),
  }));
}

/**
 * The work that shares the least: groups of programs for one statement that have nothing else in common, as samples of
 * a policy may be. A group is made of references of different problems.
 */
export function strangers(root: string, { count, size }: { count: number; size: number }): Program[][] {
  const sources = loadCorpus(root).problems.map(({ source }) => source);
  const most = Math.min(count, Math.floor(sources.length / size));
  return Array.from({ length: most }, (_, group) =>
    sources
      .slice(group * size, (group + 1) * size)
      .map((code) => ({ statement: `${group}. ${statement}`, code })),
  );
}

/**
 * Groups of programs that share much: a reference and mutants of it, taken evenly over the program, as a dataset has them.
 */
export function mutantGroups(root: string, { count, size }: { count: number; size: number }): Program[][] {
  const found: Program[][] = [];
  for (const { source } of loadCorpus(root).problems) {
    const codes = [source, ...mutate({ source }).mutants.map(({ code }) => code)];
    if (codes.length < size) continue;
    const step = codes.length / size;
    const own = `${found.length}. ${statement}`;
    found.push(
      Array.from({ length: size }, (_, index) => ({
        statement: own,
        code: codes[Math.floor(index * step)] ?? "",
      })),
    );
    if (found.length === count) break;
  }
  return found;
}
