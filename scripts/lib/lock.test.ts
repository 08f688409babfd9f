import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";

let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "linewise-lock-")), "lock");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

test("only one holds it at a time, and the others wait and say so", async () => {
  let inside = 0;
  let most = 0;
  let waited = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  const wait = () => {
    waited += 1;
  };
  await Promise.all([withLock(file, wait, work), withLock(file, wait, work), withLock(file, wait, work)]);
  expect([most, waited]).toEqual([1, 2]);
  expect(existsSync(file)).toBe(false);
});

test("is let go of when the work fails", async () => {
  const failing = withLock(
    file,
    () => {},
    async () => {
      throw new Error("no");
    },
  );
  await expect(failing).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("is taken over from a process that is gone", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(file, String(pid));
  let waited = false;
  await withLock(
    file,
    () => {
      waited = true;
    },
    async () => {},
  );
  expect(waited).toBe(false);
});
