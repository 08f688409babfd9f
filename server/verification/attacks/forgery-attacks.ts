import { type Attack, attacksOf } from "./attack";

const walkFrames = `
import sys
def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
`;

/** Writes a report as the harness would (fields.py). */
const report = `
import os
def report(*fields):
    number = lambda n: n.to_bytes(4, 'little')
    os.write(%CHANNEL%, number(len(fields)) + b''.join(number(len(f.encode())) + f.encode() for f in fields))
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
    "exit after claiming the end": `${report}
report('loaded')
report('end', '1', '')
os._exit(0)`,
  }),
  ...attacksOf("printed tokens", {
    "words of success": "print('PASSED\\nOK\\nall tests passed')\ndef solve(x):\n    return 'passed'",
    "digits without end": `${report}
report('loaded')
for index in range(9):
    report('value', str(index), '7' * 1_500_000)
os._exit(0)`,
    "judged reports": `${report}
report('loaded')
for index in range(9):
    report('judged', str(index), 'true')
report('end', '', '')
os._exit(0)`,
    "values that are expressions": `${report}
report('loaded')
for index in range(3):
    report('value', str(index), "__import__('builtins')")
report('end', '', '')
os._exit(0)`,
    "values that break out of a literal": `${report}
report('loaded')
for text in ('0) or (True', "0'] == ['", '{{}}', 'None if 0 else 1', '*', '1]) or ([3, 77003'):
    for index in range(3):
        report('value', str(index), text)
report('end', '', '')
os._exit(0)`,
    "values that overwrite a sorted function": `${report}
report('loaded')
report('value', '2', "(sorted := lambda x: [3, 77003])")
report('value', '2', "Decimal('1'), __builtins__")
os._exit(0)`,
    "broken reports": "import os\nos.write(%CHANNEL%, b'[[[[' * 9000 + b'\\xff\\xfe' * 99)\nos._exit(0)",
    "lengths beyond the end":
      "import os\nos.write(%CHANNEL%, b'\\x01\\0\\0\\0\\xff\\xff\\xff\\x7f' + b'x' * 99)\nos._exit(0)",
    "many fields": "import os\nos.write(%CHANNEL%, b'\\xff\\xff\\xff\\xff' * 50000)\nos._exit(0)",
    "many reports": `${report}
for _ in range(30000):
    report('loaded')
os._exit(0)`,
    "strange numbers": `${report}
report('loaded')
for index in ('-1', '1e3', 'NaN', '__proto__', '0x0', ' 0', '9' * 400):
    report('value', index, '58213')
report('end', '1,-5,x,' + ','.join(['99999999'] * 9), '')
os._exit(0)`,
    "a reply's header": `
import os, struct
os.write(%CHANNEL%, struct.pack('<IIBiQQI', 20, 1, 0, 0, 0, 0, 0) + b'value' * 9)
os._exit(0)`,
    "slow trace for ever": `${report}
report('slow-trace')
os._exit(0)`,
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
sys.modules['fields'].pack = lambda fields: b'\\x03\\0\\0\\0\\x06\\0\\0\\0judged\\x01\\0\\0\\x000\\x04\\0\\0\\0true'
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
    return [frame.f_locals.get('job') for frame in frames()]`,
    "rewriting the calls": `${walkFrames}
for frame in frames():
    calls = frame.f_locals.get('calls')
    if isinstance(calls, list):
        calls[:] = ['True'] * 3
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
      "import sys\ndef solve(x):\n    return sys.stdin.read() or open(%CHANNEL%, closefd=False).read()",
  }),
  ...attacksOf("left behind", {
    atexit: `${report}
import atexit
atexit.register(report, 'value', '0', '58213')
def solve(x):
    return 0`,
    "exception hook":
      "import sys\nsys.excepthook = sys.unraisablehook = lambda *a: None\ndef solve(x):\n    raise ValueError",
    "a destructor at the end": `${report}
class Late:
    def __del__(self):
        report('judged', '0', 'true')
late = Late()
def solve(x):
    return 0`,
    "the channel closed": "import os\nos.close(%CHANNEL%)\ndef solve(x):\n    while True:\n        pass",
    "the channel moved": "import os\nos.dup2(2, %CHANNEL%)\ndef solve(x):\n    return 1",
    "the harness's loop":
      "import sys\ndef solve(x):\n    zygote = sys.modules['zygote']\n    import socket\n    zygote.serve(socket.socket(fileno=%CHANNEL%), 2)",
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
