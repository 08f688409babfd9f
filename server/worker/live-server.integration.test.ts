import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "#server/core/errors";
import { liveClient, liveSocketPath } from "#server/live/index";
import type { ScorerStatus } from "#server/live/schema";
import type { ProviderStatus } from "#server/verification/schema";
import { type LiveHandlers, serveLive } from "./live-server";

let folder: string;
let close: (() => Promise<void>) | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "linewise-live-"));
});
afterEach(async () => {
  await close?.();
  close = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const verifier: ProviderStatus = {
  state: "off",
  provider: null,
  interpreter: null,
  reason: "none",
  checks: [],
};
const scorer: ScorerStatus = { state: "off", model: null, reason: "none" };
const handlers: LiveHandlers = {
  verify: async () => {
    throw new AppError("unavailable", "no sandbox here", { retryable: false });
  },
  score: async ({ code }) => ({
    scores: [code.length, null],
    raw: [code.length, null],
    firstError: null,
    aggregate: 1,
    model: "m",
    modelDigest: "d",
    calibrated: false,
    threshold: 0.5,
    tokens: 1,
    windows: 1,
  }),
  countMutants: async () => ({ counts: [] }),
  scorePrograms: async () => {
    throw new AppError("unavailable", "much waits", { detail: { retryAfterS: 7 } });
  },
  testTeacher: async () => ({ outcome: "fails" as const, reason: "nobody is there" }),
  trace: async () => {
    throw new AppError("unavailable", "no sandbox here", { retryable: false });
  },
  lineMutants: async () => ({ mutants: [] }),
  installModel: async () => ({ modelId: 1 }),
  training: async () => ({ state: "off", reason: "not here", python: null }),
  status: async () => ({ verifier, scorer, jobs: 0 }),
};

async function serve(dataDir = folder, changed: Partial<LiveHandlers> = {}) {
  const server = await serveLive(liveSocketPath(dataDir), { ...handlers, ...changed });
  close = server.close;
}

test("answers calls with what the worker returned", async () => {
  await serve();
  const answer = await liveClient(folder).score({ statement: "s", code: "four" });
  expect(answer.scores).toEqual([4, null]);
});

test("a worker's error keeps its code and message", async () => {
  await serve();
  const call = liveClient(folder).verify({ source: "", suite: { cases: [] } });
  await expect(call).rejects.toMatchObject({
    code: "unavailable",
    message: "no sandbox here",
    retryable: false,
  });
});

test("a worker that is too busy says when to come again", async () => {
  await serve();
  const call = liveClient(folder).scorePrograms({ programs: [{ statement: "", code: "" }] });
  await expect(call).rejects.toMatchObject({ retryable: true, detail: { retryAfterS: 7 } });
});

test("says that the worker is not running when it is not", async () => {
  await expect(liveClient(folder).status({})).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("not running"),
  });
});

test("takes over the socket of a killed worker, but not that of a running one", async () => {
  writeFileSync(liveSocketPath(folder), "");
  await serve();
  expect((await liveClient(folder).status({})).jobs).toBe(0);
  await expect(serveLive(liveSocketPath(folder), handlers)).rejects.toMatchObject({ code: "conflict" });
});

test("only this account can open the socket", async () => {
  await serve();
  expect(statSync(liveSocketPath(folder)).mode & 0o777).toBe(0o600);
});

test("serves a data folder whose path is too long for a socket", async () => {
  const deep = path.join(folder, "long".repeat(15), "deep".repeat(15));
  await serve(deep);
  expect((await liveClient(deep).status({})).jobs).toBe(0);
});

test("hears of a caller that hung up", async () => {
  const heard = new Promise<void>((resolve) => {
    void serve(folder, {
      score: (_, signal) => new Promise(() => signal.addEventListener("abort", () => resolve())),
    });
  });
  while (true) {
    try {
      await liveClient(folder).status({});
      break;
    } catch {}
  }
  const call = liveClient(folder).score({ statement: "", code: "" }, { signal: AbortSignal.timeout(100) });
  await expect(call).rejects.toMatchObject({ code: "cancelled" });
  await heard;
});
