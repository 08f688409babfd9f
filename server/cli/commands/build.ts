import { type Command, Option } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { findDataset } from "#server/datasets/index";
import { buildPayloadSchema, buildResultSchema } from "#server/jobs/contracts";
import type { JobRow } from "#server/jobs/index";
import { mutateOptionsSchema } from "#server/mutation/schema";
import { withDatabase } from "../output/with-database";
import { doJob } from "../show-job";

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
        return doJob(database, { kind: "build", payload, datasetId });
      });
      finish(name, job);
    });
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
