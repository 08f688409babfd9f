import { defaultLimits } from "./limits";
import type { ChildJob, Provider } from "./providers/provider";
import { readReport } from "./read-report";
import type { ProviderStatus } from "./schema";

export type Check = ProviderStatus["checks"][number];

/**
 * A small attack and the exception classes that show that the sandbox stopped it. Where there is no operating system,
 * Python lacks the functions that ask for one.
 */
type Attack = { name: string; source: string; stoppedBy: string[] };

const attacks: Attack[] = [
  {
    name: "reading a host file fails",
    source: "open('/etc/passwd').read()",
    stoppedBy: ["OSError"],
  },
  {
    name: "writing a file fails",
    source: "open('/tmp/linewise-self-check', 'w').write('x')",
    stoppedBy: ["OSError"],
  },
  {
    name: "making a socket fails",
    source: "import socket\nsocket.socket()",
    stoppedBy: ["OSError", "ImportError"],
  },
  {
    name: "making a process fails",
    source: "import os\nos.fork()",
    stoppedBy: ["OSError", "AttributeError"],
  },
  {
    name: "signalling the parent fails",
    source: "import os\nos.kill(os.getppid(), 0)",
    stoppedBy: ["PermissionError", "AttributeError"],
  },
  {
    name: "taking 10 GB fails",
    source: "data = [bytearray(2**30) for _ in range(10)]",
    stoppedBy: ["MemoryError"],
  },
];

const canary: ChildJob = {
  kind: "program",
  source: "def f(x):\n    return x + 1",
  setup: "",
  calls: ["f(1)"],
  cover: "trace",
};

/** Tries real attacks in small and a program that must pass. Every check must be `ok` before anything else is run. */
export async function selfCheck(provider: Provider): Promise<Check[]> {
  const limits = { ...defaultLimits, cpuMs: 2_000 };
  const options = { priority: "interactive", signal: undefined } as const;
  const checks = await Promise.all(
    attacks.map(async ({ name, source, stoppedBy }): Promise<Check> => {
      const report = await provider.run(
        { kind: "program", source, setup: "", calls: [], cover: "trace" },
        limits,
        options,
      );
      const { loadError, loaded } = readReport(report);
      const ok = loadError !== null && stoppedBy.some((stop) => loadError.classes.includes(stop));
      const detail = loaded ? "it was allowed" : (loadError?.classes[0] ?? `it ended as ${report.end}`);
      return { name, ok, detail };
    }),
  );
  // A loop inside the interpreter's own code, which only a clock outside of the child ends.
  const spin = await provider.run(
    { kind: "program", source: "sum(iter(int, 1))", setup: "", calls: [], cover: "trace" },
    { ...limits, cpuMs: 30 },
    options,
  );
  checks.push({ name: "an endless loop ends", ok: spin.end === "cpu-time", detail: spin.end });
  const alive = readReport(await provider.run(canary, limits, options));
  const answer = alive.results.get(0);
  const isRight = answer?.kind === "value" && answer.text === "2" && alive.end?.lines?.length === 2;
  checks.push({
    name: "an honest program runs",
    ok: isRight,
    detail: isRight ? "2" : JSON.stringify(answer ?? null),
  });
  return checks;
}
