import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { type EmbeddedServer, joinServer, stayJoined } from "./index";

// Creating a database folder takes a second or more, so the tests share one.
const folder = mkdtempSync(path.join(tmpdir(), "linewise-db-"));
const open: EmbeddedServer[] = [];

async function join(dataDir = folder) {
  const server = await joinServer(dataDir);
  open.push(server);
  return server;
}

async function ask(server: EmbeddedServer, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return Object.values((await client.query(statement)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const server of open.splice(0)) await server.leave();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("starts a server, joins it, and only the last one out stops it", async () => {
  const first = await join();
  const second = await join();
  expect([first.how, second.how]).toEqual(["created", "joined"]);
  expect(second.pid).toBe(first.pid);
  expect(await first.leave()).toBe("left running");
  expect(await ask(second, "select 1")).toBe(1);
  expect(await second.leave()).toBe("stopped");
  expect((await join()).how).toBe("started");
});

test("several starts at once end up on one server", async () => {
  const apart = path.join(folder, "apart");
  const servers = await Promise.all([join(apart), join(apart), join(apart), join(apart)]);
  expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
});

test("keeps what was committed when the server is killed", async () => {
  const before = await join();
  await ask(before, "create table kept as select 42 as n");
  process.kill(before.pid, "SIGKILL");
  const after = await join();
  expect(after.pid).not.toBe(before.pid);
  expect(await ask(after, "select n from kept")).toBe(42);
});

test("starts although the pid file names another running program", async () => {
  const before = await join();
  await before.leave();
  const file = path.join(folder, "pg", "data", "postmaster.pid");
  writeFileSync(file, `${process.pid}\n${folder}/pg/data\n1\n5432\n${folder}/pg/run\n\n\nready\n`);
  if (process.getuid?.() === 0) execFileSync("chown", ["nobody", file]);
  const after = await join();
  expect(after.how).toBe("started");
  expect(Number.parseInt(readFileSync(file, "utf8"), 10)).toBe(after.pid);
});

test("serves a data folder whose path is too long for a socket", async () => {
  const server = await join(path.join(folder, "long".repeat(20), "deep".repeat(20)));
  expect(await ask(server, "select 7")).toBe(7);
});

test("listens on no network port and treats text by code point in UTF-8", async () => {
  const server = await join();
  expect(await ask(server, "select current_setting('listen_addresses')")).toBe("");
  expect(await ask(server, "select upper('é') || (('a' < 'B')::text)")).toBe("Éfalse");
});

test("a server that dies is started again for those who stay", async () => {
  const server = await stayJoined(folder);
  const before = await join();
  process.kill(before.pid, "SIGKILL");
  await expect
    .poll(() => ask({ ...before, url: server.url }, "select 5").catch(() => null), { timeout: 20_000 })
    .toBe(5);
  expect(await server.leave()).toBe("stopped");
});
