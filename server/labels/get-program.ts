import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Db } from "#db/client";
import { edits, models, programs, scores, sources, teacherCalls } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { reasonsOf } from "#server/core/vocabulary";
import { bitsOfLines } from "./line-bits";
import { viewsOf } from "./line-views";
import { hunksOf, loadProblemLabels } from "./load-problem-labels";
import { describeOperator } from "./operators";
import { getRun } from "./run-view";
import type { ProgramDetail, Taught } from "./schema";

const thresholdSchema = z.object({ threshold: z.number() });

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
      score: scores,
      model: { name: models.name, version: models.version, manifest: models.manifest },
    })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(parent, eq(parent.programId, programs.parentId))
    .leftJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(teacherCalls, eq(teacherCalls.id, edits.teacherCallId))
    .leftJoin(models, eq(models.active, true))
    .leftJoin(scores, and(eq(scores.programId, programs.id), eq(scores.modelId, models.id)))
    .where(eq(programs.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no program ${id}.`);
  const { program, code, edit, call, score, model } = row;
  const [labels, run] = await Promise.all([
    loadProblemLabels(db, program.problemId),
    program.currentRunId === null ? null : getRun(db, program.currentRunId),
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
    reasons: reasonsOf(program.reasonMask),
    suspicion: program.suspicion,
    derivation: labels.programs.get(id)?.derivation ?? null,
    rule: labels.rule,
    lines: viewsOf(labels, id, { code, executed, scores: score?.lines ?? null }),
    scores:
      score === null || model === null
        ? null
        : {
            model: `${model.name}@${model.version}`,
            firstError: score.firstError,
            inSample: score.inSample,
            threshold: thresholdSchema.parse(model.manifest).threshold,
          },
  };
}

function taughtOf({ servedModel, ...call }: TaughtRow, reason: string): Taught {
  return { ...call, model: servedModel ?? call.model, reason };
}
