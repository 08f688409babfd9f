import { type Database, openDatabase } from "./client";

declare global {
  var linewiseDatabase: Promise<Database> | undefined;
}

/**
 * The web server's one database. It is kept on the global object because the web bundler may load this module several
 * times. After a failure the next call tries again.
 */
export function sharedDatabase(): Promise<Database> {
  globalThis.linewiseDatabase ??= openDatabase().catch((error) => {
    globalThis.linewiseDatabase = undefined;
    throw error;
  });
  return globalThis.linewiseDatabase;
}
