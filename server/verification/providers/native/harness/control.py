"""What supervisor and zygote say to each other: one message with everything there is to do, one with what was done."""

from __future__ import annotations

import struct

# Children to fork or reap with one message. A zygote may hold few descriptors.
MAX_ERRANDS = 8
_REAPED = struct.Struct("<IiQI")


def pack_errands(fork: int, reap: list[int]) -> bytes:
    """How many children to fork, whose sockets come beside this, and the pids of those to reap."""
    return struct.pack(f"<B{len(reap)}I", fork, *reap)


def unpack_errands(message: bytes) -> tuple[int, tuple[int, ...]]:
    return message[0], struct.unpack_from(f"<{len(message) // 4}I", message, 1)


def unpack_channels(data: bytes, count: int) -> tuple[int, ...]:
    """Descriptors out of a message of type SCM_RIGHTS."""
    return struct.unpack_from(f"={count}i", data)


def pack_done(reaped: list[tuple[int, int, int, int]], forked: list[int]) -> bytes:
    """Of each reaped child pid, wait status, CPU µs and peak kB; then the pids of new children."""
    parts = [bytes([len(reaped)]), *[_REAPED.pack(*one) for one in reaped]]
    return b"".join(parts) + struct.pack(f"<{len(forked)}I", *forked)


def unpack_done(message: bytes) -> tuple[list[tuple[int, int, int, int]], tuple[int, ...]]:
    end = 1 + message[0] * _REAPED.size
    reaped = list(_REAPED.iter_unpack(message[1:end]))
    return reaped, struct.unpack_from(f"<{(len(message) - end) // 4}I", message, end)  # type: ignore[return-value]
