import { readFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { repoPath } from "#server/core/paths";

/** Any number; processes that migrate the same database take turns on it. */
const migrationLock = 731_940_218;
const journalSchema = z.object({ entries: z.array(z.object({ when: z.int() })) });

/** Brings a database up to db/migrations and to the job queue's own schema. Does nothing when it already is. */
export async function migrateDatabase(pool: Pool): Promise<void> {
  const journal: unknown = JSON.parse(readFileSync(repoPath("db/migrations/meta/_journal.json"), "utf8"));
  const newest = Math.max(0, ...journalSchema.parse(journal).entries.map((entry) => entry.when));
  const client = await pool.connect();
  try {
    if (await isUpToDate(client, newest)) return;
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    try {
      await migrate(drizzle(client), { migrationsFolder: repoPath("db/migrations") });
      // Loaded only here: it is large, and most commands find the schema in place.
      const { runMigrations } = await import("graphile-worker");
      await runMigrations({ pgPool: pool, logger: undefined });
    } finally {
      await client.query("select pg_advisory_unlock($1)", [migrationLock]);
    }
  } finally {
    client.release();
  }
}

async function isUpToDate(client: PoolClient, newest: number): Promise<boolean> {
  const there = await client.query<{ ready: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null
        and to_regclass('graphile_worker._private_jobs') is not null as ready`,
  );
  if (there.rows[0]?.ready !== true) return false;
  const last = await client.query<{ at: string | null }>(
    "select max(created_at) as at from drizzle.__drizzle_migrations",
  );
  return Number(last.rows[0]?.at ?? 0) >= newest;
}
