import type { Verdict } from "#server/core/vocabulary";
import type { Limits, TestCase, TestOutcome } from "../schema";

/** One program, its tests, and what every provider must say of it. */
export type ConformanceCase = {
  name: string;
  source: string;
  tests?: string[];
  setup?: string;
  check?: string;
  /** Test cases that no source form gives, in place of `tests`. */
  cases?: TestCase[];
  limits?: Partial<Limits>;
  verdict: Verdict;
  /** The tests' outcomes in order, where they matter. */
  outcomes?: TestOutcome["outcome"][];
  /** Values of the tests as evidence shows them. */
  values?: string[];
  message?: RegExp;
  lines?: number[];
  failingLine?: number;
};

const returns = (value: string): string => `def f(*args):\n    return ${value}`;

/** Every verdict, each from a program that a reader can check by eye. */
export const verdictCases: ConformanceCase[] = [
  {
    name: "a right program",
    source: returns("1"),
    tests: ["assert f() == 1"],
    verdict: "passed",
    lines: [1, 2],
  },
  {
    name: "a wrong answer, with the tests after it still run",
    source: returns("args[0] * 2"),
    tests: ["assert f(1) == 2", "assert f(2) == 5", "assert f(3) == 6"],
    verdict: "wrong-answer",
    outcomes: ["passed", "wrong-answer", "passed"],
    values: ["2", "4", "6"],
    message: /^test 2: expected 5, got 4$/,
  },
  {
    name: "an exception, at its line",
    source: "def g(x):\n    return 1 / x\ndef f(x):\n    return g(x)",
    tests: ["assert f(1) == 1", "assert f(0) == 1", "assert f(2) == 0.5"],
    verdict: "runtime-error",
    outcomes: ["passed", "raised", "passed"],
    message: /^test 2: raised ZeroDivisionError: division by zero$/,
    failingLine: 2,
  },
  {
    name: "an exception while loading",
    source: "x = 1\ny = undefined_name",
    tests: ["assert f() == 1"],
    verdict: "runtime-error",
    outcomes: ["not-run"],
    message: /NameError/,
    failingLine: 2,
  },
  {
    name: "a syntax error, at its line",
    source: "def f():\n    return 1\ndef g(:\n    pass",
    tests: ["assert f() == 1"],
    verdict: "compile-error",
    outcomes: ["not-run"],
    failingLine: 3,
  },
  {
    name: "a wrong indentation",
    source: "def f():\nreturn 1",
    tests: ["assert f() == 1"],
    verdict: "compile-error",
  },
  {
    name: "an endless loop in the second test",
    source: "def f(x):\n    while x:\n        pass\n    return x",
    tests: ["assert f(0) == 0", "assert f(1) == 0", "assert f(0) == 0"],
    verdict: "timeout",
    outcomes: ["passed", "timeout", "not-run"],
  },
  {
    name: "an endless loop while loading",
    source: "while True:\n    pass",
    tests: ["assert f() == 1"],
    verdict: "timeout",
    outcomes: ["not-run"],
  },
  {
    name: "a lock that is never released",
    source: "import threading\ndef f():\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()",
    tests: ["assert f() == 1"],
    verdict: "timeout",
    outcomes: ["timeout"],
  },
  {
    name: "too much memory",
    source: returns("[0] * 10**10"),
    tests: ["assert f() == 1"],
    verdict: "memory-limit",
    outcomes: ["raised"],
  },
  {
    name: "too much output",
    source: "def f():\n    for _ in range(10**6):\n        print('x' * 100)\n    return 1",
    tests: ["assert f() == 1"],
    verdict: "output-limit",
  },
  {
    name: "a hard exit",
    source: "import os\ndef f():\n    os._exit(0)",
    tests: ["assert f() == 1"],
    verdict: "crashed",
  },
  {
    name: "sys.exit",
    source: "import sys\ndef f():\n    sys.exit(0)",
    tests: ["assert f() == 1"],
    verdict: "crashed",
  },
  {
    name: "a value without end",
    source: "def f():\n    x = []\n    x.append(x)\n    return x",
    tests: ["assert f() == 1"],
    verdict: "bad-result",
    outcomes: ["bad-result"],
  },
  {
    name: "the first failing test decides",
    source: "def f(x):\n    if x == 2:\n        raise ValueError\n    return x",
    tests: ["assert f(1) == 9", "assert f(2) == 2"],
    verdict: "wrong-answer",
    outcomes: ["wrong-answer", "raised"],
  },
];

const passes = (name: string, source: string, ...tests: string[]): ConformanceCase => ({
  name,
  source,
  tests,
  verdict: "passed",
});
const fails = (name: string, source: string, ...tests: string[]): ConformanceCase => ({
  name,
  source,
  tests,
  verdict: "wrong-answer",
});

/** Python's == on plain data, whatever the types, and every form of test case. */
export const testCaseForms: ConformanceCase[] = [
  passes("int equals float and bool", returns("(1, 1.0, True)"), "assert f() == (True, 1, 1.0)"),
  fails("a list is no tuple", returns("[1]"), "assert f() == (1,)"),
  fails("nan equals nothing", returns("float('nan')"), "assert f() == float('nan')"),
  passes("infinity", returns("[float('inf'), -float('inf')]"), "assert f() == [float('inf'), float('-inf')]"),
  passes(
    "sets have no order",
    returns("{3, 1, 2}"),
    "assert f() == {1, 2, 3}",
    "assert f() == set([1, 2, 3])",
  ),
  passes("dicts have no order", returns("{'a': 1, 'b': [2]}"), "assert f() == {'b': [2], 'a': 1}"),
  passes("nested", returns("{(1, 2): [{'x': {3}}]}"), "assert f() == {(1, 2): [{'x': {3}}]}"),
  passes("large integers", returns("2 ** 200"), `assert f() == ${2n ** 200n}`),
  fails("integers beyond floats", returns("2 ** 53 + 1"), "assert f() == 9007199254740992.0"),
  passes(
    "text with everything in it",
    returns(`"it's \\"é\\" \\n\\t\\x00 😀"`),
    `assert f() == "it's \\"é\\" \\n\\t\\x00 😀"`,
  ),
  passes("surrogates", returns("'\\ud800'"), "assert f() == '\\ud800'"),
  passes("bytes", returns("b'\\x00\\xff'"), "assert f() == b'\\x00\\xff'"),
  passes("complex numbers", returns("1 + 2j"), "assert f() == 1 + 2j"),
  passes("None", returns("None"), "assert f() is None", "assert f() == None"),
  fails("False is not None", returns("False"), "assert f() is None"),
  passes(
    "subclasses of plain types",
    "from collections import Counter, OrderedDict, defaultdict, namedtuple\nP = namedtuple('P', 'a b')\ndef f(x):\n    return [Counter('aab'), OrderedDict(a=1), defaultdict(int, b=2), P(1, 2)][x]",
    "assert f(0) == {'a': 2, 'b': 1}",
    "assert f(1) == {'a': 1}",
    "assert f(2) == {'b': 2}",
    "assert f(3) == (1, 2)",
  ),
  fails("a generator is no list", "def f():\n    yield 1", "assert f() == [1]"),
  fails("an object of a class of its own", "class A:\n    pass\ndef f():\n    return A()", "assert f() == 1"),
  passes("truth", returns("args"), "assert f(1)", "assert not f()"),
  passes("identity of True", returns("True"), "assert f() is True"),
  fails("1 is not True", returns("1"), "assert f() is True"),
  passes(
    "tolerance",
    "import math\ndef f():\n    return math.pi",
    "assert abs(f() - 3.14159) < 1e-5",
    "assert math.isclose(f(), 3.14159, rel_tol=1e-5)",
  ),
  fails("beyond tolerance", returns("3.15"), "assert abs(f() - 3.14159) < 1e-3"),
  passes(
    "comparators",
    returns("[3, 1, 2]"),
    "assert sorted(f()) == [1, 2, 3]",
    "assert set(f()) == {1, 2, 3}",
    "assert 2 in f()",
    "assert len(f()) == 3",
  ),
  passes(
    "two calls in one test",
    returns("sum(args)"),
    "assert f(1, 2) == f(2, 1)",
    "assert f(1) < f(2) < f(3)",
  ),
  passes(
    "an expression as the expected value",
    returns("[0] * 3"),
    "assert f() == [0] * 3",
    "assert f() == [i * 0 for i in range(3)]",
  ),
  passes(
    "decimal and fraction values",
    "from decimal import Decimal\nfrom fractions import Fraction\ndef f(x):\n    return Decimal('1.50') if x else Fraction(1, 2)",
    "from decimal import Decimal\nassert f(1) == Decimal('1.5')",
    "from fractions import Fraction\nassert f(0) == Fraction(1, 2)",
  ),
  passes(
    "an expected exception",
    "def f(x):\n    return int(x)",
    "try:\n    f('x')\n    assert False\nexcept ValueError:\n    pass",
  ),
  passes(
    "an expected exception's base class",
    "def f(x):\n    return {}[x]",
    "with pytest.raises(LookupError):\n    f(1)",
  ),
  fails(
    "a missing exception",
    returns("1"),
    "try:\n    f('x')\n    assert False\nexcept ValueError:\n    pass",
  ),
  {
    name: "another exception",
    source: "def f(x):\n    raise KeyError(x)",
    tests: ["try:\n    f('x')\n    assert False\nexcept ValueError:\n    pass"],
    verdict: "runtime-error",
  },
  {
    name: "setup after the program",
    source: "class Node:\n    def __init__(self, x):\n        self.x = x\ndef f(n):\n    return n.x",
    setup: "node = Node(5)",
    tests: ["assert f(node) == 5", "assert node.x == 5"],
    verdict: "passed",
  },
  passes(
    "tests share the program's state",
    "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
    "assert f(1) == 1",
    "assert f(1) == 2",
  ),
  passes("a loop in the test", returns("args[0] + 1"), "for x in range(4):\n    assert f(x) == x + 1"),
  fails(
    "a loop in the test that finds the fault",
    "def f(x):\n    return x if x < 3 else 0",
    "for x in range(5):\n    assert f(x) == x",
  ),
  passes(
    "an argument changed in place",
    "def f(items):\n    items.sort()",
    "items = [3, 1]\nf(items)\nassert items == [1, 3]",
  ),
  fails(
    "an argument left as it was",
    "def f(items):\n    pass",
    "items = [3, 1]\nf(items)\nassert items == [1, 3]",
  ),
  {
    name: "check(candidate) of asserts",
    source: returns("args[0] + 1"),
    check: "def check(candidate):\n    assert candidate(1) == 2\n    assert candidate(2) == 3",
    verdict: "passed",
    outcomes: ["passed", "passed"],
  },
  {
    name: "check(candidate) with a loop",
    source: returns("args[0] + 1"),
    check:
      "def check(candidate):\n    import random\n    for x in range(20):\n        assert candidate(x) == x + 1, 'wrong'",
    verdict: "passed",
  },
  {
    name: "check(candidate) that depends on results",
    source: returns("args[0] - 1"),
    check: "def check(candidate):\n    x = 5\n    while x > 0:\n        x = candidate(x)\n    assert x == 0",
    verdict: "passed",
  },
  {
    name: "check(candidate) that fails",
    source: returns("0"),
    check: "def check(candidate):\n    for x in range(3):\n        assert candidate(x) == x",
    verdict: "wrong-answer",
  },
  {
    name: "check(candidate) of a function that raises",
    source: "def f(x):\n    raise ValueError('no')",
    check: "def check(candidate):\n    for x in [1]:\n        assert candidate(x) == x",
    verdict: "runtime-error",
  },
  {
    name: "tolerance of a test case",
    source: returns("[1.0000001, 2]"),
    cases: [{ kind: "call", call: "f()", expected: "[1.0, 2.0]", tolerance: 1e-6 }],
    verdict: "passed",
  },
  {
    name: "standard input and output",
    source: "n = int(input())\nprint(sum(int(input()) for _ in range(n)))",
    cases: [
      { kind: "stdin", stdin: "2\n3\n4\n", expectedStdout: "7\n" },
      { kind: "stdin", stdin: "1\n5", expectedStdout: "5" },
    ],
    verdict: "passed",
    values: ["7\n", "5\n"],
  },
  {
    name: "wrong standard output",
    source: "print('hello')",
    cases: [{ kind: "stdin", stdin: "", expectedStdout: "bye" }],
    verdict: "wrong-answer",
  },
  {
    name: "standard input that ends too early",
    source: "input()",
    cases: [{ kind: "stdin", stdin: "", expectedStdout: "" }],
    verdict: "runtime-error",
    failingLine: 1,
  },
];

/** Evidence, limits and repeatability. */
export const behaviourCases: ConformanceCase[] = [
  {
    name: "lines that ran, and only those",
    source: "def f(x):\n    if x:\n        return 1\n    return 0\ndef unused():\n    return 2",
    tests: ["assert f(1) == 1"],
    verdict: "passed",
    lines: [1, 2, 3, 5],
  },
  {
    name: "lines of a long program",
    source:
      "def f(n):\n    total = 0\n    for i in range(n):\n        total += i\n        if i < 0:\n            total = 0\n    return total",
    tests: ["assert f(300000) == 44999850000"],
    // Beyond a second of budget a long program is not traced to its end, but run again with marks.
    limits: { cpuMs: 5_000 },
    verdict: "passed",
    lines: [1, 2, 3, 4, 5, 7],
  },
  {
    name: "sleep takes no time",
    source: "import time\ndef f():\n    time.sleep(100)\n    return 1",
    tests: ["assert f() == 1"],
    limits: { wallMs: 1_000 },
    verdict: "passed",
  },
  {
    name: "the standard library can be imported",
    source:
      "import json, statistics, decimal, hashlib, base64, uuid, textwrap\ndef f():\n    return json.loads('[1]'), statistics.mean([1, 3]), hashlib.sha256(b'').hexdigest()[:4], base64.b64encode(b'a')",
    tests: ["assert f() == ([1], 2, 'e3b0', b'YQ==')"],
    verdict: "passed",
  },
  {
    name: "random numbers repeat",
    source: "import random\ndef f():\n    return random.random(), random.Random().random()",
    tests: ["assert f()[0] == 0.8444218515250481", "assert f()[1] == 0.8444218515250481"],
    verdict: "passed",
  },
  {
    name: "hashes repeat",
    source: "def f():\n    return list({'a', 'b', 'c', 'd'}) == list({'a', 'b', 'c', 'd'}), hash('a') % 1000",
    tests: ["assert f() == (True, 19)"],
    verdict: "passed",
  },
  {
    name: "the program is the main module",
    source: "import sys\ndef f():\n    return __name__, sys.modules['__main__'].f is f",
    tests: ["assert f() == ('__main__', True)"],
    verdict: "passed",
  },
  {
    name: "dataclasses work",
    source:
      "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f():\n    return P(1) == P(1)",
    tests: ["assert f() == True"],
    verdict: "passed",
  },
  {
    name: "classes are called in the program's process",
    source: "class S:\n    def go(self, x):\n        return x + 1",
    tests: ["assert S().go(1) == 2"],
    verdict: "passed",
  },
];
