import type { Db } from "#db/client";
import { AppError } from "#server/core/errors";
import { listStatements } from "#server/mutation/index";
import type { StatementLines } from "#server/mutation/schema";
import {
  CallError,
  costOf,
  digestOf,
  estimateTokens,
  messagesFor,
  type Teacher,
} from "#server/teacher/index";
import type { Prices, Sampling, TeachOptions } from "#server/teacher/schema";
import { countFailures } from "./failures-in-a-row";
import type { Budget } from "./teach-budget";
import type { TaughtProblem } from "./teach-store";
import { keepReply, repliesOf, type StoredCall } from "./teacher-calls";

export type Failure = { key: string; line: number | null; reason: string };
export type Answered = { statement: StatementLines; call: StoredCall };

type AskerOptions = {
  db: Db;
  teacher: Teacher;
  place: { datasetId: number; jobId: number };
  asking: { options: TeachOptions; sampling: Sampling; prices: Prices | null };
  budget: Budget;
  limited: <T>(task: () => Promise<T>) => Promise<T>;
  signal: AbortSignal;
  /** Called when no other call could do better; aborts `signal` with the error. */
  giveUp: (error: Error) => void;
  /** Called with what a new reply took; the cost is null where it is not known. */
  onReply: (taken: { tokens: number; costUsd: number | null }) => void;
};

type Asked = { replies: Answered[]; failed: Failure[] };

/**
 * Asks about every statement of a problem's reference for which there is no reply yet. Statements that the budget does not
 * reach have none; those whose call failed are named. Throws when no other call could do better.
 */
export function createAsker(asker: AskerOptions): (problem: TaughtProblem) => Promise<Asked> {
  const { db, asking, limited, signal } = asker;
  const { model, temperature, maxTokens } = asking.sampling;
  const { mutations, refactorings } = asking.options;
  const askOne = createCall(asker);
  return async (problem) => {
    const statements = statementsOf(problem);
    if (typeof statements === "string") {
      return { replies: [], failed: [{ key: problem.key, line: null, reason: statements }] };
    }
    const amounts = { model, temperature, mutations, refactorings, maxTokens };
    const there = await repliesOf(db, { ...amounts, problemId: problem.problemId });
    const known = new Map(there.map((call) => [`${call.line} ${call.promptDigest}`, call]));
    const asked: Asked = { replies: [], failed: [] };
    const settled = await Promise.allSettled(
      statements.map(async (statement) => {
        const { statement: task, code } = problem;
        const messages = messagesFor({ problem: task, program: code, statement, mutations, refactorings });
        const promptDigest = digestOf(messages);
        const key = { ...amounts, problemId: problem.problemId, line: statement.from, promptDigest };
        const found = known.get(`${key.line} ${promptDigest}`);
        try {
          const call = found ?? (await limited(() => askOne(key, messages)));
          if (call !== null) asked.replies.push({ statement, call });
        } catch (error) {
          if (!(error instanceof CallError) || signal.aborted) throw error;
          asked.failed.push({ key: problem.key, line: statement.from, reason: error.message });
        }
      }),
    );
    signal.throwIfAborted();
    for (const each of settled) if (each.status === "rejected") throw each.reason;
    asked.replies.sort((a, b) => a.statement.from - b.statement.from);
    asked.failed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return asked;
  };
}

/** The statements to ask about, or why the mutation engine cannot read the reference, which Python can. */
function statementsOf({ code }: TaughtProblem): StatementLines[] | string {
  try {
    return listStatements(code);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input") return error.message;
    throw error;
  }
}

type Key = Parameters<typeof keepReply>[1];

/** One call within the budget, its reply kept; null when the budget is used up. */
function createCall({ db, teacher, place, asking, budget, signal, giveUp, onReply }: AskerOptions) {
  const { sampling, prices } = asking;
  const row = countFailures();
  return async (key: Key, messages: ReturnType<typeof messagesFor>): Promise<StoredCall | null> => {
    signal.throwIfAborted();
    const said = messages.map(({ content }) => content).join("");
    const most = { promptTokens: estimateTokens(said), completionTokens: sampling.maxTokens };
    if (!(await budget.reserve(most))) return null;
    const charged = { promptTokens: 0, completionTokens: 0 };
    const onLost = () => {
      charged.promptTokens += most.promptTokens;
    };
    try {
      const { body, usage, servedModel, latencyMs, attempts } = await teacher.ask(messages, signal, onLost);
      row.succeeded();
      charged.promptTokens += usage.promptTokens ?? most.promptTokens;
      charged.completionTokens = usage.completionTokens ?? estimateTokens(body);
      const costUsd = costOf(usage, prices);
      const call = await keepReply(db, key, {
        ...{ ...place, ...usage, reply: body, servedModel, latencyMs, attempts, costUsd },
        chargedPrompt: charged.promptTokens,
        chargedCompletion: charged.completionTokens,
      });
      onReply({ tokens: charged.promptTokens + charged.completionTokens, costUsd });
      return call;
    } catch (error) {
      if (error instanceof CallError && !signal.aborted) {
        const given = row.failed(error, key.problemId);
        if (given !== null) giveUp(given);
      }
      throw error;
    } finally {
      budget.settle(most, charged);
    }
  };
}
