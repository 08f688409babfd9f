import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { autoLabels, datasets, effectiveLabels, programs } from "#db/schema/index";
import type { LineLabel } from "#server/core/vocabulary";
import { labelFromWire } from "./wire";

/**
 * The effective labels of suspicious lines. A suspicion stands on a line of which the program's own rule speaks, so no
 * parent has to be asked: a decision on the line, or else what the rule says.
 */
export async function labelsOfItems(
  db: Db,
  items: readonly { programId: number; line: number }[],
): Promise<LineLabel[]> {
  if (items.length === 0) return [];
  const ids = items.map((item) => item.programId);
  const [automatic, decisions] = await Promise.all([
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
  ]);
  return items.map(({ programId, line }): LineLabel => {
    const decision = decisions.find((row) => row.programId === programId && row.line === line);
    if (decision !== undefined) return labelFromWire(decision.label);
    const row = automatic.find((each) => each.programId === programId);
    return labelFromWire(row?.labels[row.lines.indexOf(line)] ?? -1);
  });
}
