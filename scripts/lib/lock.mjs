import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const heartbeatMs = 5_000;
const deadAfterMs = 30_000;

/** Runs `work` while no other process holds the lock file; a lock whose holder died or froze is taken over. */
export async function withLock(file, onWait, work) {
  let told = false;
  while (!take(file)) {
    if (removeIfDead(file)) continue;
    if (!told) onWait();
    told = true;
    await sleep(300);
  }
  const beat = setInterval(() => touch(file), heartbeatMs);
  const release = () => fs.rmSync(file, { force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function removeIfDead(file) {
  const info = fs.statSync(file, { throwIfNoEntry: false });
  if (info === undefined) return true;
  const age = Date.now() - info.mtimeMs;
  const pid = Number(readOr(file, ""));
  // A file without a number yet is one that is just being written.
  const dead = pid > 0 ? !isAlive(pid) : age > 2_000;
  if (!dead && age < deadAfterMs) return false;
  fs.rmSync(file, { force: true });
  return true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // Whoever removed it took the lock for dead; the next start finds out.
  }
}
