import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { repoPath } from "#server/core/paths";

export type Running = { url: string; pid: number; stop: () => Promise<void> };

const packages = [
  "onnxruntime==1.30.0",
  "tokenizers==0.23.3",
  "numpy==2.4.6",
  "fastapi==0.165.0",
  "uvicorn==0.54.0",
];
const startMs = 120_000;

/** The peer, in an environment of its own that is kept for the next time. Throws where its packages cannot be had. */
export async function startPeer(options: { modelDir: string; threads: number }): Promise<Running> {
  const folder = path.join(tmpdir(), "linewise-bench-peer");
  const python = path.join(folder, "bin", "python");
  if (!existsSync(path.join(folder, "ready"))) {
    execFileSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
    execFileSync(python, ["-m", "pip", "install", "--quiet", ...packages], {
      stdio: ["ignore", "ignore", "ignore"],
    });
    execFileSync(python, ["-c", `open(${JSON.stringify(path.join(folder, "ready"))}, "w").close()`]);
  }
  const port = await freePort();
  const script = repoPath("bench", "peers", "fastapi_scorer.py");
  const child = spawn(
    python,
    [script, "--model", options.modelDir, "--port", `${port}`, "--threads", `${options.threads}`],
    { stdio: "ignore" },
  );
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/docs`, child);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Linewise as `npm start` runs it, with a data folder that is thrown away. Throws when it is not built. */
export async function startLinewise(options: { modelDir: string }): Promise<Running> {
  if (!existsSync(repoPath(".next", "BUILD_ID")))
    throw new Error("Linewise is not built: run `npm run build` first");
  const dataDir = mkdtempSync(path.join(tmpdir(), "linewise-bench-"));
  const port = await freePort();
  const child = spawn(process.execPath, [repoPath("scripts", "start.mjs")], {
    stdio: "ignore",
    env: {
      ...process.env,
      PORT: `${port}`,
      HOST: "127.0.0.1",
      LINEWISE_DATA_DIR: dataDir,
      LINEWISE_MODEL_DIR: options.modelDir,
      DATABASE_URL: "",
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/api/health`, child);
  await cancelJobs(url);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      await stop(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The starter problems are not to be built while something is measured. */
async function cancelJobs(url: string): Promise<void> {
  const quietChecks = 5;
  for (let quiet = 0; quiet < quietChecks; ) {
    const answer = await fetch(`${url}/api/trpc/jobs.list`);
    const jobs: { id: number; state: string }[] = Object(await answer.json()).result.data.json;
    const active = jobs.filter(({ state }) => state === "queued" || state === "running");
    for (const { id } of active) {
      await fetch(`${url}/api/trpc/jobs.cancel`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ json: { id } }),
      });
    }
    quiet = active.length === 0 && jobs.length > 0 ? quiet + 1 : 0;
    await sleep(500);
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + startMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended with code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(200);
  }
  child.kill();
  throw new Error(`${url} did not answer`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
