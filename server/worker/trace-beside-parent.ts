import type { z } from "zod";
import { normalizeSource, splitLines } from "#server/core/lines";
import type { liveContracts } from "#server/live/schema";
import { compareTraces, singleTrace, type Verifier } from "#server/verification/index";
import type { ComparedTrace } from "#server/verification/schema";

type Request = z.infer<(typeof liveContracts)["trace"]["request"]>;

/** Follows one test in a program and in its parent, each in a child of its own, and lays the two side by side. */
export async function traceBesideParent(
  verifier: Verifier,
  { source, setup, test, parent }: Request,
  signal: AbortSignal,
): Promise<ComparedTrace> {
  const trace = (code: string) =>
    verifier.trace({ source: code, setup, test }, { priority: "interactive", signal });
  if (parent === null) return singleTrace(await trace(source));
  const [own, parents] = await Promise.all([trace(source), trace(parent.source)]);
  const parentLineCount = splitLines(normalizeSource(parent.source)).length;
  return compareTraces(own, parents, { hunks: parent.hunks, parentLineCount });
}
