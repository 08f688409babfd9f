import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { AppError } from "#server/core/errors";
import { type Account, asAccount } from "./account";
import type { Binaries } from "./binaries";
import type { Layout } from "./layout";

/** Creates the data folder: beside its place first, so that it is there whole or not at all. */
export async function initialise(layout: Layout, binaries: Binaries, account: Account | null): Promise<void> {
  const aside = `${layout.data}.init-${process.pid}-${randomBytes(4).toString("hex")}`;
  mkdirSync(aside, { mode: 0o700 });
  if (account) chownSync(aside, account.uid, account.gid);
  const args = ["-D", aside, "-U", "linewise", "-A", "trust", "-E", "UTF8", "--no-instructions"];
  args.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  try {
    await runToEnd(asAccount(account, binaries.initdb, args, layout), binaries);
    renameSync(aside, layout.data);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another process was faster; its folder is as good.
    if (error instanceof Error && "code" in error && /^(ENOTEMPTY|EEXIST)$/.test(String(error.code))) return;
    throw error;
  }
}

export type Launched = { exit: string | undefined };

/** Starts the server on its own, outliving us; `exit` turns into a text when it ends. */
export function launch(
  layout: Layout,
  binaries: Binaries,
  account: Account | null,
  settings: Record<string, string>,
): Launched {
  const all = {
    listen_addresses: "",
    unix_socket_directories: layout.run,
    unix_socket_permissions: "0700",
    // POSIX segments are removed under the server's feet when systemd's RemoveIPC sees the account log out.
    dynamic_shared_memory_type: "mmap",
    max_connections: "100",
    jit: "off",
    io_method: "sync",
    log_min_messages: "warning",
    log_line_prefix: "%m [%p] ",
    timezone: "UTC",
    ...settings,
  };
  const args = ["-D", layout.data, "-p", String(layout.port)];
  for (const [name, value] of Object.entries(all)) args.push("-c", `${name}=${value}`);
  const { command, args: commandArgs, ...ids } = asAccount(account, binaries.postgres, args, layout);
  const log = openSync(layout.log, "a", 0o600);
  const child = spawn(command, commandArgs, {
    ...ids,
    cwd: "/",
    env: environment(binaries),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const launched: Launched = { exit: undefined };
  child.on("exit", (code, signal) => {
    launched.exit = signal ?? `exit code ${code}`;
  });
  child.on("error", (error) => {
    launched.exit = error.message;
  });
  child.unref();
  return launched;
}

const privateHomeAdvice =
  "PostgreSQL does not run as root, and no other account can reach this folder. Start Linewise as an ordinary user, or " +
  "move it, and LINEWISE_DATA_DIR, to where the account `nobody` can read.";

function runToEnd(
  { command, args, ...ids }: ReturnType<typeof asAccount>,
  binaries: Binaries,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...ids,
      cwd: "/",
      env: environment(binaries),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else {
        const advice = command === "setpriv" ? privateHomeAdvice : "";
        reject(new AppError("unavailable", `PostgreSQL's folder could not be created:\n${said}${advice}`));
      }
    });
  });
}

/** Ours, without what would change how PostgreSQL behaves or connects. */
function environment(binaries: Binaries): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: process.env.NODE_ENV,
    LC_ALL: "C",
    ...(binaries.libraryPath === undefined ? {} : { LD_LIBRARY_PATH: binaries.libraryPath }),
  };
}
