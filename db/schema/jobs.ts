import { boolean, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { datasets } from "./datasets";
import { jobStateEnum } from "./enums";

export const jobs = pgTable(
  "jobs",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** One of server/jobs/contracts' kinds. */
    kind: text().notNull(),
    datasetId: integer().references(() => datasets.id, { onDelete: "set null" }),
    payload: jsonb().notNull(),
    state: jobStateEnum().notNull().default("queued"),
    done: integer().notNull().default(0),
    /** What this attempt found done when it began: not its own speed. Null until it has said so. */
    doneBefore: integer(),
    /** Null while the amount is not known yet. */
    total: integer(),
    /** What it is doing, for people. */
    message: text().notNull().default(""),
    result: jsonb(),
    error: text(),
    cancelRequested: boolean().notNull().default(false),
    attempts: integer().notNull().default(0),
    heartbeatAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index("jobs_state").on(t.state, t.id)],
);
