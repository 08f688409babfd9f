import { execFileSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import type { Command } from "commander";
import { sql } from "drizzle-orm";
import { openDatabase } from "#db/client";
import { readConnectionFile } from "#db/connection-file";
import { env } from "#server/core/env";
import { messageOf } from "#server/core/errors";
import { defaultModelDir } from "#server/core/model-dir";
import { isWorkerRunning } from "#server/jobs/index";
import type { ProviderStatus } from "#server/verification/schema";

type Finding = { name: string; ok: boolean; detail: string };

const gigabyte = 1024 ** 3;
const wantedDiskBytes = 2 * gigabyte;

/** Each looks at one thing that Linewise needs; what it throws is the reason why that thing does not work. */
const checks: Record<string, () => Promise<string>> = {
  node: async () => {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    if (major < 20 || (major === 20 && minor < 19))
      throw new Error(`${process.version}; 20.19 or newer is needed`);
    return process.version;
  },
  database: async () => {
    const database = await openDatabase({ maxConnections: 2 });
    try {
      const answer = await database.db.execute<{ version: string }>(
        sql`select current_setting('server_version') as version`,
      );
      const kind = env().databaseUrl === undefined ? "embedded" : "DATABASE_URL";
      const worker = (await isWorkerRunning(database.db)) ? "a worker takes jobs" : "no worker runs";
      return `PostgreSQL ${answer.rows[0]?.version} (${kind}), schema up to date, ${worker}`;
    } finally {
      await database.close();
    }
  },
  python: async () => {
    const { python } = env();
    try {
      const said = execFileSync(python, ["--version"], {
        encoding: "utf8",
        timeout: 10_000,
        stdio: ["ignore", "pipe", "ignore"],
      });
      return `${said.trim()} (${python})`;
    } catch {
      return `${python} does not run; the wasm sandbox needs none`;
    }
  },
  sandbox: async () => {
    const { checkProviders } = await import("#server/verification/index");
    const { python, sandbox: forced } = env();
    const found = await checkProviders({ python, workers: 1 });
    const usable = found.filter(({ provider }) => forced === undefined || provider === forced);
    const chosen = usable.find(({ state }) => state === "ready");
    const told = found.map(describeProvider).join("; ");
    if (chosen === undefined) throw new Error(`verification is off: ${told}`);
    return `${chosen.provider} is used${forced === undefined ? "" : " (LINEWISE_SANDBOX)"}; ${told}`;
  },
  model: async () => {
    const { createScorer } = await import("#server/prm/index");
    const scorer = await createScorer({ modelDir: defaultModelDir(), threads: 1 });
    try {
      const { manifest } = scorer;
      await scorer.score({ statement: "Add one.", code: "def f(x):\n    return x + 1" });
      return `${manifest.name}@${manifest.version} scores`;
    } finally {
      await scorer.close();
    }
  },
  training: async () => {
    const { howToInstall, trainingStatus } = await import("#server/training/index");
    const status = await trainingStatus();
    return status.state === "ready" ? `Python ${status.python} trains` : `off: ${howToInstall(status)}`;
  },
  disk: async () => {
    mkdirSync(env().dataDir, { recursive: true });
    const { bavail, bsize } = statfsSync(env().dataDir);
    const free = `${((Number(bavail) * bsize) / gigabyte).toFixed(1)} GB free in ${env().dataDir}`;
    if (Number(bavail) * bsize < wantedDiskBytes) throw new Error(`only ${free}; 2 GB are wanted`);
    return free;
  },
  port: async () => {
    const { host, port, dataDir } = env();
    const running = readConnectionFile(dataDir);
    if (running !== null) return `Linewise runs on ${running.host}:${running.port} (process ${running.pid})`;
    await listen(host, port);
    return `${host}:${port} is free`;
  },
};

/** `linewise doctor`: says whether everything Linewise needs works on this machine. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check this machine: Node, database, Python, sandbox, model, disk, port")
    .option("--json", "one JSON object instead of lines")
    .action(async ({ json }: { json?: boolean }) => {
      const findings: Finding[] = [];
      for (const [name, check] of Object.entries(checks)) {
        const finding = await look(name, check);
        findings.push(finding);
        if (!json) process.stdout.write(`${finding.ok ? "ok  " : "FAIL"} ${name}: ${finding.detail}\n`);
      }
      if (json)
        process.stdout.write(`${JSON.stringify({ ok: findings.every((each) => each.ok), findings })}\n`);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

function describeProvider({ provider, interpreter, reason, checks: looked }: ProviderStatus): string {
  const passed = looked.filter((check) => check.ok).length;
  if (reason !== null) return `${provider}: ${reason}`;
  return `${provider}: ${interpreter}, ${passed} checks of its own passed`;
}

async function look(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await check() };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) };
  }
}

function listen(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}
