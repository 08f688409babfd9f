"""Python's own view of programs, one JSON array a line in, one JSON value a line out.

["normal", source]: the source as Python writes its syntax tree, without comments and layout; or null.
["same", a, b]: whether two sources have the same syntax tree.
["kind", right, wrong]: what kind of change makes the wrong source of the right one.
"""

from __future__ import annotations

import ast
import json
import sys
import warnings
from typing import Any


def tree_of(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def normal(source: str) -> str | None:
    tree = tree_of(source)
    return None if tree is None else ast.unparse(tree)


def same(a: str, b: str) -> bool:
    first, second = tree_of(a), tree_of(b)
    return first is not None and second is not None and ast.dump(first) == ast.dump(second)


def text(value: Any) -> str:  # noqa: ANN401
    return ast.dump(value) if isinstance(value, ast.AST) else repr(value)


def name(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, ast.AST):
        return type(value).__name__
    if isinstance(value, ast.Constant):
        return "constant"
    return type(value).__name__


def common(a: list[Any], b: list[Any]) -> tuple[list[Any], list[Any]]:
    """Two lists without their common head and tail."""
    while a and b and text(a[0]) == text(b[0]):
        a, b = a[1:], b[1:]
    while a and b and text(a[-1]) == text(b[-1]):
        a, b = a[:-1], b[:-1]
    return a, b


STATEMENTS = ("body", "orelse", "finalbody", "handlers")


def several(place: str, a: list[Any], b: list[Any]) -> str:
    """What becomes of a list where more than one element differs."""
    if place not in STATEMENTS:
        return "an element more" if not a else "an element less" if not b else "several elements"
    if a and b:
        return "several statements"
    calls = [getattr(getattr(item, "value", None), "func", None) for item in b]
    if b and all(isinstance(call, ast.Name) and call.id == "print" for call in calls):
        return "a print too many"
    return "a statement too many" if b else "a statement missing"


def kind(place: str, a: Any, b: Any) -> str:  # noqa: ANN401
    """What is done at the smallest place where two trees differ; they are known to."""
    if isinstance(a, list) and isinstance(b, list):
        a, b = common(a, b)
        return kind(place, a[0], b[0]) if len(a) == 1 and len(b) == 1 else several(place, a, b)
    if isinstance(a, (ast.operator, ast.cmpop, ast.boolop)):
        return "another sign"
    if type(a) is not type(b) or not isinstance(a, ast.AST):
        if isinstance(a, ast.AST) and isinstance(b, ast.AST):
            return "another statement" if isinstance(a, ast.stmt) else f"{name(b)} for {name(a)}"
        if place == "value":
            return f"another {type(a).__name__} constant"
        return {"id": "another name", "attr": "another field or method"}.get(place, "another " + place)
    fields = [field for field in a._fields if text_of(getattr(a, field, None)) != text_of(getattr(b, field, None))]
    if len(fields) == 1:
        return kind(fields[0], getattr(a, fields[0], None), getattr(b, fields[0], None))
    return f"several parts of {'a statement' if isinstance(a, ast.stmt) else name(a)}"


def text_of(value: Any) -> str:  # noqa: ANN401
    return str([text(item) for item in value]) if isinstance(value, list) else text(value)


def answer(request: list[str]) -> Any:  # noqa: ANN401
    verb, *sources = request
    if verb == "normal":
        return normal(sources[0])
    if verb == "same":
        return same(sources[0], sources[1])
    return kind("Module", tree_of(sources[0]), tree_of(sources[1]))


def main() -> None:
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(4000)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))


if __name__ == "__main__":
    main()
