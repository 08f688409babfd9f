import {
  bigint,
  boolean,
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
import { datasets } from "./datasets";
import { eventKindEnum } from "./enums";
import { programs } from "./programs";

/** What a rule says of the lines it speaks of. All other lines resolve through the line map to the parent, live. */
export const autoLabels = pgTable(
  "auto_labels",
  {
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    rule: text().notNull(),
    runIds: bigint({ mode: "number" }).array().notNull(),
    lines: integer().array().notNull(),
    /** One for each of `lines`: 1 correct, 0 incorrect, 2 neutral, -1 none. */
    labels: smallint().array().notNull(),
    taintedAfter: integer(),
    derivation: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programId, t.rule] })],
);

/** Everything an annotator did, append-only (a trigger sees to it). */
export const labelEvents = pgTable(
  "label_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    /** Without gaps within a dataset. */
    seq: bigint({ mode: "number" }).notNull(),
    /** Made by the client: a replay of the same event is harmless. */
    clientEvent: uuid().notNull().unique(),
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    /** The last event of this line that the annotator saw; 0 for none. */
    seenSeq: bigint({ mode: "number" }).notNull(),
    kind: eventKindEnum().notNull(),
    /** Effective label before and after: 1, 0, 2, -1 none. */
    fromLabel: smallint().notNull(),
    toLabel: smallint().notNull(),
    /** A `keep` vote agrees with the automatic label. */
    keep: boolean().notNull().default(false),
    reason: text(),
    comment: text(),
    annotator: text().notNull(),
    blind: boolean().notNull().default(false),
    /** Events made by one action share a batch, and are undone together. */
    batch: uuid(),
    /** For `undo`: the event it takes back. */
    undoes: bigint({ mode: "number" }),
    activeMs: integer(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("label_events_dataset_seq").on(t.datasetId, t.seq),
    index("label_events_line").on(t.programId, t.line, t.seq),
  ],
);

/**
 * The effective label of every line on which a person decided: the fold of its events, written in their transaction.
 * A line without a row here has its rule's label.
 */
export const effectiveLabels = pgTable(
  "effective_labels",
  {
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    /** False: every vote was withdrawn or undone, the rule's label stands; the row keeps the line's head. */
    decided: boolean().notNull(),
    /** 1 correct, 0 incorrect, 2 neutral, -1 none. */
    label: smallint().notNull(),
    /** What the rule, here or through the parent, said when this was decided: an override differs from it. */
    automatic: smallint().notNull(),
    masked: boolean().notNull().default(false),
    reason: text(),
    annotator: text().notNull(),
    /** seq of the line's last event: what a new decision must have seen. */
    headSeq: bigint({ mode: "number" }).notNull(),
    /** The automatic label's runs when this was decided: if they change, the decision stands and is outdated. */
    runIds: bigint({ mode: "number" }).array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programId, t.line] })],
);

/** What was shown to whom and why it was chosen. */
export const impressions = pgTable(
  "impressions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    datasetId: integer()
      .notNull()
      .references(() => datasets.id, { onDelete: "cascade" }),
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    annotator: text().notNull(),
    /** The list, filter and order that brought it up. */
    why: jsonb().notNull(),
    inclusionProbability: real(),
    skipped: boolean().notNull().default(false),
    activeMs: integer(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("impressions_program").on(t.programId)],
);

/** Exactly what an export was made of. */
export const snapshots = pgTable("snapshots", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  datasetId: integer()
    .notNull()
    .references(() => datasets.id, { onDelete: "cascade" }),
  rule: text().notNull(),
  maxSeq: bigint({ mode: "number" }).notNull(),
  manifest: jsonb().notNull(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
