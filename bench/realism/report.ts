import type { Covered } from "./find-makers";

/** Rows as a Markdown table; numbers stand right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, index) => (typeof rows[0]?.[index] === "number" ? "---:" : "---"));
  return [line(head), `|${rule.join("|")}|`, ...rows.map(line)].join("\n");
}

/** How often each key occurs, the most frequent first. */
export function tally(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function percent(part: number, all: number): number {
  return all === 0 ? 0 : Math.round((1000 * part) / all) / 10;
}

/** How many bug mutants the operators make of a program. */
export function candidatesOf({ offers }: Covered): number {
  return [...offers.values()].reduce((sum, { candidates }) => sum + candidates, 0);
}
