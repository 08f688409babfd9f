import { sha256 } from "./digest";

/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** A generator (sfc32) that gives the same numbers for the same key, on every machine. */
export function randomOf(key: string): Random {
  const digest = sha256(key);
  const word = (at: number): number => Number.parseInt(digest.slice(at, at + 8), 16);
  let a = word(0);
  let b = word(8);
  let c = word(16);
  let counter = word(24);
  return () => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    return (mixed >>> 0) / 4294967296;
  };
}

/** The items in an order drawn from `random` (Fisher–Yates); the input is left alone. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[other] = a;
  }
  return result;
}
