"""A child: receives one job, does it, ends. It never returns to the zygote's code."""

from __future__ import annotations

import gc
import os

from fields import Report, reporter, unpack
from judging import run_candidate, run_checks
from program import run_program, run_proxied, run_script
from tracing import run_trace

CHANNEL = 3
# Most jobs are shorter.
FIRST_READ = 1 << 14
JOBS = {
    "program": run_program,
    "proxied": run_proxied,
    "script": run_script,
    "checks": run_checks,
    "candidate": run_candidate,
    "trace": run_trace,
}


def run_child(channel: int, inherited: tuple[int, ...]) -> None:
    """Forked a moment ago, with the zygote's confinement. The supervisor sets its limits, then sends the job.

    `inherited` are the zygote's descriptors, this child's channel among them: none may stay open in a program.
    """
    if channel != CHANNEL:
        os.dup2(channel, CHANNEL)
    for descriptor in inherited:
        if descriptor != CHANNEL:
            os.close(descriptor)
    job = receive()
    gc.enable()
    do_job(job, reporter(CHANNEL))
    os._exit(0)


def do_job(data: bytes, report: Report) -> None:
    kind, *job = unpack(data)
    JOBS[kind](job, report)


def receive() -> bytes:
    """A job, which comes with its length before it."""
    data = os.read(CHANNEL, FIRST_READ)
    missing = int.from_bytes(data[:4], "little") + 4 - len(data)
    while data and missing > 0:
        part = os.read(CHANNEL, missing)
        missing -= len(part)
        data = data + part if part else b""
    if not data:
        # The supervisor is gone, or needs this child no more.
        os._exit(0)
    return data[4:]
