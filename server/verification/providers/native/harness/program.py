"""Runs one tested program. All of this is in reach of the program, so nothing here decides anything.

Reports are written to the child's channel as soon as they are known, so that what was found before a program hangs or
dies is kept. The judge treats every report as something the program may have written itself.
"""

from __future__ import annotations

import io
import os
import sys
import types
from typing import Any, Callable

from cover import Finish, compile_with_marks, has_monitoring, start_cover
from encode import TooLarge, decode, encode
from endless import Watch
from fields import Report

PROGRAM = "<program>"
MAX_MESSAGE = 500
MAX_FRAMES = 12
# What is kept of a program's output as evidence.
EXCERPT = 2_000


class Output(io.TextIOBase):
    """What print writes to: counted, cut, and ending the program at the limit."""

    def __init__(self, limit: int, keep: int, report: Report) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.limit = limit
        self.keep = keep
        self.report = report

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.size < self.keep:
            self.parts.append(text[: self.keep - self.size])
        self.size += len(text)
        if self.size > self.limit:
            self.report("output-limit")
            os._exit(0)
        return len(text)

    def text(self) -> str:
        return "".join(self.parts)


def describe(error: BaseException) -> tuple[str, str, str]:
    """An exception as texts: its class names, its message, the program's lines on its way (`line name`)."""
    kind = type(error)
    try:
        message = str(error)[:MAX_MESSAGE]
    except BaseException:
        message = "(its message could not be read)"
    try:
        names = [str(base.__name__)[:80] for base in kind.__mro__[:16]]
    except BaseException:
        names = ["BaseException"]
    frames: list[str] = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename == PROGRAM:
            frames.append(f"{step.tb_lineno} {code.co_name[:80]}")
            if len(frames) > MAX_FRAMES:
                # The outermost two and the innermost are what a reader needs of a deep recursion.
                del frames[2]
        step = step.tb_next
    return "\n".join(names), message, "\n".join(frames)


def main_module() -> dict[str, Any]:
    """A fresh `__main__`, as a script has it."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return module.__dict__


# Made before the fork by a process that forks others: what a child finds in its memory it need not make.
_stage: list[Output] = []


def set_stage() -> None:
    """Makes `__main__` and the standard streams for the next program."""
    output = Output(0, EXCERPT, lambda *_fields: None)
    sys.stdout = sys.stderr = output
    sys.stdin = io.StringIO("")
    main_module()
    _stage[:] = [output]


def take_stage(limit: int, report: Report) -> tuple[Output, dict[str, Any]]:
    """The program's output and its names."""
    if not _stage:
        set_stage()
    output = _stage.pop()
    output.limit, output.report = limit, report
    return output, sys.modules["__main__"].__dict__


def load_program(source: str, cover: str, report: Report) -> tuple[types.CodeType, Finish] | None:
    """The compiled program with its lines being watched, or None after reporting why it does not compile."""
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
        if cover == "marks" and not has_monitoring():
            return compile_with_marks(source, PROGRAM)
    except SyntaxError as error:
        report("syntax", f"{type(error).__name__}: {error.msg}"[:MAX_MESSAGE], str(error.lineno or ""))
        return None
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        report("syntax", f"{type(error).__name__}: {error}"[:MAX_MESSAGE], "")
        return None
    give_up = (lambda: report("slow-trace")) if cover == "short-trace" else None
    return code, start_cover(
        code, PROGRAM, watch=lambda: Watch(source), endless=lambda: report("endless"), give_up=give_up
    )


def report_end(report: Report, lines: Finish, output: str) -> None:
    report("end", ",".join(map(str, lines())), output)


def run_program(job: list[str], report: Report) -> None:
    """Loads the program, then evaluates every call, each after the other, whatever became of the ones before."""
    output_bytes, cover, source, setup, *calls = job

    def evaluate(call: str, names: dict[str, Any]) -> Any:
        return eval(compile(call, "<test>", "eval", dont_inherit=True), names)

    _run_calls(int(output_bytes), cover, source, setup, calls, evaluate, report)


def run_proxied(job: list[str], report: Report) -> None:
    """Like `run_program`, for calls that come as arguments and keywords: answers with the result and the arguments
    afterwards, since a function may change them in place."""
    output_bytes, cover, source, setup, function, *texts = job

    def evaluate(call: tuple[str, str], names: dict[str, Any]) -> Any:
        arguments, keywords = decode(call[0]), decode(call[1])
        result = names[function](*arguments, **keywords)
        return [result, list(arguments)]

    calls = list(zip(texts[::2], texts[1::2]))
    _run_calls(int(output_bytes), cover, source, setup, calls, evaluate, report)


def _run_calls(
    output_bytes: int,
    cover: str,
    source: str,
    setup: str,
    calls: list[Any],
    evaluate: Callable[[Any, dict[str, Any]], Any],
    report: Report,
) -> None:
    output, names = take_stage(output_bytes, report)
    loaded = load_program(source, cover, report)
    if loaded is None:
        return
    code, lines = loaded
    try:
        exec(code, names)
        if setup:
            exec(compile(setup, "<setup>", "exec", dont_inherit=True), names)
    except BaseException as error:
        report("load-error", *describe(error))
        report_end(report, lines, output.text())
        return
    report("loaded")
    for index, call in enumerate(calls):
        try:
            value = evaluate(call, names)
        except BaseException as error:
            report("raised", str(index), *describe(error))
            continue
        try:
            text = encode(value)
        except BaseException as error:
            reason = str(error) if type(error) is TooLarge else type(error).__name__
            report("bad", str(index), reason[:MAX_MESSAGE])
            continue
        report("value", str(index), text)
    report_end(report, lines, output.text())


def run_script(job: list[str], report: Report) -> None:
    """Runs the whole program as a script with the given standard input; its output is the result."""
    output_bytes, cover, source, stdin = job
    limit = int(output_bytes)
    output = Output(limit, limit, report)
    sys.stdout = output
    sys.stderr = Output(limit, EXCERPT, report)
    sys.stdin = io.StringIO(stdin)
    names = main_module()
    loaded = load_program(source, cover, report)
    if loaded is None:
        return
    code, lines = loaded
    report("loaded")
    try:
        exec(code, names)
    except SystemExit as error:
        # A script may well end itself; only a status other than success is a failure.
        if error.code not in (None, 0):
            report("raised", "0", *describe(error))
    except BaseException as error:
        report("raised", "0", *describe(error))
    report("output", output.text())
    report_end(report, lines, output.text()[:EXCERPT])
