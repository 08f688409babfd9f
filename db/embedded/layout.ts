import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const maxSocketPathBytes = 103;

/** Where one embedded PostgreSQL keeps its things. */
export type Layout = {
  /** Absolute and free of symbolic links: a server is recognised by the folder on its command line. */
  base: string;
  data: string;
  /** Folder of the Unix socket. */
  run: string;
  log: string;
  port: number;
};

/** The layout below a data folder; creates the data folder itself. */
export function layoutOf(dataDir: string): Layout {
  mkdirSync(dataDir, { recursive: true });
  const base = path.join(realpathSync(dataDir), "pg");
  const port = 5432;
  return {
    base,
    data: path.join(base, "data"),
    run: socketFolder(base, `.s.PGSQL.${port}.lock`),
    log: path.join(base, "postgres.log"),
    port,
  };
}

function socketFolder(base: string, longestName: string): string {
  const near = path.join(base, "run");
  if (Buffer.byteLength(path.join(near, longestName)) <= maxSocketPathBytes) return near;
  return path.join(tmpdir(), `linewise-${createHash("sha256").update(base).digest("hex").slice(0, 12)}`);
}

/** Connects as the owner of everything; there is no password because only the socket folder's owner can reach it. */
export function urlOf(layout: Layout, database: string): string {
  const query = new URLSearchParams({ host: layout.run, port: String(layout.port), user: "linewise" });
  return `postgresql:///${encodeURIComponent(database)}?${query}`;
}
