import type { OperatorStats } from "#server/datasets/schema";
import { mixOrder } from "./verdict-mix";

/** Mutants that did not do what their operator is for: bugs that pass all tests, refactorings that do not. */
export function againstIntent(row: OperatorStats): number {
  return row.intent === "mutate" ? row.survivors : row.mutants - (row.verdicts.passed ?? 0);
}

/** The problems that have mutants of this operator; `against`: only those that ended against its intent. */
export function operatorHref(datasetId: number, row: OperatorStats, against = false): string {
  const query = new URLSearchParams({ operator: row.operator });
  const ends =
    row.intent === "mutate"
      ? ["passed"]
      : mixOrder.filter((verdict) => verdict !== "passed" && (row.verdicts[verdict] ?? 0) > 0);
  if (against) query.set("verdict", ends.join(","));
  return `/datasets/${datasetId}?${query}`;
}

/** 95 % interval of a share by Wilson's score, two numbers from 0 to 1; the whole range where nothing was counted. */
export function wilsonInterval(part: number, whole: number): [number, number] {
  if (whole === 0) return [0, 1];
  const z = 1.96;
  const share = part / whole;
  const centre = share + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
