"""The guard: does nothing until the supervisor is gone, however it went, and then kills what it left."""

from __future__ import annotations

import os
import signal
from typing import NamedTuple


class Guard(NamedTuple):
    pid: int
    held: int
    """The guard waits for this descriptor's end to be closed."""
    alive: int
    """Reads as ended when the guard itself is gone."""

    def close(self) -> None:
        """Of a guard that is gone."""
        os.close(self.held)
        os.close(self.alive)
        os.waitpid(self.pid, 0)


def start_guard(zygote: int) -> Guard:
    waiting, held = os.pipe()
    alive, dead = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        # Nothing of the supervisor's is held open by the guard, the other ends of its own two pipes least of all.
        first, second = sorted((waiting, dead))
        os.closerange(0, first)
        os.closerange(first + 1, second)
        os.closerange(second + 1, os.sysconf("SC_OPEN_MAX"))
        os.read(waiting, 1)
        kill_group(zygote)
        os._exit(0)
    os.close(waiting)
    os.close(dead)
    return Guard(pid, held, alive)


def kill_group(zygote: int) -> None:
    """Kills the zygote and all its children, which cannot leave its process group."""
    try:
        os.killpg(zygote, signal.SIGKILL)
    except ProcessLookupError:
        pass
