import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultLimits } from "../../limits";
import { readReport } from "../../read-report";
import { type ChildJob, SandboxError } from "../provider";
import { WasmProvider } from "./wasm-provider";

const options = { priority: "bulk", signal: undefined } as const;
const program = (source: string, ...calls: string[]): ChildJob => ({
  kind: "program",
  source,
  setup: "",
  calls: calls.length > 0 ? calls : ["f()"],
  cover: "trace",
});
const slow = program("def f():\n    x = 0\n    while x < 300000:\n        x += 1\n    return x");
const endless = program("sum(iter(int, 1))");

async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(condition()).toBe(true);
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

describe("the wasm provider", () => {
  let provider: WasmProvider;
  beforeAll(async () => {
    provider = await WasmProvider.start({ workers: 2 });
  });
  afterAll(() => provider.close());
  const answerOf = async (job: ChildJob): Promise<unknown> => {
    const report = await provider.run(job, defaultLimits, options);
    return readReport(report).results.get(0) ?? report.end;
  };

  // Addresses, the order of allocations and the size of the memory tell of any program that ran before in the same memory.
  const probe = program(
    "import gc, itertools, random\ndef f():\n    held = [object() for _ in range(50)]\n    return [id(x) for x in held], len(gc.get_objects()), random.random(), next(itertools.count()), 'marks' in dir(gc)",
  );
  it.each([
    [
      "changes what every program sees",
      "import builtins, gc, random\ngc.marks = 1\nbuiltins.len = 1\nrandom.seed(9)",
    ],
    ["takes much memory", "held = [bytearray(1000) for _ in range(200000)]"],
    [
      "takes memory that others had, and writes to it",
      "held = bytearray(20 * 2**20)\nheld[:] = b'x' * len(held)\ndel held\nagain = bytearray(1)",
    ],
    ["never ends", "held = []\nheld.extend(iter(int, 1))"],
    [
      "runs out of stack",
      "import functools, sys\nsys.setrecursionlimit(10**9)\ndef g(x): return functools.partial(g, x)()\ng(1)",
    ],
    ["ends hard", "import os\nos._exit(9)"],
    [
      "writes through its own code",
      "def g(): pass\ng.__code__ = g.__code__.replace(co_code=bytes([124, 255] * 50))\ng()",
    ],
  ])("leaves nothing of a program that %s to the next one", async (_name, source) => {
    const before = await answerOf(probe);
    expect(before).toMatchObject({ kind: "value" });
    // As many as there are interpreters, so that the next program comes after one of them.
    const hostile = Array.from({ length: 6 }, () =>
      provider.run(program(source), { ...defaultLimits, cpuMs: 300 }, options),
    );
    await Promise.all(hostile);
    for (let run = 0; run < 4; run += 1) expect(await answerOf(probe)).toEqual(before);
  });

  it("holds each program to its own memory limit, whatever others were given", async () => {
    const hungry = program("def f():\n    return len(bytearray(100 * 2**20))");
    const run = async (memoryMb: number) =>
      readReport(await provider.run(hungry, { ...defaultLimits, memoryMb }, options)).results.get(0);
    expect(await run(200)).toEqual({ kind: "value", text: String(100 * 2 ** 20) });
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await run(50)).toMatchObject({
        kind: "raised",
        error: { classes: ["MemoryError", expect.anything(), expect.anything(), expect.anything()] },
      });
    }
    expect(await run(200)).toMatchObject({ kind: "value" });
  });

  it("says how much memory a program had at its peak", async () => {
    const peak = async (source: string) =>
      (await provider.run(program(source), defaultLimits, options)).peakKb;
    const [small, large] = [await peak("x = 1"), await peak("x = bytearray(50 * 2**20)\ndel x")];
    expect(large - small).toBeGreaterThan(45 * 1024);
    expect(large - small).toBeLessThan(60 * 1024);
  });

  it("keeps what was answered before a program stopped ending", async () => {
    const job = program("def f(x):\n    return sum(iter(int, 1)) if x else 7", "f(0)", "f(1)");
    const report = await provider.run(job, { ...defaultLimits, cpuMs: 200 }, options);
    expect(report).toMatchObject({ end: "cpu-time" });
    expect(report.cpuUs).toBeGreaterThanOrEqual(200_000);
    expect(readReport(report).results).toEqual(new Map([[0, { kind: "value", text: "7" }]]));
  });

  it("takes asked-for waiting for no time, and for an end when it is too long", async () => {
    const wait = (seconds: number) =>
      program(`import select\nselect.select([], [], [], ${seconds})\ndef f(): return 1`);
    expect(await answerOf(wait(1))).toEqual({ kind: "value", text: "1" });
    expect(await answerOf(wait(1_000))).toBe("blocked");
  });

  it("runs interactive work while all threads for bulk work are busy", async () => {
    const controller = new AbortController();
    const busy = [1, 2, 3, 4].map(() =>
      provider.run(endless, { ...defaultLimits, cpuMs: 60_000 }, { ...options, signal: controller.signal }),
    );
    const outcomes = Promise.allSettled(busy);
    const job = program("def f():\n    return 1");
    const report = await provider.run(job, defaultLimits, { priority: "interactive", signal: undefined });
    expect(readReport(report).results.get(0)).toEqual({ kind: "value", text: "1" });
    // Cancelling ends what runs: the pool is free again long before the budgets are used up.
    controller.abort();
    expect((await outcomes).map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "rejected"));
    expect(await answerOf(job)).toEqual({ kind: "value", text: "1" });
  });

  it("replaces its process when it is killed, and runs its programs again", async () => {
    const [before = 0] = provider.pids();
    const runs = [1, 2, 3, 4].map(() => answerOf(slow));
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(before, "SIGKILL");
    for (const value of await Promise.all(runs)) expect(value).toEqual({ kind: "value", text: "300000" });
    expect(provider.pids()).not.toContain(before);
  });

  it.each([
    [2, "value"],
    [3, "failed"],
  ])("whose process died %i times under a program has it %s", async (deaths, expected) => {
    const job = program("def f(n):\n    return sum(range(n))", "f(20_000_000)");
    const outcome = provider.run(job, { ...defaultLimits, cpuMs: 60_000 }, options).then(
      (report) => readReport(report).results.get(0)?.kind,
      (error: unknown) => (error instanceof SandboxError ? "failed" : error),
    );
    for (let death = 0; death < deaths; death += 1) {
      const [pid = 0] = provider.pids();
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.kill(pid, "SIGKILL");
      if (death < deaths - 1) await eventually(() => provider.pids()[0] !== pid);
    }
    expect(await outcome).toBe(expected);
  });

  it("keeps no memory of the programs it ran", async () => {
    const run = async (count: number): Promise<void> => {
      const job = program("def f():\n    return len(bytearray(40 * 2**20))");
      await Promise.all(Array.from({ length: count }, () => provider.run(job, defaultLimits, options)));
    };
    const residentMb = (): number => {
      const [pid = 0] = provider.pids();
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
    };
    await run(10);
    const before = residentMb();
    await run(30);
    // Each of them took 40 MB.
    expect(residentMb()).toBeLessThan(before + 300);
  });
});

it("leaves no process behind when it is closed, and cancels what was running", async () => {
  const provider = await WasmProvider.start({ workers: 1 });
  const [pid = 0] = provider.pids();
  const outcome = expect(
    provider.run(endless, { ...defaultLimits, cpuMs: 60_000 }, options),
  ).rejects.toMatchObject({
    code: "cancelled",
  });
  await provider.close();
  await outcome;
  expect(isRunning(pid)).toBe(false);
});

it("leaves no process behind when the server is killed", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "linewise-test-"));
  try {
    const script = path.join(folder, "server.mts");
    writeFileSync(
      script,
      `import { WasmProvider } from ${JSON.stringify(path.resolve(import.meta.dirname, "wasm-provider.ts"))};
const provider = await WasmProvider.start({ workers: 1 });
void provider.run(${JSON.stringify(endless)}, { cpuMs: 600000, wallMs: 600000, memoryMb: 256, outputKb: 64 }, { priority: "bulk" });
process.stdout.write(String(provider.pids()[0]));`,
    );
    const server = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = Number(await new Promise((resolve) => server.stdout.once("data", resolve)));
    expect(isRunning(pid)).toBe(true);
    server.kill("SIGKILL");
    await eventually(() => !isRunning(pid));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
