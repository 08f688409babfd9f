"""A child: receives one job, does it, ends. It never returns to the zygote's code."""

from __future__ import annotations

import gc
import json
import os
import struct
from typing import Any

from confine import die_with_parent, limit_child, limit_program
from judging import run_candidate, run_checks
from program import reporter, run_program, run_script

CHANNEL = 3
JOBS = {"program": run_program, "script": run_script, "checks": run_checks, "candidate": run_candidate}


def run_child(channel: int, base_bytes: int) -> None:
    """Forked a moment ago, with the zygote's confinement. Waits for its job on the channel."""
    die_with_parent()
    limit_child()
    if channel != CHANNEL:
        os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, 32)
    job = receive_job()
    limit_program(base_bytes + (job["memoryMb"] << 20), job["cpuSeconds"])
    gc.enable()
    JOBS[job["kind"]](job, reporter(CHANNEL))
    os._exit(0)


def receive_job() -> dict[str, Any]:
    head = receive(4)
    (length,) = struct.unpack("<I", head)
    return json.loads(receive(length))


def receive(length: int) -> bytes:
    parts = b""
    while len(parts) < length:
        part = os.read(CHANNEL, length - len(parts))
        if not part:
            # The supervisor is gone, or needs this child no more.
            os._exit(0)
        parts += part
    return parts
