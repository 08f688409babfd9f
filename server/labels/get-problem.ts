import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, edits, problems, programs, runEvidence, testCases, testSuites } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { LineHunk } from "#server/core/line-map";
import { reasonsOf } from "#server/core/vocabulary";
import type { MutantRow, ProblemDetail } from "#server/datasets/schema";
import { testCaseSchema } from "#server/verification/schema";
import { hunksOf, loadProblemLabels, type ProblemLabels } from "./load-problem-labels";
import { resolveProgram } from "./resolve-program";

/** The parent's line that an edit's change stands on: its first hunk, or the line before which it inserts. */
export function siteOfEdit(hunks: readonly LineHunk[], parentLineCount: number): number {
  return Math.min(hunks[0]?.parentFrom ?? 1, parentLineCount);
}

/** A problem with its tests and mutants, each with the label of its label line as it is now. Throws `not-found`. */
export async function getProblem(db: Db, id: number): Promise<ProblemDetail> {
  const [found] = await db
    .select()
    .from(problems)
    .innerJoin(datasets, eq(datasets.id, problems.datasetId))
    .where(eq(problems.id, id));
  if (found === undefined) throw new AppError("not-found", `There is no problem ${id}.`);
  const { problems: problem, datasets: dataset } = found;
  const ofSuite = { problem: problem.id, version: problem.suiteVersion };
  const [labels, rows, tests, [suite], previous, next] = await Promise.all([
    loadProblemLabels(db, id),
    mutantsOf(db, id),
    db
      .select()
      .from(testCases)
      .where(and(eq(testCases.problemId, ofSuite.problem), eq(testCases.suiteVersion, ofSuite.version)))
      .orderBy(asc(testCases.ordinal)),
    db
      .select()
      .from(testSuites)
      .where(and(eq(testSuites.problemId, ofSuite.problem), eq(testSuites.version, ofSuite.version))),
    neighbour(db, problem, "previous"),
    neighbour(db, problem, "next"),
  ]);
  return {
    id,
    dataset: { id: dataset.id, name: dataset.name, rule: dataset.rule },
    key: problem.key,
    title: problem.title,
    statement: problem.statement,
    entryPoint: problem.entryPoint,
    split: problem.split,
    cluster: problem.cluster,
    suiteVersion: problem.suiteVersion,
    setup: suite?.setup ?? "",
    tests: tests.map(({ ordinal, source, spec }) => ({ ordinal, source, spec: testCaseSchema.parse(spec) })),
    referenceId: rows.find((row) => row.origin === "reference")?.id ?? null,
    mutants: rows.filter((row) => row.origin === "mutant").map((row) => mutantView(row, labels)),
    previousId: previous,
    nextId: next,
  };
}

type Row = Awaited<ReturnType<typeof mutantsOf>>[number];

async function mutantsOf(db: Db, problemId: number) {
  return db
    .select({
      id: programs.id,
      origin: programs.origin,
      operator: programs.operator,
      intent: programs.intent,
      verdict: programs.verdict,
      labelLine: programs.labelLine,
      reasonMask: programs.reasonMask,
      suspicion: programs.suspicion,
      hunks: edits.hunks,
      message: runEvidence.message,
    })
    .from(programs)
    .leftJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(runEvidence, eq(runEvidence.runId, programs.currentRunId))
    .where(eq(programs.problemId, problemId))
    .orderBy(asc(programs.id));
}

function mutantView(row: Row, labels: ProblemLabels): MutantRow {
  const program = labels.programs.get(row.id);
  if (program === undefined) throw new AppError("internal", `Program ${row.id} was not loaded.`);
  const hunks = hunksOf(row.hunks ?? []);
  const labelLine = row.labelLine ?? 1;
  const line = resolveProgram(program, labels.programs)[labelLine - 1];
  const parent = program.parentId === null ? undefined : labels.programs.get(program.parentId);
  return {
    id: row.id,
    operator: row.operator ?? "",
    intent: row.intent ?? "mutate",
    verdict: row.verdict,
    labelLine,
    parentLine: siteOfEdit(hunks, parent?.lineCount ?? program.lineCount),
    hunks,
    label: line?.label ?? null,
    overridden:
      line?.from === "override" && (line.label !== line.automatic || line.decision?.masked === true),
    reasons: reasonsOf(row.reasonMask),
    suspicion: row.suspicion,
    message: row.message,
  };
}

async function neighbour(
  db: Db,
  problem: { id: number; datasetId: number },
  direction: "previous" | "next",
): Promise<number | null> {
  const forward = direction === "next";
  const [row] = await db
    .select({ id: problems.id })
    .from(problems)
    .where(
      and(
        eq(problems.datasetId, problem.datasetId),
        forward ? gt(problems.id, problem.id) : lt(problems.id, problem.id),
      ),
    )
    .orderBy(forward ? asc(problems.id) : desc(problems.id))
    .limit(1);
  return row?.id ?? null;
}
