import { type Random, shuffled } from "./random";

/** Where a candidate belongs: sampling spreads evenly over lines, on a line over intents, then over operators. */
export type Candidate = { line: number; intent: string; operator: string };

export type SampleOptions = { perLine?: number | undefined; perProgram?: number | undefined; random: Random };

/** A chosen candidate's index and the probability with which it was going to be chosen. */
export type Chosen = { index: number; probability: number };

/**
 * Shares `total` out among parties that take at most `caps` each, as evenly as that allows: everyone gets their cap or
 * one common level. The shares add up to `total`, or to all caps if that is less.
 */
export function waterFill(caps: readonly number[], total: number): number[] {
  let rest = total;
  let level = Number.POSITIVE_INFINITY;
  const ascending = [...caps].sort((a, b) => a - b);
  for (const [index, cap] of ascending.entries()) {
    const even = rest / (ascending.length - index);
    if (cap >= even) {
      level = even;
      break;
    }
    rest -= cap;
  }
  return caps.map((cap) => Math.min(cap, level));
}

function groups<Key>(indices: readonly number[], keyOf: (index: number) => Key): number[][] {
  const result = new Map<Key, number[]>();
  for (const index of indices) {
    const group = result.get(keyOf(index));
    if (group === undefined) result.set(keyOf(index), [index]);
    else group.push(index);
  }
  return [...result.values()];
}

/**
 * A balanced sample of candidates with exact inclusion probabilities. First each candidate's probability is set, by
 * sharing the wanted number out over lines, then intents, then operators, then evenly. Then the sample is drawn
 * systematically: candidates are laid end to end as intervals as long as their probability, in line order and at
 * random within a line, and those hit by a comb of step 1 with one random offset are taken. So each is taken with
 * exactly its probability, the sample's size is fixed, and no line gets more than its cap. (Madow 1949.)
 */
export function sampleBalanced(candidates: readonly Candidate[], options: SampleOptions): Chosen[] {
  const { random } = options;
  const perLine = options.perLine ?? Number.POSITIVE_INFINITY;
  const perProgram = options.perProgram ?? Number.POSITIVE_INFINITY;
  const keys: (keyof Candidate)[] = ["intent", "operator"];
  const probability = new Map<number, number>();

  const share = (indices: readonly number[], amount: number, level: number): void => {
    const key = keys[level];
    if (key === undefined) {
      for (const index of indices) probability.set(index, amount / indices.length);
      return;
    }
    const parts = groups(indices, (index) => candidates[index]?.[key]);
    const amounts = waterFill(
      parts.map((part) => part.length),
      amount,
    );
    parts.forEach((part, at) => {
      share(part, amounts[at] ?? 0, level + 1);
    });
  };

  const lines = groups([...candidates.keys()], (index) => candidates[index]?.line).sort(
    (a, b) => (candidates[a[0] ?? 0]?.line ?? 0) - (candidates[b[0] ?? 0]?.line ?? 0),
  );
  const caps = lines.map((line) => Math.min(line.length, perLine));
  const wanted = Math.min(
    perProgram,
    caps.reduce((sum, cap) => sum + cap, 0),
  );
  const amounts = waterFill(caps, wanted);
  lines.forEach((line, at) => {
    share(line, amounts[at] ?? 0, 0);
  });

  const offset = random();
  const chosen: Chosen[] = [];
  let sum = 0;
  for (const index of lines.flatMap((line) => shuffled(line, random))) {
    const own = probability.get(index) ?? 0;
    const before = Math.ceil(sum - offset);
    sum += own;
    // Rounding noise must not lose a candidate that is certain.
    if (own > 1 - 1e-9 || Math.ceil(sum - offset) > before)
      chosen.push({ index, probability: Math.min(1, own) });
  }
  return chosen.sort((a, b) => a.index - b.index);
}
