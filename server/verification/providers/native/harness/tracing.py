"""Runs one tested program and tells step by step what its lines do: for people, on demand.

A step is one line of one call of a function, or the beginning of such a call. A step's report goes out when it begins
and again when it is over, so that what happened before a program hangs is kept. Comprehensions and generator
expressions belong to the line that holds them. Like everything here this is in reach of the program, and bounded.

Not named `trace`: a tested program may import the standard library's module of that name.
"""

from __future__ import annotations

import io
import os
import sys
import types
from types import FrameType
from typing import Any

from encode import SIMPLE
from fields import Report
from program import EXCERPT, MAX_MESSAGE, PROGRAM, Output, describe, main_module

MAX_NAMES = 24
MAX_TEXT = 160
# Parts of one value that are looked at, and how deep; a larger value is told by its beginning and its length.
MAX_PARTS = 400
MAX_DEPTH = 6
# All texts of one trace together.
MAX_CHARACTERS = 400_000
# Flags of a code object: it is a function's; it can be left and entered again (generators and coroutines).
OPTIMIZED, RESUMABLE = 0x1, 0x2A0
INSIDE_A_LINE = frozenset(("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"))
# What a program defines rather than computes.
DEFINITIONS = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType)


class TooMany(Exception):
    """A value with too many parts to be looked at."""


def show(value: Any) -> str:
    """A value as a short text: equal plain values have equal texts, and different ones have not, however long."""
    try:
        text = _show(value, [MAX_PARTS], 0)
    except TooMany:
        text = _outline(value)
    except Exception:
        text = f"<{type(value).__name__[:60]}>"
    if len(text) > MAX_TEXT:
        # The hash seed is fixed, so this tells long values of two runs apart.
        text = f"{text[:MAX_TEXT]}… ({len(text)} characters, #{hash(text) & 0xFFFFFFFF:08x})"
    return text


def _show(value: Any, left: list[int], depth: int) -> str:
    left[0] -= 1
    if left[0] < 0 or depth > MAX_DEPTH:
        raise TooMany
    kind = type(value)
    if kind in SIMPLE:
        if kind is int and value.bit_length() > 4000:
            return hex(value)
        return repr(value)
    # The base type's own methods are called, so that a subclass cannot answer in its place.
    if isinstance(value, dict):
        pairs = dict.items(value)
        return "{" + ", ".join(f"{_show(k, left, depth + 1)}: {_show(v, left, depth + 1)}" for k, v in pairs) + "}"
    if isinstance(value, list):
        return f"[{_all(list.__iter__(value), left, depth)}]"
    if isinstance(value, tuple):
        inner = _all(tuple.__iter__(value), left, depth)
        return f"({inner},)" if tuple.__len__(value) == 1 else f"({inner})"
    if isinstance(value, (set, frozenset)):
        # Their order is no part of their value.
        parts = sorted(_show(each, left, depth + 1) for each in tuple(value))
        inner = "{" + ", ".join(parts) + "}" if parts else "set()"
        return inner if isinstance(value, set) else f"frozenset({inner if parts else ''})"
    name = f"{kind.__module__}.{kind.__name__}"
    if name in ("collections.deque", "builtins.bytearray"):
        return f"{kind.__name__}([{_all(iter(value), left, depth)}])"
    if name in ("builtins.range", "decimal.Decimal", "fractions.Fraction"):
        return repr(value)
    if kind.__module__ == "__main__":
        parts = [f"{key}={_show(each, left, depth + 1)}" for key, each in dict.items(_fields(value))]
        return f"{kind.__name__}({', '.join(parts)})"
    return f"<{kind.__name__[:60]}>"


def _fields(value: Any) -> dict[str, Any]:
    try:
        return object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}


def _all(values: Any, left: list[int], depth: int) -> str:
    return ", ".join([_show(value, left, depth + 1) for value in values])


def _outline(value: Any) -> str:
    """A large value by its length and what it begins with."""
    kind = type(value).__name__[:60]
    if not isinstance(value, (list, tuple, dict, set, frozenset)):
        return f"<{kind}, too large to show>"
    parts = []
    for part in iter(value):
        try:
            parts.append(_show(part, [20], MAX_DEPTH - 1))
        except TooMany:
            parts.append("…")
        if len(parts) == 8:
            break
    return f"<{kind} of {len(value)}: {', '.join(parts)}, …>"


class Tracer:
    """Follows the program's frames and reports steps, up to a number of them."""

    def __init__(self, report: Report, max_steps: int, names: dict[str, Any], on_full: Any) -> None:
        self.report = report
        self.max_steps = max_steps
        self.globals = names
        self.on_full = on_full
        self.steps = 0
        self.characters = 0
        self.depth = 0
        # Of each running frame: its open step, and what its variables were when that began.
        self.open: dict[FrameType, tuple[int, list[str]]] = {}
        self.seen: dict[FrameType, dict[str, str]] = {}
        self.seen_globals: dict[str, str] = {}

    def on_call(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        code = frame.f_code
        if code.co_filename != PROGRAM or code.co_name in INSIDE_A_LINE:
            return None
        self.depth += 1
        if frame not in self.seen:
            self.seen[frame] = {}
            if code.co_flags & OPTIMIZED:
                self.begin("call", frame)
                self.finish(frame)
        return self.on_event

    def on_event(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.finish(frame)
            self.begin("line", frame)
        elif event == "exception":
            step = self.open.get(frame)
            if step is not None:
                step[1][:] = ["raised", describe_short(argument[1], argument[0])]
        elif event == "return":
            step = self.open.get(frame)
            yields = is_yield(frame)
            if step is not None and frame.f_code.co_name != "<module>" and not (step[1] and argument is None):
                step[1][:] = ["yielded" if yields else "returned", show(argument)]
            self.finish(frame)
            if not yields:
                self.seen.pop(frame, None)
            self.depth -= 1
        return self.on_event

    def begin(self, kind: str, frame: FrameType) -> None:
        if self.steps >= self.max_steps or self.characters > MAX_CHARACTERS:
            sys.settrace(None)
            self.report("cut")
            self.on_full()
        code = frame.f_code
        self.report("step", kind, str(frame.f_lineno), str(self.depth), code.co_name[:80])
        self.open[frame] = (self.steps, [])
        self.steps += 1

    def finish(self, frame: FrameType) -> None:
        step = self.open.pop(frame, None)
        if step is None:
            return
        number, ending = step
        changed = self.changes(frame.f_locals, self.seen[frame], "")
        if frame.f_locals is not self.globals:
            changed += self.changes(self.globals, self.seen_globals, "global ")
        else:
            self.seen_globals = dict(self.seen[frame])
        fields = [*(ending or ["", ""]), *changed]
        self.characters += sum(map(len, fields))
        self.report("done", str(number), *fields)

    def changes(self, values: dict[str, Any], before: dict[str, str], scope: str) -> list[str]:
        changed: list[str] = []
        looked_at = 0
        for name, value in list(values.items()):
            if not isinstance(name, str) or (name[:1] in "._" and name != "_") or isinstance(value, DEFINITIONS):
                continue
            looked_at += 1
            if looked_at > MAX_NAMES:
                break
            text = show(value)
            if before.get(name) != text:
                before[name] = text
                changed += [scope + name[:80], text]
        return changed


def describe_short(error: Any, kind: type) -> str:
    try:
        message = str(error)[:MAX_TEXT]
    except BaseException:
        message = ""
    name = str(kind.__name__)[:80]
    return f"{name}: {message}" if message else name


def is_yield(frame: FrameType) -> bool:
    """Whether a frame that is being left will go on later."""
    if not frame.f_code.co_flags & RESUMABLE:
        return False
    from opcode import opname

    code, at = frame.f_code.co_code, frame.f_lasti
    return 0 <= at < len(code) and opname[code[at]] in ("YIELD_VALUE", "YIELD_FROM", "SEND")


def run_trace(job: list[str], report: Report) -> None:
    """Loads the program and evaluates every call, telling each step; with standard input it runs as a script."""
    output_bytes, max_steps, kind, source, setup, *rest = job
    output = Output(int(output_bytes), EXCERPT, report)
    sys.stdout = sys.stderr = output
    sys.stdin = io.StringIO(rest[0] if kind == "script" else "")
    names = main_module()
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        report("syntax", f"{type(error).__name__}: {getattr(error, 'msg', error)}"[:MAX_MESSAGE], str(line or ""))
        return

    def end() -> None:
        report("end", output.text())
        os._exit(0)

    tracer = Tracer(report, int(max_steps), names, end)

    def traced(work: Any) -> Any:
        sys.settrace(tracer.on_call)
        try:
            return work()
        finally:
            sys.settrace(None)

    try:
        traced(lambda: exec(code, names))
        if setup:
            exec(compile(setup, "<setup>", "exec", dont_inherit=True), names)
    except BaseException as error:
        report("load-error", *describe(error))
        end()
    report("loaded")
    for call in rest if kind == "calls" else ():
        try:
            compiled = compile(call, "<test>", "eval", dont_inherit=True)
            value = traced(lambda compiled=compiled: eval(compiled, names))
        except BaseException as error:
            report("error", describe_short(error, type(error)))
            continue
        report("value", show(value))
    end()
