import { readFileSync } from "node:fs";
import { z } from "zod";
import { messageOf } from "#server/core/errors";
import { repoPath } from "#server/core/paths";
import { isWorkerRunning } from "#server/jobs/index";
import type { ProviderStatus } from "#server/verification/schema";
import type { ApiContext } from "./context";
import { countJobs } from "./job-views";

type SystemStatus = {
  status: "ok" | "degraded";
  version: string;
  database: { state: "ready"; detail: string };
  sandbox: ProviderStatus | { state: "off"; reason: string };
  model: { state: "ready" | "off"; name: string | null; version: string | null; reason: string | null };
  jobs: { queued: number; running: number };
  worker: { state: "up" | "down" };
};

const packageSchema = z.object({ version: z.string() });

/** What works just now, with the reason of everything that does not. */
export async function systemStatus({ db, live }: Pick<ApiContext, "db" | "live">): Promise<SystemStatus> {
  const [answer, jobs, consumed, server] = await Promise.all([
    live.status({}).catch((error: unknown) => messageOf(error)),
    countJobs(db),
    isWorkerRunning(db),
    db.execute<{ version: string }>("select current_setting('server_version') as version"),
  ]);
  const sandbox = typeof answer === "string" ? { state: "off" as const, reason: answer } : answer.verifier;
  const scorer =
    typeof answer === "string" ? { state: "off" as const, model: null, reason: answer } : answer.scorer;
  const [name = null, version = null] = scorer.model?.split("@") ?? [];
  const works = sandbox.state === "ready" && scorer.state === "ready";
  return {
    status: works ? "ok" : "degraded",
    version: packageSchema.parse(JSON.parse(readFileSync(repoPath("package.json"), "utf8"))).version,
    database: { state: "ready", detail: `PostgreSQL ${server.rows[0]?.version ?? ""}`.trim() },
    sandbox,
    model: { state: scorer.state, name, version, reason: scorer.reason },
    jobs,
    worker: { state: typeof answer !== "string" || consumed ? "up" : "down" },
  };
}
