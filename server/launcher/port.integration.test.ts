import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeConnectionFile } from "#db/connection-file";
import { claimPort, urlOf } from "./port";

const host = "127.0.0.1";
let dataDir: string;
let server: Server | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "linewise-port-"));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function listen(headers: Record<string, string>): Promise<number> {
  server = createServer((_, response) => response.writeHead(200, headers).end());
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("0 is a free port", async () => {
  expect(await claimPort({ host, port: 0, dataDir })).toBeGreaterThan(0);
});

test("says that another program holds a taken port, and what to do", async () => {
  const port = await listen({});
  await expect(claimPort({ host, port, dataDir })).rejects.toThrow(
    new RegExp(`Port ${port} is taken: another program .* PORT=${port + 1}`),
  );
});

test("says when it is another Linewise that holds it", async () => {
  const port = await listen({ "x-linewise": "1" });
  await expect(claimPort({ host, port, dataDir })).rejects.toThrow("another Linewise");
});

test("names the Linewise that serves this data folder already", async () => {
  writeConnectionFile(dataDir, { databaseUrl: "postgresql:///x", embedded: true, host, port: 4321 });
  await expect(claimPort({ host, port: 0, dataDir })).rejects.toThrow(
    new RegExp(`already running .*localhost:4321 \\(process ${process.pid}`),
  );
});

test.each([
  ["127.0.0.1", "http://localhost:80"],
  ["::1", "http://localhost:80"],
  ["::", "http://[::]:80"],
  ["10.0.0.1", "http://10.0.0.1:80"],
])("the address of %s is %s", (name, url) => {
  expect(urlOf(name, 80)).toBe(url);
});
