import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { jobContracts, jobKinds } from "#server/jobs/contracts";
import { enqueueJob } from "#server/jobs/index";
import type { JobView } from "#server/jobs/schema";

/** The newest jobs first. */
export async function listJobs(db: Db, limit: number): Promise<JobView[]> {
  const rows = await jobRows(db).orderBy(desc(jobs.id)).limit(limit);
  return rows.map(viewOf);
}

/** Throws `not-found`. */
export async function getJob(db: Db, id: number): Promise<JobView> {
  const [row] = await jobRows(db).where(eq(jobs.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no job ${id}.`);
  return viewOf(row);
}

/** How many jobs wait and how many are worked. */
export async function countJobs(db: Db): Promise<{ queued: number; running: number }> {
  const states = await db
    .select({ state: jobs.state })
    .from(jobs)
    .where(inArray(jobs.state, ["queued", "running"]));
  const running = states.filter(({ state }) => state === "running").length;
  return { queued: states.length - running, running };
}

/**
 * Asks for the work of a failed or cancelled job once more, as a new job that goes on where it was. Throws `conflict`
 * when the job is not finished or was done.
 */
export async function resumeJob(db: Db, id: number): Promise<number> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, id));
  if (job === undefined) throw new AppError("not-found", `There is no job ${id}.`);
  if (job.state !== "failed" && job.state !== "cancelled") {
    throw new AppError("conflict", `Job ${id} is ${job.state}; only a failed or cancelled one can go on.`);
  }
  const kind = jobKinds.find((each) => each === job.kind);
  if (kind === undefined) throw new AppError("internal", `Job ${id} is of an unknown kind.`);
  const { datasetId } = job;
  switch (kind) {
    case "import":
      return enqueueJob(db, { kind, payload: jobContracts.import.payload.parse(job.payload), datasetId });
    case "build":
      return enqueueJob(db, { kind, payload: jobContracts.build.payload.parse(job.payload), datasetId });
    case "rerun":
      return enqueueJob(db, { kind, payload: jobContracts.rerun.payload.parse(job.payload), datasetId });
    case "score":
      return enqueueJob(db, { kind, payload: jobContracts.score.payload.parse(job.payload), datasetId });
    case "teach":
      return enqueueJob(db, { kind, payload: jobContracts.teach.payload.parse(job.payload), datasetId });
    case "train":
      return enqueueJob(db, { kind, payload: jobContracts.train.payload.parse(job.payload), datasetId });
    case "distinguish":
      return enqueueJob(db, {
        kind,
        payload: jobContracts.distinguish.payload.parse(job.payload),
        datasetId,
      });
  }
}

function jobRows(db: Db) {
  return db
    .select({ job: jobs, datasetName: datasets.name })
    .from(jobs)
    .leftJoin(datasets, eq(datasets.id, jobs.datasetId))
    .$dynamic();
}

type Row = { job: typeof jobs.$inferSelect; datasetName: string | null };

function viewOf({ job, datasetName }: Row): JobView {
  const { heartbeatAt: _, attempts: __, payload: ___, doneBefore, ...shown } = job;
  const until = (job.finishedAt ?? new Date()).getTime();
  const seconds = job.startedAt === null ? 0 : (until - job.startedAt.getTime()) / 1000;
  // What an earlier attempt or job did would make this one look fast.
  const own = doneBefore === null ? 0 : job.done - doneBefore;
  const rate = seconds >= 1 && own > 0 ? own / seconds : null;
  const left = job.total === null ? null : Math.max(0, job.total - job.done);
  const remainingS = job.state === "running" && rate !== null && left !== null ? left / rate : null;
  return { ...shown, datasetName, rate, remainingS };
}
