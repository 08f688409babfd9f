import { asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client";
import { datasets, edits, problemStats, programs, runEvidence, runs, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { ruleIdSchema } from "#server/core/vocabulary";
import { linesOfBits } from "#server/labels/index";
import { type Disagreement, type RuleRun, settleRuns } from "#server/rules/index";
import { testOutcomeSchema } from "#server/verification/schema";

const outcomesSchema = z.array(testOutcomeSchema);

/** The run that counts, with what its fellows say to it. */
export type CountingRun = RuleRun & { id: number; disagreement: Disagreement | null };
export type SettledProgram = {
  program: typeof programs.$inferSelect;
  source: string;
  edit: typeof edits.$inferSelect | null;
  run: CountingRun | null;
};

/**
 * A problem's programs with the run of each that counts. Takes the problem's lock: builds, re-runs and decisions of one
 * problem come one after the other. Throws `not-found`.
 */
export async function loadSettled(tx: Tx, problemId: number) {
  const [problem] = await tx
    .select({ datasetId: problemStats.datasetId, rule: datasets.rule })
    .from(problemStats)
    .innerJoin(datasets, eq(datasets.id, problemStats.datasetId))
    .where(eq(problemStats.problemId, problemId))
    .for("update", { of: problemStats });
  if (problem === undefined) throw new AppError("not-found", `There is no problem ${problemId}.`);
  const rows = await tx
    .select({ program: programs, source: sources.text, edit: edits })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .where(eq(programs.problemId, problemId))
    .orderBy(asc(programs.id));
  const made = await tx
    .select({
      id: runs.id,
      programId: runs.programId,
      verdict: runs.verdict,
      attempts: runs.attempts,
      suiteVersion: runs.suiteVersion,
      cpuUs: runs.cpuUs,
      cpuLimitMs: runs.cpuLimitMs,
    })
    .from(runs)
    .innerJoin(programs, eq(programs.id, runs.programId))
    .where(eq(programs.problemId, problemId))
    .orderBy(asc(runs.id));
  const runsOf = new Map<number, typeof made>();
  for (const run of made) {
    const own = runsOf.get(run.programId);
    if (own === undefined) runsOf.set(run.programId, [run]);
    else own.push(run);
  }
  const settled = rows.map((row) => ({ ...row, ...settleRuns(runsOf.get(row.program.id) ?? []) }));
  const counting = settled.flatMap(({ run }) => (run === null ? [] : [run.id]));
  const evidence = await tx
    .select({ runId: runEvidence.runId, outcomes: runEvidence.outcomes, executed: runEvidence.executed })
    .from(runEvidence)
    .where(inArray(runEvidence.runId, counting));
  const evidenceOf = new Map(evidence.map((each) => [each.runId, each]));
  const loaded = settled.map(({ run, disagreement, ...rest }): SettledProgram => {
    if (run === null) return { ...rest, run: null };
    const told = evidenceOf.get(run.id);
    const { id, verdict, attempts, cpuUs, cpuLimitMs } = run;
    return {
      ...rest,
      run: {
        id,
        verdict,
        attempts,
        cpuUs,
        disagreement,
        limits: { cpuMs: cpuLimitMs },
        executedLines: told?.executed ? linesOfBits(told.executed) : null,
        outcomes: outcomesSchema.parse(told?.outcomes ?? []),
      },
    };
  });
  return { datasetId: problem.datasetId, rule: ruleIdSchema.parse(problem.rule), programs: loaded };
}
