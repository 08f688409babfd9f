import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { autoLabels, datasets, edits, effectiveLabels, problemStats, programs } from "#db/schema/index";
import type { LineHunk } from "#server/core/line-map";
import { type LineLabel, overrideReasonSchema } from "#server/core/vocabulary";
import type { Decision, LabelledProgram } from "./resolve-program";
import { labelFromWire } from "./wire";

const reasonSchema = overrideReasonSchema.nullable();

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
 * through each other; it is a few dozen rows. `rule` defaults to the data set's.
 */
export async function loadProblemLabels(
  db: Db | Tx,
  problemId: number,
  rule?: string | undefined,
): Promise<ProblemLabels> {
  const loaded = await loadLabelsOfProblems(db, [problemId], rule);
  return loaded.get(problemId) ?? { rule: rule ?? "", masked: false, programs: new Map() };
}

/** The same of several problems, in three queries for all of them. A problem without programs is absent. */
export async function loadLabelsOfProblems(
  db: Db | Tx,
  problemIds: readonly number[],
  rule?: string | undefined,
): Promise<Map<number, ProblemLabels>> {
  const rows = await db
    .select({
      id: programs.id,
      problemId: programs.problemId,
      parentId: programs.parentId,
      lineCount: programs.lineCount,
      currentRunId: programs.currentRunId,
      hunks: edits.hunks,
      datasetRule: datasets.rule,
      masks: problemStats.masks,
    })
    .from(programs)
    .innerJoin(datasets, eq(datasets.id, programs.datasetId))
    .innerJoin(problemStats, eq(problemStats.problemId, programs.problemId))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .where(inArray(programs.problemId, [...problemIds]))
    .orderBy(asc(programs.id));
  const loaded = new Map<number, { rule: string; masked: boolean; programs: Map<number, LabelledProgram> }>();
  if (rows.length === 0) return loaded;
  const ids = rows.map((row) => row.id);
  const rules = [...new Set(rows.map((row) => rule ?? row.datasetRule))];
  const automatic = await db
    .select()
    .from(autoLabels)
    .where(and(inArray(autoLabels.programId, ids), inArray(autoLabels.rule, rules)));
  const decisions = await db.select().from(effectiveLabels).where(inArray(effectiveLabels.programId, ids));
  const decisionsOf = byProgram(decisions);
  const automaticOf = byProgram(automatic);
  for (const row of rows) {
    const wanted = rule ?? row.datasetRule;
    const problem = loaded.get(row.problemId) ?? { rule: wanted, masked: row.masks > 0, programs: new Map() };
    loaded.set(row.problemId, problem);
    const auto = automaticOf.get(row.id)?.find((each) => each.rule === wanted);
    problem.programs.set(row.id, {
      id: row.id,
      parentId: row.parentId,
      lineCount: row.lineCount,
      currentRunId: row.currentRunId,
      hunks: hunksOf(row.hunks ?? []),
      automatic: new Map(
        auto?.lines.map((line, at): [number, LineLabel] => [line, labelFromWire(auto.labels[at] ?? -1)]),
      ),
      taintedAfter: auto?.taintedAfter ?? null,
      derivation: auto?.derivation ?? null,
      decisions: new Map(decisionsOf.get(row.id)?.map((decision) => [decision.line, decisionOf(decision)])),
    });
  }
  return loaded;
}

function byProgram<Row extends { programId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.programId);
    if (group === undefined) groups.set(row.programId, [row]);
    else group.push(row);
  }
  return groups;
}

function decisionOf(row: typeof effectiveLabels.$inferSelect): Decision {
  return {
    decided: row.decided,
    label: labelFromWire(row.label),
    masked: row.masked,
    reason: reasonSchema.parse(row.reason),
    annotator: row.annotator,
    headSeq: row.headSeq,
    runIds: row.runIds,
  };
}
