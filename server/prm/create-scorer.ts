import { availableParallelism } from "node:os";
import { AppError } from "#server/core/errors";
import { aggregate, firstErrorOf } from "./aggregate";
import type { Group } from "./job-queue";
import { loadManifest } from "./manifest";
import { probability } from "./read-scores";
import type { LineScores, PrmManifest, ScoreRequest } from "./schema";
import { ThreadPool } from "./thread-pool";

/** Longest code taken, in UTF-16 units: some 25,000 lines, scored by windows. */
const maxCodeLength = 1_000_000;

/** How far bulk work steps back: with a person's work on the same core it gets about a tenth of it. */
const bulkNice = 10;

/**
 * `served` programs go behind `interactive` ones in the same threads. `bulk` work has threads of its own that give way to
 * all others: a person never waits behind it. Programs of one `group` (a name, or a symbol of a request's own) are read
 * one after the other, in the order they come: what each has in common with the one before it is not read again.
 */
export type ScoreOptions = {
  priority?: "interactive" | "served" | "bulk";
  group?: Group;
  signal?: AbortSignal;
};

export interface Scorer {
  readonly manifest: PrmManifest;
  /** Identifies everything that decides a score: files, feeding, calibration, threshold. */
  readonly digest: string;
  /**
   * Per-line scores of one program, `interactive` unless told otherwise. Throws `AppError`: `invalid-input` for too long
   * code, `cancelled` when the signal fires, `unavailable` when the thread was lost or the scorer closed.
   */
  score(request: ScoreRequest, options?: ScoreOptions): Promise<LineScores>;
  /** Ends the threads; the scorer keeps the process alive until then. */
  close(): Promise<void>;
}

/**
 * Opens a model bundle on a pool of threads. Throws `AppError` with the reason when the bundle is not whole or is not
 * what its prm.json says.
 */
export async function createScorer(options: { modelDir: string; threads?: number }): Promise<Scorer> {
  const { dir, manifest, digest } = await loadManifest(options.modelDir);
  const threads = options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  const people = await ThreadPool.start({ dir, manifest, nice: 0 }, threads);
  let bulk: Promise<ThreadPool> | undefined;
  const openBulk = () => {
    bulk ??= ThreadPool.start({ dir, manifest, nice: bulkNice }, threads).catch((error) => {
      bulk = undefined;
      throw error;
    });
    return bulk;
  };
  return {
    manifest,
    digest,
    async score(request, { priority = "interactive", group, signal } = {}) {
      if (request.code.length > maxCodeLength) {
        throw new AppError("invalid-input", `code longer than ${maxCodeLength} characters is not scored`);
      }
      const pool = priority === "bulk" ? await openBulk() : people;
      const first = priority === "interactive";
      const { raw, tokens, windows } = await pool.run(request, { first, group, signal });
      const scores = raw.map((value) => (value === null ? null : probability(value, manifest)));
      const firstError = firstErrorOf(scores, manifest.threshold);
      return {
        scores,
        raw,
        firstError,
        aggregate: aggregate(scores, firstError, request.aggregate ?? manifest.aggregate),
        model: `${manifest.name}@${manifest.version}`,
        modelDigest: digest,
        calibrated: manifest.calibration !== null,
        threshold: manifest.threshold,
        tokens,
        windows,
      };
    },
    async close() {
      await people.close();
      await bulk?.then((pool) => pool.close());
    },
  };
}
