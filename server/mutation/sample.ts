import { type Random, shuffled } from "#server/core/random";

/** Where a candidate belongs: sampling spreads over lines, on a line over intents, then over operators. */
export type Candidate = {
  line: number;
  intent: string;
  operator: string;
  /** How much of a line's share its operator takes, next to others: 1 is usual. */
  weight?: number;
};

export type SampleOptions = { perLine?: number | undefined; perProgram?: number | undefined; random: Random };

/** A chosen candidate's index and the probability with which it was going to be chosen. */
export type Chosen = { index: number; probability: number };

/**
 * Shares `total` out among parties that take at most `caps` each, in proportion to their weights as far as that
 * allows: everyone gets their cap, or their weight times one common level. The shares add up to `total`, or to all
 * caps if that is less.
 */
export function waterFill(
  caps: readonly number[],
  total: number,
  weights: readonly number[] = caps.map(() => 1),
): number[] {
  const weightOf = (index: number): number => weights[index] ?? 1;
  const capOf = (index: number): number => caps[index] ?? 0;
  // Who may have all gets exactly that: weights must not leave rounding noise.
  if (total >= caps.reduce((sum, cap) => sum + cap, 0)) return [...caps];
  let rest = total;
  let weight = weights.reduce((sum, each) => sum + each, 0);
  let level = Number.POSITIVE_INFINITY;
  // Those whose cap is reached first are settled first.
  const order = [...caps.keys()].sort((a, b) => capOf(a) / weightOf(a) - capOf(b) / weightOf(b));
  for (const index of order) {
    if (capOf(index) / weightOf(index) >= rest / weight) {
      level = rest / weight;
      break;
    }
    rest -= capOf(index);
    weight -= weightOf(index);
  }
  return caps.map((cap, index) => Math.min(cap, level * weightOf(index)));
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
  const keys = ["intent", "operator"] as const;
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
      parts.map((part) => (key === "operator" ? (candidates[part[0] ?? 0]?.weight ?? 1) : 1)),
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
