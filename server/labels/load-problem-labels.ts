import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "#db/client";
import { autoLabels, datasets, edits, effectiveLabels, problemStats, programs } from "#db/schema/index";
import type { LineHunk } from "#server/core/line-map";
import { type LineLabel, overrideReasonSchema } from "#server/core/vocabulary";
import type { Decision, LabelledProgram } from "./resolve-program";
import { labelFromWire } from "./wire";

export type ProblemLabels = {
  rule: string;
  /** The statement or a test of the problem was called wrong: nothing of it is trained on. */
  masked: boolean;
  /** Every program of the problem, references first. */
  programs: ReadonlyMap<number, LabelledProgram>;
};

/** Hunks as `edits` stores them, four numbers each. */
export function hunksOf(flat: readonly number[]): LineHunk[] {
  const hunks: LineHunk[] = [];
  for (let at = 0; at + 3 < flat.length; at += 4) {
    const [parentFrom = 0, parentTo = 0, from = 0, to = 0] = flat.slice(at, at + 4);
    hunks.push({ parentFrom, parentTo, from, to });
  }
  return hunks;
}

/**
 * Everything the labels of one problem's programs follow from. A problem at a time, because its programs resolve
 * through each other; it is a few dozen rows. `rule` defaults to the dataset's.
 */
export async function loadProblemLabels(
  db: Db | Tx,
  problemId: number,
  rule?: string | undefined,
): Promise<ProblemLabels> {
  const loaded = await loadLabelsOfProblems(db, [problemId], rule);
  return loaded.get(problemId) ?? { rule: rule ?? "", masked: false, programs: new Map() };
}

/** The same of several problems, in one query for all of them. A problem without programs is absent. */
export async function loadLabelsOfProblems(
  db: Db | Tx,
  problemIds: readonly number[],
  rule?: string | undefined,
): Promise<Map<number, ProblemLabels>> {
  const wanted = rule === undefined ? datasets.rule : sql`${rule}`;
  const rows = await db
    .select({
      id: programs.id,
      problemId: programs.problemId,
      parentId: programs.parentId,
      lineCount: programs.lineCount,
      currentRunId: programs.currentRunId,
      hunks: edits.hunks,
      rule: datasets.rule,
      masks: problemStats.masks,
      lines: autoLabels.lines,
      labels: autoLabels.labels,
      taintedAfter: autoLabels.taintedAfter,
      derivation: autoLabels.derivation,
      decisions: sql`(select json_agg(d) from ${effectiveLabels} d where d.program_id = ${programs.id})`,
    })
    .from(programs)
    .innerJoin(datasets, eq(datasets.id, programs.datasetId))
    .innerJoin(problemStats, eq(problemStats.problemId, programs.problemId))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(autoLabels, and(eq(autoLabels.programId, programs.id), sql`${autoLabels.rule} = ${wanted}`))
    .where(inArray(programs.problemId, [...problemIds]))
    .orderBy(asc(programs.id));
  const loaded = new Map<number, { rule: string; masked: boolean; programs: Map<number, LabelledProgram> }>();
  for (const row of rows) {
    const masked = row.masks > 0;
    const problem = loaded.get(row.problemId) ?? { rule: rule ?? row.rule, masked, programs: new Map() };
    loaded.set(row.problemId, problem);
    problem.programs.set(row.id, {
      id: row.id,
      parentId: row.parentId,
      lineCount: row.lineCount,
      currentRunId: row.currentRunId,
      hunks: hunksOf(row.hunks ?? []),
      automatic: new Map(
        row.lines?.map((line, at): [number, LineLabel] => [line, labelFromWire(row.labels?.[at] ?? -1)]),
      ),
      taintedAfter: row.taintedAfter,
      derivation: row.derivation,
      decisions: new Map(decisionsSchema.parse(row.decisions)?.map((each) => [each.line, decisionOf(each)])),
    });
  }
  return loaded;
}

/** Rows of `effective_labels` as JSON. */
const decisionsSchema = z
  .array(
    z.object({
      line: z.int(),
      decided: z.boolean(),
      label: z.int(),
      masked: z.boolean(),
      reason: overrideReasonSchema.nullable(),
      annotator: z.string(),
      head_seq: z.int(),
      run_ids: z.array(z.int()),
    }),
  )
  .nullable();

function decisionOf(row: NonNullable<z.infer<typeof decisionsSchema>>[number]): Decision {
  const { decided, label, masked, reason, annotator, head_seq: headSeq, run_ids: runIds } = row;
  return { decided, label: labelFromWire(label), masked, reason, annotator, headSeq, runIds };
}
