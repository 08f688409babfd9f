import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createVerifier } from "../../index";
import { defaultLimits } from "../../limits";
import { readReport } from "../../read-report";
import type { ChildJob } from "../provider";
import { findPython } from "./find-python";
import { findHarnessFolder } from "./harness-folder";
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

async function start(): Promise<NativeProvider> {
  const python = await findPython("python3");
  return NativeProvider.start({ python: python.path, interpreter: "", workers: 2 });
}

/** Processes below one, by the kernel's own word. */
function descendants(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "linewise-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(condition()).toBe(true);
}

it.each([
  ["the supervisor", (pids: number[]) => pids.slice(0, 1)],
  ["the zygote", (pids: number[]) => pids.slice(1, 2)],
])("replaces %s when it is killed, and runs its programs again", async (_name, choose) => {
  const provider = await start();
  try {
    const [supervisor = 0] = provider.pids();
    const runs = [1, 2, 3, 4].map(() => provider.run(slow, defaultLimits, options));
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const pid of choose([supervisor, ...descendants(supervisor)])) process.kill(pid, "SIGKILL");
    for (const report of await Promise.all(runs)) {
      expect(readReport(report).results.get(0)).toEqual({ kind: "value", text: "3000000" });
    }
    expect(provider.pids()).not.toContain(supervisor);
  } finally {
    await provider.close();
  }
});

it("leaves no process behind when it is closed, and cancels what was running", async () => {
  const provider = await start();
  const [supervisor = 0] = provider.pids();
  const endless = provider.run(program("while True: pass"), { ...defaultLimits, cpuMs: 60_000 }, options);
  await eventually(() => descendants(supervisor).length >= 3);
  const pids = [supervisor, ...descendants(supervisor)];
  const outcome = expect(endless).rejects.toMatchObject({ code: "cancelled" });
  await provider.close();
  await outcome;
  await eventually(() => !pids.some(isRunning));
});

it("leaves no process behind when the server is killed", async () => {
  const folder = await scratchFolder();
  const script = path.join(folder, "server.mts");
  const index = path.resolve(import.meta.dirname, "../../index.ts");
  writeFileSync(
    script,
    `import { createVerifier } from ${JSON.stringify(index)};
const verifier = await createVerifier({ workers: 2 });
for (const source of ["while True: pass", "import threading\\nthreading.Event().wait()"])
  void verifier.verify({ source, suite: { setup: "", cases: [] }, limits: { cpuMs: 600000, wallMs: 600000 } });
process.stdout.write("running\\n");`,
  );
  const server = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => server.stdout.once("data", resolve));
  const pid = server.pid ?? 0;
  const harness = (): number[] =>
    descendants(pid).filter((child) =>
      readFileSync(`/proc/${child}/cmdline`, "utf8").includes("supervisor.py"),
    );
  // Supervisor, zygote, two running children and their spares.
  await eventually(() => harness().length >= 4);
  const pids = harness();
  server.kill("SIGKILL");
  await eventually(() => !pids.some(isRunning));
});

it("keeps no memory of the programs it ran", async () => {
  const provider = await start();
  try {
    const small = program("def f():\n    return 'x' * 1000");
    const run = async (count: number): Promise<void> => {
      await Promise.all(Array.from({ length: count }, () => provider.run(small, defaultLimits, options)));
    };
    const residentKb = (): number[] => {
      const [supervisor = 0] = provider.pids();
      const [zygote = 0] = descendants(supervisor);
      return [supervisor, zygote].map((pid) =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]),
      );
    };
    await run(300);
    const before = residentKb();
    await run(1_000);
    for (const [index, after] of residentKb().entries())
      expect(after).toBeLessThan((before[index] ?? 0) + 1_024);
  } finally {
    await provider.close();
  }
});

it("says why it is off when there is no usable interpreter, and runs nothing", async () => {
  const verifier = await createVerifier({ provider: "native", python: "/nonexistent/python3" });
  expect(verifier.status()).toMatchObject({
    state: "off",
    provider: null,
    reason: expect.stringContaining("python"),
  });
  const request = { source: "x = 1", suite: { setup: "", cases: [] } };
  await expect(verifier.verify(request)).rejects.toMatchObject({ code: "unavailable" });
  await verifier.close();
});

it("is off when the sandbox does not confine", async () => {
  // An interpreter whose zygote cannot confine itself: every Landlock call fails, as on an old kernel.
  const folder = await scratchFolder();
  const real = (await findPython("python3")).path;
  const fake = path.join(folder, "server/verification/providers/native/harness");
  execFileSync("mkdir", ["-p", fake]);
  execFileSync("cp", ["-r", `${findHarnessFolder()}/.`, fake]);
  const confine = path.join(fake, "confine.py");
  writeFileSync(confine, readFileSync(confine, "utf8").replace("if abi < 1:", "if True:"));
  process.env.LINEWISE_ROOT = folder;
  try {
    const verifier = await createVerifier({ provider: "native", python: real });
    expect(verifier.status()).toMatchObject({ state: "off", reason: expect.stringContaining("Landlock") });
    await verifier.close();
  } finally {
    delete process.env.LINEWISE_ROOT;
  }
});
