import { type Command, Option } from "commander";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { findDataset } from "#server/datasets/index";
import { trainOptionsSchema, trainPayloadSchema, trainResultSchema } from "#server/jobs/contracts";
import { howToInstall, trainingStatus } from "#server/training/index";
import { withDatabase } from "../output/with-database";
import { doJob } from "../show-job";

const number = z.coerce.number();
const optionsSchema = z.object({
  minutes: number,
  folds: number,
  from: trainOptionsSchema.shape.from,
  json: z.boolean().default(false),
});

/** `linewise train`: a whole turn of the loop, from labels to a model and back to the labels. */
export function registerTrain(program: Command): void {
  program
    .command("train")
    .description(
      "train on a dataset's labels, register the models, score out of fold and say where they disagree; goes on where it was",
    )
    .argument("<dataset>", "the dataset's name")
    .option("--minutes <minutes>", "training time of all models together", "10")
    .option("--folds <count>", "fold models for out-of-fold scores; 0 for none", "3")
    .addOption(
      new Option("--from <start>", "start from the model in use, or from scratch")
        .choices(["active", "scratch"])
        .default("active"),
    )
    .option("--json", "nothing but the result, as one JSON object")
    .action(async (name: string, given: unknown) => {
      const { json, ...asked } = optionsSchema.parse(given);
      const options = trainOptionsSchema.safeParse(asked);
      if (!options.success) throw new AppError("invalid-input", z.prettifyError(options.error));
      const status = await trainingStatus();
      if (status.state === "off") throw new AppError("unavailable", howToInstall(status));
      const job = await withDatabase(async (database) => {
        const datasetId = await findDataset(database.db, name);
        const wanted = trainPayloadSchema.parse({ ...options.data, datasetId });
        const payload = { ...wanted, run: (await resumableRun(database.db, wanted)) ?? wanted.run };
        return doJob(database, { kind: "train", payload, datasetId }, { quiet: json });
      });
      if (job.state !== "succeeded") {
        const why = job.error === null ? "" : `: ${job.error}`;
        throw new AppError("internal", `The training on ${name} ${job.state}${why}`);
      }
      const result = trainResultSchema.parse(job.result);
      if (!json) process.stderr.write(`${name}: ${summaryOf(result)}\n`);
      process.stdout.write(`${JSON.stringify({ dataset: name, ...result })}\n`);
    });
}

function summaryOf({
  rows,
  problems,
  modelId,
  foldModelIds,
  scored,
  lines,
  disagreeing,
}: z.infer<typeof trainResultSchema>) {
  return [
    `trained on ${rows} rows of ${problems} problems`,
    foldModelIds.length === 0
      ? `model ${modelId} is registered`
      : `model ${modelId} and ${foldModelIds.length} fold models are registered`,
    `${scored} programs scored`,
    foldModelIds.length > 0 && `the fold models disagree with ${disagreeing} of ${lines} label lines`,
  ]
    .filter((fact) => fact !== false)
    .join("; ");
}

/** The run of the newest training of the same that did not come to its end: the same command goes on with it. */
async function resumableRun(
  db: Db,
  wanted: z.output<typeof trainPayloadSchema>,
): Promise<string | undefined> {
  const rows = await db
    .select({ id: jobs.id, payload: jobs.payload, state: jobs.state })
    .from(jobs)
    .where(eq(jobs.kind, "train"))
    .orderBy(jobs.id);
  const asText = ({ run: _, ...rest }: z.output<typeof trainPayloadSchema>) => JSON.stringify(rest);
  const same = rows.flatMap(({ payload, state }) => {
    const known = trainPayloadSchema.safeParse(payload).data;
    return known !== undefined && asText(known) === asText(wanted) ? [{ run: known.run, state }] : [];
  });
  const last = same.at(-1);
  return last === undefined || last.state === "succeeded" ? undefined : last.run;
}
