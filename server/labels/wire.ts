import type { LineLabel } from "#server/core/vocabulary";

/** Labels as the database holds them: 1 correct, 0 incorrect, 2 neutral, -1 none. */
export function labelToWire(label: LineLabel): number {
  return label === null ? -1 : { incorrect: 0, correct: 1, neutral: 2 }[label];
}

export function labelFromWire(wire: number): LineLabel {
  return (["incorrect", "correct", "neutral"] as const)[wire] ?? null;
}
