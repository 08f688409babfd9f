"""Runs one tested program. All of this is in reach of the program, so nothing here decides anything.

Reports are lines of JSON on the child's socket, each written as soon as it is known, so that what was found before a
program hangs or dies is kept. The judge treats every line as something the program may have written itself.
"""

from __future__ import annotations

import io
import json
import os
import sys
import types
from typing import Any, Callable

from cover import Finish, compile_with_marks, has_monitoring, start_cover
from encode import TooLarge, decode, encode

PROGRAM = "<program>"
MAX_MESSAGE = 500
MAX_FRAMES = 12
# What is kept of a program's output as evidence.
EXCERPT = 2_000

Report = Callable[..., None]


def reporter(descriptor: int) -> Report:
    """A function that writes its arguments as one line of JSON."""

    def report(*parts: Any) -> None:
        line = json.dumps(parts).encode() + b"\n"
        while line:
            line = line[os.write(descriptor, line) :]

    return report


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


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as plain data: its class names, its message, the program's lines on its way."""
    kind = type(error)
    try:
        message = str(error)[:MAX_MESSAGE]
    except BaseException:
        message = "(its message could not be read)"
    try:
        names = [str(base.__name__)[:80] for base in kind.__mro__[:16]]
    except BaseException:
        names = ["BaseException"]
    frames: list[list[Any]] = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename == PROGRAM:
            frames.append([step.tb_lineno, code.co_name[:80]])
            if len(frames) > MAX_FRAMES:
                # The outermost two and the innermost are what a reader needs of a deep recursion.
                del frames[2]
        step = step.tb_next
    return {"classes": names, "message": message, "frames": frames}


def main_module() -> dict[str, Any]:
    """A fresh `__main__`, as a script has it."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def load_program(job: dict[str, Any], report: Report) -> tuple[types.CodeType, Finish] | None:
    """The compiled program with its lines being watched, or None after reporting why it does not compile."""
    source = job["source"]
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
        if job["cover"] == "marks" and not has_monitoring():
            return compile_with_marks(source, PROGRAM)
    except SyntaxError as error:
        report("syntax", f"{type(error).__name__}: {error.msg}"[:MAX_MESSAGE], error.lineno)
        return None
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        report("syntax", f"{type(error).__name__}: {error}"[:MAX_MESSAGE], None)
        return None
    give_up = (lambda: report("slow-trace")) if job["cover"] == "short-trace" else None
    return code, start_cover(code, PROGRAM, give_up)


def run_program(job: dict[str, Any], report: Report) -> None:
    """Loads the program, then evaluates every call, each after the other, whatever became of the ones before."""
    output = Output(job["outputBytes"], EXCERPT, report)
    sys.stdout = sys.stderr = output
    sys.stdin = io.StringIO("")
    names = main_module()
    loaded = load_program(job, report)
    if loaded is None:
        return
    code, lines = loaded
    try:
        exec(code, names)
        if job["setup"]:
            exec(compile(job["setup"], "<setup>", "exec", dont_inherit=True), names)
    except BaseException as error:
        report("load-error", describe(error))
        report("end", lines(), output.text())
        return
    report("loaded")
    for index, call in enumerate(job["calls"]):
        try:
            if type(call) is str:
                value = eval(compile(call, "<test>", "eval", dont_inherit=True), names)
            else:
                value = apply_with_arguments(call, names)
        except BaseException as error:
            report("raised", index, describe(error))
            continue
        try:
            text = encode(value)
        except BaseException as error:
            reason = str(error) if type(error) is TooLarge else type(error).__name__
            report("bad", index, reason[:MAX_MESSAGE])
            continue
        report("value", index, text)
    report("end", lines(), output.text())


def apply_with_arguments(call: dict[str, str], names: dict[str, Any]) -> Any:
    """For a proxied call: the result and the arguments afterwards, since a function may change them in place."""
    arguments, keywords = decode(call["arguments"]), decode(call["keywords"])
    result = names[call["function"]](*arguments, **keywords)
    return [result, list(arguments)]


def run_script(job: dict[str, Any], report: Report) -> None:
    """Runs the whole program as a script with the given standard input; its output is the result."""
    limit = job["outputBytes"]
    output = Output(limit, limit, report)
    sys.stdout = output
    sys.stderr = Output(limit, EXCERPT, report)
    sys.stdin = io.StringIO(job["stdin"])
    names = main_module()
    loaded = load_program(job, report)
    if loaded is None:
        return
    code, lines = loaded
    report("loaded")
    try:
        exec(code, names)
    except SystemExit as error:
        # A script may well end itself; only a status other than success is a failure.
        if error.code not in (None, 0):
            report("raised", 0, describe(error))
    except BaseException as error:
        report("raised", 0, describe(error))
    report("output", output.text())
    report("end", lines(), output.text()[:EXCERPT])
