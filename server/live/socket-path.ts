import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AppError } from "../core/errors";

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const maxSocketPathBytes = 103;

/** Where the worker of a data folder listens. Creates the socket's folder, which only this account can enter. */
export function liveSocketPath(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const near = path.join(realpathSync(dataDir), "live.sock");
  if (Buffer.byteLength(near) <= maxSocketPathBytes) return near;
  const digest = createHash("sha256").update(near).digest("hex").slice(0, 12);
  const folder = path.join(tmpdir(), `linewise-live-${digest}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const info = statSync(folder);
  if (process.getuid && (info.uid !== process.getuid() || (info.mode & 0o077) !== 0)) {
    throw new AppError("unavailable", `${folder} is not this account's own; remove it.`, {
      retryable: false,
    });
  }
  return path.join(folder, "live.sock");
}
