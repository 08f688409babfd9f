import { jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What people set in the app, one row a subject; its form stands in server/settings. */
export const settings = pgTable("settings", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  /** A secret that belongs to it, encrypted with the data folder's key; null: none. */
  secret: text(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
