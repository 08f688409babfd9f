import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { languageEnum, splitEnum } from "./enums";
import { tsvector } from "./types";

export const datasets = pgTable("datasets", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  description: text().notNull().default(""),
  /** The rule whose labels the screens show. */
  rule: text().notNull().default("mutation@1"),
  /** The last event's number; taken under this row's lock, so that a snapshot by seq is exact. */
  lastSeq: bigint({ mode: "number" }).notNull().default(0),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

export const problems = pgTable(
  "problems",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    /** The problem's name in its source: an MBPP task id, a starter slug. */
    key: text().notNull(),
    /** The format it was imported from: models name the data they saw by it, whatever a dataset is called here. */
    format: text().notNull().default(""),
    title: text().notNull(),
    statement: text().notNull(),
    language: languageEnum().notNull().default("python"),
    entryPoint: text(),
    split: splitEnum().notNull(),
    /** Near-duplicates share a cluster; splits never cut through one. */
    cluster: text().notNull(),
    /** sha256 of what was imported, in a canonical form: tells a repeated row from a changed one. */
    contentDigest: text().notNull(),
    suiteVersion: integer().notNull().default(1),
    /** Whatever the imported row held that has no column: nothing is lost. */
    extra: jsonb().notNull().default({}),
  },
  (t) => [
    uniqueIndex("problems_dataset_key").on(t.datasetId, t.key),
    index("problems_dataset_id").on(t.datasetId, t.id),
  ],
);

/** Which cluster a statement's or program's normal form belongs to, over all datasets and for good. */
export const clusterKeys = pgTable("cluster_keys", {
  key: text().primaryKey(),
  cluster: text().notNull(),
});

/**
 * What the problems table shows of a problem, kept up to date by whoever changes its programs. Apart from `problems`
 * because it changes often and statements are wide. `verdictCounts` and `reasonCounts` follow the vocabulary's order.
 */
export const problemStats = pgTable(
  "problem_stats",
  {
    problemId: integer()
      .primaryKey()
      .references(() => problems.id, { onDelete: "cascade" }),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    split: splitEnum().notNull(),
    codeLines: integer().notNull().default(0),
    tests: integer().notNull().default(0),
    programs: integer().notNull().default(0),
    labelledPrograms: integer().notNull().default(0),
    /** Mutants by verdict; the reference's own verdict is not counted here. */
    verdictCounts: integer().array().notNull().default([]),
    reasonCounts: integer().array().notNull().default([]),
    /** Bit i: the i-th verdict (reason) has a count above zero. */
    verdictMask: integer().notNull().default(0),
    reasonMask: integer().notNull().default(0),
    overrides: integer().notNull().default(0),
    /** Suspicions on whose line somebody decided. */
    settled: integer().notNull().default(0),
    /** Standing decisions that call the statement or a test wrong: while there are any, the whole problem is masked. */
    masks: integer().notNull().default(0),
    /**
     * Mutants meant to break that compile: those that fail, and those among which they are counted. Survivors that
     * somebody called equivalent are neither.
     */
    killed: integer().notNull().default(0),
    killable: integer().notNull().default(0),
    /** killed / killable: how strong the tests are; null where there is nothing to kill. */
    strength: real(),
    /** The largest open suspicion among its programs, 0 when there is none. */
    suspicion: real().notNull().default(0),
    /** Digest of the options the problem was last built with; null until it has been built. */
    builtWith: text(),
    /** Words of key, entry point, title and statement, without positions: here, so that facets of a search need no join. */
    search: tsvector().notNull().default(""),
  },
  (t) => [
    // Facets and the pages of either order are answered from these indexes alone.
    index("problem_stats_facets").on(t.datasetId, t.problemId, t.verdictMask, t.reasonMask, t.split),
    // Negated, so that a page begins with one row comparison: all columns ascend. The plain column is there because
    // PostgreSQL reads an index alone only if it holds what the expression is made of.
    index("problem_stats_suspicion").on(
      t.datasetId,
      sql`(- ${t.suspicion})`,
      t.problemId,
      t.verdictMask,
      t.reasonMask,
      t.split,
      t.suspicion,
    ),
    index("problem_stats_strength").on(
      t.datasetId,
      sql`coalesce(${t.strength}, 2)`,
      t.problemId,
      t.verdictMask,
      t.reasonMask,
      t.split,
      t.strength,
    ),
    index("problem_stats_search").using("gin", t.search),
  ],
);

/**
 * Sums of `problem_stats` over a dataset, kept exact by triggers on that table: an overview of a million programs is
 * one row.
 */
export const datasetStats = pgTable("dataset_stats", {
  datasetId: integer()
    .primaryKey()
    .references(() => datasets.id, { onDelete: "cascade" }),
  problems: integer().notNull().default(0),
  builtProblems: integer().notNull().default(0),
  programs: integer().notNull().default(0),
  labelledPrograms: integer().notNull().default(0),
  verdictCounts: integer().array().notNull().default([]),
  reasonCounts: integer().array().notNull().default([]),
  overrides: integer().notNull().default(0),
  settled: integer().notNull().default(0),
});

/** How many problems of a dataset have which masks and split; kept by the same triggers, so that facets are a few rows. */
export const facetCounts = pgTable(
  "facet_counts",
  {
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    verdictMask: integer().notNull(),
    reasonMask: integer().notNull(),
    split: splitEnum().notNull(),
    problems: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.datasetId, t.verdictMask, t.reasonMask, t.split] })],
);

export const testCases = pgTable(
  "test_cases",
  {
    problemId: integer()
      .notNull()
      .references(() => problems.id, { onDelete: "cascade" }),
    suiteVersion: integer().notNull(),
    ordinal: integer().notNull(),
    kind: text().notNull(),
    /** server/verification's TestCase. */
    spec: jsonb().notNull(),
    /** The test as it was written in the imported file. */
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.problemId, t.suiteVersion, t.ordinal] })],
);

/** What a suite's version has beside its cases. */
export const testSuites = pgTable(
  "test_suites",
  {
    problemId: integer()
      .notNull()
      .references(() => problems.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    setup: text().notNull().default(""),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.problemId, t.version] })],
);
