import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { findDataset } from "#server/datasets/index";
import { distinguishPayloadSchema, distinguishResultSchema } from "#server/jobs/contracts";
import { withDatabase } from "../output/with-database";
import { doJob } from "../show-job";

const optionsSchema = z.object({
  seed: z.coerce.number().int().default(0),
  budget: z.coerce.number().int().min(1).max(2_000).default(200),
});

/** `linewise distinguish`: looks for inputs that tell a dataset's survivors from their references; goes on where it was. */
export function registerDistinguish(program: Command): void {
  program
    .command("distinguish")
    .description("look for inputs that tell survivors from their references; goes on where it was")
    .argument("<dataset>", "the dataset's name")
    .option("--seed <number>", "seed of the variations", "0")
    .option("--budget <inputs>", "inputs tried on a survivor at most", "200")
    .action(async (name: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      const job = await withDatabase(async (database) => {
        const datasetId = await findDataset(database.db, name);
        const payload = distinguishPayloadSchema.parse({ datasetId, ...options });
        return doJob(database, { kind: "distinguish", payload, datasetId });
      });
      if (job.state !== "succeeded") {
        const why = job.error === null ? "" : `: ${job.error}`;
        throw new AppError("internal", `The search in ${name} ${job.state}${why}`);
      }
      const result = distinguishResultSchema.parse(job.result);
      const { survivors, toldApart, debatable } = result;
      process.stderr.write(
        `${name}: ${toldApart} of ${survivors} survivors told apart, ${debatable} by debatable inputs only\n`,
      );
      process.stdout.write(`${JSON.stringify({ dataset: name, ...result })}\n`);
    });
}
