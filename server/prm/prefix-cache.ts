import type { Pass } from "./model-session";
import type { Window } from "./windows";

/** One sequence as it was last read: its tokens, the model's outputs at them, and what the model keeps of them. */
type Lane = { ids: readonly number[]; values: Float32Array; rows: Float32Array; usedAt: number };

export type CacheShape = {
  /** Tokens of the longest window. */
  maxTokens: number;
  /** Numbers that the model keeps of a token, and numbers that it gives at one. */
  size: number;
  perToken: number;
  /** Most that all lanes take together. */
  bytes: number;
};

/** What is known of a window before it is read. */
export type Known = {
  /** Tokens from its beginning whose outputs are known: 0, or one of its cuts. */
  tokens: number;
  /** What to go on from: rows of all tokens before the last known one, which begins the next pass. */
  past: Float32Array;
  /** Outputs at every token of the window. `rest`: the pass over what was missing; none when nothing was. */
  complete: (rest?: Pass) => Float32Array;
};

/**
 * Sequences read lately, so that one with the same beginning is read from where they part. Programs that come in the order
 * of their texts share the most with the one before, so a sequence takes the place of the one it goes on from; only
 * where no more than the prompt is shared, both are kept. The least recently used one goes first.
 */
export class PrefixCache {
  readonly #shape: CacheShape;
  readonly #count: number;
  readonly #lanes: Lane[] = [];
  #time = 0;

  private constructor(shape: CacheShape, count: number) {
    this.#shape = shape;
    this.#count = count;
  }

  /** Null when not even one window fits into `bytes`. */
  static create(shape: CacheShape): PrefixCache | null {
    const laneBytes = shape.maxTokens * (shape.size + shape.perToken) * Float32Array.BYTES_PER_ELEMENT;
    const count = Math.floor(shape.bytes / laneBytes);
    return count < 1 ? null : new PrefixCache(shape, count);
  }

  /** What is known of a window of at most `maxTokens`. It must be completed before the next one is looked up. */
  look({ ids, cuts }: Pick<Window, "ids" | "cuts">): Known {
    const { size, perToken } = this.#shape;
    const found = this.#longest(ids, cuts);
    const lane = this.#laneFor(found, cuts[0] ?? 0);
    lane.usedAt = ++this.#time;
    const { tokens } = found;
    const start = Math.max(0, tokens - 1);
    return {
      tokens,
      past: lane.rows.subarray(0, start * size),
      complete: (rest) => {
        if (rest !== undefined) {
          lane.rows.set(rest.present, start * size);
          // The first token of a pass that goes on was known before, and better: its line is not all in the pass.
          lane.values.set(rest.values.subarray((tokens - start) * perToken), tokens * perToken);
          lane.ids = ids;
        }
        return lane.values.subarray(0, ids.length * perToken);
      },
    };
  }

  #longest(ids: readonly number[], cuts: readonly number[]): { lane: Lane | undefined; tokens: number } {
    let best: { lane: Lane | undefined; tokens: number } = { lane: undefined, tokens: 0 };
    for (const lane of this.#lanes) {
      const shared = sharedLength(lane.ids, ids);
      const tokens = cuts.findLast((cut) => cut <= shared) ?? 0;
      if (tokens > best.tokens) best = { lane, tokens };
    }
    return best;
  }

  #laneFor({ lane, tokens }: { lane: Lane | undefined; tokens: number }, promptTokens: number): Lane {
    if (lane !== undefined && tokens > promptTokens) return lane;
    const free = this.#free();
    if (lane !== undefined && free !== lane) {
      free.rows.set(lane.rows.subarray(0, tokens * this.#shape.size));
      free.values.set(lane.values.subarray(0, tokens * this.#shape.perToken));
      free.ids = lane.ids.slice(0, tokens);
    }
    return free;
  }

  #free(): Lane {
    const { maxTokens, size, perToken } = this.#shape;
    if (this.#lanes.length < this.#count) {
      // Pages that are never written take no memory.
      const rows = new Float32Array(maxTokens * size);
      const lane = { ids: [], values: new Float32Array(maxTokens * perToken), rows, usedAt: 0 };
      this.#lanes.push(lane);
      return lane;
    }
    return this.#lanes.reduce((oldest, lane) => (lane.usedAt < oldest.usedAt ? lane : oldest));
  }
}

/** Tokens that two sequences begin with alike. */
function sharedLength(left: readonly number[], right: readonly number[]): number {
  const end = Math.min(left.length, right.length);
  for (let index = 0; index < end; index++) if (left[index] !== right[index]) return index;
  return end;
}
