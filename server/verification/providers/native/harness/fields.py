"""What jobs and reports are written in: lists of texts, each with its length before it.

Simpler than JSON for both sides, and a child that runs a single small program need not touch a JSON library's memory.
"""

from __future__ import annotations

import os
from typing import Callable

Report = Callable[..., None]


def pack(fields: tuple[str, ...]) -> bytes:
    """The number of fields, then each one's length and its bytes in UTF-8; numbers are 4 bytes, lowest first."""
    parts = [len(fields).to_bytes(4, "little")]
    for field in fields:
        data = field.encode("utf-8", "backslashreplace")
        parts.append(len(data).to_bytes(4, "little"))
        parts.append(data)
    return b"".join(parts)


def unpack(data: bytes) -> list[str]:
    """The fields of one packed list."""
    fields = []
    at = 4
    for _ in range(int.from_bytes(data[:4], "little")):
        start = at + 4
        at = start + int.from_bytes(data[at:start], "little")
        fields.append(data[start:at].decode())
    return fields


def reporter(descriptor: int) -> Report:
    """A function that writes its arguments, all texts, as one report."""

    def report(*fields: str) -> None:
        data = pack(fields)
        while data:
            data = data[os.write(descriptor, data) :]

    return report
