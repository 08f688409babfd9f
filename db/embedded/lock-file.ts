import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Layout } from "./layout";

export type ServerLock = { text: string; pid: number };

/** What the data folder's postmaster.pid says; null without one. It may be stale. */
export function readServerLock(layout: Layout): ServerLock | null {
  const text = readIfThere(path.join(layout.data, "postmaster.pid"));
  if (text === null) return null;
  // A negative number is a stand-alone backend's.
  return { text, pid: Math.abs(Number.parseInt(text, 10)) };
}

/** Whether a process of this number exists. Says yes for zombies. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether the process is this data folder's server, and not a zombie or another program that got the same number. */
export function isServerOf(pid: number, layout: Layout): boolean {
  try {
    const commandLine =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
        : execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return commandLine.includes("postgres") && commandLine.includes(`${layout.data} `);
  } catch {
    return false;
  }
}

/**
 * Takes away a postmaster.pid whose number now belongs to another program: PostgreSQL would take that program for a
 * running server. Returns false when another process changed the file meanwhile.
 */
export function setStaleLockAside(layout: Layout, lock: ServerLock): boolean {
  const file = path.join(layout.data, "postmaster.pid");
  const aside = `${file}.stale-${process.pid}`;
  renameSync(file, aside);
  if (readIfThere(aside) !== lock.text) {
    renameSync(aside, file);
    return false;
  }
  rmSync(aside);
  const socketLock = path.join(layout.run, `.s.PGSQL.${layout.port}.lock`);
  const holder = readIfThere(socketLock);
  if (holder !== null && Number.parseInt(holder, 10) === lock.pid) rmSync(socketLock, { force: true });
  return true;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
