import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { readLines } from "#server/core/read-lines";
import { evaluateBenchmark } from "#server/export/index";
import { type ScoredBenchmarkRow, scoredBenchmarkRowSchema } from "#server/export/schema";

const flagsSchema = z.object({ threshold: z.coerce.number().min(0).max(1) });

/** `linewise benchmark`: scored rows of a first-error benchmark in, one JSON object of metrics out. */
export function registerBenchmark(program: Command): void {
  program
    .command("benchmark")
    .description("measure scored rows of a first-error benchmark: JSONL in, metrics out")
    .option("--threshold <share>", "a line is called wrong below this score; fix it beforehand", "0.5")
    .addHelpText(
      "after",
      "\nRows are those of `linewise export <dataset> --format first-error` with line_scores (as `linewise score` adds" +
        " them)\nor a prediction, the 1-based line of the first error or null.",
    )
    .action(async (flags: unknown) => {
      const parsed = flagsSchema.safeParse(flags);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      const rows: ScoredBenchmarkRow[] = [];
      for await (const { line, lineNumber } of readLines(process.stdin)) {
        if (line.trim() !== "") rows.push(readRow(line, lineNumber));
      }
      process.stdout.write(`${JSON.stringify(evaluateBenchmark(rows, parsed.data))}\n`);
    });
}

function readRow(line: string, lineNumber: number): ScoredBenchmarkRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError("invalid-input", `line ${lineNumber} is not JSON`);
  }
  const row = scoredBenchmarkRowSchema.safeParse(value);
  if (!row.success) {
    throw new AppError("invalid-input", `line ${lineNumber}: ${z.prettifyError(row.error)}`);
  }
  return row.data;
}
