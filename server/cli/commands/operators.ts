import { type Command, Option } from "commander";
import { z } from "zod";
import { intentSchema, intents } from "#server/core/vocabulary";
import { listOperators } from "#server/mutation/index";
import type { OperatorInfo } from "#server/mutation/schema";
import { endQuietlyWhenClosed, handleWriteErrors, writeText } from "../output/write-text";

const optionsSchema = z.object({
  json: z.boolean().default(false),
  brief: z.boolean().default(false),
  intent: intentSchema.optional(),
});

/** `linewise operators`: the catalogue of what the symbolic teacher can do. */
export function registerOperators(program: Command): void {
  program
    .command("operators")
    .description("list the mutation operators, each with an example made by running it")
    .option("--json", "as JSON")
    .option("--brief", "a line each, without the examples")
    .addOption(new Option("--intent <intent>", "only those of this intent").choices(intents))
    .action(async (given: unknown) => {
      const { json, brief, intent } = optionsSchema.parse(given);
      const operators = listOperators().filter(
        (operator) => intent === undefined || operator.intent === intent,
      );
      const text = json
        ? `${JSON.stringify(operators, null, 2)}\n`
        : brief
          ? briefText(operators)
          : operators.map(entryText).join("\n");
      handleWriteErrors(process.stdout);
      await endQuietlyWhenClosed(() => writeText(process.stdout, text));
    });
}

function briefText(operators: readonly OperatorInfo[]): string {
  const width = Math.max(...operators.map(({ id }) => id.length));
  return operators
    .map(({ id, intent, summary }) => `${id.padEnd(width)}  ${intent.padEnd(8)}  ${summary}\n`)
    .join("");
}

/** An operator with the lines of its example that it changes, as a diff shows them. */
export function entryText({ id, intent, summary, example }: OperatorInfo): string {
  const [before, after] = [example.before.split("\n"), example.after.split("\n")];
  const changes = example.hunks.flatMap(({ parentFrom, parentTo, from, to }) => [
    ...before.slice(parentFrom - 1, parentTo - 1).map((line) => `    - ${line}\n`),
    ...after.slice(from - 1, to - 1).map((line) => `    + ${line}\n`),
  ]);
  return `${id}  (${intent})\n  ${summary}\n${changes.join("")}`;
}
