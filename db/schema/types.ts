import { customType } from "drizzle-orm/pg-core";

/** Raw bytes. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A full-text search vector; only ever computed by the database. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
