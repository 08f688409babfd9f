import type { Covered } from "./find-makers";

/** What a weight may be at least and at most: no operator goes without, none takes a line alone. */
const [least, most] = [0.25, 4];

/**
 * Sampling weights that follow real faults: how often an operator made the fault, of the lines where it had something to
 * offer. One fault is added on top, spread over the lines of an average operator (so what was hardly ever offered stays
 * near the middle), and the median operator's weight is 1.
 */
export function weightsOf(covered: readonly Covered[]): [string, number][] {
  const made = new Map<string, number>();
  const offered = new Map<string, number>();
  for (const { operator, offers } of covered) {
    if (operator !== null) made.set(operator, (made.get(operator) ?? 0) + 1);
    for (const [id, { lines }] of offers) offered.set(id, (offered.get(id) ?? 0) + lines);
  }
  const ids = [...offered.keys()];
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const usual = sum(offered.values()) / Math.max(1, sum(made.values()));
  const rates = ids.map((id) => ((made.get(id) ?? 0) + 1) / ((offered.get(id) ?? 0) + usual));
  const middle = [...rates].sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 1;
  return ids
    .map((id, index): [string, number] => {
      const weight = Math.min(most, Math.max(least, (rates[index] ?? middle) / middle));
      return [id, Math.round(weight * 20) / 20];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
