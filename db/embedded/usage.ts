import { Client } from "pg";
import { type Layout, urlOf } from "./layout";

/** Any number; it stands for "somebody uses this server". */
const usageLock = 731_940_217;

/**
 * Marks the server as used for as long as the connection lives, so also when this process is killed. A server that is
 * just being stopped refuses by an error.
 */
export async function holdUsage(layout: Layout): Promise<Client> {
  const client = await connect(layout);
  try {
    await client.query("select pg_advisory_lock_shared($1)", [usageLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/**
 * Runs `stop` when nobody uses the server, in a moment where nobody can begin to. Returns whether it did.
 */
export async function ifUnused(layout: Layout, stop: () => Promise<void>): Promise<boolean> {
  const client = await connect(layout);
  try {
    const lock = await client.query<{ free: boolean }>("select pg_try_advisory_lock($1) as free", [
      usageLock,
    ]);
    if (lock.rows[0]?.free !== true) return false;
    // Someone may be connected by other means, psql for one. Our own last connections take a moment to go.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const others = await client.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      if (others.rows[0]?.count === 0) {
        await stop();
        return true;
      }
      await client.query("select pg_sleep(0.05)");
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function connect(layout: Layout): Promise<Client> {
  const client = new Client({ connectionString: urlOf(layout, "postgres"), connectionTimeoutMillis: 3000 });
  // The server may go away at any time; every query says so too.
  client.on("error", () => {});
  await client.connect();
  return client;
}
