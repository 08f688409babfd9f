import { type Attack, attacksOf } from "./attack";

const walkFrames = `
import sys
def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
`;

/** Programs that try to be found right without being right. */
export const forgeryAttacks: Attack[] = [
  ...attacksOf("exit", {
    "exit while loading": "import sys\nsys.exit(0)",
    "hard exit while loading": "import os\nos._exit(0)",
    "exit in the test": "import sys\ndef solve(x):\n    sys.exit(0)",
    "hard exit in the test": "import os\ndef solve(x):\n    os._exit(0)",
    quit: "def solve(x):\n    quit()",
    abort: "import os\nos.abort()",
    "segmentation fault": "import ctypes\ndef solve(x):\n    return ctypes.string_at(0)",
    "exit after claiming the end": `
import os
os.write(3, b'["loaded"]\\n["end", [1], ""]\\n')
os._exit(0)`,
  }),
  ...attacksOf("printed tokens", {
    "words of success": "print('PASSED\\nOK\\nall tests passed')\ndef solve(x):\n    return 'passed'",
    "judged lines": `
import os
os.write(3, b'["judged", 0, true]\\n["judged", 1, true]\\n["judged", 2, true]\\n["end", [], ""]\\n')
os._exit(0)`,
    "values that are expressions": `
import os
for index in range(3):
    os.write(3, b'["value", %d, "__import__(\\'builtins\\')"]\\n' % index)
os._exit(0)`,
    "values that break out of a literal": `
import os
for text in (b'0) or (True', b"0'] == ['", b'{{}}', b'None if 0 else 1', b'*'):
    os.write(3, b'["value", 0, "' + text + b'"]\\n["value", 1, "' + text + b'"]\\n["value", 2, "' + text + b'"]\\n')
os._exit(0)`,
    "broken lines":
      "import os\nos.write(3, b'[[[[' * 9000 + b'\\n\\xff\\xfe\\n' + b'[\"value\", -1, 3]\\n' * 99)\nos._exit(0)",
    "deep JSON": "import os\nos.write(3, b'[' * 200000 + b'\\n')\nos._exit(0)",
    "many lines": "import os\nos.write(3, b'[\"loaded\"]\\n' * 100000)\nos._exit(0)",
    "a reply's header": `
import os, struct
os.write(3, struct.pack('<IIBiQQI', 20, 1, 0, 0, 0, 0, 0) + b'["value", 0, "1"]\\n' * 3)
os._exit(0)`,
    "slow trace for ever": "import os\nos.write(3, b'[\"slow-trace\"]\\n')\nos._exit(0)",
  }),
  ...attacksOf("always equal", {
    "equal to all": `
class Equal:
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 0
def solve(x):
    return Equal()`,
    "an int that is equal to all": `
class Equal(int):
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __hash__ = int.__hash__
def solve(x):
    return Equal(0)`,
    "a str that is equal to all": `
class Equal(str):
    def __eq__(self, other):
        return True
    def __repr__(self):
        return "__import__('os')"
    __hash__ = str.__hash__
def solve(x):
    return Equal('x')`,
    "a list that shows something else": `
class Liar(list):
    def __iter__(self):
        return iter([True] * 9)
    def __repr__(self):
        return 'True'
def solve(x):
    return Liar()`,
    "a class that lies about itself": `
class Liar:
    @property
    def __class__(self):
        return list
    def __getattr__(self, name):
        return lambda *a, **k: True
def solve(x):
    return Liar()`,
    "equality as the test":
      "import builtins\nbuiltins.bool = builtins.all = builtins.any = lambda *a: True\ndef solve(x):\n    return builtins.object()",
    nan: "def solve(x):\n    return float('nan')",
    "a name for nan": "class nan(float):\n    pass\ndef solve(x):\n    return nan('nan')",
  }),
  ...attacksOf("patched builtins", {
    "compile and eval": `
import builtins
builtins.eval = builtins.exec = builtins.compile = lambda *a, **k: 1
def solve(x):
    return 1`,
    "repr and type": `
import builtins
builtins.repr = lambda value: 'None'
builtins.type = lambda *a: None
builtins.isinstance = lambda *a: True
builtins.len = lambda value: 1
def solve(x):
    return 1`,
    "the harness's encoder": `
import sys
for name in ('encode', 'program', 'child', 'judging'):
    if name in sys.modules:
        sys.modules[name].encode = lambda value: 'True'
def solve(x):
    return 1`,
    "the harness's reports": `
import sys
sys.modules['json'].dumps = lambda value, **k: '["judged", 0, true]'
def solve(x):
    return 1`,
    "the module table": "import sys\nsys.modules.clear()\ndef solve(x):\n    return 1",
    "os.write": "import os\nos.write = lambda descriptor, data: len(data)\ndef solve(x):\n    return 1",
    "the trace function": "import sys\nsys.settrace(lambda *a: 1 / 0)\ndef solve(x):\n    return 1",
  }),
  ...attacksOf("walks for the expected value", {
    frames: `${walkFrames}
def solve(x):
    for frame in frames():
        for store in (frame.f_locals, frame.f_globals):
            for name in ('expected', 'expression', 'tests', 'cases', 'check', 'answers'):
                if name in store:
                    return store[name]
    return 0`,
    "the job in the frames": `${walkFrames}
def solve(x):
    for frame in frames():
        job = frame.f_locals.get('job')
        if isinstance(job, dict):
            return [job.get(key) for key in job if key not in ('source', 'calls', 'setup')]
    return 0`,
    "rewriting the job": `${walkFrames}
for frame in frames():
    job = frame.f_locals.get('job')
    if isinstance(job, dict):
        job['calls'][:] = ['True'] * 3
def solve(x):
    return 0`,
    "garbage collector": `
import gc
def solve(x):
    for thing in gc.get_objects():
        if isinstance(thing, dict) and 'expected' in thing:
            return thing['expected']
    return 0`,
    "every integer in the heap": `
import gc
def solve(x):
    found = set()
    for thing in gc.get_objects():
        if isinstance(thing, (list, tuple, set)):
            found.update(item for item in list(thing)[:99] if type(item) is int and item > 9999)
    return max(found, default=0)`,
    "memory of the process": `
import ctypes, sys
def solve(x):
    start = id(sys)
    data = ctypes.string_at(start - 200000, 400000)
    place = data.find(b'expected')
    return data[place:place + 40] if place >= 0 else 0`,
    "the caller's source":
      "import inspect\ndef solve(x):\n    return inspect.getsource(inspect.currentframe().f_back)",
    "the traceback of an exception": `
def solve(x):
    try:
        raise ValueError
    except ValueError as error:
        step = error.__traceback__
        while step.tb_next:
            step = step.tb_next
        return str(step.tb_frame.f_back.f_locals)[:200]`,
    "its own code's constants": "import sys\ndef solve(x):\n    return sys._getframe(1).f_code.co_consts",
    "standard input and the channel":
      "import sys\ndef solve(x):\n    return sys.stdin.read() or open(3, closefd=False).read()",
  }),
  ...attacksOf("left behind", {
    atexit:
      'import atexit, os\natexit.register(lambda: os.write(3, b\'["value", 0, "1"]\\n\'))\ndef solve(x):\n    return 0',
    "exception hook":
      "import sys\nsys.excepthook = sys.unraisablehook = lambda *a: None\ndef solve(x):\n    raise ValueError",
    "a destructor at the end": `
import os
class Late:
    def __del__(self):
        os.write(3, b'["value", 0, "1"]\\n')
late = Late()
def solve(x):
    return 0`,
    "the channel closed": "import os\nos.close(3)\ndef solve(x):\n    while True:\n        pass",
    "the channel moved": "import os\nos.dup2(1, 3)\ndef solve(x):\n    return 1",
    "the harness's loop":
      "import sys\ndef solve(x):\n    zygote = sys.modules['zygote']\n    import socket\n    zygote.serve(socket.socket(fileno=3), 2)",
  }),
  ...attacksOf("hostile values", {
    "a huge list": "def solve(x):\n    return [0] * 10**7",
    "a huge text": "def solve(x):\n    return 'x' * 10**7",
    "very deep":
      "def solve(x):\n    data = []\n    for _ in range(100000):\n        data = [data]\n    return data",
    "itself inside": "def solve(x):\n    data = {}\n    data[1] = [data, (data,)]\n    return data",
    "lone surrogates": "def solve(x):\n    return '\\ud800\\udfff\\x00'",
    "surrogates in an exception": "def solve(x):\n    raise ValueError('\\ud800\\x00' * 1000)",
    "a huge integer": "def solve(x):\n    return 10 ** 100000",
    "a generator": "import itertools\ndef solve(x):\n    return itertools.count()",
    "a set of strange things":
      "def solve(x):\n    return {object, print, ..., NotImplemented, frozenset({float('nan')})}",
    "a class with a hostile name":
      "def solve(x):\n    return type('<script>alert(1)</script>\\n', (), {'__module__': '\\x00'})()",
    "an exception with hostile classes": `
class Meta(type):
    @property
    def __name__(cls):
        raise ValueError
    @property
    def __mro__(cls):
        raise ValueError
class Trap(Exception, metaclass=Meta):
    pass
def solve(x):
    raise Trap`,
    "an exception group of itself":
      "def solve(x):\n    error = ValueError()\n    error.__cause__ = error\n    error.args = (error,)\n    raise error",
  }),
];
