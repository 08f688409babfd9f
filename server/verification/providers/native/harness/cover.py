"""Which lines of the program ran. Only the program's own code is watched, so that the library runs at full speed.

Python 3.12 and later can watch each line once, at nearly no cost. Earlier versions call back at every line, which is
the cheapest way for a short program and a slow one for a long loop. So a run may give up tracing after many lines; the
program is then run again, in another child, with marks compiled into it.
"""

from __future__ import annotations

import os
import sys
from types import CodeType, FrameType
from typing import Any, Callable

from endless import Watch

MAX_LINES = 20_000
# Line events, about 30 ms of tracing, after which marks are cheaper.
TRACED_EVENTS = 100_000
# Lines, or rounds of loops, before it may pay to look for an endless one: most programs are over by then.
UNWATCHED_EVENTS = 2_000
MARKS = "__linewise_lines__"

Finish = Callable[[], "list[int]"]
Give = Callable[[], None]
Follow = Callable[[FrameType, str, Any], Any]


def has_monitoring() -> bool:
    return sys.version_info >= (3, 12)


def start_cover(
    code: CodeType, filename: str, *, watch: Callable[[], Watch], endless: Give, give_up: Give | None
) -> Finish:
    """Starts watching; the returned function stops it and gives the lines in ascending order.

    A long run is also watched for a loop that never ends: `watch` makes what looks for it, and `endless` is called when
    it is found. `give_up` is called when tracing has become too slow; without it tracing goes
    on to the end. Both end the process.
    """
    if has_monitoring():
        return _start_monitoring(code, filename, watch, endless)
    return _start_tracing(filename, watch, endless, give_up)


def _start_monitoring(code: CodeType, filename: str, watch: Callable[[], Watch], endless: Give) -> Finish:
    monitoring = sys.monitoring
    tool = monitoring.COVERAGE_ID
    monitoring.use_tool_id(tool, "linewise")
    events, disable = monitoring.events, monitoring.DISABLE
    lines: set[int] = set()
    jumps = 0

    def on_line(_code: CodeType, line: int) -> object:
        lines.add(line)
        return disable

    def on_jump(_code: CodeType, _from: int, _to: int) -> object:
        # Every round of a loop jumps back.
        nonlocal jumps
        jumps += 1
        if jumps < UNWATCHED_EVENTS:
            return None
        if jumps == UNWATCHED_EVENTS:
            begin(sys._getframe(1))
        return disable

    def begin(inner: FrameType) -> None:
        watching = _try(watch)
        if watching is None:
            return
        follow = _follower(watching, endless, lambda: sys.settrace(None))
        sys.settrace(lambda frame, _event, _argument: follow if frame.f_code.co_filename == filename else None)
        frame: FrameType | None = inner
        while frame is not None:
            if frame.f_code.co_filename == filename:
                frame.f_trace = follow
            frame = frame.f_back

    monitoring.register_callback(tool, events.LINE, on_line)
    monitoring.register_callback(tool, events.JUMP, on_jump)
    pending = [code]
    while pending:
        part = pending.pop()
        monitoring.set_local_events(tool, part, events.LINE | events.JUMP)
        pending += [constant for constant in part.co_consts if type(constant) is CodeType]

    def finish() -> list[int]:
        sys.settrace(None)
        monitoring.free_tool_id(tool)
        return sorted(lines)[:MAX_LINES]

    return finish


def _start_tracing(filename: str, watch: Callable[[], Watch], endless: Give, give_up: Give | None) -> Finish:
    lines: set[int] = set()
    seen: list[int] = []
    add, count = lines.add, seen.append

    def on_first_lines(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal local
        if event == "line":
            line = frame.f_lineno
            add(line)
            count(line)
            if len(seen) > UNWATCHED_EVENTS:
                if local is on_first_lines:
                    begin()
                return local
        return on_first_lines

    def begin() -> None:
        nonlocal local, follow
        watching = _try(watch)
        local = on_line if give_up is None else on_counted_line
        if watching is not None:
            follow = _follower(watching, endless, stop)
            local = on_followed_line

    def stop() -> None:
        nonlocal local
        local = on_line if give_up is None else on_counted_line

    def on_followed_line(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            add(frame.f_lineno)
        follow(frame, event, argument)
        return local

    def on_line(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            add(frame.f_lineno)
        return on_line

    def on_counted_line(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            line = frame.f_lineno
            add(line)
            count(line)
            if len(seen) > TRACED_EVENTS and give_up is not None:
                give_up()
                os._exit(0)
        return on_counted_line

    local = on_first_lines
    follow: Follow = on_line

    def on_call(frame: FrameType, _event: str, _argument: Any) -> Any:
        return local if frame.f_code.co_filename == filename else None

    def finish() -> list[int]:
        sys.settrace(None)
        return sorted(lines)[:MAX_LINES]

    sys.settrace(on_call)
    return finish


def _follower(watching: Watch, endless: Give, stop: Give) -> Follow:
    """A trace function that shows the program to the watch until there is a proof, or no use in looking for one."""

    def follow(frame: FrameType, event: str, _argument: Any) -> Any:
        try:
            is_endless = watching.sees(frame, event)
        except Exception:
            # A state that cannot be compared, or that does not come back.
            stop()
            return None
        if is_endless:
            endless()
            os._exit(0)
        return follow

    return follow


def _try(watch: Callable[[], Watch]) -> Watch | None:
    try:
        return watch()
    except Exception:
        return None


def compile_with_marks(source: str, filename: str) -> tuple[CodeType, Finish]:
    """Compiles the program so that every statement first notes its line in a list, at the price of one store."""
    import ast
    import builtins

    tree = ast.parse(source, filename)
    marks = [0] * (len(source.splitlines()) + 2)
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                setattr(node, field, [part for statement in block for part in _marked(ast, statement)])
    # Not among the program's own globals, where it might look.
    setattr(builtins, MARKS, marks)

    def finish() -> list[int]:
        return [line for line, mark in enumerate(marks) if mark][:MAX_LINES]

    return compile(tree, filename, "exec", dont_inherit=True), finish


def _marked(ast: Any, statement: Any) -> list[Any]:
    # A docstring and a __future__ import must stay first in their blocks; they are marked just after.
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    stays_first = is_text or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__")
    place = {"lineno": statement.lineno, "col_offset": 0, "end_lineno": statement.lineno, "end_col_offset": 0}
    name = ast.Name(MARKS, ast.Load(), **place)
    slot = ast.Subscript(name, ast.Constant(statement.lineno, **place), ast.Store(), **place)
    mark = ast.Assign([slot], ast.Constant(1, **place), **place)
    if is_text:
        return [statement]
    return [statement, mark] if stays_first else [mark, statement]
