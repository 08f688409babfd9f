import type { Command } from "commander";
import { listOperators } from "#server/mutation/index";

/** `linewise operators`: the catalogue of what the symbolic teacher can do. */
export function registerOperators(program: Command): void {
  program
    .command("operators")
    .description("list the mutation operators, each with an example made by running it")
    .option("--json", "as JSON")
    .action((flags: { json?: boolean }) => {
      const operators = listOperators();
      if (flags.json === true) {
        process.stdout.write(`${JSON.stringify(operators, null, 2)}\n`);
        return;
      }
      const width = Math.max(...operators.map(({ id }) => id.length));
      for (const { id, intent, summary } of operators) {
        process.stdout.write(`${id.padEnd(width)}  ${intent.padEnd(8)}  ${summary}\n`);
      }
    });
}
