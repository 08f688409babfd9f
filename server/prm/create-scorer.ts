import { availableParallelism } from "node:os";
import { AppError } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import { aggregate, firstErrorOf } from "./aggregate";
import { loadManifest } from "./manifest";
import { probability } from "./read-scores";
import type { LineScores, PrmManifest, ScoreRequest } from "./schema";
import { type RunOptions, ThreadPool } from "./thread-pool";

/** Longest code taken, in UTF-16 units: some 25,000 lines, scored by windows. */
const maxCodeLength = 1_000_000;

export interface Scorer {
  readonly manifest: PrmManifest;
  /** Identifies everything that decides a score: files, feeding, calibration, threshold. */
  readonly digest: string;
  /**
   * Per-line scores of one program. `interactive` (the default) goes ahead of `bulk`. Throws `AppError`: `invalid-input`
   * for too long code, `cancelled` when the signal fires, `unavailable` when the thread was lost or the scorer closed.
   */
  score(request: ScoreRequest, options?: RunOptions): Promise<LineScores>;
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
  const pool = await ThreadPool.start({ dir, manifest }, threads);
  return {
    manifest,
    digest,
    async score(request, runOptions) {
      if (request.code.length > maxCodeLength) {
        throw new AppError("invalid-input", `code longer than ${maxCodeLength} characters is not scored`);
      }
      const { raw: everyLine, tokens, windows } = await pool.run(request, runOptions);
      const raw = withoutNeutralLines(everyLine, request.code);
      const scores = raw.map((value) => (value === null ? null : probability(value, manifest)));
      const firstError = firstErrorOf(scores, manifest.threshold);
      return {
        scores,
        raw,
        firstError,
        aggregate: aggregate(scores, firstError, manifest.aggregate),
        model: `${manifest.name}@${manifest.version}`,
        modelDigest: digest,
        calibrated: manifest.calibration !== null,
        threshold: manifest.threshold,
        tokens,
        windows,
      };
    },
    close: () => pool.close(),
  };
}

/** Neutral lines can't be wrong and no label trains them, so whatever the model says at them means nothing. */
function withoutNeutralLines(raw: readonly (number | null)[], code: string): (number | null)[] {
  const kinds = classifyLines(normalizeSource(code));
  return raw.map((value, index) => {
    const kind = kinds[index];
    return kind !== undefined && isNeutral(kind) ? null : value;
  });
}
