import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { AppError, messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { migrateDatabase } from "./migrate";
import * as schema from "./schema/index";

export type Db = NodePgDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export type Database = {
  db: Db;
  pool: Pool;
  url: string;
  /** Waits for running queries; stops an embedded server when this was its last user. */
  close: () => Promise<void>;
};

export type ConnectOptions = {
  maxConnections?: number;
  /** Brings the schema up to date first. Default true; costs one query when it already is. */
  migrate?: boolean;
};

/** Connects to a database by its URL. Throws `unavailable` with the reason. */
export async function connectDatabase(url: string, options: ConnectOptions = {}): Promise<Database> {
  const pool = createPool(url, options.maxConnections ?? 10);
  try {
    await checkVersion(pool);
    if (options.migrate !== false) await migrateDatabase(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db: databaseOn(pool), pool, url, close: () => pool.end() };
}

/** Drizzle on an existing pool, with the schema's naming. */
function databaseOn(pool: Pool): Db {
  return drizzle(pool, { schema, casing: "snake_case" });
}

function createPool(url: string, max: number): Pool {
  const pool = new Pool({ connectionString: url, max, connectionTimeoutMillis: 15_000 });
  // A connection that breaks must not end the process: queries on it fail, and the next one opens another.
  const lost = (error: Error) => logger.debug({ reason: error.message }, "a database connection was lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}

async function checkVersion(pool: Pool): Promise<void> {
  let number: number;
  try {
    const answer = await pool.query<{ number: string }>(
      "select current_setting('server_version_num') as number",
    );
    number = Number(answer.rows[0]?.number);
  } catch (error) {
    throw new AppError("unavailable", `The database does not answer: ${messageOf(error)}`, { cause: error });
  }
  if (number < 150_000) {
    throw new AppError("unavailable", "Linewise needs PostgreSQL 15 or newer.", { retryable: false });
  }
}
