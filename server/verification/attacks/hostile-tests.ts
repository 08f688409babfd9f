import type { TestSuite } from "../schema";

/** Tests that attack the judge. A test may call a program right or wrong as it likes; it may not reach anything else. */
export type HostileTest = { name: string; suite: TestSuite };

const check = (expression: string, imports?: string): TestSuite => ({
  setup: "",
  cases: [{ kind: "check", calls: ["solve(1)"], expression, ...(imports === undefined ? {} : { imports }) }],
});
const candidate = (body: string): TestSuite => ({
  setup: "",
  cases: [
    { kind: "candidate", entryPoint: "solve", check: `import os\ndef check(candidate):\n    ${body}\n` },
  ],
});
const call = (asked: string, expected: string): TestSuite => ({
  setup: "",
  cases: [{ kind: "call", call: asked, expected }],
});

export const hostileTests: HostileTest[] = [
  {
    name: "expression that runs a command",
    suite: check("__import__('os').system('touch %DIR%/owned') == 0"),
  },
  { name: "expression that reads the secret", suite: check("open('%DIR%/secret').read() == __v[0]") },
  { name: "expression without end", suite: check("[0 for _ in iter(int, 1)]") },
  { name: "expression of ten gigabytes", suite: check("len(bytearray(10 * 2**30)) > __v[0]") },
  { name: "expression that ends the process", suite: check("__import__('os')._exit(0)") },
  {
    name: "expression that kills the parent",
    suite: check("__import__('os').kill(__import__('os').getppid(), 9)"),
  },
  {
    name: "expression that connects",
    suite: check("__import__('socket').create_connection(('127.0.0.1', %PORT%))"),
  },
  {
    name: "expression with a catastrophic regex",
    suite: check("re.match('(a+)+$', 'a' * 64 + 'b')", "import re"),
  },
  {
    name: "truth value that never comes",
    suite: check("type('T', (), {'__bool__': lambda s: [0 for _ in iter(int, 1)]})()"),
  },
  { name: "imports that write a file", suite: check("True", "open('%DIR%/owned', 'w').write('x')") },
  { name: "imports that fork", suite: check("True", "import os\nwhile True:\n    os.fork()") },
  { name: "expression that breaks out of its place", suite: check("True) or (print(1)") },
  {
    name: "expression that writes to the channel",
    suite: check("__import__('os').write(%CHANNEL%, b'x' * 10**7)"),
  },
  {
    name: "setup that attacks",
    suite: { ...call("solve(1)", "1"), setup: "import os\nos.kill(os.getppid(), 9)" },
  },
  { name: "call that is code", suite: call("solve(__import__('os').fork())", "1") },
  { name: "call that does not parse", suite: call("solve(1)) or (2", "1") },
  {
    name: "expected value that is code",
    suite: call("solve(1)", "__import__('os').system('touch %DIR%/owned')"),
  },
  { name: "expected value nested without end", suite: call("solve(1)", "[".repeat(200_000)) },
  { name: "expected value of a megabyte", suite: call("solve(1)", `[${"1, ".repeat(300_000)}]`) },
  { name: "check that ends the process", suite: candidate("os._exit(0)") },
  { name: "check without end", suite: candidate("while True: candidate(1)") },
  { name: "check that always asks for more", suite: candidate("candidate(os.urandom(8))") },
  { name: "check that passes strange things", suite: candidate("candidate(lambda: 1)") },
  {
    name: "check that answers for the program",
    suite: candidate(
      "os.write(%CHANNEL%, b'\\x03\\0\\0\\0\\x06\\0\\0\\0judged\\x01\\0\\0\\x000\\x04\\0\\0\\0true'); os._exit(0)",
    ),
  },
  {
    name: "standard input of a megabyte",
    suite: {
      setup: "",
      cases: [{ kind: "stdin", stdin: "x\n".repeat(500_000), expectedStdout: "\ud800\0" }],
    },
  },
];
