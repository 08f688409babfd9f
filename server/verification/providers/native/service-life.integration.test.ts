import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { defaultLimits } from "../../limits";
import { readReport } from "../../read-report";
import type { ChildJob } from "../provider";
import { findPython } from "./find-python";
import { descendants, eventually, isRunning } from "./fixtures/processes";
import { NativeProvider } from "./native-provider";

const options = { priority: "bulk", signal: undefined } as const;
const program = (source: string): ChildJob => ({
  kind: "program",
  source,
  setup: "",
  calls: ["f()"],
  cover: "trace",
});
const slow = program("def f():\n    x = 0\n    while x < 3000000:\n        x += 1\n    return x");
/** Not a loop of its own, so that only its budget ends it. */
const endless = program("import itertools\nfor _ in itertools.count(): pass");

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "linewise-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(): Promise<NativeProvider> {
  const python = await findPython(process.env.LINEWISE_PYTHON ?? "python3");
  const provider = await NativeProvider.start({ python: python.path, interpreter: "", workers: 2 });
  onTestFinished(() => provider.close());
  return provider;
}

type Processes = { all: number[]; supervisor: number; zygote: number; guard: number; children: number[] };

/** The one supervisor's processes; 0 stands for one that is not there at the moment. */
function look(provider: NativeProvider): Processes {
  const [supervisor = 0] = provider.pids();
  const below = descendants(supervisor);
  const guard = below.find((pid) => sessionOf(pid) === pid) ?? 0;
  const [zygote = 0] = below.filter((pid) => pid !== guard);
  return { all: [supervisor, ...below], supervisor, zygote, guard, children: descendants(zygote) };
}

function sessionOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[3]);
  } catch {
    return 0;
  }
}

it.each(["supervisor", "zygote"] as const)(
  "replaces a killed %s and runs its programs again",
  async (name) => {
    const provider = await start();
    const before = look(provider);
    const runs = [1, 2, 3, 4].map(() => provider.run(slow, defaultLimits, options));
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill(before[name], "SIGKILL");
    for (const report of await Promise.all(runs)) {
      expect(readReport(report).results.get(0)).toEqual({ kind: "value", text: "3000000" });
    }
    expect(provider.pids()).not.toContain(before.supervisor);
    await eventually(() => !before.all.some(isRunning));
  },
);

it("replaces a killed guard, which then does its work", async () => {
  const provider = await start();
  const { supervisor, guard } = look(provider);
  process.kill(guard, "SIGKILL");
  await eventually(() => ![0, guard].includes(look(provider).guard));
  expect(provider.pids()).toEqual([supervisor]);
  const report = await provider.run(slow, defaultLimits, options);
  expect(readReport(report).results.get(0)).toEqual({ kind: "value", text: "3000000" });
  const { all } = look(provider);
  process.kill(supervisor, "SIGKILL");
  await eventually(() => !all.some(isRunning));
});

it("loses no run when its processes are killed one after the other under load", async () => {
  const provider = await start();
  const runs = Array.from({ length: 1_000 }, (_, index) =>
    provider.run(program(`def f():\n    return ${index}`), defaultLimits, options),
  );
  let done = 0;
  for (const run of runs) void run.then(() => (done += 1));
  for (const name of ["supervisor", "zygote", "guard", "zygote", "supervisor"] as const) {
    await eventually(() => look(provider)[name] > 0);
    const pid = look(provider)[name];
    process.kill(pid, "SIGKILL");
    await eventually(() => !isRunning(pid));
    // Something has run since, so that the next one does not kill a pool that is still starting.
    await provider.run(program("def f():\n    return 0"), defaultLimits, {
      ...options,
      priority: "interactive",
    });
  }
  expect(done).toBeLessThan(runs.length);
  const values = (await Promise.all(runs)).map((report) => readReport(report).results.get(0));
  expect(values).toEqual(values.map((_, index) => ({ kind: "value", text: String(index) })));
});

it("kills the child of a run that is cancelled, and gives its place to the next", async () => {
  const provider = await start();
  const controller = new AbortController();
  const limits = { ...defaultLimits, cpuMs: 60_000 };
  const places = 6;
  const spare = look(provider).children.length;
  const cancelled = Array.from({ length: places }, () =>
    expect(provider.run(endless, limits, { ...options, signal: controller.signal })).rejects.toMatchObject({
      code: "cancelled",
    }),
  );
  await eventually(() => look(provider).children.length >= places + spare);
  const { children } = look(provider);
  controller.abort();
  await Promise.all(cancelled);
  await eventually(() => children.filter(isRunning).length <= spare);
  const report = await provider.run(program("def f():\n    return 1"), limits, options);
  expect(readReport(report).results.get(0)).toEqual({ kind: "value", text: "1" });
});

it("leaves no process behind when it is closed, and cancels what was running", async () => {
  const provider = await start();
  const [supervisor = 0] = provider.pids();
  const outcomes = provider.run(endless, { ...defaultLimits, cpuMs: 60_000 }, options);
  await eventually(() => descendants(supervisor).length >= 3);
  const pids = [supervisor, ...descendants(supervisor)];
  const outcome = expect(outcomes).rejects.toMatchObject({ code: "cancelled" });
  await provider.close();
  await outcome;
  await eventually(() => !pids.some(isRunning));
});

function isHarness(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("supervisor.py");
  } catch {
    return false;
  }
}

it("leaves no process behind when the server is killed", async () => {
  const folder = await scratchFolder();
  const script = path.join(folder, "server.mts");
  const index = path.resolve(import.meta.dirname, "../../index.ts");
  writeFileSync(
    script,
    `import { createVerifier } from ${JSON.stringify(index)};
const verifier = await createVerifier({ workers: 2 });
for (const source of ["import itertools\\nfor _ in itertools.count(): pass", "import threading\\nthreading.Event().wait()"])
  void verifier.verify({ source, suite: { setup: "", cases: [] }, limits: { cpuMs: 600000, wallMs: 600000 } });
process.stdout.write("running\\n");`,
  );
  const server = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => server.stdout.once("data", resolve));
  const pid = server.pid ?? 0;
  onTestFinished(() => void server.kill("SIGKILL"));
  const harness = (): number[] => descendants(pid).filter(isHarness);
  // Supervisor, zygote, two running children and their spares.
  await eventually(() => harness().length >= 4);
  const pids = harness();
  server.kill("SIGKILL");
  await eventually(() => !pids.some(isRunning));
});

it("keeps no memory of the programs it ran", async () => {
  const provider = await start();
  const small = program("def f():\n    return 'x' * 1000");
  const run = async (count: number): Promise<void> => {
    await Promise.all(Array.from({ length: count }, () => provider.run(small, defaultLimits, options)));
  };
  const residentKb = (): number[] => {
    const { supervisor, zygote } = look(provider);
    return [supervisor, zygote].map((pid) =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]),
    );
  };
  await run(300);
  const before = residentKb();
  await run(1_000);
  for (const [index, after] of residentKb().entries())
    expect(after).toBeLessThan((before[index] ?? 0) + 1_024);
});
