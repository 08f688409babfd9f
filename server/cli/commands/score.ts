import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { defaultModelDir } from "#server/core/model-dir";
import { createScorer, type Scorer } from "#server/prm/index";
import { runFilter } from "../filter";

const rowSchema = z.looseObject({
  code: z.string(),
  statement: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const flagsSchema = z.object({
  model: z.string().optional(),
  threads: z.coerce.number().int().min(1).max(64).optional(),
});

/** Six digits: enough to order lines by, and the same text for the same score everywhere. */
function rounded(score: number | null): number | null {
  return score === null ? null : Math.round(score * 1e6) / 1e6;
}

/** What `linewise score` makes of a row: the row with a score for each line and a last one for end of program. */
export async function scoreRow(row: Row, scorer: Scorer): Promise<Record<string, unknown>> {
  const request = { statement: row.statement ?? "", code: row.code };
  const { scores, model, modelDigest, windows } = await scorer.score(request, { priority: "bulk" });
  return {
    ...row,
    line_scores: scores.map(rounded),
    model,
    model_digest: modelDigest,
    // Said only where it matters: the lines of a long program were not all seen by the ones after them.
    ...(windows > 1 ? { score_windows: windows } : {}),
  };
}

/** `linewise score`: JSONL rows with programs in, the same rows with per-line scores out, in the same order. */
export function registerScore(program: Command): void {
  program
    .command("score")
    .description("score every line with the model: JSONL in, rows with line_scores out")
    .option("--model <folder>", "the model bundle to score with (default: the bundled one)")
    .option("--threads <number>", "programs scored at once")
    .action(async (flags: unknown) => {
      const parsed = flagsSchema.safeParse(flags);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      const { model, threads } = parsed.data;
      const scorer = await createScorer({
        modelDir: model ?? defaultModelDir(),
        ...(threads === undefined ? {} : { threads }),
      });
      let programs = 0;
      try {
        process.exitCode = await runFilter({
          schema: rowSchema,
          concurrency: 64,
          process: async (row) => {
            const scored = await scoreRow(row, scorer);
            programs += 1;
            return [scored];
          },
          summary: () => `score: ${programs} programs by ${scorer.manifest.name}@${scorer.manifest.version}`,
        });
      } finally {
        await scorer.close();
      }
    });
}
