import { userInfo } from "node:os";
import type { Db } from "#db/client";
import { sharedDatabase } from "#db/shared";
import { env } from "#server/core/env";
import { type LiveClient, liveClient } from "#server/live/index";

/** What every procedure can reach. */
export type ApiContext = {
  db: Db;
  /** The worker: sandbox and model. */
  live: LiveClient;
  /** In whose name decisions are made. */
  annotator: string;
};

export async function createContext(): Promise<ApiContext> {
  const { db } = await sharedDatabase();
  return { db, live: liveClient(env().dataDir), annotator: annotatorName() };
}

/** The one local user: LINEWISE_ANNOTATOR, else the account's name. */
function annotatorName(): string {
  const named = env().annotator;
  if (named !== undefined) return named;
  try {
    return userInfo().username;
  } catch {
    // A container's uid may have no account.
    return "annotator";
  }
}
