import { type Attack, attacksOf } from "./attack";

/** Programs that try to take time, memory, output or processes without end. */
export const resourceAttacks: Attack[] = [
  ...attacksOf("endless loop", {
    "plain loop": "while True:\n    pass",
    "loop inside C": "def solve(x):\n    return sum(1 for _ in iter(int, 1))",
    "loop that catches everything": `
def solve(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass`,
    "loop in a destructor": `
class Trap:
    def __del__(self):
        while True:
            pass
def solve(x):
    Trap()
    return 0`,
    "loop in repr of the exception": `
class Trap(Exception):
    def __str__(self):
        while True:
            pass
def solve(x):
    raise Trap()`,
    "loop in a property of the result": `
class Trap(list):
    def __iter__(self):
        while True:
            pass
    def __len__(self):
        while True:
            pass
def solve(x):
    return {Trap: Trap()}`,
    "one endless bytecode": "def solve(x):\n    return list(range(10**9)) and pow(7, 10**8)",
  }),
  ...attacksOf("sleep and locks", {
    sleeping: "import time\nfor _ in range(10**9):\n    time.sleep(1000)",
    "select without descriptors": "import select\nselect.select([], [], [], 10**6)",
    "waiting for an event": "import threading\nthreading.Event().wait()",
    "locking twice": "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "an empty queue": "import queue\ndef solve(x):\n    return queue.Queue().get()",
    "reading the channel": "import os\ndef solve(x):\n    return os.read(%CHANNEL%, 1)",
    "poll without descriptors": "import select\nselect.poll().poll()",
  }),
  ...attacksOf("processes and threads", {
    "fork bomb": "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
    "fork once, child answers": `
import os
def solve(x):
    if os.fork() == 0:
        os.write(%CHANNEL%, b'x' * 9)
    return 1`,
    subprocess: "import subprocess\nsubprocess.run(['touch', '%DIR%/owned'])",
    "os.system": "import os\nos.system('touch %DIR%/owned')\nos.popen('id').read()",
    posix_spawn: "import os\nos.posix_spawn('/bin/sh', ['sh', '-c', 'touch %DIR%/owned'], {})",
    "exec in place": "import os\nos.execv('/bin/sh', ['sh', '-c', 'touch %DIR%/owned'])",
    multiprocessing: "import multiprocessing as m\nm.Process(target=print).start()",
    "left thread": `
import threading, time
def late():
    while True:
        pass
threading.Thread(target=late, daemon=True).start()
def solve(x):
    return 1`,
    "raw thread": "import _thread\n_thread.start_new_thread(print, ())",
    "thread pool":
      "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(print).result()",
  }),
  ...attacksOf("memory", {
    "ten gigabytes at once": "data = bytearray(10 * 2**30)",
    "list of lists": "def solve(x):\n    data = []\n    while True:\n        data.append([0] * 100000)",
    "doubling text": "def solve(x):\n    text = 'x'\n    while True:\n        text += text",
    "memory error swallowed": `
def solve(x):
    data = []
    while True:
        try:
            data.append(bytearray(2**24))
        except MemoryError:
            pass`,
    "anonymous map": "import mmap\nmaps = [mmap.mmap(-1, 2**30) for _ in range(10)]",
    "huge integer": "def solve(x):\n    return 1 << (1 << 40)",
    "huge power": "def solve(x):\n    return 10 ** 10 ** 10",
    "limit raised": `
import resource
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
data = bytearray(10 * 2**30)`,
  }),
  ...attacksOf("output", {
    "a gigabyte of print": "while True:\n    print('x' * 10**6)",
    "one huge write": "import sys\nsys.stdout.write('x' * 10**8)",
    "flood of standard error": "import sys\nwhile True:\n    sys.stderr.write('x' * 10**5)",
    "flood of the channel": "import os\nwhile True:\n    os.write(%CHANNEL%, b'x' * 65536)",
    "flood of every descriptor": `
import os
while True:
    for descriptor in range(32):
        try:
            os.write(descriptor, b'value' * 9000)
        except OSError:
            pass`,
    "print in every test": "def solve(x):\n    while True:\n        print('x' * 1000)",
  }),
  ...attacksOf("depth and cost", {
    "deep recursion": "def solve(x):\n    return solve(x)",
    "recursion limit lifted":
      "import sys\nsys.setrecursionlimit(2**31 - 1)\ndef solve(x):\n    return solve(x + 1)",
    "recursion inside C": `
import sys
sys.setrecursionlimit(2**31 - 1)
data = []
for _ in range(10**6):
    data = [data]
def solve(x):
    return repr(data)`,
    "nested source": `def solve(x):\n    return ${"(".repeat(3000)}1${")".repeat(3000)}`,
    "many unary minuses": `def solve(x):\n    return ${"-".repeat(5000)}1`,
    "catastrophic regex": "import re\ndef solve(x):\n    return re.match('(a+)+$', 'a' * 64 + 'b')",
    "huge int to text": "def solve(x):\n    return len(str(7 ** 1000000))",
    "compile bomb": "def solve(x):\n    return eval('1' + '+1' * 200000)",
    "NUL in the source": "x = 1\0\ndef solve(x):\n    return 1",
  }),
  ...attacksOf("signals", {
    "everything ignored": `
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError, RuntimeError):
        pass
while True:
    pass`,
    "everything blocked": `
import signal
try:
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
except OSError:
    pass
while True:
    pass`,
    "timer of its own": "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.001)\nwhile True:\n    pass",
    "CPU limit raised": `
import resource
resource.setrlimit(resource.RLIMIT_CPU, (10**6, 10**6))
while True:
    pass`,
  }),
];
