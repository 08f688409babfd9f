import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { problems } from "./datasets";
import { programs } from "./programs";

/** A search for inputs that tell a survivor from its reference. Append-only (a trigger sees to it). */
export const inputSearches = pgTable(
  "input_searches",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    suiteVersion: integer().notNull(),
    /** What the inputs followed from, besides the tests: the engine's version, the seed, the budget. */
    engineVersion: integer().notNull(),
    seed: integer().notNull(),
    budget: integer().notNull(),
    /** Inputs tried on the program, and those of them on which its reference raises. */
    tried: integer().notNull(),
    triedRaising: integer().notNull(),
    /** Whether a test or an input ran the label line, and whether the edit then changed the program's state; null: not known. */
    reached: boolean(),
    infected: boolean(),
    ms: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("input_searches_program").on(t.programId)],
);

/** An input on which a program and its reference differ, as a search found it. Append-only. */
export const distinguishingInputs = pgTable(
  "distinguishing_inputs",
  {
    searchId: bigint({ mode: "number" })
      .notNull()
      .references(() => inputSearches.id, { onDelete: "cascade" }),
    ordinal: integer().notNull(),
    call: text().notNull(),
    /** server/verification's DifferenceKind. */
    difference: text().notNull(),
    reference: text().notNull(),
    mutant: text().notNull(),
    referenceRaises: boolean().notNull(),
    /** server/verification's TestCase that it becomes when it is valid; null where there can be none. */
    test: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.searchId, t.ordinal] })],
);

/** What people said of an input: of one call the last word counts, for all of the problem's programs. Append-only. */
export const inputJudgements = pgTable(
  "input_judgements",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    problemId: integer()
      .notNull()
      .references(() => problems.id, { onDelete: "cascade" }),
    call: text().notNull(),
    valid: boolean().notNull(),
    /** The version of the problem's tests that the input joined. */
    suiteVersion: integer(),
    annotator: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("input_judgements_problem").on(t.problemId, t.id)],
);
