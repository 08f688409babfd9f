import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { lineMap } from "#server/core/line-map";
import { normalizeSource, splitLines } from "#server/core/lines";
import {
  defaultRule,
  intentSchema,
  originSchema,
  type RuleId,
  ruleIdSchema,
  type Verdict,
  verdictSchema,
} from "#server/core/vocabulary";
import type { Edit } from "#server/mutation/schema";
import { applyRule, type ResolvedLine, type RuleRun, resolveLines } from "#server/rules/index";
import { testOutcomeSchema } from "#server/verification/schema";
import { runFilter } from "../filter";

const idSchema = z.union([z.string(), z.number()]);
const lineSchema = z.int().min(1);

const rowSchema = z.looseObject({
  id: idSchema,
  code: z.string(),
  origin: originSchema.default("reference"),
  parent_id: idSchema.optional(),
  intent: intentSchema.optional(),
  hunks: z.array(z.tuple([lineSchema, lineSchema, lineSchema, lineSchema])).optional(),
  label_line: lineSchema.optional(),
  verdict: verdictSchema.optional(),
  outcomes: z.array(testOutcomeSchema).nullish(),
  executed_lines: z.array(z.int()).nullish(),
  attempts: z.int().min(1).nullish(),
  cpu_us: z.number().min(0).nullish(),
  cpu_limit_ms: z.number().positive().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const wireLabels = { correct: 1, incorrect: 0, neutral: "neutral" } as const;

function runOf(row: Row): RuleRun | null {
  if (row.verdict === undefined) return null;
  return {
    verdict: row.verdict,
    executedLines: row.executed_lines ?? null,
    attempts: row.attempts ?? 1,
    ...(row.outcomes ? { outcomes: row.outcomes } : {}),
    ...(row.cpu_us == null ? {} : { cpuUs: row.cpu_us }),
    ...(row.cpu_limit_ms == null ? {} : { limits: { cpuMs: row.cpu_limit_ms } }),
  };
}

function editOf(row: Row): Edit {
  if (row.hunks === undefined || row.label_line === undefined) {
    throw new AppError("invalid-input", 'a mutant needs "hunks" and "label_line"');
  }
  const hunks = row.hunks.map(([parentFrom, parentTo, from, to]) => ({ parentFrom, parentTo, from, to }));
  return { hunks, labelLine: row.label_line };
}

/** What a parent leaves for its mutants. */
type Parent = { lines: ResolvedLine[]; verdict: Verdict | null };

/** Mutants follow their parent closely; one this many parents back is forgotten, as by `verify`. */
const rememberedParents = 4_096;

/** Labels rows one after another; a mutant's parent must have come before it. */
export class RowLabeller {
  private readonly parents = new Map<string | number, Parent>();

  constructor(private readonly rule: RuleId) {}

  /** @throws AppError `invalid-input` for a mutant without parent or with hunks that don't fit. */
  label(row: Row): Record<string, unknown> {
    const source = normalizeSource(row.code);
    const lineCount = splitLines(source).length;
    const isMutant = row.origin === "mutant";
    const edit = isMutant ? editOf(row) : undefined;
    const parent = isMutant ? this.parentOf(row) : null;
    const parentLines = parent?.lines ?? null;
    const map = edit && parentLines ? lineMap(edit.hunks, parentLines.length - 1) : null;
    if (map !== null && map.lineCount !== lineCount) {
      throw new AppError("invalid-input", `the hunks make ${map.lineCount} lines, the code has ${lineCount}`);
    }
    const ruleResult = applyRule(this.rule, {
      origin: row.origin,
      source,
      run: runOf(row),
      ...(row.intent ? { intent: row.intent } : {}),
      ...(edit ? { edit } : {}),
      ...(parent ? { parentVerdict: parent.verdict } : {}),
    });
    const lines = resolveLines({ lineCount, ruleResult, lineMap: map, parentLines });
    if (!isMutant) this.remember(row.id, { lines, verdict: row.verdict ?? null });
    return {
      ...row,
      line_labels: lines.map(({ label }) => (label === null ? null : wireLabels[label])),
      rule: this.rule,
      label_target: ruleResult.target,
      label_reasons: ruleResult.reasons,
      label_derivation: ruleResult.derivation,
    };
  }

  private remember(id: string | number, parent: Parent): void {
    this.parents.set(id, parent);
    if (this.parents.size > rememberedParents) {
      const [oldest] = this.parents.keys();
      if (oldest !== undefined) this.parents.delete(oldest);
    }
  }

  private parentOf(row: Row): Parent {
    if (row.parent_id === undefined) throw new AppError("invalid-input", 'a mutant needs "parent_id"');
    const parent = this.parents.get(row.parent_id);
    if (parent === undefined) {
      throw new AppError("invalid-input", `its parent "${row.parent_id}" has not come before it`);
    }
    return parent;
  }
}

/** `linewise label`: verified JSONL rows in, the same with line labels out. */
export function registerLabel(program: Command): void {
  program
    .command("label")
    .description("label the lines of verified programs: JSONL in, JSONL with line_labels out")
    .option("--rule <rule>", `one of ${ruleIdSchema.options.join(", ")}`, defaultRule)
    .action(async (flags: { rule: string }) => {
      const rule = ruleIdSchema.safeParse(flags.rule);
      if (!rule.success) throw new AppError("invalid-input", `unknown rule "${flags.rule}"`);
      const labeller = new RowLabeller(rule.data);
      let rows = 0;
      process.exitCode = await runFilter({
        schema: rowSchema,
        concurrency: 1,
        process: async (row) => {
          const labelled = labeller.label(row);
          rows += 1;
          return [labelled];
        },
        summary: () => `label: ${rows} programs by ${rule.data}`,
      });
    });
}
