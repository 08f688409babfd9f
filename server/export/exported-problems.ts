import { and, asc, eq, exists, gt, inArray, ne, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client";
import { problems, sources } from "#db/schema/index";
import type { RuleId, Split } from "#server/core/vocabulary";
import { loadLabelsOfProblems, resolveProgram } from "#server/labels/index";
import type { ExportedProblem } from "./stepwise-rows";

/** Problems in memory at once. Their programs resolve through each other, so a problem is the least there can be. */
const batchSize = 20;

type Selection = { datasetId: number; rule: RuleId; splits: readonly Split[] };

/** Whether an export must hold nothing that is like a test problem: it is one of other splits only. */
const keepsApart = (splits: readonly Split[]) => splits.length > 0 && !splits.includes("test");

/** A test problem, of any dataset, that is like the query's problem. */
function testTwin(tx: Tx) {
  const twin = alias(problems, "twin");
  return tx
    .select({ one: sql`1` })
    .from(twin)
    .where(and(eq(twin.cluster, problems.cluster), eq(twin.split, "test")));
}

/** The keys of problems outside of `test` that are like test problems, which an export of other splits leaves out. */
export async function leakingKeys(tx: Tx, { datasetId, splits }: Omit<Selection, "rule">): Promise<string[]> {
  const rows = await tx
    .select({ key: problems.key })
    .from(problems)
    .where(
      and(
        eq(problems.datasetId, datasetId),
        ne(problems.split, "test"),
        splits.length === 0 ? undefined : inArray(problems.split, [...splits]),
        exists(testTwin(tx)),
      ),
    )
    .orderBy(asc(problems.id));
  return rows.map(({ key }) => key);
}

/**
 * The problems of a dataset with the effective labels of all their programs, in the order of their import. Reads a
 * batch at a time: inside one transaction of one snapshot, memory does not grow with the dataset.
 */
export async function* exportedProblems(tx: Tx, selection: Selection): AsyncGenerator<ExportedProblem> {
  const { datasetId, rule, splits } = selection;
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
          keepsApart(splits) ? notExists(testTwin(tx)) : undefined,
        ),
      )
      .orderBy(asc(problems.id))
      .limit(batchSize);
    if (batch.length === 0) return;
    last = batch.at(-1)?.id ?? last;
    const labels = await loadLabelsOfProblems(
      tx,
      batch.map(({ id }) => id),
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
