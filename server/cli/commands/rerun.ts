import { type Command, Option } from "commander";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import {
  intentSchema,
  intents,
  suspicionReasonSchema,
  suspicionReasons,
  verdictSchema,
  verdicts,
} from "#server/core/vocabulary";
import { findDataset, findProblem } from "#server/datasets/index";
import { rerunPayloadSchema, rerunResultSchema } from "#server/jobs/contracts";
import { withDatabase } from "../output/with-database";
import { doJob } from "../show-job";

const optionsSchema = z.object({
  problem: z.array(z.string()).optional(),
  program: z.array(z.coerce.number().int()).optional(),
  verdict: z.array(verdictSchema).optional(),
  intent: intentSchema.optional(),
  reason: z.array(suspicionReasonSchema).optional(),
  times: z.coerce.number().int().min(1).max(100),
});

/** `linewise rerun`: runs programs of a dataset again, to see whether their runs agree; goes on where it was. */
export function registerRerun(program: Command): void {
  program
    .command("rerun")
    .description("run programs again and say whose runs disagree; goes on where an interrupted re-run was")
    .argument("<dataset>", "the dataset's name")
    .option("--problem <key...>", "only programs of these problems")
    .option("--program <id...>", "only these programs")
    .addOption(new Option("--verdict <verdict...>", "only programs with these verdicts").choices(verdicts))
    .addOption(new Option("--intent <intent>", "only mutants of this intent").choices(intents))
    .addOption(
      new Option("--reason <reason...>", "only programs suspected for these reasons").choices(
        suspicionReasons,
      ),
    )
    .option("-n, --times <count>", "runs of each program", "5")
    .action(async (name: string, given: unknown) => {
      const parsed = optionsSchema.safeParse(given);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      const { problem, program: programIds, verdict, intent, reason, times } = parsed.data;
      const job = await withDatabase(async (database) => {
        const { db } = database;
        const datasetId = await findDataset(db, name);
        const problemIds =
          problem && (await Promise.all(problem.map((key) => findProblem(db, datasetId, key))));
        const filter = {
          ...(programIds && { programIds }),
          ...(problemIds && { problemIds }),
          ...(verdict && { verdicts: verdict }),
          ...(intent && { intents: [intent] }),
          ...(reason && { reasons: reason }),
        };
        const wanted = rerunPayloadSchema.parse({ datasetId, filter, times });
        const payload = { ...wanted, batch: (await unfinishedBatch(db, wanted)) ?? wanted.batch };
        return doJob(database, { kind: "rerun", payload, datasetId });
      });
      if (job.state !== "succeeded") {
        const why = job.error === null ? "" : `: ${job.error}`;
        throw new AppError("internal", `The re-run of ${name} ${job.state}${why}`);
      }
      const result = rerunResultSchema.parse(job.result);
      const { programs, runs, failed, left, flaky, changed } = result;
      const facts = [
        `${programs} programs, ${runs} runs`,
        failed > 0 && `the sandbox failed in ${failed} of them`,
        left > 0 && `${left} programs not run: the sandbox failed at their reference`,
        `${flaky} flaky, ${changed} verdicts changed in this go`,
      ].filter((fact) => fact !== false);
      process.stderr.write(`${name}: ${facts.join("; ")}\n`);
      process.stdout.write(`${JSON.stringify({ dataset: name, ...result })}\n`);
    });
}

/** The mark of a re-run that asks for the same and is not finished: every re-run has a mark of its own. */
async function unfinishedBatch(
  db: Db,
  wanted: z.output<typeof rerunPayloadSchema>,
): Promise<string | undefined> {
  const rows = await db
    .select({ payload: jobs.payload })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, "rerun"),
        eq(jobs.datasetId, wanted.datasetId),
        eq(jobs.cancelRequested, false),
        inArray(jobs.state, ["queued", "running"]),
      ),
    );
  const asText = ({ batch: _, ...rest }: z.output<typeof rerunPayloadSchema>) => JSON.stringify(rest);
  return rows
    .map(({ payload }) => rerunPayloadSchema.safeParse(payload).data)
    .find((known) => known !== undefined && asText(known) === asText(wanted))?.batch;
}
