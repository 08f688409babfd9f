import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openDatabase } from "#db/client";
import { removeConnectionFile, writeConnectionFile } from "#db/connection-file";
import { type Env, env } from "#server/core/env";
import { AppError, messageOf } from "#server/core/errors";
import { isLoopback } from "#server/core/http-guard";
import { repoPath } from "#server/core/paths";
import { claimPort, urlOf } from "./port";
import { showJobs } from "./show-jobs";
import { logTail, type Supervised, supervise } from "./supervise";

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm start`: database, migrations, worker and web server, in this order; and back when it is told to stop. */
async function launch(settings: Env): Promise<void> {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  const parent = process.ppid;
  if (!isLoopback(settings.host) && settings.token === undefined) {
    throw new AppError(
      "invalid-input",
      `HOST=${settings.host} can be reached from other machines: set LINEWISE_TOKEN (16 characters or more) to let only ` +
        "those in who have it.",
    );
  }
  const { dataDir, host } = settings;
  const port = await claimPort({ host, port: settings.port, dataDir });
  const url = urlOf(host, port);
  let stop: ((code: number) => void) | undefined;
  let told = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      told = true;
      stop?.(0);
    });
  }

  // The queue's connections are the worker's; this process only watches.
  const database = await openDatabase({ dataDir, maxConnections: 3 });
  say(`  database: ready (${settings.databaseUrl ? "DATABASE_URL" : "embedded"}, ${seconds()} s)`);
  if (told) {
    await database.close();
    process.exit(0);
  }
  writeConnectionFile(dataDir, {
    databaseUrl: database.url,
    embedded: settings.databaseUrl === undefined,
    host,
    port,
  });

  const logFolder = path.join(dataDir, "logs");
  const onCrash = (message: string) => say(`  ${message}; see ${logFolder}`);
  // The worker joins the embedded server by itself, and so keeps it up when this process is killed.
  const common = { LINEWISE_DATA_DIR: dataDir, HOST: host, PORT: String(port) };
  const worker = supervise({
    name: "worker",
    script: repoPath("dist", "worker.mjs"),
    environment: common,
    logFolder,
    onCrash,
  });
  const development = process.argv.includes("--dev");
  const web = supervise({
    name: "web",
    script: repoPath("dist", "web.mjs"),
    environment: {
      ...common,
      DATABASE_URL: database.url,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: development ? "development" : "production",
    },
    logFolder,
    onCrash,
  });

  stop = stopOnce({ dataDir, database, worker, web });
  // npm may be killed without a chance to pass it on.
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && stop?.(0), 500).unref();
  }

  if (!(await isServing(host, port, development ? 120_000 : 60_000))) {
    say(
      `  The pages do not answer. The end of ${path.join(logFolder, "web.log")}:\n${logTail(logFolder, "web")}`,
    );
    return stop(1);
  }
  say(
    `\n  Linewise is ready: ${url}${settings.token ? "/?token=…" : ""}   (${seconds()} s; Ctrl-C stops it)\n`,
  );
  showJobs(database.db, process.stdout);
}

type Running = { dataDir: string; database: Database; worker: Supervised; web: Supervised };

/** Stops everything in order; a second request ends this process at once, and the others with it. */
function stopOnce({ dataDir, database, worker, web }: Running): (code: number) => void {
  let asked = false;
  return (code) => {
    if (asked) process.exit(130);
    asked = true;
    say("\n  stopping …");
    const all = async () => {
      await web.stop(5_000);
      await worker.stop(15_000);
      removeConnectionFile(dataDir);
      await database.close();
      say("  stopped");
    };
    all().then(
      () => process.exit(code),
      (error) => {
        say(`  ${messageOf(error)}`);
        process.exit(1);
      },
    );
  };
}

async function isServing(host: string, port: number, withinMs: number): Promise<boolean> {
  const address =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(50)) {
    try {
      const answer = await fetch(`http://${address}:${port}/api/health`, {
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.headers.get("x-linewise") !== null) return true;
    } catch {
      // Not listening yet.
    }
  }
  return false;
}

try {
  await launch(env());
} catch (error) {
  process.stderr.write(`\n  ${messageOf(error)}\n\n`);
  process.exit(1);
}
