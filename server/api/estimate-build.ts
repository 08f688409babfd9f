import type { Db } from "#db/client";
import { sampleReferences, verificationRate } from "#server/datasets/index";
import type { BuildEstimate } from "#server/datasets/schema";
import type { LiveClient } from "#server/live/index";
import type { MutateOptions } from "#server/mutation/schema";

/** References that are mutated for an estimate: a fraction of a second's work. */
const sampleSize = 60;

/**
 * What a build would make, and how long that would take: references spread over the dataset are mutated by the worker,
 * and verified as fast as builds on this machine were of late.
 */
export async function estimateBuild(
  { db, live }: { db: Db; live: LiveClient },
  { datasetId, options }: { datasetId: number; options: MutateOptions },
  signal: AbortSignal | undefined,
): Promise<BuildEstimate> {
  const { problems, sources } = await sampleReferences(db, datasetId, sampleSize);
  const { counts } =
    sources.length === 0
      ? { counts: [] }
      : await live.countMutants({ sources, options }, signal ? { signal } : {});
  const sampled = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const mutants = counts.length === 0 ? 0 : (sampled / counts.length) * problems;
  const rate = await verificationRate(db);
  return {
    mutants: Math.round(mutants),
    problems,
    sampled: counts.length,
    seconds: rate === null ? null : (problems + mutants) / rate.perSecond,
    rate,
  };
}
