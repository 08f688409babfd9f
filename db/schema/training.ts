import { bigint, integer, jsonb, pgTable, real, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { datasets } from "./datasets";

/** What is kept of a training run for people: its stages, the end of its log, its loss curves. Bounded in size. */
export const trainingRuns = pgTable("training_runs", {
  /** The run's folder in the data folder has this name; a resumed job goes on with it. */
  run: uuid().primaryKey(),
  datasetId: integer()
    .notNull()
    .references(() => datasets.id, { onDelete: "cascade" }),
  /** server/training's TrainingState. */
  state: jsonb().notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** How out-of-fold scores of a dataset met its labels when that was last looked at: confident learning's figures. */
export const disagreements = pgTable("disagreements", {
  datasetId: integer()
    .primaryKey()
    .references(() => datasets.id, { onDelete: "cascade" }),
  /** The fold models whose scores these are (`training.fold.group` of their manifests). */
  foldGroup: text().notNull(),
  /** Label lines with both a label and an out-of-fold score, and those on which the models disagree. */
  lines: integer().notNull(),
  disagreeing: integer().notNull(),
  /** Mean score of what is labelled incorrect and correct, for that label; null without such lines. */
  incorrectThreshold: real(),
  correctThreshold: real(),
  /** The confident joint by given and guessed label: incorrect-incorrect, incorrect-correct, correct-incorrect, correct-correct. */
  joint: integer().array().notNull(),
  /** The dataset's last event that was taken in. */
  maxSeq: bigint({ mode: "number" }).notNull(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
