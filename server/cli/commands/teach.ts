import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { estimateTeaching, findDataset } from "#server/datasets/index";
import { teachPayloadSchema, teachResultSchema } from "#server/jobs/contracts";
import { getTeacherView, teachingFrom } from "#server/settings/index";
import { teachOptionsSchema } from "#server/teacher/schema";
import { withDatabase } from "../output/with-database";
import { doJob } from "../show-job";

const number = z.coerce.number().optional();
const optionsSchema = z
  .object({
    mutations: number,
    refactorings: number,
    problems: number,
    budgetTokens: number,
    budgetUsd: number,
  })
  .pipe(teachOptionsSchema);
const estimateSchema = z.object({ estimate: z.boolean().default(false) });

/** `linewise teach`: a language model's rewrites of a dataset's statements; begun anew, it goes on where it was. */
export function registerTeach(program: Command): void {
  program
    .command("teach")
    .description(
      "let a language model rewrite statements, verify and label what comes; pays for nothing twice",
    )
    .argument("<dataset>", "the dataset's name")
    .option("--mutations <count>", "rewrites of each statement that should break the program", "2")
    .option("--refactorings <count>", "rewrites of each statement that should keep its behaviour", "2")
    .option("--problems <count>", "only the first so many problems")
    .option("--budget-tokens <count>", "stop before this many tokens are taken")
    .option("--budget-usd <dollars>", "stop before this is spent; needs prices in the settings")
    .option("--estimate", "say what it would take, and do nothing")
    .action(async (name: string, given: unknown) => {
      const parsed = optionsSchema.safeParse(given);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      const { estimate } = estimateSchema.parse(given);
      const found = await withDatabase(async (database) => {
        const datasetId = await findDataset(database.db, name);
        const view = await getTeacherView(database.db);
        const asked = { datasetId, options: parsed.data, ...teachingFrom(view) };
        if (estimate) return estimateTeaching(database.db, { ...asked, concurrency: view.concurrency });
        return doJob(database, { kind: "teach", payload: teachPayloadSchema.parse(asked), datasetId });
      });
      if ("basis" in found)
        return void process.stdout.write(`${JSON.stringify({ dataset: name, ...found })}\n`);
      if (found.state !== "succeeded") {
        const why = found.error === null ? "" : `: ${found.error}`;
        throw new AppError("internal", `The teaching of ${name} ${found.state}${why}`);
      }
      report(name, teachResultSchema.parse(found.result));
    });
}

function report(name: string, result: z.infer<typeof teachResultSchema>): void {
  const { kept, proposed, calls, promptTokens, completionTokens, costUsd, stopped, failed, failedMore } =
    result;
  for (const { key, line, reason } of failed)
    process.stderr.write(`${key}${line === null ? "" : `, line ${line}`}: ${reason}\n`);
  if (failedMore > 0) process.stderr.write(`… and ${failedMore} more\n`);
  const cost = costUsd === null ? "" : `, $${costUsd.toFixed(4)}`;
  process.stderr.write(
    `${name}: ${kept} mutants of ${proposed} rewrites; ${calls} replies paid for, ` +
      `${promptTokens + completionTokens} tokens${cost}\n`,
  );
  if (stopped !== null) {
    process.stderr.write(
      `The budget of ${stopped === "cost" ? "dollars" : "tokens"} is used up; the same command goes on with a new one.\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ dataset: name, ...result })}\n`);
}
