import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { mutate } from "./mutate";
import { operators } from "./registry";
import { sampleProgram } from "./testing";

const dataset = "../shared/data/mbpp.jsonl";
const breaking = new Set(operators.filter(({ breaksSyntax }) => breaksSyntax).map(({ id }) => id));

const check = `
import json, sys, warnings
warnings.simplefilter("ignore")
failures = []
for line in sys.stdin:
    mutant = json.loads(line)
    try:
        compile(mutant["code"], "mutant", "exec")
    except (SyntaxError, ValueError) as error:
        failures.append(f"{mutant['operator']}: {error}: {mutant['code']}")
print(json.dumps(failures))
`;

/** What CPython does not compile of the mutants of some programs, with the reason. */
function failures(sources: readonly string[]): string[] {
  const rows = sources.flatMap((source) =>
    mutate({ source })
      .mutants.filter(({ operator }) => !breaking.has(operator))
      .map(({ code, operator }) => JSON.stringify({ code, operator })),
  );
  const output = execFileSync("python3", ["-c", check], { input: rows.join("\n"), maxBuffer: 1 << 26 });
  return z.array(z.string()).parse(JSON.parse(output.toString()));
}

it("no operator but one for it makes what CPython does not compile", () => {
  expect(failures([sampleProgram])).toEqual([]);
});

it.skipIf(!existsSync(dataset))(
  "nor on every tenth program of MBPP (skipped where ../shared is absent)",
  () => {
    const rowSchema = z.object({ code: z.string() });
    const lines = readFileSync(dataset, "utf8").trim().split("\n");
    const sources = lines
      .filter((_, index) => index % 10 === 0)
      .map((line) => rowSchema.parse(JSON.parse(line)).code);
    expect(failures(sources)).toEqual([]);
  },
);
