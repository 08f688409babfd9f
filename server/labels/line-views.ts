import { eq } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { programs, runEvidence, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { classifyLines } from "#server/core/python-lines";
import { executedLineSet } from "#server/core/python-lines-executed";
import { linesOfBits } from "./line-bits";
import { loadProblemLabels, type ProblemLabels } from "./load-problem-labels";
import { resolveProgram } from "./resolve-program";
import type { LineView } from "./schema";
import { activeScores } from "./shown-scores";

/** Every line of a program as the pages show it, end of program last. */
export async function lineViews(
  db: Db | Tx,
  { programId, problemId }: { programId: number; problemId: number },
): Promise<LineView[]> {
  const labels = await loadProblemLabels(db, problemId);
  const [row] = await db
    .select({ code: sources.text, executed: runEvidence.executed })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(runEvidence, eq(runEvidence.runId, programs.currentRunId))
    .where(eq(programs.id, programId));
  if (row === undefined) throw new AppError("not-found", `There is no program ${programId}.`);
  const scores = await activeScores(db, programId);
  return viewsOf(labels, programId, { ...row, scores: scores?.lines ?? null });
}

type LineFacts = { code: string; executed: Buffer | null; scores: readonly (number | null)[] | null };

export function viewsOf(labels: ProblemLabels, programId: number, facts: LineFacts): LineView[] {
  const program = labels.programs.get(programId);
  if (program === undefined) throw new AppError("not-found", `There is no program ${programId}.`);
  const kinds = classifyLines(facts.code);
  const executed = facts.executed === null ? null : executedLineSet(facts.code, linesOfBits(facts.executed));
  return resolveProgram(program, labels.programs).map(
    ({ decision, undecided: _, untainted: __, ...resolved }): LineView => {
      const decided = decision?.decided === true;
      return {
        ...resolved,
        kind: kinds[resolved.line - 1] ?? "end-of-program",
        executed: executed?.has(resolved.line) ?? null,
        masked: labels.masked || (decided && decision.masked),
        reason: decided ? decision.reason : null,
        annotator: decided ? decision.annotator : null,
        headSeq: decision?.headSeq ?? 0,
        score: facts.scores?.[resolved.line - 1] ?? null,
      };
    },
  );
}
