import { sharedDatabase } from "#db/shared";
import { env } from "#server/core/env";
import { messageOf } from "#server/core/errors";
import { liveClient } from "#server/live/index";
import { systemStatus } from "./system-status";

type Down = {
  status: "down";
  database: { state: "off"; detail: string };
  sandbox: null;
  model: null;
  jobs: null;
};
type Health = Awaited<ReturnType<typeof systemStatus>> | Down;

/**
 * What works just now: `ok`, everything; `degraded`, labels can be read and edited; `down`, the database does not answer.
 * Never throws, and takes a few seconds at most.
 */
export async function checkHealth(): Promise<Health> {
  try {
    const { db } = await sharedDatabase();
    return await systemStatus({ db, live: liveClient(env().dataDir) });
  } catch (error) {
    const database = { state: "off" as const, detail: messageOf(error) };
    return { status: "down", database, sandbox: null, model: null, jobs: null };
  }
}
