import { setMaxListeners } from "node:events";
import { sha256 } from "#server/core/digest";
import type { Scorer } from "./create-scorer";
import { lineRewards } from "./credit";
import { inPrefixOrder } from "./prefix-order";
import type { ProgramScores, ScorePrograms } from "./schema";

/**
 * Scores of many programs, in their order, after whatever a person waits for. Throws what `Scorer.score` throws; one
 * program that cannot be scored fails the call.
 */
export async function scorePrograms(
  scorer: Scorer,
  { programs, credit }: ScorePrograms,
  signal: AbortSignal,
): Promise<ProgramScores> {
  const { name, version, calibration, threshold, aggregate } = scorer.manifest;
  setMaxListeners(0, signal);
  const group = Symbol("request");
  // A policy samples the same program more than once: it is read once.
  const distinct = new Map<string, ReturnType<Scorer["score"]>>();
  const ask = (program: ScorePrograms["programs"][number]) => {
    const key = JSON.stringify(program);
    const known = distinct.get(key) ?? scorer.score(program, { priority: "served", group, signal });
    distinct.set(key, known);
    return known;
  };
  for (const program of inPrefixOrder(programs)) void ask(program);
  const results = await Promise.all(programs.map(ask));
  return {
    model: {
      name,
      version,
      digest: scorer.digest,
      calibrationDigest: sha256(JSON.stringify({ calibration, threshold })),
      calibrated: calibration !== null,
      threshold,
      aggregate,
      inSample: scorer.manifest.training.in_sample,
    },
    programs: results.map(({ scores, firstError, aggregate, tokens, windows }) => ({
      scores,
      firstError,
      aggregate,
      tokens,
      windows,
      rewards: credit === undefined ? null : lineRewards(scores, credit),
    })),
  };
}
