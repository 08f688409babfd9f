import { expect, test } from "vitest";
import { PrefixCache } from "./prefix-cache";

const shape = { maxTokens: 8, size: 2, perToken: 1 };
const laneBytes = 8 * 3 * 4;

function cacheOf(lanes: number): PrefixCache {
  const cache = PrefixCache.create({ ...shape, bytes: lanes * laneBytes });
  if (cache === null) throw new Error("no cache");
  return cache;
}

/** Reads a window as a model would whose output is the token and whose row is the token twice. */
function read(cache: PrefixCache, ids: number[], cuts: number[]): { tokens: number; values: number[] } {
  const known = cache.look({ ids, cuts });
  const start = Math.max(0, known.tokens - 1);
  expect([...known.past]).toEqual(ids.slice(0, start).flatMap((id) => [id, id]));
  if (known.tokens === ids.length) return { tokens: known.tokens, values: [...known.complete()] };
  const rest = ids.slice(start);
  // The first token's output is not to be taken where the pass goes on.
  const values = Float32Array.from(rest, (id, index) => (index === 0 && start > 0 ? -1 : id));
  const present = Float32Array.from(rest.flatMap((id) => [id, id]));
  return { tokens: known.tokens, values: [...known.complete({ values, present })] };
}

test("a sequence is read from the last cut that both have on, and its outputs are complete", () => {
  const cache = cacheOf(1);
  expect(read(cache, [1, 2, 3, 4, 5, 6], [2, 4, 6])).toEqual({ tokens: 0, values: [1, 2, 3, 4, 5, 6] });
  expect(read(cache, [1, 2, 3, 4, 5, 7], [2, 4, 6])).toEqual({ tokens: 4, values: [1, 2, 3, 4, 5, 7] });
  expect(read(cache, [1, 2, 3, 4, 5, 7], [2, 4, 6])).toEqual({ tokens: 6, values: [1, 2, 3, 4, 5, 7] });
  expect(read(cache, [1, 2, 9], [2, 3])).toEqual({ tokens: 2, values: [1, 2, 9] });
  expect(read(cache, [8, 2, 9], [2, 3])).toEqual({ tokens: 0, values: [8, 2, 9] });
});

test("the beginning of a longer sequence is known, and does not shorten it", () => {
  const cache = cacheOf(2);
  read(cache, [1, 2, 3, 4, 5, 6], [2, 4, 6]);
  expect(read(cache, [1, 2, 3, 4], [2, 4]).tokens).toBe(4);
  expect(read(cache, [1, 2, 3, 4, 5, 6], [2, 4, 6]).tokens).toBe(6);
});

test("sequences that share no more than the prompt are kept beside each other, the oldest goes first", () => {
  const cache = cacheOf(2);
  read(cache, [1, 2, 3, 4], [2, 4]);
  expect(read(cache, [1, 2, 5, 6], [2, 4]).tokens).toBe(2);
  expect(read(cache, [1, 2, 3, 4], [2, 4]).tokens).toBe(4);
  read(cache, [7, 7, 7, 7], [2, 4]);
  expect(read(cache, [1, 2, 5, 6], [2, 4]).tokens).toBe(2);
});

test("nothing is kept where one window is more than may be kept", () => {
  expect(PrefixCache.create({ ...shape, bytes: laneBytes - 1 })).toBeNull();
});
