"""Values as text, and back.

Returned values leave a child only as text, which the judge reads as data: what a program writes is never run by it.

Only the standard types travel, and subclasses as the type they extend. Everything else becomes `<its name>`, which
equals nothing. Values beyond the bounds raise `TooLarge`.
"""

from __future__ import annotations

from typing import Any, Callable

MAX_CHARACTERS = 400_000
MAX_VALUES = 100_000
MAX_DEPTH = 60
# Python itself refuses to write longer integers in decimal.
DECIMAL_BITS = 4000

SIMPLE = frozenset((int, float, bool, str, bytes, complex, type(None)))
# Standard types whose repr is a constructor call of plain values, by module and name.
CONSTRUCTED = {
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("array", "array"),
    ("builtins", "range"),
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
}


class TooLarge(Exception):
    """A value that is too large, too deep, or contains itself."""


def encode(value: Any) -> str:
    kind = type(value)
    text: str | None = None
    if kind in SIMPLE:
        text = _simple(value, kind)
    elif kind is list or kind is tuple:
        # Most results are flat; then repr, which is C, writes the whole.
        try:
            text = repr(value) if len(value) <= 10_000 and SIMPLE.issuperset(map(type, value)) else None
        except ValueError:
            # An integer too long for decimal digits.
            text = None
    if text is None:
        text = _encode(value, [MAX_VALUES], 0)
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(f"the value's text has {len(text)} characters")
    return text


def _simple(value: Any, kind: type) -> str:
    if kind is int and value.bit_length() > DECIMAL_BITS:
        return hex(value)
    return repr(value)


def _encode(value: Any, left: list[int], depth: int) -> str:
    left[0] -= 1
    if left[0] < 0:
        raise TooLarge(f"the value has more than {MAX_VALUES} parts")
    if depth > MAX_DEPTH:
        raise TooLarge(f"the value is nested more than {MAX_DEPTH} deep")
    kind = type(value)
    if kind in SIMPLE:
        text = _simple(value, kind)
        left[0] -= len(text) // 8
        return text
    for base, write in WRITERS:
        if kind is base or isinstance(value, base):
            return write(value, left, depth)
    name = (getattr(kind, "__module__", "?"), getattr(kind, "__name__", "?"))
    if name in CONSTRUCTED:
        return repr(value)
    if name == ("collections", "deque"):
        return f"deque([{_all(iter(value), left, depth)}])"
    return f"<{str(name[0])[:60]}.{str(name[1])[:60]}>"


def _all(values: Any, left: list[int], depth: int) -> str:
    return ", ".join([_encode(value, left, depth + 1) for value in values])


def _tuple(value: Any, left: list[int], depth: int) -> str:
    inner = _all(tuple.__iter__(value), left, depth)
    return f"({inner},)" if tuple.__len__(value) == 1 else f"({inner})"


def _set(value: Any, left: list[int], depth: int) -> str:
    return "{" + _all(set.__iter__(value), left, depth) + "}" if set.__len__(value) else "set()"


def _frozenset(value: Any, left: list[int], depth: int) -> str:
    inner = _all(frozenset.__iter__(value), left, depth)
    return "frozenset({" + inner + "})" if inner else "frozenset()"


def _dict(value: Any, left: list[int], depth: int) -> str:
    pairs = dict.items(value)
    return "{" + ", ".join([f"{_encode(k, left, depth + 1)}: {_encode(v, left, depth + 1)}" for k, v in pairs]) + "}"


# The base type's own methods are called, so that a subclass cannot answer in its place.
WRITERS: list[tuple[type, Callable[[Any, list[int], int], str]]] = [
    (list, lambda value, left, depth: f"[{_all(list.__iter__(value), left, depth)}]"),
    (tuple, _tuple),
    (dict, _dict),
    (set, _set),
    (frozenset, _frozenset),
    (str, lambda value, left, depth: str.__repr__(value)),
    (int, lambda value, left, depth: _simple(int.__int__(value), int)),
    (float, lambda value, left, depth: float.__repr__(value)),
    (bytes, lambda value, left, depth: bytes.__repr__(value)),
    (bytearray, lambda value, left, depth: f"bytearray({bytes(value)!r})"),
    (complex, lambda value, left, depth: complex.__repr__(value)),
]


def decode(text: str) -> Any:
    """A value from a text that the judge outside has parsed and written anew. Never from what a program wrote."""
    names: dict[str, Any] = {"inf": float("inf"), "nan": float("nan"), "infj": complex(0, float("inf"))}
    if "Decimal(" in text or "Fraction(" in text:
        from decimal import Decimal
        from fractions import Fraction

        names.update(Decimal=Decimal, Fraction=Fraction)
    if "date" in text or "time" in text:
        from datetime import date, datetime, time, timedelta

        names.update(date=date, datetime=datetime, time=time, timedelta=timedelta)
    if "deque(" in text or "array(" in text:
        from array import array
        from collections import deque

        names.update(array=array, deque=deque)
    return eval(text, names)
