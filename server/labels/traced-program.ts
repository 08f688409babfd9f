import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "#db/client";
import { edits, programs, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { LineHunk } from "#server/core/line-map";
import { hunksOf } from "./load-problem-labels";

export type TracedProgram = {
  problemId: number;
  source: string;
  /** What it was made from, with the edit between the two; null for a program that has no parent. */
  parent: { source: string; hunks: LineHunk[] } | null;
};

/** What a trace of a program is made from. Throws `not-found`. */
export async function getTracedProgram(db: Db, id: number): Promise<TracedProgram> {
  const parent = alias(sources, "parent");
  const [row] = await db
    .select({
      problemId: programs.problemId,
      source: sources.text,
      parentSource: parent.text,
      hunks: edits.hunks,
    })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(parent, eq(parent.programId, programs.parentId))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .where(eq(programs.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no program ${id}.`);
  const { problemId, source, parentSource, hunks } = row;
  return {
    problemId,
    source,
    parent: parentSource === null || hunks === null ? null : { source: parentSource, hunks: hunksOf(hunks) },
  };
}
