import { z } from "zod";
import type { Db } from "#db/client";
import { AppError } from "#server/core/errors";
import { getSuite } from "#server/datasets/index";
import { getTracedProgram } from "#server/labels/index";
import type { LiveClient } from "#server/live/index";
import type { ComparedTrace } from "#server/verification/schema";

/** `test`: 0-based position among the problem's tests. */
export const traceTestInputSchema = z.object({ programId: z.int(), test: z.int32().min(0) });

/** What a program's lines do in one of its problem's tests, beside its parent's. Throws `not-found`. */
export async function traceTest(
  { db, live }: { db: Db; live: Pick<LiveClient, "trace"> },
  { programId, test: position }: z.infer<typeof traceTestInputSchema>,
  signal: AbortSignal | undefined,
): Promise<ComparedTrace> {
  const { problemId, source, parent } = await getTracedProgram(db, programId);
  const { suite } = await getSuite(db, problemId);
  const test = suite.cases[position];
  if (test === undefined) throw new AppError("not-found", `The problem has no test ${position + 1}.`);
  return live.trace({ source, parent, setup: suite.setup, test }, signal ? { signal } : {});
}
