import { Command, CommanderError } from "commander";
import { AppError, messageOf } from "#server/core/errors";

type Register = (program: Command) => void;

/** Loaded one by one, so that a filter in a pipeline doesn't wait for what other commands import. */
const commands: Record<string, () => Promise<Register>> = {
  mutate: async () => (await import("./commands/mutate")).registerMutate,
  verify: async () => (await import("./commands/verify")).registerVerify,
  label: async () => (await import("./commands/label")).registerLabel,
  score: async () => (await import("./commands/score")).registerScore,
  datasets: async () => (await import("./commands/datasets")).registerDatasets,
  operators: async () => (await import("./commands/operators")).registerOperators,
  import: async () => (await import("./commands/import")).registerImport,
  build: async () => (await import("./commands/build")).registerBuild,
  distinguish: async () => (await import("./commands/distinguish")).registerDistinguish,
  teach: async () => (await import("./commands/teach")).registerTeach,
  export: async () => (await import("./commands/export")).registerExport,
  benchmark: async () => (await import("./commands/benchmark")).registerBenchmark,
  train: async () => (await import("./commands/train")).registerTrain,
  rerun: async () => (await import("./commands/rerun")).registerRerun,
  worker: async () => (await import("./commands/worker")).registerWorker,
  doctor: async () => (await import("./commands/doctor")).registerDoctor,
};

/** Runs one command line; resolves to the exit code. */
export async function main(args: string[]): Promise<number> {
  const program = new Command("linewise")
    .description("Annotate, audit and score code line by line.")
    .exitOverride()
    .showHelpAfterError();
  const verb = args[0] ?? "";
  const load = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  for (const each of load ? [load] : Object.values(commands)) (await each())(program);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`linewise: ${messageOf(error)}\n`);
    if (!(error instanceof AppError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return 1;
  }
  return Number(process.exitCode ?? 0);
}

// `| head` closes the pipe: whatever is left to write is not wanted, and the command still ends in order.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`linewise: the output can't be written: ${error.message}\n`);
  process.exitCode = 1;
});
process.exitCode = await main(process.argv.slice(2));
