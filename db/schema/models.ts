import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { programs } from "./programs";

export const models = pgTable("models", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  version: text().notNull(),
  /** sha256 over the bundle's files. */
  digest: text().notNull().unique(),
  /** The bundle's prm.json (server/prm's PrmManifest). */
  manifest: jsonb().notNull(),
  /** Folder of the bundle; relative paths are below the repository. */
  path: text().notNull(),
  active: boolean().notNull().default(false),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

export const scores = pgTable(
  "scores",
  {
    programId: bigint({ mode: "number" })
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    modelId: integer()
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    /** One a line and a last one for end of program; null where the model does not speak. */
    lines: real().array().notNull(),
    firstError: integer(),
    /** The model was trained on this problem: never evidence against a label. */
    inSample: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programId, t.modelId] })],
);
