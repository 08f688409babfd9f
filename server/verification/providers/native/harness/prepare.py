"""Makes an interpreter ready for programs: warm, and the same for each of them. Knows nothing of processes."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from fields import pack, reporter, unpack
from program import run_program

# Modules that tested programs use often. Others are imported from the standard library when a program asks; binascii is
# here because it needs a library (zlib) from outside of the standard library's folder.
PRELOADED = (
    "math re collections itertools functools heapq bisect operator string random typing copy io enum abc warnings "
    "binascii"
).split()


def prepare_python(sink: int) -> None:
    """Loads what programs use, makes them repeatable, and runs a sample so that programs start warm.

    `sink` is a descriptor that takes what is written to it and keeps nothing.
    """
    # `random` would reseed itself in every child, from the kernel. Not every platform forks.
    register = getattr(os, "register_at_fork", None)
    if register is not None:
        os.register_at_fork = lambda **_hooks: None
    for name in PRELOADED:
        __import__(name)
    if register is not None:
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
    warm_up(sink)


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


def warm_up(sink: int) -> None:
    stdio = sys.stdin, sys.stdout, sys.stderr
    main = sys.modules["__main__"]
    for _ in range(20):
        job = pack(("1000", "trace", SAMPLE, "", "tidy([3, 1, 2], 2)", "tidy(1, 2)"))
        run_program(unpack(job), reporter(sink))
    sys.stdin, sys.stdout, sys.stderr = stdio
    sys.modules["__main__"] = main
