import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "#db/client";
import { edits, programs, sources, teacherCalls } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { reasonsOf } from "#server/core/vocabulary";
import { bitsOfLines } from "./line-bits";
import { viewsOf } from "./line-views";
import { hunksOf, loadProblemLabels } from "./load-problem-labels";
import { describeOperator } from "./operators";
import { getRun } from "./run-view";
import type { ProgramDetail, Taught } from "./schema";
import { activeScores, outOfFoldScore, type ShownScores } from "./shown-scores";

/** Not the reply itself, which may be long. */
const taughtColumns = {
  model: teacherCalls.model,
  servedModel: teacherCalls.servedModel,
  prompt: teacherCalls.prompt,
  temperature: teacherCalls.temperature,
  promptTokens: teacherCalls.promptTokens,
  completionTokens: teacherCalls.completionTokens,
  costUsd: teacherCalls.costUsd,
};
type TaughtRow = Pick<typeof teacherCalls.$inferSelect, keyof typeof taughtColumns>;

/** A program with its evidence and the label of every line. Throws `not-found`. */
export async function getProgram(db: Db, id: number): Promise<ProgramDetail> {
  const parent = alias(sources, "parent");
  const [row] = await db
    .select({
      program: programs,
      code: sources.text,
      parentCode: parent.text,
      edit: edits,
      call: taughtColumns,
    })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(parent, eq(parent.programId, programs.parentId))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(teacherCalls, eq(teacherCalls.id, edits.teacherCallId))
    .where(eq(programs.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no program ${id}.`);
  const { program, code, edit, call } = row;
  const reasons = reasonsOf(program.reasonMask);
  const [labels, run, shown, disagreement] = await Promise.all([
    loadProblemLabels(db, program.problemId),
    program.currentRunId === null ? null : getRun(db, program.currentRunId),
    activeScores(db, id),
    reasons.includes("prm-disagrees") ? outOfFoldScore(db, id) : null,
  ]);
  const executed = run?.executedLines ? bitsOfLines(run.executedLines) : null;
  return {
    id,
    problemId: program.problemId,
    parentId: program.parentId,
    origin: program.origin,
    code,
    parentCode: row.parentCode,
    operator: program.operator,
    operatorSummary: program.operator === null ? null : describeOperator(program.operator),
    intent: program.intent,
    hunks: hunksOf(edit?.hunks ?? []),
    labelLine: program.labelLine,
    siteIndex: edit?.siteIndex ?? null,
    siteCount: edit?.siteCount ?? null,
    probability: edit?.probability ?? null,
    taught: call === null ? null : taughtOf(call, edit?.reason ?? ""),
    verdict: program.verdict,
    run,
    reasons,
    disagreement,
    suspicion: program.suspicion,
    derivation: labels.programs.get(id)?.derivation ?? null,
    rule: labels.rule,
    lines: viewsOf(labels, id, { code, executed, scores: shown?.lines ?? null }),
    scores: shown === null ? null : omitLines(shown),
  };
}

function omitLines({ lines: _, ...scores }: ShownScores): NonNullable<ProgramDetail["scores"]> {
  return scores;
}

function taughtOf({ servedModel, ...call }: TaughtRow, reason: string): Taught {
  return { ...call, model: servedModel ?? call.model, reason };
}
