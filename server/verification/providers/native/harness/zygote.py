"""The zygote: a small warm Python process that confines itself, then does nothing but fork children.

It never sees a program, a test or an expected value, so neither does a child find another's in its memory.
"""

from __future__ import annotations

import gc
import os
import struct
import sys
import time
from _socket import CMSG_SPACE
from _socket import socket as Socket
from typing import Any

import confine
from child import run_child
from fields import pack, reporter, unpack
from program import run_program

# Modules that tested programs use often. Others are imported from the standard library when a program asks; binascii is
# here because it needs a library (zlib) from outside of the standard library's folder.
PRELOADED = (
    "math re collections itertools functools heapq bisect operator string random typing copy io enum abc warnings "
    "binascii"
).split()


def serve(control: Socket, errors: int) -> None:
    """Confines this process and obeys the supervisor: b"F" with a socket forks a child, b"R" + pid reaps one.

    `errors` is where a failure to start can be told.
    """
    prepare_python()
    folders = confine.standard_library()
    base = confine.address_space_bytes()
    ruleset = confine.landlock_only(folders)
    enter_library(folders)
    confine.limit_zygote()
    confine.drop_user()
    confine.forbid_privileges()
    confine.die_with_parent()
    confine.landlock_enter(ruleset)
    confine.seccomp_enter()
    gc.collect()
    gc.freeze()
    gc.disable()
    # From here on a failure has no one to tell: the supervisor sees the control socket close.
    os.close(errors)
    control.send(b"ready %d" % base)
    room = CMSG_SPACE(4)
    while True:
        message, ancillary, _, _ = control.recvmsg(16, room)
        if message == b"F":
            channel = int.from_bytes(ancillary[0][2][:4], sys.byteorder)
            pid = os.fork()
            if pid == 0:
                try:
                    run_child(channel, control.fileno())
                finally:
                    # Whatever the program did to the harness, it must not come back here as a second zygote.
                    os._exit(70)
            os.close(channel)
            control.send(struct.pack("<cI", b"C", pid))
        elif message:
            (pid,) = struct.unpack("<xI", message)
            _, status, usage = os.wait4(pid, 0)
            cpu_us = round((usage.ru_utime + usage.ru_stime) * 1e6)
            control.send(struct.pack("<cIIQI", b"S", pid, status, cpu_us, usage.ru_maxrss))
        else:
            os._exit(0)


def prepare_python() -> None:
    """Loads what programs use, makes them repeatable, and runs a sample so that children start warm."""
    # `random` would reseed itself in every child, from the kernel.
    register, os.register_at_fork = os.register_at_fork, lambda **_hooks: None
    for name in PRELOADED:
        __import__(name)
    os.register_at_fork = register
    import builtins
    import random
    import warnings

    seed = random.Random.seed

    def repeatable_seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        seed(self, 0 if a is None else a, version)

    random.Random.seed = repeatable_seed  # type: ignore[method-assign]
    random.seed(0)
    # Sleeping proves nothing about a program, and would make a run as slow as it asks.
    time.sleep = pretend_to_sleep
    # `site`, which is not loaded, would have made these.
    builtins.exit = builtins.quit = sys.exit  # type: ignore[attr-defined]
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.argv = ["program.py"]
    os.environ.clear()
    warm_up()


def pretend_to_sleep(seconds: float, /) -> None:
    """Takes what time.sleep takes, and no time."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")


SAMPLE = """
from collections import Counter
def tidy(items, bound):
    out = []
    for index in range(len(items)):
        if items[index] > bound and index % 2 == 0 or not bound:
            out.append((items[index], str(index)))
        else:
            out += [item * 2 for item in items[:index] if item]
    table = {key: value for key, value in enumerate(out)}
    while bound > 0:
        bound -= 1
        try:
            table[bound]
        except KeyError:
            return None
    return sorted(items, key=lambda item: -item), table, set(items), Counter(items)
"""


def warm_up() -> None:
    stdio = sys.stdin, sys.stdout, sys.stderr
    main = sys.modules["__main__"]
    null = os.open("/dev/null", os.O_WRONLY)
    for _ in range(20):
        job = pack(("1000", "trace", SAMPLE, "", "tidy([3, 1, 2], 2)", "tidy(1, 2)"))
        run_program(unpack(job), reporter(null))
    os.close(null)
    sys.stdin, sys.stdout, sys.stderr = stdio
    sys.modules["__main__"] = main


def enter_library(folders: list[str]) -> None:
    """As root: make the standard library the whole file system, which also works when it lies in a private home.

    An ordinary user may not do this; then Landlock alone says what can be read.
    """
    root = folders[0]
    if os.geteuid() == 0:
        packages = [module for module in list(sys.modules.values()) if hasattr(module, "__path__")]
        inside = {path: os.path.realpath(path)[len(root) :] or "/" for module in packages for path in module.__path__}
        folders = [path[len(root) :] or "/" for path in folders if path.startswith(root)]
        os.chroot(root)
        os.chdir("/")
        for module in packages:
            module.__path__ = [inside[path] for path in module.__path__]
    sys.path[:] = folders
    sys.path_importer_cache.clear()
