import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { AppError, messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { type Account, serverAccount } from "./account";
import { findBinaries } from "./binaries";
import { initialise, type Launched, launch } from "./launch";
import { type Layout, layoutOf, urlOf } from "./layout";
import { isAlive, isServerOf, readServerLock, setStaleLockAside } from "./lock-file";
import { holdUsage, ifUnused } from "./usage";

const databaseName = "linewise";
const version = "18";

export type EmbeddedServer = {
  how: "created" | "started" | "joined";
  pid: number;
  url: string;
  /** The URL of another database on the same server. */
  urlFor: (database: string) => string;
  /** Settles when our hold on the server is lost: it died or was stopped. */
  lost: Promise<void>;
  /** Lets go of the server; the last one out stops it. Close your own connections first. */
  leave: () => Promise<"stopped" | "left running">;
};

export type JoinOptions = { timeoutMs?: number; settings?: Record<string, string> };

/** Starts the data folder's PostgreSQL, or joins the one that runs, and makes sure of its database. */
export async function joinServer(dataDir: string, options: JoinOptions = {}): Promise<EmbeddedServer> {
  const layout = layoutOf(dataDir);
  const account = serverAccount(layout);
  prepareFolders(layout, account);
  const deadline = Date.now() + (options.timeoutMs ?? 120_000);
  let how: EmbeddedServer["how"] = "joined";
  let launched: Launched | undefined;
  let lastReason = "";
  while (Date.now() < deadline) {
    const lock = readServerLock(layout);
    if (lock !== null && isServerOf(lock.pid, layout)) {
      const answer = await use(layout);
      if (typeof answer !== "string") return serverOf(layout, how, lock.pid, answer);
      lastReason = answer;
      await sleep(30);
    } else if (launched !== undefined && launched.exit === undefined) {
      await sleep(20);
    } else if (launched?.exit !== undefined) {
      await expectFasterOther(layout, launched.exit);
      launched = undefined;
      how = "joined";
    } else if (lock !== null && isAlive(lock.pid) && !setStaleLockAside(layout, lock)) {
      await sleep(20);
    } else if (!existsSync(path.join(layout.data, "PG_VERSION"))) {
      logger.debug({ folder: layout.data }, "creating the database folder");
      await initialise(layout, findBinaries(layout), account);
      how = "created";
    } else {
      checkVersion(layout);
      launched = launch(layout, findBinaries(layout), account, options.settings ?? {});
      if (how !== "created") how = "started";
    }
  }
  throw new AppError("unavailable", `PostgreSQL was not ready in time (${lastReason}); see ${layout.log}`);
}

function serverOf(layout: Layout, how: EmbeddedServer["how"], pid: number, usage: Client): EmbeddedServer {
  return {
    how,
    pid,
    url: urlOf(layout, databaseName),
    urlFor: (database) => urlOf(layout, database),
    lost: new Promise((resolve) => usage.once("end", () => resolve())),
    leave: async () => {
      await usage.end().catch(() => {});
      return stopIfUnused(layout, pid);
    },
  };
}

async function use(layout: Layout): Promise<Client | string> {
  try {
    const usage = await holdUsage(layout);
    const there = await usage.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (there.rowCount === 0) await usage.query(`create database ${databaseName}`).catch(ignoreDuplicate);
    return usage;
  } catch (error) {
    return messageOf(error);
  }
}

function ignoreDuplicate(error: unknown): void {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "42P04" && code !== "23505") throw error;
}

async function stopIfUnused(layout: Layout, pid: number): Promise<"stopped" | "left running"> {
  if (!isServerOf(pid, layout)) return "stopped";
  try {
    const stopped = await ifUnused(layout, async () => {
      process.kill(pid, "SIGINT");
      for (let waited = 0; isServerOf(pid, layout); waited += 25) {
        if (waited > 30_000) throw new AppError("unavailable", `PostgreSQL (process ${pid}) does not stop`);
        await sleep(25);
      }
    });
    return stopped ? "stopped" : "left running";
  } catch (error) {
    // Someone else was the last one out at the same moment.
    if (!isServerOf(pid, layout)) return "stopped";
    logger.debug({ reason: messageOf(error) }, "the server was left running");
    return "left running";
  }
}

/** A server that ended at once lost a race against another start, or its predecessor's children are still going. */
async function expectFasterOther(layout: Layout, exit: string): Promise<void> {
  const said = readFileSync(layout.log, "utf8").slice(-1500);
  if (!/lock file .* already exists|still in use|is the server running|starting up/.test(said)) {
    throw new AppError("unavailable", `PostgreSQL did not start (${exit}):\n${said}`, { retryable: false });
  }
  await sleep(200);
}

function prepareFolders(layout: Layout, account: Account | null): void {
  for (const folder of [layout.base, layout.run]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const owner = statSync(folder);
    if (account && owner.uid === 0) chownSync(folder, account.uid, account.gid);
    else if (!account && owner.uid !== process.getuid?.()) {
      throw new AppError(
        "unavailable",
        `${folder} belongs to another account (user id ${owner.uid}). Start Linewise as that account or as root, or set ` +
          "LINEWISE_DATA_DIR to a folder of your own.",
        { retryable: false },
      );
    }
  }
}

function checkVersion(layout: Layout): void {
  const found = readFileSync(path.join(layout.data, "PG_VERSION"), "utf8").trim();
  if (found !== version) {
    throw new AppError(
      "unavailable",
      `${layout.data} was made by PostgreSQL ${found}; this Linewise brings PostgreSQL ${version}.`,
      { retryable: false },
    );
  }
}
