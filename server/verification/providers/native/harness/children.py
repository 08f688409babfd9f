"""A child as the supervisor sees it: its channel, its clock, what it has used and written so far."""

from __future__ import annotations

import os
import signal
import time
from _socket import socket as Socket

# How a run ended, besides by itself.
EXITED, CPU_TIME, BLOCKED, FLOOD = 0, 1, 2, 3


class Child:
    """A forked process that waits for a job, or runs one."""

    def __init__(self, pid: int, channel: Socket) -> None:
        self.pid = pid
        self.channel = channel
        self.clock = (~pid << 3) | 2  # the kernel's number for this process's CPU clock (clock_getcpuclockid)
        self.job_id = 0
        self.unsent = b""
        self.output = bytearray()
        self.end = EXITED
        # Whether a person waits for it; whether it has given way to one for whom that is so.
        self.urgent = False
        self.patient = False
        self.started = 0.0
        self.cpu_before = 0.0
        self.cpu_limit = 0.0
        self.idle_limit = 0.0
        self.idle = 0.0
        self.cpu_seen = 0.0
        self.looked = 0.0

    def cpu(self) -> float:
        """CPU seconds used since the job was handed over."""
        try:
            return time.clock_gettime(self.clock) - self.cpu_before
        except OSError:
            return self.cpu_seen

    def is_sleeping(self) -> bool:
        """Waiting for something rather than for a processor: on a busy machine only this tells the two apart."""
        try:
            with open(f"/proc/{self.pid}/stat", "rb") as file:
                return file.read().rpartition(b") ")[2][:1] in b"SDTt"
        except OSError:
            return False

    def kill(self) -> None:
        # The zygote has not reaped this pid, so it is still this child's.
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
