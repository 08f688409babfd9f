import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConnectionFile, removeConnectionFile, writeConnectionFile } from "./connection-file";

let folder: string;
const about = { databaseUrl: "postgresql:///x", embedded: true, host: "127.0.0.1", port: 3000 };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "linewise-connection-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, "connection.json");

test("tells what this process serves, to this account only", () => {
  writeConnectionFile(folder, about);
  expect(readConnectionFile(folder)).toMatchObject({ ...about, pid: process.pid });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test.runIf(process.platform === "linux")(
  "is void when the process number belongs to another process by now",
  () => {
    writeConnectionFile(folder, about);
    const written = JSON.parse(readFileSync(file(), "utf8"));
    writeFileSync(file(), JSON.stringify({ ...written, identity: "started 1" }));
    expect(readConnectionFile(folder)).toBeNull();
  },
);

test("is void when it is cut off or absent", () => {
  expect(readConnectionFile(folder)).toBeNull();
  writeFileSync(file(), '{"pid":');
  expect(readConnectionFile(folder)).toBeNull();
});

test("is gone after this process took it back", () => {
  writeConnectionFile(folder, about);
  removeConnectionFile(folder);
  expect(readConnectionFile(folder)).toBeNull();
});
