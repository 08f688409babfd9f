import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isAlive } from "./embedded/lock-file";

const connectionSchema = z.object({
  /** The launcher's process. */
  pid: z.int(),
  /** Tells that process from a later one with the same number; see `processIdentity`. */
  identity: z.string(),
  databaseUrl: z.string(),
  /** Whether that is the data folder's own server. */
  embedded: z.boolean(),
  host: z.string(),
  port: z.int(),
  startedAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof connectionSchema>;

const fileOf = (dataDir: string) => path.join(dataDir, "connection.json");

/** Tells other commands of this account how to reach what this process runs. Holds a database URL: mode 0600. */
export function writeConnectionFile(
  dataDir: string,
  connection: Omit<Connection, "pid" | "identity" | "startedAt">,
): void {
  mkdirSync(dataDir, { recursive: true });
  const file = fileOf(dataDir);
  const partial = `${file}.${process.pid}`;
  const whole: Connection = {
    ...connection,
    pid: process.pid,
    identity: processIdentity(process.pid),
    startedAt: new Date().toISOString(),
  };
  writeFileSync(partial, JSON.stringify(whole), { mode: 0o600 });
  chmodSync(partial, 0o600);
  renameSync(partial, file);
}

/** The running launcher of a data folder; null when there is none, whatever an older file says. */
export function readConnectionFile(dataDir: string): Connection | null {
  try {
    const parsed = connectionSchema.safeParse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
    if (!parsed.success || !isAlive(parsed.data.pid)) return null;
    return processIdentity(parsed.data.pid) === parsed.data.identity ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Takes back this process's own file, never another's. */
export function removeConnectionFile(dataDir: string): void {
  if (readConnectionFile(dataDir)?.pid === process.pid) rmSync(fileOf(dataDir), { force: true });
}

/** A process's start time, where the system tells it: numbers are used again. Empty for a zombie. */
function processIdentity(pid: number): string {
  if (process.platform !== "linux") return "";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold anything, brackets included.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "zombie" : `started ${fields[19]}`;
  } catch {
    return "gone";
  }
}
