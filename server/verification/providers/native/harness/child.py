"""A child: receives one job, does it, ends. It never returns to the zygote's code."""

from __future__ import annotations

import gc
import os

from fields import reporter, unpack
from judging import run_candidate, run_checks
from program import run_program, run_proxied, run_script
from tracing import run_trace

CHANNEL = 3
JOBS = {
    "program": run_program,
    "proxied": run_proxied,
    "script": run_script,
    "checks": run_checks,
    "candidate": run_candidate,
    "trace": run_trace,
}


def run_child(channel: int, control: int) -> None:
    """Forked a moment ago, with the zygote's confinement. The supervisor sets its limits, then sends the job."""
    os.close(control)
    if channel != CHANNEL:
        os.dup2(channel, CHANNEL)
        os.close(channel)
    kind, *job = unpack(receive(int.from_bytes(receive(4), "little")))
    gc.enable()
    JOBS[kind](job, reporter(CHANNEL))
    os._exit(0)


def receive(length: int) -> bytes:
    data = os.read(CHANNEL, length)
    while 0 < len(data) < length:
        part = os.read(CHANNEL, length - len(data))
        if not part:
            break
        data += part
    if len(data) < length:
        # The supervisor is gone, or needs this child no more.
        os._exit(0)
    return data
