import { defaultModelDir } from "#server/core/model-dir";
import { repoRoot } from "#server/core/paths";
import { benchLatency, benchLoop, benchMemory } from "./engine";
import { mutantGroups, strangers, thirtyLines } from "./programs";
import { report } from "./report";
import { benchThroughput } from "./throughput";

const workloads = ["latency", "loop", "memory", "throughput"] as const;

/** `bench score [--workload latency|loop|memory|throughput] [--requests 2000] [--groups 24]` */
export async function run(args: readonly string[]): Promise<void> {
  const flag = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const asked = flag("--workload");
  const modelDir = defaultModelDir();
  const root = repoRoot();
  const programs = thirtyLines(root, 40);
  for (const workload of workloads.filter((each) => asked === undefined || asked === each)) {
    switch (workload) {
      case "latency":
        await benchLatency(modelDir, programs, report);
        break;
      case "loop":
        await benchLoop(modelDir, programs, report);
        break;
      case "memory":
        await benchMemory(modelDir, programs, { requests: Number(flag("--requests") ?? 2_000), report });
        break;
      case "throughput": {
        const shape = { count: Number(flag("--groups") ?? 24), size: 8 };
        await benchThroughput(
          modelDir,
          {
            "mutants of one program": mutantGroups(root, shape),
            "one statement only": strangers(root, shape),
          },
          report,
        );
        break;
      }
    }
  }
}
