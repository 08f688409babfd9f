import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { edits, effectiveLabels, problems, programs, runEvidence, runs, testCases } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { testOutcomeSchema } from "#server/verification/schema";
import { killCounts } from "./kill-counts";
import type { KillCell, KillMatrix, KillRow } from "./schema";

const outcomesSchema = z.array(testOutcomeSchema);

/**
 * Which test catches which of a problem's mutants that were meant to break, from the runs that count. Mutants that do not
 * compile are counted apart: no test is needed to see them. Throws `not-found`.
 */
export async function getKillMatrix(db: Db, problemId: number): Promise<KillMatrix> {
  const [problem] = await db
    .select({ suiteVersion: problems.suiteVersion })
    .from(problems)
    .where(eq(problems.id, problemId));
  if (problem === undefined) throw new AppError("not-found", `There is no problem ${problemId}.`);
  const { suiteVersion } = problem;
  const [tests, rows] = await Promise.all([
    db
      .select({ ordinal: testCases.ordinal, source: testCases.source })
      .from(testCases)
      .where(and(eq(testCases.problemId, problemId), eq(testCases.suiteVersion, suiteVersion)))
      .orderBy(asc(testCases.ordinal)),
    mutantsOf(db, problemId),
  ]);
  const compiling = rows.filter(({ verdict }) => verdict !== "compile-error");
  const mutants = compiling.map((row): KillRow => {
    const { id, operator, siteLine, verdict, message, reason } = row;
    return {
      id,
      operator: operator ?? "",
      line: siteLine ?? 1,
      verdict,
      message,
      equivalent: verdict === "passed" && reason === "equivalent",
      cells: cellsOf(row, tests.length, suiteVersion),
    };
  });
  return {
    ...killCounts(tests, mutants),
    mutants,
    notCompiling: rows.length - compiling.length,
  };
}

async function mutantsOf(db: Db, problemId: number) {
  return db
    .select({
      id: programs.id,
      operator: programs.operator,
      verdict: runs.verdict,
      suiteVersion: runs.suiteVersion,
      siteLine: edits.siteLine,
      outcomes: runEvidence.outcomes,
      message: runEvidence.message,
      reason: effectiveLabels.reason,
    })
    .from(programs)
    .innerJoin(runs, eq(runs.id, programs.currentRunId))
    .innerJoin(runEvidence, eq(runEvidence.runId, runs.id))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(
      effectiveLabels,
      and(
        eq(effectiveLabels.programId, programs.id),
        eq(effectiveLabels.line, programs.labelLine),
        eq(effectiveLabels.decided, true),
      ),
    )
    .where(and(eq(programs.problemId, problemId), eq(programs.intent, "mutate")))
    .orderBy(asc(programs.id));
}

type Row = Awaited<ReturnType<typeof mutantsOf>>[number];

/** What a mutant did with each test of today's suite. A run against other tests says nothing of these. */
function cellsOf({ verdict, suiteVersion, outcomes }: Row, tests: number, current: number): KillCell[] {
  const cells = Array.from({ length: tests }, (): KillCell => "unknown");
  if (suiteVersion !== current || verdict === "infra-error") return cells;
  const told = outcomesSchema.parse(outcomes);
  // A program that fails before its first test fails in all of them.
  const neverLoaded = verdict !== "passed" && told.every(({ outcome }) => outcome === "not-run");
  if (neverLoaded) return cells.fill("not-loaded");
  for (const { test, outcome } of told) {
    if (test < tests) cells[test] = outcome === "not-run" ? "unknown" : outcome;
  }
  return cells;
}
