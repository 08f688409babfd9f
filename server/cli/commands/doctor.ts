import type { Command } from "commander";

/** `linewise doctor`: says whether everything Linewise needs works on this machine. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check this machine: Node, database, sandbox, model, disk, port")
    .action(async () => {
      process.stdout.write(`node ${process.version}\n`);
    });
}
