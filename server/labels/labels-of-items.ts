import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { autoLabels, datasets, effectiveLabels, programs } from "#db/schema/index";
import type { LineLabel } from "#server/core/vocabulary";
import { loadLabelsOfProblems, type ProblemLabels } from "./load-problem-labels";
import { resolveProgram } from "./resolve-program";
import { labelFromWire, labelToWire } from "./wire";

type Item = { programId: number; problemId: number; line: number };

/**
 * The effective labels of suspicious lines. A suspicion stands on a line of which the program's own rule speaks, so no
 * parent has to be asked: a decision on the line, or else what the rule says. Only where a person called a line of the
 * problem's programs incorrect may that one stand above, and all of the problem is resolved.
 */
export async function labelsOfItems(db: Db, items: readonly Item[]): Promise<LineLabel[]> {
  if (items.length === 0) return [];
  const ids = items.map((item) => item.programId);
  const [automatic, decisions, resolved] = await Promise.all([
    db
      .select({ programId: autoLabels.programId, lines: autoLabels.lines, labels: autoLabels.labels })
      .from(autoLabels)
      .innerJoin(programs, eq(programs.id, autoLabels.programId))
      .innerJoin(datasets, and(eq(datasets.id, programs.datasetId), eq(datasets.rule, autoLabels.rule)))
      .where(inArray(autoLabels.programId, ids)),
    db
      .select()
      .from(effectiveLabels)
      .where(and(inArray(effectiveLabels.programId, ids), eq(effectiveLabels.decided, true))),
    problemsWithErrors(db, items),
  ]);
  return items.map(({ programId, problemId, line }): LineLabel => {
    const problem = resolved.get(problemId)?.programs;
    const program = problem?.get(programId);
    if (problem !== undefined && program !== undefined) {
      return resolveProgram(program, problem)[line - 1]?.label ?? null;
    }
    const decision = decisions.find((row) => row.programId === programId && row.line === line);
    if (decision !== undefined) return labelFromWire(decision.label);
    const row = automatic.find((each) => each.programId === programId);
    return labelFromWire(row?.labels[row.lines.indexOf(line)] ?? -1);
  });
}

/** Those of the items' problems in which a person called some line incorrect. */
async function problemsWithErrors(db: Db, items: readonly Item[]): Promise<Map<number, ProblemLabels>> {
  const ids = [...new Set(items.map(({ problemId }) => problemId))];
  const found = await db
    .selectDistinct({ id: programs.problemId })
    .from(programs)
    .innerJoin(effectiveLabels, eq(effectiveLabels.programId, programs.id))
    .where(
      and(
        inArray(programs.problemId, ids),
        eq(effectiveLabels.decided, true),
        eq(effectiveLabels.label, labelToWire("incorrect")),
      ),
    );
  return loadLabelsOfProblems(
    db,
    found.map(({ id }) => id),
  );
}
