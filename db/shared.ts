import { env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import { connectDatabase, type Database } from "./connect";
import { readConnectionFile } from "./connection-file";

declare global {
  var linewiseDatabase: Promise<Database> | undefined;
}

/**
 * The web server's one database. It is kept on the global object because the web bundler may load this module several
 * times. After a failure the next call tries again. Never starts a server: that is the launcher's.
 */
export function sharedDatabase(): Promise<Database> {
  globalThis.linewiseDatabase ??= connect().catch((error) => {
    globalThis.linewiseDatabase = undefined;
    throw error;
  });
  return globalThis.linewiseDatabase;
}

async function connect(): Promise<Database> {
  const url = env().databaseUrl ?? readConnectionFile(env().dataDir)?.databaseUrl;
  if (url === undefined)
    throw new AppError("unavailable", "There is no database: start Linewise by `npm start`.");
  return connectDatabase(url);
}
