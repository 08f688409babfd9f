import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { datasets, problems } from "./datasets";

/**
 * Every reply of a language model that was paid for, stored as it came before anything was made of it: whoever asks the
 * same again finds it here.
 */
export const teacherCalls = pgTable(
  "teacher_calls",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    problemId: integer()
      .notNull()
      .references(() => problems.id, { onDelete: "cascade" }),
    /** The job that paid for it. */
    jobId: integer().notNull(),
    /** The reference's line where the asked statement begins. */
    line: integer().notNull(),
    /** The prompt file and its version. */
    prompt: text().notNull(),
    /** sha256 of everything that was said to the model: the prompt with the problem and the program filled in. */
    promptDigest: text().notNull(),
    /** The model as asked for, and as the server named it. */
    model: text().notNull(),
    servedModel: text(),
    temperature: doublePrecision().notNull(),
    mutations: smallint().notNull(),
    refactorings: smallint().notNull(),
    /** Tokens that the reply was allowed. */
    maxTokens: integer().notNull(),
    /** The body of the reply. */
    reply: text().notNull(),
    /** Null where the server did not say. */
    promptTokens: integer(),
    completionTokens: integer(),
    /**
     * Tokens that a go's budget was charged with: as counted by the server, else estimated from the lengths; and the estimate
     * of the prompt again for each request before this reply that came to nothing after it was sent.
     */
    chargedPrompt: bigint({ mode: "number" }).notNull(),
    chargedCompletion: bigint({ mode: "number" }).notNull(),
    /** At the prices that were set when it was asked, in US dollars; null when none were or usage is unknown. */
    costUsd: doublePrecision(),
    /** From the request that was answered to the last byte. */
    latencyMs: integer().notNull(),
    /** Requests until there was a reply. */
    attempts: smallint().notNull(),
    /** What became of its rewrites (server/teacher's CallOutcome); null until they were used. */
    outcome: jsonb(),
    /** The job that used it. */
    usedBy: integer(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("teacher_calls_asked").on(
      t.problemId,
      t.line,
      t.promptDigest,
      t.model,
      t.temperature,
      t.mutations,
      t.refactorings,
      t.maxTokens,
    ),
    index("teacher_calls_dataset").on(t.datasetId),
    index("teacher_calls_job").on(t.jobId),
    index("teacher_calls_used_by").on(t.usedBy),
  ],
);
