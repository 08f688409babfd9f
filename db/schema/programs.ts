import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { datasets, problems } from "./datasets";
import { intentEnum, originEnum, teacherEnum, verdictEnum } from "./enums";
import { bytea } from "./types";

export const programs = pgTable(
  "programs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    problemId: integer()
      .notNull()
      .references(() => problems.id, { onDelete: "cascade" }),
    parentId: bigint({ mode: "number" }),
    origin: originEnum().notNull(),
    /** sha256 of the stored form of its text (`sources`). */
    sourceHash: bytea().notNull(),
    /** sha256 of the bytes as imported, where they differ from the stored form (other newlines). */
    originalHash: bytea(),
    lineCount: integer().notNull(),
    operator: text(),
    intent: intentEnum(),
    teacher: teacherEnum(),
    labelLine: integer(),
    verdict: verdictEnum(),
    currentRunId: bigint({ mode: "number" }),
    /** Suspicion reasons, one bit each (core/vocabulary). */
    reasonMask: integer().notNull().default(0),
    /** How suspicious its automatic label is; 0 when there is no reason or every reason is settled. */
    suspicion: real().notNull().default(0),
  },
  (t) => [
    // Also the way from a problem to its programs, and what makes building twice harmless.
    uniqueIndex("programs_problem_source").on(t.problemId, t.sourceHash),
    index("programs_dataset_suspicion")
      .on(t.datasetId, sql`(- ${t.suspicion})`, t.id)
      .where(sql`${t.suspicion} > 0`),
    // Problems with mutants of an operator, and the operators' figures.
    index("programs_operator")
      .on(t.datasetId, t.operator, t.verdict, t.problemId)
      .where(sql`${t.operator} is not null`),
  ],
);

/** Immutable program texts; apart, because rows with inline text make every list slow. */
export const sources = pgTable("sources", {
  programId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => programs.id, { onDelete: "cascade" }),
  text: text().notNull(),
});

export const edits = pgTable("edits", {
  programId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => programs.id, { onDelete: "cascade" }),
  /** Hunks laid flat: parentFrom, parentTo, from, to, parentFrom, … */
  hunks: integer().array().notNull(),
  operatorVersion: integer().notNull(),
  siteLine: integer().notNull(),
  siteIndex: integer().notNull(),
  siteCount: integer().notNull(),
  probability: doublePrecision().notNull(),
  seed: integer().notNull(),
  /** The reply it came from (`teacher_calls`); null for operators. Both go only with their dataset. */
  teacherCallId: bigint({ mode: "number" }),
  /** Why, in the words of whoever made it, where they gave any. */
  reason: text(),
});

/** Why a line's label may be wrong: one row a line and reason, the audit list's index. */
export const suspicions = pgTable(
  "suspicions",
  {
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    /** Position in core/vocabulary's suspicionReasons. */
    reason: smallint().notNull(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    rank: real().notNull(),
    /** Somebody decided on that line. */
    settled: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.reason, t.line] }),
    index("suspicions_open")
      .on(t.datasetId, t.reason, sql`(- ${t.rank})`, t.programId, t.line)
      .where(sql`not ${t.settled}`),
  ],
);

/** Where runs happened: provider, interpreter, limits that do not vary by program. */
export const environments = pgTable("environments", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  digest: text().notNull().unique(),
  detail: jsonb().notNull(),
});

/** Append-only (a trigger sees to it). */
export const runs = pgTable(
  "runs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    environmentId: integer()
      .notNull()
      .references(() => environments.id),
    suiteVersion: integer().notNull(),
    /** The re-run that it belongs to; null: a build's. */
    batch: uuid(),
    verdict: verdictEnum().notNull(),
    /** Of a timeout that was repeated with ten times its budget, both are here: the first as 1, the repetition as 2. */
    attempts: smallint().notNull(),
    cpuUs: integer().notNull(),
    wallUs: integer().notNull(),
    peakKb: integer(),
    cpuLimitMs: real().notNull(),
    wallLimitMs: real().notNull(),
    memoryLimitMb: real().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("runs_program").on(t.programId)],
);

/** Append-only, like the run it belongs to; apart, because lists never need it. */
export const runEvidence = pgTable("run_evidence", {
  runId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  /** server/verification's TestOutcome[]. */
  outcomes: jsonb().notNull(),
  /** Bit line-1 set: the line ran. Null: the provider could not tell. */
  executed: bytea(),
  failingLine: integer(),
  message: text(),
  traceback: text(),
  stdout: text(),
});
