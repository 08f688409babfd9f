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
import json, sys, types, warnings
warnings.simplefilter("ignore")

def content(code):
    """All that running a code object depends on: not the lines it came from."""
    constants = tuple(content(c) if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts)
    fields = "co_name co_code co_names co_varnames co_freevars co_cellvars co_argcount co_flags co_exceptiontable"
    return constants + tuple(getattr(code, field, None) for field in fields.split())

failures, copies = [], []
for line in sys.stdin:
    mutant = json.loads(line)
    said = f"{mutant['operator']}: {mutant['code']}"
    try:
        code = compile(mutant["code"], "program", "exec")
    except (SyntaxError, ValueError) as error:
        failures.append(f"{error}: {said}")
        continue
    if mutant["intent"] == "mutate" and content(code) == content(compile(mutant["parent"], "program", "exec")):
        copies.append(said)
print(json.dumps({"failures": failures, "copies": copies}))
`;

const answerSchema = z.object({ failures: z.array(z.string()), copies: z.array(z.string()) });

/** What CPython does not compile of the mutants of some programs, and bugs that it compiles to their parent's bytecode. */
function compile(sources: readonly string[]): z.infer<typeof answerSchema> {
  const rows = sources.flatMap((parent) =>
    mutate({ source: parent })
      .mutants.filter(({ operator }) => !breaking.has(operator))
      .map(({ code, operator, intent }) => JSON.stringify({ parent, code, operator, intent })),
  );
  const output = execFileSync("python3", ["-c", check], { input: rows.join("\n"), maxBuffer: 1 << 26 });
  return answerSchema.parse(JSON.parse(output.toString()));
}

it("no operator but one for it makes what CPython does not compile, and no bug is its parent's bytecode", () => {
  expect(compile([sampleProgram])).toEqual({ failures: [], copies: [] });
});

it.skipIf(!existsSync(dataset))(
  "nor on every tenth program of MBPP (skipped where ../shared is absent)",
  () => {
    const rowSchema = z.object({ code: z.string() });
    const lines = readFileSync(dataset, "utf8").trim().split("\n");
    const sources = lines
      .filter((_, index) => index % 10 === 0)
      .map((line) => rowSchema.parse(JSON.parse(line)).code.replace(/\r\n?/g, "\n"));
    expect(compile(sources)).toEqual({ failures: [], copies: [] });
  },
);
