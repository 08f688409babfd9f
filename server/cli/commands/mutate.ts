import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { intentSchema, originSchema } from "#server/core/vocabulary";
import { mutate, mutateInTurns } from "#server/mutation/index";
import type { Mutant, MutateOptions } from "#server/mutation/schema";
import { runFilter } from "../filter";

const rowSchema = z.looseObject({
  id: z.union([z.string().min(1), z.number()]),
  code: z.string(),
  origin: originSchema.optional(),
});
type Row = z.infer<typeof rowSchema>;

const flagsSchema = z.object({
  seed: z.coerce.number().int().default(0),
  perLine: z.coerce.number().int().min(1).optional(),
  perProgram: z.coerce.number().int().min(1).optional(),
  operators: z
    .string()
    .transform((list) => list.split(",").map((id) => id.trim()))
    .optional(),
  intent: intentSchema.optional(),
});

/** What other filters have said of the reference's own code, and what therefore does not hold for a mutant. */
const ownFields = new Set(
  "verdict outcomes executed_lines provider cpu_us wall_us attempts cpu_limit_ms message failing_line line_labels rule label_reasons label_target label_derivation line_scores model".split(
    " ",
  ),
);

function mutantRow(row: Row, mutant: Mutant, index: number): Record<string, unknown> {
  const shared = Object.fromEntries(Object.entries(row).filter(([key]) => !ownFields.has(key)));
  const { edit } = mutant;
  return {
    ...shared,
    id: `${row.id}/m${String(index + 1).padStart(4, "0")}`,
    parent_id: row.id,
    origin: "mutant",
    operator: mutant.operator,
    operator_version: mutant.operatorVersion,
    intent: mutant.intent,
    teacher: mutant.teacher,
    hunks: edit.hunks.map((hunk) => [hunk.parentFrom, hunk.parentTo, hunk.from, hunk.to]),
    label_line: edit.labelLine,
    site_line: mutant.siteLine,
    site_index: mutant.siteIndex,
    site_count: mutant.siteCount,
    probability: mutant.probability,
    seed: mutant.seed,
    code: mutant.code,
  };
}

/**
 * The rows that `linewise mutate` makes of one: itself, as the reference unless it says that it is a candidate, then its
 * mutants.
 */
export async function mutateRow(row: Row, options: MutateOptions): Promise<Record<string, unknown>[]> {
  if (row.origin === "mutant") throw new AppError("invalid-input", "the row is a mutant already");
  const { mutants } = await mutateInTurns({ source: row.code, ...options });
  const parent = { ...row, origin: row.origin ?? "reference" };
  return [parent, ...mutants.map((mutant, index) => mutantRow(row, mutant, index))];
}

/** `linewise mutate`: JSONL rows with programs in, each followed by its mutants out. */
export function registerMutate(program: Command): void {
  program
    .command("mutate")
    .description("make mutants of programs: JSONL in, each row and its mutants out")
    .option("--seed <number>", "the same seed gives the same mutants", "0")
    .option("--per-line <number>", "at most this many mutants for one line")
    .option("--per-program <number>", "at most this many mutants for one program")
    .option("--operators <ids>", "only these operators, separated by commas")
    .option("--intent <intent>", "only mutate (meant to break) or refactor (meant to preserve)")
    .action(async (flags: unknown) => {
      const parsed = flagsSchema.safeParse(flags);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      let programs = 0;
      let mutants = 0;
      // An unknown operator is a wrong call, not something wrong with every row.
      mutate({ source: "", ...parsed.data });
      process.exitCode = await runFilter({
        schema: rowSchema,
        concurrency: 1,
        process: async (row) => {
          const rows = await mutateRow(row, parsed.data);
          programs += 1;
          mutants += rows.length - 1;
          return rows;
        },
        summary: () => `mutate: ${programs} programs, ${mutants} mutants`,
      });
    });
}
