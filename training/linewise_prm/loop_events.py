"""What a loop says while it works: JSON lines on standard output, one event a line."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

POLL_SECONDS = 0.5


class Events:
    """Writes events; whole lines only, whichever thread they come from."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()

    def emit(self, event: str, **fields: Any) -> None:
        """One line `{"event": …, …}`; numbers that JSON does not have become null."""
        text = json.dumps({"event": event, **finite(fields)})
        with self._lock:
            self._stream.write(text + "\n")
            self._stream.flush()

    def log(self, text: str) -> None:
        """A line for people."""
        self.emit("log", text=text)


def finite(value: Any) -> Any:
    """The same value with null for NaN and infinities, however deep."""
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value


class LogFollower:
    """Hands every new row of a JSONL log to a function while a block runs.

    The trainer writes its log for itself; following the file leaves the trainer as it is. Rows that were there before the
    block began were reported by whoever wrote them.
    """

    def __init__(self, path: Path, report: Callable[[dict[str, Any]], None]) -> None:
        self._path, self._report = path, report
        self._offset = path.stat().st_size if path.exists() else 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> LogFollower:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._read()

    def _follow(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            self._read()

    def _read(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._offset)
            data = file.read()
        whole = data.rfind(b"\n") + 1
        self._offset += whole
        for line in data[:whole].splitlines():
            self._report(json.loads(line))
