import { and, eq, inArray } from "drizzle-orm";
import type { Database, Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type JobKind, type JobPayloadInput, jobContracts } from "#server/jobs/contracts";
import { enqueueJob, type JobRow } from "#server/jobs/index";
import { followOrWork } from "./follow-or-work";
import { createProgressBar } from "./output/progress-bar";
import { workQueue } from "./work-queue";

type Asked<K extends JobKind> = { kind: K; payload: JobPayloadInput<K>; datasetId: number };

/** Has a job done and follows it; one that asks for the same and is not finished yet is gone on with, not asked for twice. */
export async function doJob<K extends JobKind>(
  database: Database,
  asked: Asked<K>,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<JobRow> {
  const jobId = (await unfinishedJob(database.db, asked)) ?? (await enqueueJob(database.db, asked));
  return showJob(database, jobId, quiet);
}

async function unfinishedJob<K extends JobKind>(
  db: Db,
  { kind, payload, datasetId }: Asked<K>,
): Promise<number | undefined> {
  const rows = await db
    .select({ id: jobs.id, payload: jobs.payload })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, kind),
        eq(jobs.datasetId, datasetId),
        eq(jobs.cancelRequested, false),
        inArray(jobs.state, ["queued", "running"]),
      ),
    );
  const { payload: schema } = jobContracts[kind];
  const text = JSON.stringify(schema.parse(payload));
  return rows.find((row) => JSON.stringify(schema.safeParse(row.payload).data) === text)?.id;
}

/** Follows a job with a progress bar; an interruption ends the command, and the same command goes on with the job. */
async function showJob(database: Database, jobId: number, quiet: boolean): Promise<JobRow> {
  const stop = new AbortController();
  const interrupt = () =>
    stop.abort(new AppError("cancelled", "Interrupted; the same command goes on where it was."));
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const bar = createProgressBar();
  try {
    return await followOrWork(database, jobId, {
      onChange: (job) => {
        if (!quiet) bar.show(job);
      },
      startWorker: () => workQueue(database),
      signal: stop.signal,
    });
  } finally {
    bar.close();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
