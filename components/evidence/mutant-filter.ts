import { z } from "zod";
import { intentSchema, labelSchema, verdictSchema } from "#server/core/vocabulary";
import type { MutantRow } from "#server/datasets/schema";

/** What the drawer's list of mutants is narrowed to. `label` "unknown" is the absence of a label. */
export const mutantFilterSchema = z.object({
  scope: z.enum(["all", "line"]).default("all"),
  verdict: verdictSchema.nullable().default(null),
  intent: intentSchema.nullable().default(null),
  label: z
    .union([labelSchema, z.literal("unknown"), z.literal("suspicious")])
    .nullable()
    .default(null),
  operator: z.string().max(100).nullable().default(null),
});
export type MutantFilter = z.infer<typeof mutantFilterSchema>;
export const noFilter: MutantFilter = {
  scope: "all",
  verdict: null,
  intent: null,
  label: null,
  operator: null,
};

function hasLabel(mutant: MutantRow, label: NonNullable<MutantFilter["label"]>): boolean {
  if (label === "suspicious") return mutant.reasons.length > 0;
  return (mutant.label ?? "unknown") === label;
}

/** The mutants that pass, by the line they stand on and then as they came. `parentLine`: the reference's current line. */
export function filteredMutants(
  mutants: readonly MutantRow[],
  filter: MutantFilter,
  parentLine: number | null,
): MutantRow[] {
  return mutants
    .filter(
      (mutant) =>
        (filter.scope === "all" || parentLine === null || mutant.parentLine === parentLine) &&
        (filter.verdict === null || mutant.verdict === filter.verdict) &&
        (filter.intent === null || mutant.intent === filter.intent) &&
        (filter.operator === null || mutant.operator === filter.operator) &&
        (filter.label === null || hasLabel(mutant, filter.label)),
    )
    .sort((a, b) => a.parentLine - b.parentLine || a.id - b.id);
}

/** How many mutants have each verdict, the most frequent first. */
export function verdictCounts(
  mutants: readonly MutantRow[],
): { verdict: NonNullable<MutantRow["verdict"]>; count: number }[] {
  const counts = new Map<NonNullable<MutantRow["verdict"]>, number>();
  for (const mutant of mutants) {
    if (mutant.verdict !== null) counts.set(mutant.verdict, (counts.get(mutant.verdict) ?? 0) + 1);
  }
  return [...counts].map(([verdict, count]) => ({ verdict, count })).sort((a, b) => b.count - a.count);
}

/** The neighbour of an item in a list; from nowhere the first going on and the last going back. Null at the ends. */
export function neighbour<T extends { id: number }>(
  items: readonly T[],
  id: number | null,
  by: 1 | -1,
): T | null {
  const at = id === null ? -1 : items.findIndex((item) => item.id === id);
  if (at < 0) return (by > 0 ? items[0] : items.at(-1)) ?? null;
  return items[at + by] ?? null;
}
