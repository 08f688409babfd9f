import { afterAll, beforeAll, expect, it } from "vitest";
import { compareTraces, createVerifier, isInfected, type Verifier } from "../index";
import type { TestCase } from "../schema";
import type { Trace } from "./schema";

let verifier: Verifier;
beforeAll(async () => {
  verifier = await createVerifier({ workers: 2 });
});
afterAll(() => verifier.close());

const call = (text: string): TestCase => ({ kind: "call", call: text, expected: "None" });
const trace = (source: string, test: TestCase = call("f(3)")) => verifier.trace({ source, test });
const shown = ({ steps }: Trace) =>
  steps
    .filter(({ function: name }) => name !== "<module>")
    .map(({ kind, line, depth, changed, ending }) => {
      const values = changed.map(({ name, value }) => `${name}=${value}`).join(" ");
      return `${kind} ${line} @${depth} ${values} ${ending === null ? "" : `${ending.how} ${ending.text}`}`.trim();
    });

const reference = "def f(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total";

it("follows a call line by line, with what each line changed", async () => {
  const followed = await trace(reference, call("f(2)"));
  expect(shown(followed)).toEqual([
    "call 1 @1 n=2",
    "line 2 @1 total=0",
    "line 3 @1 i=0",
    "line 4 @1",
    "line 3 @1 i=1",
    "line 4 @1 total=1",
    "line 3 @1",
    "line 5 @1  returned 1",
  ]);
  expect([followed.end, followed.results]).toEqual(["complete", ["1"]]);
});

it("follows calls within calls, generators, raised and handled exceptions, and the module's variables", async () => {
  const source = [
    "seen = []",
    "def g(n):",
    "    for i in range(n):",
    "        yield i",
    "def f(n):",
    "    for x in g(n):",
    "        seen.append(x)",
    "    try:",
    "        seen[n]",
    "    except IndexError:",
    "        return sum(x for x in seen)",
  ].join("\n");
  expect(shown(await trace(source, call("f(1)")))).toEqual([
    "call 5 @1 n=1",
    "line 6 @1 x=0",
    "call 2 @2 n=1",
    "line 3 @2 i=0",
    "line 4 @2  yielded 0",
    "line 7 @1 global seen=[0]",
    "line 6 @1",
    "line 3 @2  returned None",
    "line 8 @1",
    "line 9 @1  raised IndexError: list index out of range",
    "line 10 @1",
    "line 11 @1  returned 0",
  ]);
});

it.each<[string, TestCase, string[]]>([
  ["an expected exception", { kind: "raises", call: "f(1)", exception: "E" }, ["1"]],
  ["each call of a check", { kind: "check", calls: ["f(1)", "f(2)"], expression: "True" }, ["1", "2"]],
  ["a script", { kind: "stdin", stdin: "5\n", expectedStdout: "" }, []],
  [
    "the calls of a check function",
    { kind: "candidate", entryPoint: "f", check: "def check(candidate):\n    assert candidate([1, 2]) == 3" },
    ["[1, 2]"],
  ],
])("follows %s", async (_name, test, results) => {
  const source = "import sys\nline = sys.stdin.readline()\ndef f(n):\n    return n";
  const followed = await trace(source, test);
  expect([followed.error, followed.end, followed.results]).toEqual([null, "complete", results]);
  if (test.kind === "stdin") expect(followed.steps[1]?.changed).toEqual([{ name: "line", value: "'5\\n'" }]);
});

it.each([
  ["an endless loop", "def f(n):\n    while True:\n        n += 1", "cut"],
  ["a call that never comes back", "def f(n):\n    n = 1\n    return 10 ** 10 ** 10", "timeout"],
  ["a program that ends itself", "import os\ndef f(n):\n    os._exit(0)", "stopped"],
  [
    "a program that writes to its channel",
    "import os\ndef f(n):\n    os.write(3, b'x' * 999)\n    return n",
    "stopped",
  ],
])(
  "stays bounded for %s",
  async (_name, source, end) => {
    const followed = await trace(source);
    expect(followed.end).toBe(end);
    expect(followed.steps.length).toBeLessThanOrEqual(2_000);
    expect(followed.steps.length).toBeGreaterThan(2);
  },
  30_000,
);

it("tells long values apart without sending them", async () => {
  const [one, other] = await Promise.all(
    ["1", "2"].map((last) => trace(`def f(n):\n    x = "${"a".repeat(5_000)}" + "${last}"\n    return x`)),
  );
  const value = (followed: Trace | undefined) =>
    followed?.steps.find(({ changed }) => changed[0]?.name === "x")?.changed[0]?.value;
  expect(value(one)).not.toBe(value(other));
  expect(value(one)?.length).toBeLessThan(300);
});

it("finds where a mutant first differs from its parent", async () => {
  const source = reference.replace("range(n)", "range(n - 1)");
  const edit = { hunks: [{ parentFrom: 3, parentTo: 4, from: 3, to: 4 }], parentLineCount: 5 };
  const [mutant, parent] = await Promise.all([trace(source), trace(reference)]);
  const { divergence, rows } = compareTraces(mutant, parent, edit);
  expect(divergence).toMatchObject({ kind: "value", names: ["i"] });
  expect(rows[divergence?.row ?? -1]).toMatchObject({
    edited: true,
    program: { changed: [] },
    parent: { changed: [{ name: "i", value: "2" }] },
  });
  const [same, parentOfNone] = await Promise.all([
    trace(source, call("f(0)")),
    trace(reference, call("f(0)")),
  ]);
  expect(isInfected(mutant, parent, edit)).toBe(true);
  expect(isInfected(same, parentOfNone, edit)).toBe(false);
});

it("says why a program cannot be followed", async () => {
  expect(await trace("def f(:")).toMatchObject({ steps: [], error: expect.stringContaining("SyntaxError") });
});
