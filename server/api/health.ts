import { sql } from "drizzle-orm";
import { sharedDatabase } from "#db/shared";
import { env } from "#server/core/env";
import { messageOf } from "#server/core/errors";
import { liveClient } from "#server/live/index";
import type { LiveStatus } from "#server/live/schema";

type Part = { state: "ready" | "off"; reason: string | null };

export type Health = {
  /** `ok`: everything works; `degraded`: labels can be read and edited; `down`: the database does not answer. */
  status: "ok" | "degraded" | "down";
  database: Part;
  sandbox: Part & { provider: string | null };
  model: Part & { name: string | null };
  jobs: { queued: number; running: number; failed: number } | null;
};

/** What works just now. Never throws, and takes a few seconds at most. */
export async function checkHealth(): Promise<Health> {
  const [jobs, live] = await Promise.all([countJobs(), askWorker()]);
  const database: Part =
    typeof jobs === "string" ? { state: "off", reason: jobs } : { state: "ready", reason: null };
  const sandbox =
    typeof live === "string"
      ? { state: "off" as const, reason: live, provider: null }
      : { state: live.verifier.state, reason: live.verifier.reason, provider: live.verifier.provider };
  const model =
    typeof live === "string"
      ? { state: "off" as const, reason: live, name: null }
      : { state: live.scorer.state, reason: live.scorer.reason, name: live.scorer.model };
  const works = sandbox.state === "ready" && model.state === "ready";
  return {
    status: database.state === "off" ? "down" : works ? "ok" : "degraded",
    database,
    sandbox,
    model,
    jobs: typeof jobs === "string" ? null : jobs,
  };
}

async function countJobs(): Promise<Health["jobs"] | string> {
  try {
    const { db } = await sharedDatabase();
    const counted = await db.execute<{ queued: number; running: number; failed: number }>(sql`
      select count(*) filter (where state = 'queued')::int as queued,
             count(*) filter (where state = 'running')::int as running,
             count(*) filter (where state = 'failed' and finished_at > now() - interval '1 day')::int as failed
      from jobs where state in ('queued', 'running', 'failed')`);
    return counted.rows[0] ?? { queued: 0, running: 0, failed: 0 };
  } catch (error) {
    return messageOf(error);
  }
}

async function askWorker(): Promise<LiveStatus | string> {
  try {
    return await liveClient(env().dataDir).status({});
  } catch (error) {
    return messageOf(error);
  }
}
