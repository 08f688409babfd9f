"""The judge's side, in a child of its own: expressions over returned values, and whole check functions.

The tested program's source never comes here. Returned values come as literals that the judge outside has parsed and
written anew, so evaluating them runs nothing but constructors. What does run here are the tests, which may be hostile
too: this child is confined like any other.
"""

from __future__ import annotations

import builtins
import io
import sys
from typing import Any

from encode import decode, encode
from fields import Report
from program import MAX_MESSAGE, Output, main_module

TEST = "<test>"


def say(error: BaseException) -> str:
    try:
        return f"{type(error).__name__}: {error}"[:MAX_MESSAGE]
    except BaseException:
        return "an exception that cannot be shown"


def mute(output_bytes: str, report: Report) -> None:
    sys.stdout = sys.stderr = Output(int(output_bytes), 0, report)
    sys.stdin = io.StringIO("")


def run_checks(job: list[str], report: Report) -> None:
    """Is each expression over its values true? A check is its imports, its expression, how many values, the values."""
    output_bytes, *rest = job
    mute(output_bytes, report)
    index = 0
    while rest:
        imports, expression, count, *rest = rest
        values, rest = rest[: int(count)], rest[int(count) :]
        try:
            names = main_module()
            if imports:
                exec(compile(imports, TEST, "exec", dont_inherit=True), names)
            names["__v"] = [decode(value) for value in values]
            verdict = bool(eval(compile(expression, TEST, "eval", dont_inherit=True), names))
        except BaseException as error:
            report("raised", str(index), "", say(error), "")
        else:
            report("judged", str(index), "true" if verdict else "false")
        index += 1
    report("end", "", "")


# A check that goes on asking while nothing is known yet is cut off here and continued in the next round.
CALLS_A_ROUND = 256


class Unknown(BaseException):
    """The check cannot go on without results. Not an Exception, so that the check does not catch it."""


class Anything:
    """Stands for a result while the calls of a check are collected: whatever is asked of it, it agrees."""

    def _self(self, *_arguments: Any, **_keywords: Any) -> Any:
        return self

    def _true(self, *_arguments: Any) -> bool:
        return True

    __call__ = __getattr__ = __getitem__ = _self
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _self
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __neg__ = __abs__ = __round__ = _self
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = _true  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Any:
        return iter(())


class Proxy:
    """Stands for the tested function: answers from the results known so far, in the order of the calls.

    A known call is its arguments, its keywords, then either "value" and the text of the pair of result and arguments
    afterwards, or the exception's class name and its message.
    """

    def __init__(self, known: list[list[str]], report: Report) -> None:
        self._known = known
        self._report = report
        self._position = 0
        self.missing = 0

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        request = [encode(list(arguments)), encode(keywords)]
        position = self._position
        self._position += 1
        if not self.missing and position < len(self._known):
            *asked, kind, answer = self._known[position]
            if asked == request:
                return self._answer(kind, answer, arguments)
            raise RuntimeError("the check calls the function differently each time it runs")
        # From the first unknown call on, later calls are only collected: one round usually finds them all. It ends
        # where a call depends on the result of another.
        if self.missing == CALLS_A_ROUND or Anything.__name__ in request[0] + request[1]:
            raise Unknown
        self.missing += 1
        self._report("call", *request)
        return Anything()

    def _answer(self, kind: str, answer: str, arguments: tuple[Any, ...]) -> Any:
        if kind != "value":
            known = getattr(builtins, kind, None)
            is_exception = isinstance(known, type) and issubclass(known, Exception)
            raise (known if is_exception else Exception)(answer)
        result, changed = decode(answer)
        for before, after in zip(arguments, changed):
            if isinstance(before, list):
                before[:] = after
            elif isinstance(before, (dict, set)):
                before.clear()
                before.update(after)
        return result


def run_candidate(job: list[str], report: Report) -> None:
    """HumanEval's `check(candidate)` against a proxy. Reports the calls that are still unknown, or the verdict."""
    output_bytes, check, *texts = job
    mute(output_bytes, report)
    names = main_module()
    proxy = Proxy([texts[at : at + 4] for at in range(0, len(texts), 4)], report)
    try:
        exec(compile(check, TEST, "exec", dont_inherit=True), names)
        names["check"](proxy)
    except BaseException as error:
        if not proxy.missing:
            report("raised", "0", "", say(error), "")
    else:
        if not proxy.missing:
            report("judged", "0", "true")
    report("end", "", "")
