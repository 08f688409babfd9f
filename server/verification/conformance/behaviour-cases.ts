import type { ConformanceCase } from "./conformance-case";

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
    name: "sys.maxsize is as large as on any machine of today",
    source: "import sys\ndef f(items):\n    return min([sys.maxsize, *items]), items[: sys.maxsize]",
    tests: ["assert f([2**40]) == (2**40, [2**40])"],
    verdict: "passed",
  },
  {
    name: "texts of long integers are refused",
    source: "def f(digits):\n    return len(str(10 ** digits))",
    tests: ["assert f(4000) == 4001", "assert f(5000) == 5001"],
    verdict: "runtime-error",
    outcomes: ["passed", "raised"],
  },
  {
    name: "recursion ends at its limit",
    source: "def f(n):\n    return n and 1 + f(n - 1)",
    tests: ["assert f(900) == 900", "assert f(-1) == 0"],
    verdict: "runtime-error",
    outcomes: ["passed", "raised"],
    message: /RecursionError/,
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
