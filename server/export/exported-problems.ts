import { and, asc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { problems, programs, runEvidence, sources } from "#db/schema/index";
import type { RuleId, Split } from "#server/core/vocabulary";
import { linesOfBits, loadLabelsOfProblems, resolveProgram } from "#server/labels/index";
import type { ContrastProblem, ProgramRun } from "./contrast-groups";
import type { ExportFormat } from "./schema";

/** Problems in memory at once. Their programs resolve through each other, so a problem is the least there can be. */
const batchSize = 20;

type Selection = {
  datasetId: number;
  /** Executed lines are read only for the format that asks for them. */
  format: ExportFormat;
  rule: RuleId;
  splits: readonly Split[];
  /** Ids of problems that are passed over. */
  leaveOut: ReadonlySet<number>;
};

/** Rows that are not for testing must hold nothing that is like a test; with the tests themselves in, it is no matter. */
export const leavesLeaksOut = (splits: readonly Split[]) => splits.length > 0 && !splits.includes("test");

/**
 * Problems outside of `test` that are like a test problem, of any dataset. Looked for once: to look for each batch's would
 * read all problems again and again.
 */
export async function leakingProblems(
  tx: Db | Tx,
  { datasetId, splits }: Pick<Selection, "datasetId" | "splits">,
): Promise<{ id: number; key: string }[]> {
  const reserved = tx.select({ cluster: problems.cluster }).from(problems).where(eq(problems.split, "test"));
  return tx
    .select({ id: problems.id, key: problems.key })
    .from(problems)
    .where(
      and(
        eq(problems.datasetId, datasetId),
        ne(problems.split, "test"),
        splits.length === 0 ? undefined : inArray(problems.split, [...splits]),
        inArray(problems.cluster, reserved),
      ),
    )
    .orderBy(asc(problems.id));
}

/**
 * The problems of a dataset with the effective labels of all their programs, in the order of their import. Reads a
 * batch at a time: inside one transaction of one snapshot, memory does not grow with the dataset.
 */
export async function* exportedProblems(tx: Tx, selection: Selection): AsyncGenerator<ContrastProblem> {
  const { datasetId, format, rule, splits, leaveOut } = selection;
  let last = 0;
  for (;;) {
    const batch = await tx
      .select({
        id: problems.id,
        key: problems.key,
        statement: problems.statement,
        cluster: problems.cluster,
        split: problems.split,
      })
      .from(problems)
      .where(
        and(
          eq(problems.datasetId, datasetId),
          gt(problems.id, last),
          splits.length === 0 ? undefined : inArray(problems.split, [...splits]),
        ),
      )
      .orderBy(asc(problems.id))
      .limit(batchSize);
    if (batch.length === 0) return;
    last = batch.at(-1)?.id ?? last;
    const kept = batch.filter(({ id }) => !leaveOut.has(id));
    yield* await loadProblems(tx, kept, { rule, withExecuted: format === "contrast" });
  }
}

type Wanted = { rule?: RuleId; withExecuted: boolean };

/** Problems with the effective labels of all their programs; those without programs are absent. */
export async function loadProblems(
  tx: Db | Tx,
  batch: readonly { id: number; key: string; statement: string; cluster: string; split: Split }[],
  { rule, withExecuted }: Wanted,
): Promise<ContrastProblem[]> {
  const labels = await loadLabelsOfProblems(
    tx,
    batch.map(({ id }) => id),
    rule,
  );
  const ids = [...labels.values()].flatMap(({ programs }) => [...programs.keys()]);
  const made = await loadTexts(tx, ids, withExecuted);
  return batch.flatMap(({ id, key, statement, cluster, split }): ContrastProblem[] => {
    const problem = labels.get(id);
    if (problem === undefined) return [];
    const exported = [...problem.programs.values()].map((program) => ({
      id: program.id,
      ...(made.get(program.id) ?? { code: "", run: noRun }),
      lines: resolveProgram(program, problem.programs).map(({ label, decision }) => ({
        label,
        masked: problem.masked || (decision?.decided === true && decision.masked),
      })),
    }));
    return [{ key, statement, cluster, split, programs: exported }];
  });
}

const noRun: ProgramRun = {
  operator: null,
  intent: null,
  labelLine: null,
  verdict: null,
  executedLines: null,
};

/** Sources by program, with how each came about and, if asked for, which lines its current run executed. */
async function loadTexts(
  tx: Db | Tx,
  ids: readonly number[],
  withExecuted: boolean,
): Promise<Map<number, { code: string; run: ProgramRun }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: programs.id,
      code: sources.text,
      operator: programs.operator,
      intent: programs.intent,
      labelLine: programs.labelLine,
      verdict: programs.verdict,
      executed: withExecuted ? runEvidence.executed : sql<null>`null`,
    })
    .from(sources)
    .innerJoin(programs, eq(programs.id, sources.programId))
    .leftJoin(runEvidence, withExecuted ? eq(runEvidence.runId, programs.currentRunId) : sql`false`)
    .where(inArray(sources.programId, [...ids]));
  return new Map(
    rows.map(({ id, code, executed, ...run }) => [
      id,
      { code, run: { ...run, executedLines: executed === null ? null : linesOfBits(executed) } },
    ]),
  );
}
