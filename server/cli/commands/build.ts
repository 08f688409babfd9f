import { type Command, Option } from "commander";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Database, Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { findDataset } from "#server/datasets/index";
import { buildPayloadSchema, buildResultSchema } from "#server/jobs/contracts";
import { enqueueJob, type JobRow } from "#server/jobs/index";
import { mutateOptionsSchema } from "#server/mutation/schema";
import { followOrWork } from "../follow-or-work";
import { createProgressBar } from "../output/progress-bar";
import { withDatabase } from "../output/with-database";
import { workQueue } from "../work-queue";

const count = z.coerce.number().int().positive().optional();
const optionsSchema = z.object({
  seed: z.coerce.number().int().default(0),
  perLine: count,
  perProgram: count,
  operators: z
    .string()
    .transform((list) => list.split(",").map((id) => id.trim()))
    .optional(),
  intent: z.enum(["mutate", "refactor"]).optional(),
});

/** `linewise build`: mutates, verifies and labels a dataset; begun anew, it goes on where it was. */
export function registerBuild(program: Command): void {
  program
    .command("build")
    .description("mutate, verify and label a dataset; goes on where an interrupted build was")
    .argument("<dataset>", "the dataset's name")
    .option("--seed <number>", "seed of the sampling", "0")
    .option("--per-line <count>", "at most so many mutants of one line")
    .option("--per-program <count>", "at most so many mutants of one program")
    .option("--operators <ids>", "only these operators, separated by commas")
    .addOption(new Option("--intent <intent>", "only mutants of this intent").choices(["mutate", "refactor"]))
    .action(async (name: string, given: unknown) => {
      const options = mutateOptionsSchema.parse(optionsSchema.parse(given));
      const job = await withDatabase(async (database) => {
        const datasetId = await findDataset(database.db, name);
        const payload = buildPayloadSchema.parse({ datasetId, options });
        const jobId =
          (await unfinishedBuild(database.db, payload)) ??
          (await enqueueJob(database.db, { kind: "build", payload, datasetId }));
        return showJob(database, jobId);
      });
      finish(name, job);
    });
}

/** A build that asks for the same and is not finished yet: it is gone on with, not asked for twice. */
async function unfinishedBuild(
  db: Db,
  wanted: z.output<typeof buildPayloadSchema>,
): Promise<number | undefined> {
  const rows = await db
    .select({ id: jobs.id, payload: jobs.payload })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, "build"),
        eq(jobs.datasetId, wanted.datasetId),
        eq(jobs.cancelRequested, false),
        inArray(jobs.state, ["queued", "running"]),
      ),
    );
  const text = JSON.stringify(wanted);
  return rows.find(({ payload }) => JSON.stringify(buildPayloadSchema.safeParse(payload).data) === text)?.id;
}

/** Follows a job with a progress bar; an interruption ends the command, and the same command goes on with the job. */
async function showJob(database: Database, jobId: number): Promise<JobRow> {
  const stop = new AbortController();
  const interrupt = () =>
    stop.abort(new AppError("cancelled", "Interrupted; the same command goes on where it was."));
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const bar = createProgressBar();
  try {
    return await followOrWork(database, jobId, {
      onChange: (job) => bar.show(job),
      startWorker: () => workQueue(database),
      signal: stop.signal,
    });
  } finally {
    bar.close();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

function finish(name: string, job: JobRow): void {
  if (job.state !== "succeeded") {
    throw new AppError(
      "internal",
      `The build of ${name} ${job.state}${job.error === null ? "" : `: ${job.error}`}`,
    );
  }
  const result = buildResultSchema.parse(job.result);
  for (const { key, reason } of result.failed) process.stderr.write(`${key}: ${reason}\n`);
  process.stderr.write(
    `${name}: ${result.problems} problems built, ${result.mutants} mutants; ${result.failed.length} problems failed\n`,
  );
  process.stdout.write(`${JSON.stringify({ dataset: name, ...result })}\n`);
}
