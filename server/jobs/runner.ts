import { Logger, run } from "graphile-worker";
import { Client } from "pg";
import { z } from "zod";
import type { Database } from "#db/client";
import { AppError, messageOf } from "../core/errors";
import { logger } from "../core/logger";
import { jobLockClass, queueTask, workerLock } from "./channel";
import { type JobKind, jobContracts } from "./contracts";
import type { Engines, Processors } from "./processor";
import { recoverJobs } from "./recover";
import { bindProcessor, type JobWork } from "./run-job";

const recoveryMs = 5000;
const queuedSchema = z.object({ jobId: z.int() });

export type JobRunner = {
  /** Jobs in work now. */
  active: () => number;
  /** Lets running jobs leave at their next checkpoint and gives them back to the queue. */
  stop: () => Promise<void>;
  /** Settles when the runner ends; rejects when it ends by itself, because the database went away. */
  ended: Promise<void>;
};

/** Small work of the queue's that nobody follows, by the task's name. Each parses what it is given. */
export type Chores = Readonly<Record<string, (database: Database, payload: unknown) => Promise<void>>>;

type Options = {
  database: Database;
  processors: Processors;
  chores?: Chores;
  engines: Engines;
  concurrency: number;
};

/** Takes jobs from the queue and works them, until `stop`. Jobs whose worker died are taken up again first. */
export async function runJobs(options: Options): Promise<JobRunner> {
  const { database, processors, chores = {}, engines, concurrency } = options;
  const work = {
    import: bindProcessor(jobContracts.import, processors.import),
    build: bindProcessor(jobContracts.build, processors.build),
    score: bindProcessor(jobContracts.score, processors.score),
    teach: bindProcessor(jobContracts.teach, processors.teach),
    rerun: bindProcessor(jobContracts.rerun, processors.rerun),
    distinguish: bindProcessor(jobContracts.distinguish, processors.distinguish),
    train: bindProcessor(jobContracts.train, processors.train),
  } satisfies Record<JobKind, JobWork>;

  const stopping = new AbortController();
  const locks = await connectForLocks(database.url, () => stopping.abort());
  let active = 0;

  const take = async (jobId: number, task: JobWork) => {
    const lock = await locks.query<{ mine: boolean }>("select pg_try_advisory_lock($1, $2) as mine", [
      jobLockClass,
      jobId,
    ]);
    if (lock.rows[0]?.mine !== true)
      throw new AppError("unavailable", `Job ${jobId} is being worked already.`);
    active += 1;
    try {
      await task(jobId, { database, engines, stopping: stopping.signal });
    } finally {
      active -= 1;
      await locks.query("select pg_advisory_unlock($1, $2)", [jobLockClass, jobId]).catch(() => {});
    }
  };

  const tasks = Object.fromEntries([
    ...Object.entries(work).map(([kind, task]) => [
      queueTask(kind),
      (payload: unknown) => take(queuedSchema.parse(payload).jobId, task),
    ]),
    ...Object.entries(chores).map(([name, chore]) => [name, (payload: unknown) => chore(database, payload)]),
  ]);

  await recoverJobs(database.pool, { all: true });
  const runner = await run({
    pgPool: database.pool,
    taskList: tasks,
    concurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      // Failures are in the job's row and in our own log; the queue's view of them is for debugging only.
      logger.debug({ queue: level }, message);
    }),
  });
  const recovery = setInterval(() => {
    recoverJobs(database.pool, { all: false }).catch((error) =>
      logger.warn({ reason: messageOf(error) }, "interrupted jobs could not be looked for"),
    );
  }, recoveryMs);

  const close = async () => {
    clearInterval(recovery);
    await locks.end().catch(() => {});
  };
  let asked = false;
  const lost = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener("abort", () => {
      if (!asked) reject(new AppError("unavailable", "The connection to the database was lost."));
    });
  });
  const ended = Promise.race([runner.promise, lost]).finally(close);
  // Whoever awaits `ended` hears of it; nobody has to.
  ended.catch(() => {});
  return {
    active: () => active,
    stop: async () => {
      asked = true;
      stopping.abort(new AppError("unavailable", "The worker stops."));
      await runner.stop().catch(() => {});
      await ended.catch(() => {});
    },
    ended,
  };
}

/** One connection that holds this runner's locks: they go when it goes, however it goes. */
async function connectForLocks(url: string, onLost: () => void): Promise<Client> {
  const client = new Client({ connectionString: url, keepAlive: true });
  client.on("error", onLost);
  await client.connect();
  await client.query("select pg_advisory_lock_shared($1)", [workerLock]);
  return client;
}
