import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import type { Tx } from "#db/client";
import { problems, sources } from "#db/schema/index";
import type { RuleId, Split } from "#server/core/vocabulary";
import { loadLabelsOfProblems, resolveProgram } from "#server/labels/index";
import type { ExportedProblem } from "./stepwise-rows";

/** Problems in memory at once. Their programs resolve through each other, so a problem is the least there can be. */
const batchSize = 20;

type Selection = {
  datasetId: number;
  rule: RuleId;
  splits: readonly Split[];
  /** Ids of problems that are passed over. */
  leaveOut: ReadonlySet<number>;
};

/**
 * Problems outside of `test` that are like a test problem, of any dataset. Looked for once: to look for each batch's would
 * read all problems again and again.
 */
export async function leakingProblems(
  tx: Tx,
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
export async function* exportedProblems(tx: Tx, selection: Selection): AsyncGenerator<ExportedProblem> {
  const { datasetId, rule, splits, leaveOut } = selection;
  let last = 0;
  for (;;) {
    const batch = await tx
      .select({ id: problems.id, key: problems.key, statement: problems.statement })
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
    const labels = await loadLabelsOfProblems(
      tx,
      batch.flatMap(({ id }) => (leaveOut.has(id) ? [] : [id])),
      rule,
    );
    const ids = [...labels.values()].flatMap(({ programs }) => [...programs.keys()]);
    const texts =
      ids.length === 0 ? [] : await tx.select().from(sources).where(inArray(sources.programId, ids));
    const codeOf = new Map(texts.map(({ programId, text }) => [programId, text]));
    for (const { id, key, statement } of batch) {
      const problem = labels.get(id);
      if (problem === undefined) continue;
      const programs = [...problem.programs.values()].map((program) => ({
        id: program.id,
        code: codeOf.get(program.id) ?? "",
        lines: resolveProgram(program, problem.programs).map(({ label, decision }) => ({
          label,
          masked: problem.masked || (decision?.decided === true && decision.masked),
        })),
      }));
      yield { key, statement, programs };
    }
  }
}
