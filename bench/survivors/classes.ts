import type { Distinguished } from "#server/verification/index";

export type Classes = {
  mutants: number;
  counts: Map<ClassName, number>;
  /** Inputs tried on survivors, and differences found, minimised. */
  tried: number;
  inputs: number;
  shown: number;
  /** What searching took, exploring references included: children, their CPU time, traced children. */
  children: number;
  cpuMs: number;
  traces: number;
  /** One for each problem that has survivors, and one for each survivor. */
  exploringMs: number[];
  searchMs: number[];
};

/** What became of a survivor, in the table's order. */
const classNames = [
  "told apart",
  "only in the arguments left behind",
  "only where the reference raises",
  "infected, not seen outside",
  "reached, not infected",
  "reached, infection unknown",
  "not reached",
  "reach unknown",
] as const;
export type ClassName = (typeof classNames)[number];

export const emptyClasses = (): Classes => ({
  mutants: 0,
  counts: new Map(),
  tried: 0,
  inputs: 0,
  shown: 0,
  children: 0,
  cpuMs: 0,
  traces: 0,
  exploringMs: [],
  searchMs: [],
});

export function classOf({ inputs, reached, infected }: Distinguished): ClassName {
  const returning = inputs.filter(({ referenceRaises }) => !referenceRaises);
  if (returning.some(({ difference }) => difference !== "arguments")) return "told apart";
  if (returning.length > 0) return "only in the arguments left behind";
  if (inputs.length > 0) return "only where the reference raises";
  if (infected === true) return "infected, not seen outside";
  if (reached === false) return "not reached";
  if (reached === null) return "reach unknown";
  return infected === false ? "reached, not infected" : "reached, infection unknown";
}

export function reportClasses(title: string, classes: Classes, say: (line: string) => void): void {
  const survivors = classes.searchMs.length;
  say(`${title}: ${survivors} survivors of ${classes.mutants} mutants`);
  for (const name of classNames) {
    const count = classes.counts.get(name) ?? 0;
    const share = ((100 * count) / Math.max(1, survivors)).toFixed(1);
    say(`  ${name.padEnd(34)} ${String(count).padStart(5)}  ${share.padStart(5)} %`);
  }
}
