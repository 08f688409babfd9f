"""Which lines of the program ran. Only the program's own code is watched, so that the library runs at full speed."""

from __future__ import annotations

import sys
from types import CodeType, FrameType
from typing import Any, Callable

MAX_LINES = 20_000


def start_cover(code: CodeType, filename: str) -> Callable[[], list[int]]:
    """Starts watching; the returned function stops it and gives the lines in ascending order."""
    lines: set[int] = set()
    if sys.version_info >= (3, 12):
        stop = _start_monitoring(code, lines)
    else:
        stop = _start_tracing(filename, lines)

    def finish() -> list[int]:
        stop()
        return sorted(lines)[:MAX_LINES]

    return finish


def _start_monitoring(code: CodeType, lines: set[int]) -> Callable[[], None]:
    """Python 3.12 and later: each line reports once and is then left alone, at nearly no cost."""
    monitoring = sys.monitoring
    tool = monitoring.COVERAGE_ID
    monitoring.use_tool_id(tool, "linewise")
    disable = monitoring.DISABLE
    add = lines.add

    def on_line(_code: CodeType, line: int) -> object:
        add(line)
        return disable

    monitoring.register_callback(tool, monitoring.events.LINE, on_line)
    pending = [code]
    while pending:
        part = pending.pop()
        monitoring.set_local_events(tool, part, monitoring.events.LINE)
        pending += [constant for constant in part.co_consts if type(constant) is CodeType]

    def stop() -> None:
        monitoring.free_tool_id(tool)

    return stop


def _start_tracing(filename: str, lines: set[int]) -> Callable[[], None]:
    add = lines.add

    def on_line(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            add(frame.f_lineno)
        return on_line

    def on_call(frame: FrameType, _event: str, _argument: Any) -> Any:
        return on_line if frame.f_code.co_filename == filename else None

    sys.settrace(on_call)
    return lambda: sys.settrace(None)
