import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultLimits } from "../../limits";
import { readReport } from "../../read-report";
import { findPython } from "./find-python";
import { NativeProvider } from "./native-provider";

let provider: NativeProvider;

beforeAll(async () => {
  const python = await findPython(process.env.LINEWISE_PYTHON ?? "python3");
  provider = await NativeProvider.start({ python: python.path, interpreter: "", workers: 2 });
});
afterAll(() => provider.close());

async function run(source: string) {
  const report = await provider.run(
    { kind: "program", source, setup: "", calls: ["f(9000)"], cover: "trace" },
    { ...defaultLimits, cpuMs: 1_000 },
    { priority: "bulk", signal: undefined },
  );
  return { report, read: readReport(report) };
}

const body = (lines: string): string =>
  `def f(n):\n${lines
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}`;

it.each([
  ["a loop that does nothing", body("while n > 0:\n    pass")],
  [
    "a loop that forgot to go on",
    body("s = 0\nwhile n > 0:\n    d = n % 10\n    s = d\n    n = n // 1\nreturn s"),
  ],
  [
    "a search between two fixed ends",
    body("lo, hi = 0, n\nwhile lo < hi:\n    mid = (lo + hi) // 2\n    lo = mid\nreturn lo"),
  ],
  ["states that take turns", body("a, b = [1], [2]\nwhile a != b:\n    a, b = b, a")],
  ["a loop around one that ends", body("while n:\n    k = 3\n    while k:\n        k -= 1\nreturn k")],
  ["a loop inside a for loop", body("for k in range(3):\n    while k == k:\n        n = k")],
  [
    "an object of its own",
    `class C:\n    def __init__(self):\n        self.at = 0\n${body("c = C()\nwhile c.at < n:\n    c.at = 0")}`,
  ],
  ["a loop while loading", "x = 1\nwhile x:\n    x = 1\ndef f(n):\n    return n"],
])("proves that %s never ends, long before its budget is used up", async (_name, source) => {
  const { report, read } = await run(source);
  expect(read.endless).toBe(true);
  expect(report.end).toBe("exited");
});

// Each of them has the same names and values again and again, and ends.
it.each([
  ["counts", body("while n > 0:\n    n -= 1\nreturn n"), "0"],
  [
    "an iterator that is not among its names",
    body("for k in range(n):\n    k = 0\n    while k < 1:\n        k += 1\nreturn k"),
    "1",
  ],
  [
    "an iterator with a name",
    body("it = iter(range(n))\nwhile next(it, None) != None:\n    pass\nreturn 7"),
    "7",
  ],
  [
    "a generator",
    body(
      "g = (k for k in range(n))\nwhile 1:\n    try:\n        next(g)\n    except StopIteration:\n        return 7",
    ),
    "7",
  ],
  [
    "a list behind a bound method",
    body(
      "rest = [0] * n\npop = rest.pop\ndel rest\nwhile 1:\n    try:\n        pop()\n    except IndexError:\n        return 7",
    ),
    "7",
  ],
  [
    "a name of the function around it",
    body(
      "left = n\ndef step():\n    nonlocal left\n    left -= 1\n    return left\nwhile step():\n    pass\nreturn 7",
    ),
    "7",
  ],
  [
    "a name of the module",
    `left = 9000\ndef step():\n    global left\n    left -= 1\n    return left\n${body("while step():\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "an argument's default",
    `def step(left=[9000]):\n    left[0] -= 1\n    return left[0]\n${body("while step():\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "an attribute of a function",
    `def step():\n    step.left -= 1\n    return step.left\nstep.left = 9000\n${body("while step():\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "an attribute of a class",
    `class C:\n    left = 9000\n${body("while C.left:\n    C.left -= 1\nreturn 7")}`,
    "7",
  ],
  [
    "a closure",
    `def make():\n    left = [9000]\n    def step():\n        left[0] -= 1\n        return left[0]\n    return step\nstep = make()\n${body("while step():\n    pass\nreturn 7")}`,
    "7",
  ],
  ["chance", `import random\n${body("while random.random() < 0.9999:\n    pass\nreturn 7")}`, "7"],
  [
    "chance, through a module that has it",
    `import statistics\n${body("while statistics.random.random() < 0.9999:\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "what the interpreter keeps, through a module that has it",
    `import enum\n${body("enum.sys.setrecursionlimit(n)\nwhile enum.sys.getrecursionlimit() > 1000:\n    enum.sys.setrecursionlimit(enum.sys.getrecursionlimit() - 1)\nreturn 7")}`,
    "7",
  ],
  [
    "the same, imported by name",
    `def step(left):\n    from enum import sys\n    sys.setrecursionlimit(left or sys.getrecursionlimit() - 1)\n    return sys.getrecursionlimit() > 1000\n${body("step(n)\nwhile step(0):\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "a condition of several lines",
    `left = [9000]\ndef step(a, b):\n    left[0] -= 1\n    return left[0]\n${body("while step(n,\n           n):\n    pass\nreturn 7")}`,
    "7",
  ],
  [
    "a comprehension in the condition",
    body("while sum([1 for _ in range(n)]) != n:\n    pass\nreturn 7"),
    "7",
  ],
  [
    "a comprehension in a loop of one line",
    body("while n: n = len([1 for _ in range(n)]) - n\nreturn 7"),
    "7",
  ],
  [
    "the identity of an object",
    body(
      "x = [0]\nseen = 0\nwhile n:\n    n -= 1\n    y = [0]\n    if x is y:\n        seen = 1\nreturn seen",
    ),
    "0",
  ],
  ["zero and minus zero", body("x = 0.0\nwhile n:\n    n -= 1\n    x = -x\nreturn n"), "0"],
  ["a set", body("s = set(range(n))\nwhile s:\n    s.pop()\nreturn 7"), "7"],
])("claims nothing of a program that ends: %s", async (_name, source, value) => {
  const { read } = await run(source);
  expect(read.endless).toBe(false);
  expect(read.results.get(0)).toEqual({ kind: "value", text: value });
});
