import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "#db/client";
import { problems, teacherCalls } from "#db/schema/index";
import { AppError, messageOf } from "#server/core/errors";
import { storable } from "#server/datasets/index";
import { currentPrompt } from "#server/teacher/index";
import { type CallOutcome, callOutcomeSchema, type ReplyFault } from "#server/teacher/schema";

/** What tells one call from another. */
export type CallKey = {
  problemId: number;
  line: number;
  promptDigest: string;
  model: string;
  temperature: number;
  mutations: number;
  refactorings: number;
  maxTokens: number;
};
export type StoredCall = Pick<
  typeof teacherCalls.$inferSelect,
  "id" | "line" | "promptDigest" | "reply" | "outcome"
>;

const columns = {
  id: teacherCalls.id,
  line: teacherCalls.line,
  promptDigest: teacherCalls.promptDigest,
  reply: teacherCalls.reply,
  outcome: teacherCalls.outcome,
};

/** Nothing was in such a reply that would not rather be there if it may be longer. */
const tooShort: ReadonlySet<string> = new Set<ReplyFault>(["cut-off", "unreadable", "empty"]);

function cameToNothing(outcome: unknown): boolean {
  const { success, data } = callOutcomeSchema.safeParse(outcome);
  return success && data.kept === 0 && Object.keys(data.dropped).every((drop) => tooShort.has(drop));
}

/**
 * The replies that a problem has already for this model, temperature and amounts, one of each question. Those that came to
 * nothing with fewer tokens than are allowed now are none.
 */
export async function repliesOf(
  db: Db,
  {
    problemId,
    model,
    temperature,
    mutations,
    refactorings,
    maxTokens,
  }: Omit<CallKey, "line" | "promptDigest">,
): Promise<StoredCall[]> {
  const rows = await db
    .select({ ...columns, maxTokens: teacherCalls.maxTokens })
    .from(teacherCalls)
    .where(
      and(
        eq(teacherCalls.problemId, problemId),
        eq(teacherCalls.model, model),
        eq(teacherCalls.temperature, temperature),
        eq(teacherCalls.mutations, mutations),
        eq(teacherCalls.refactorings, refactorings),
      ),
    )
    .orderBy(teacherCalls.maxTokens);
  const usable = rows.filter((row) => row.maxTokens >= maxTokens || !cameToNothing(row.outcome));
  // Of several, the last one: what was allowed the most tokens.
  return [...new Map(usable.map((row) => [`${row.line} ${row.promptDigest}`, row])).values()];
}

type Paid = Pick<
  typeof teacherCalls.$inferInsert,
  | "datasetId"
  | "jobId"
  | "reply"
  | "servedModel"
  | "promptTokens"
  | "completionTokens"
  | "chargedPrompt"
  | "chargedCompletion"
  | "costUsd"
  | "latencyMs"
  | "attempts"
>;

/** Keeps a reply before anything is made of it. Of two who asked the same at once, both get the first one's. */
export async function keepReply(db: Db, key: CallKey, paid: Paid): Promise<StoredCall> {
  const { reply, servedModel } = paid;
  const row = {
    ...key,
    ...paid,
    prompt: currentPrompt.id,
    reply: storable(reply),
    servedModel: servedModel == null ? null : storable(servedModel),
  };
  try {
    await db.insert(teacherCalls).values(row).onConflictDoNothing();
  } catch (error) {
    // The driver's own error repeats the reply, which belongs into no log.
    const cause = error instanceof Error ? error.cause : undefined;
    throw new AppError("internal", `A reply could not be kept: ${messageOf(cause ?? "refused")}`);
  }
  const [stored] = await db
    .select(columns)
    .from(teacherCalls)
    .where(
      and(
        eq(teacherCalls.problemId, key.problemId),
        eq(teacherCalls.line, key.line),
        eq(teacherCalls.promptDigest, key.promptDigest),
        eq(teacherCalls.model, key.model),
        eq(teacherCalls.temperature, key.temperature),
        eq(teacherCalls.mutations, key.mutations),
        eq(teacherCalls.refactorings, key.refactorings),
        eq(teacherCalls.maxTokens, key.maxTokens),
      ),
    );
  if (stored === undefined) throw new AppError("internal", "A reply's row was not kept.");
  return stored;
}

/** Writes what became of replies, in the transaction that stores their mutants. */
export async function settleReplies(
  tx: Tx,
  jobId: number,
  outcomes: ReadonlyMap<number, CallOutcome>,
): Promise<void> {
  for (const [id, outcome] of outcomes)
    await tx.update(teacherCalls).set({ outcome, usedBy: jobId }).where(eq(teacherCalls.id, id));
}

const paidSchema = z.object({
  calls: z.int(),
  prompt_tokens: z.coerce.number(),
  completion_tokens: z.coerce.number(),
  cost_usd: z.number().nullable(),
});

export type PaidByJob = {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** Null when no call has a price. */
  costUsd: number | null;
};

/** What a job paid for so far, in the tokens that its budget was charged with. */
export async function paidBy(db: Db, jobId: number): Promise<PaidByJob> {
  const answer = await db.execute(sql`
    select count(*)::int as calls, sum(cost_usd) as cost_usd,
      coalesce(sum(charged_prompt), 0) as prompt_tokens, coalesce(sum(charged_completion), 0) as completion_tokens
    from teacher_calls where job_id = ${jobId}`);
  const row = paidSchema.parse(answer.rows[0]);
  return {
    calls: row.calls,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    costUsd: row.cost_usd,
  };
}

/** What became of all replies that a job used, whoever paid for them. */
export async function usedBy(db: Db, jobId: number): Promise<CallOutcome & { replies: number }> {
  const rows = await db
    .select({ outcome: teacherCalls.outcome })
    .from(teacherCalls)
    .where(eq(teacherCalls.usedBy, jobId));
  const total: CallOutcome & { replies: number } = {
    replies: rows.length,
    proposed: 0,
    kept: 0,
    dropped: {},
  };
  for (const row of rows) {
    const { proposed, kept, dropped } = callOutcomeSchema.parse(row.outcome);
    total.proposed += proposed;
    total.kept += kept;
    for (const [drop, count] of z.array(dropEntrySchema).parse(Object.entries(dropped)))
      total.dropped[drop] = (total.dropped[drop] ?? 0) + count;
  }
  return total;
}

/** A reply that a job used and of which it kept nothing. */
type Fruitless = { problemId: number; key: string; line: number; dropped: CallOutcome["dropped"] };

/** The replies of which a job could use nothing, by problem and line: also such as it had used before it was interrupted. */
export async function fruitlessOf(db: Db, jobId: number): Promise<Fruitless[]> {
  const { problemId, line, outcome } = teacherCalls;
  const rows = await db
    .select({ problemId, key: problems.key, line, outcome })
    .from(teacherCalls)
    .innerJoin(problems, eq(problems.id, problemId))
    .where(and(eq(teacherCalls.usedBy, jobId), sql`(${outcome}->>'kept')::int = 0`))
    .orderBy(problemId, line);
  return rows.map((row) => ({ ...row, dropped: callOutcomeSchema.parse(row.outcome).dropped }));
}

const dropEntrySchema = z.tuple([callOutcomeSchema.shape.dropped.keyType, z.int()]);
