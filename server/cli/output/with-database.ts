import { type Database, openDatabase } from "#db/client";

/** Runs a command on Linewise's database and closes it whatever happens. */
export async function withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ maxConnections: 12 });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
