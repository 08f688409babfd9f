import { type Db, openDatabase } from "#db/client";
import { env } from "#server/core/env";
import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { defaultModelDir } from "#server/core/model-dir";
import { sweepTraining, sweepUploads } from "#server/jobs/index";
import {
  chores,
  enqueueLeftScores,
  ensureStarter,
  processors,
  registerModel,
} from "#server/jobs/processors/index";
import { runJobs } from "#server/jobs/runner";
import { liveSocketPath } from "#server/live/index";
import { scorePrograms } from "#server/prm/index";
import { testTeacher } from "#server/teacher/index";
import { trainingStatus } from "#server/training/index";
import { Admission } from "./admission";
import { countMutants } from "./count-mutants";
import { createEngines, type OwnedEngines } from "./engines";
import { installModel } from "./install-model";
import { lineMutants } from "./line-mutants";
import { serveLive } from "./live-server";
import { traceBesideParent } from "./trace-beside-parent";

export type Worker = {
  /** Lets jobs leave at their next checkpoint, then ends engines and connections. */
  stop: () => Promise<void>;
  /** Rejects when the worker cannot go on; it must then be stopped and started anew. */
  ended: Promise<void>;
};

/**
 * Jobs in work at once. They share the engines' pools, so more of them would not be faster; but a training run, which
 * takes long and uses no pool, must not keep the others waiting.
 */
const concurrency = 3;

/**
 * Works jobs from the database's queue and answers live calls on the data folder's socket. `starter` has the problems that
 * come with Linewise loaded into a new database.
 */
export async function runWorker(options: { starter: boolean }): Promise<Worker> {
  const settings = env();
  const database = await openDatabase({ maxConnections: 12 });
  const engines = createEngines({ workers: settings.workers });
  engines.warm();
  let active = () => 0;
  const live = await answerLiveCalls({ db: database.db, dataDir: settings.dataDir }, engines, () => active());
  const runner = await runJobs({ database, processors, chores, engines, concurrency });
  active = runner.active;
  await sweepUploads(database.db, settings.dataDir).catch((error) =>
    logger.warn({ reason: messageOf(error) }, "left uploads were not looked for"),
  );
  await sweepTraining(database.db, settings.dataDir).catch((error) =>
    logger.warn({ reason: messageOf(error) }, "left training runs were not looked for"),
  );
  // Pages speak of the model that this worker has, whether or not it has scored anything yet.
  const registering = engines
    .scorer()
    .then((scorer) => {
      // Whoever names a folder means that one; otherwise a person's choice stays.
      const activate = settings.modelDir === undefined ? "if-none" : "always";
      return registerModel(database.db, scorer, { path: defaultModelDir(), activate });
    })
    .then(() => enqueueLeftScores(database.db))
    .catch((error) => logger.warn({ reason: messageOf(error) }, "no model was registered"));
  if (options.starter) {
    await ensureStarter(database.db).catch((error) =>
      logger.warn({ reason: messageOf(error) }, "the starter problems were not loaded"),
    );
  }
  return {
    stop: async () => {
      await runner.stop();
      await live?.close();
      await engines.close();
      await registering;
      await database.close();
    },
    ended: runner.ended,
  };
}

type Place = { db: Db; dataDir: string };

async function answerLiveCalls({ db, dataDir }: Place, engines: OwnedEngines, active: () => number) {
  const admission = new Admission();
  try {
    return await serveLive(liveSocketPath(dataDir), {
      verify: async (request, signal) =>
        (await engines.verifier()).verify(request, { priority: "interactive", signal }),
      score: async ({ model, ...request }, signal) =>
        (await engines.scorer(model)).score(request, { priority: "interactive", signal }),
      countMutants: async (request, signal) => ({ counts: await countMutants(request, signal) }),
      scorePrograms: ({ model, ...request }, signal) =>
        admission.work(request, async () => scorePrograms(await engines.scorer(model), request, signal)),
      trace: async (request, signal) => traceBesideParent(await engines.verifier(), request, signal),
      testTeacher: ({ endpoint, model }, signal) => testTeacher(endpoint, model, signal),
      lineMutants: async (request) => ({ mutants: lineMutants(request) }),
      installModel: ({ upload }) => installModel({ db, dataDir }, upload),
      training: () => trainingStatus(),
      status: async () => ({ ...engines.status(), jobs: active() }),
    });
  } catch (error) {
    // A second worker of one data folder is of use all the same: it works jobs.
    logger.warn({ reason: messageOf(error) }, "live calls are not answered by this worker");
    return undefined;
  }
}
