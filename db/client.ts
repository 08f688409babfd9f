import { env } from "#server/core/env";
import { type ConnectOptions, connectDatabase, type Database } from "./connect";
import { readConnectionFile } from "./connection-file";
import { stayJoined } from "./embedded/index";

export type { Database, Db, Tx } from "./connect";

type OpenOptions = ConnectOptions & {
  /** Absent: DATABASE_URL, else what a running `npm start` uses, else the data folder's embedded server. */
  url?: string | undefined;
  dataDir?: string;
};

/** Opens Linewise's database; starts the embedded server if need be. Throws `unavailable` with the reason. */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  const dataDir = options.dataDir ?? env().dataDir;
  const known = options.url ?? env().databaseUrl;
  if (known !== undefined) return connectDatabase(known, options);
  // A running `npm start` may have been given a DATABASE_URL that this process was not.
  const running = readConnectionFile(dataDir);
  if (running?.embedded === false) return connectDatabase(running.databaseUrl, options);
  const server = await stayJoined(dataDir);
  try {
    const database = await connectDatabase(server.url, options);
    const close = async () => {
      await database.close();
      await server.leave();
    };
    return { ...database, close };
  } catch (error) {
    await server.leave();
    throw error;
  }
}
