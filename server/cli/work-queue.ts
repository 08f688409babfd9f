import type { Database } from "#db/client";
import { env } from "#server/core/env";
import { defaultModelDir } from "#server/core/model-dir";
import { chores, processors } from "#server/jobs/processors/index";
import { runJobs } from "#server/jobs/runner";
import { createScorer, type Scorer } from "#server/prm/index";
import { createVerifier, type Verifier } from "#server/verification/index";

export type QueueWorker = {
  /** Never resolves; rejects when the worker cannot go on. */
  failed: Promise<never>;
  /** Lets running jobs leave at their next checkpoint and gives them back to the queue. */
  stop: () => Promise<void>;
};

/** Makes this process take jobs from the queue, with engines of its own that start when a job asks for them. */
export async function workQueue(database: Database): Promise<QueueWorker> {
  let verifier: Promise<Verifier> | undefined;
  const scorers = new Map<string, Promise<Scorer>>();
  const engines = {
    verifier: () => {
      verifier ??= createVerifier({ workers: env().workers });
      return verifier;
    },
    scorer: (modelDir = defaultModelDir()) => {
      const known = scorers.get(modelDir) ?? createScorer({ modelDir });
      scorers.set(modelDir, known);
      return known;
    },
  };
  const runner = await runJobs({ database, processors, chores, engines, concurrency: 1 });
  const never = new Promise<never>(() => {});
  return {
    failed: runner.ended.then(() => never),
    stop: async () => {
      await runner.stop();
      for (const engine of [verifier, ...scorers.values()])
        await engine?.then((each) => each.close()).catch(() => {});
    },
  };
}
