"""What CPython compiles mutants to: one JSON array [problem, source] a line in, a word a line out.

A problem's reference comes first.

broken: it does not compile.  parent: the same bytecode as the reference's.
twin: the same as an earlier mutant's.  new: neither.  Nothing is executed.
"""

from __future__ import annotations

import json
import sys
import types
import warnings
from typing import Any

# All of a code object that running it depends on; not the lines that its parts came from.
FIELDS = [
    "co_code",
    "co_names",
    "co_varnames",
    "co_freevars",
    "co_cellvars",
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_flags",
    "co_name",
    "co_exceptiontable",
]


def constant(value: Any) -> Any:  # noqa: ANN401
    """A constant so that 1, 1.0 and True, or 0.0 and -0.0, differ."""
    if isinstance(value, types.CodeType):
        return content(value)
    if isinstance(value, tuple):
        return "tuple", tuple(constant(item) for item in value)
    if isinstance(value, frozenset):
        return "frozenset", tuple(sorted(repr(constant(item)) for item in value))
    return type(value).__name__, repr(value)


def content(code: types.CodeType) -> Any:  # noqa: ANN401
    return tuple(getattr(code, field, None) for field in FIELDS) + tuple(constant(value) for value in code.co_consts)


def main() -> None:
    warnings.simplefilter("ignore")
    problem: object = None
    parent: object = None
    seen: set[object] = set()
    for line in sys.stdin:
        of, source = json.loads(line)
        try:
            own = content(compile(source, "program", "exec"))
        except (SyntaxError, ValueError, RecursionError):
            own = None
        if of != problem:
            problem, parent, seen = of, own, set()
            print("reference")
            continue
        print("broken" if own is None else "parent" if own == parent else "twin" if own in seen else "new")
        if own is not None:
            seen.add(own)


if __name__ == "__main__":
    main()
