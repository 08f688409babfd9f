"""Public sets of right and wrong programs as labelled programs: MBPP's rows, DebugBench and ConDefects."""

from __future__ import annotations

import ast
import difflib
import gzip
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .rows import Label, Program, normalize_source, read_jsonl
from .steps import is_blank

MBPP_RESERVED_EVERY = 5
"""MBPP problems whose task_id this divides are kept for testing."""

MAX_LINES = 200
"""Longer programs than this do not fit the context anyway."""

MAX_HUNK = 3
"""A fix of more lines than this does not say which line was wrong."""


IMPLANTED = {"double": 2, "triple": 3, "quadruple": 4}
"""DebugBench's bug types that name a number of bugs."""


def mbpp_task(identifier: str) -> int | None:
    """The MBPP task_id in an id such as `mbpp/11` or `11`; None when there is none."""
    found = re.search(r"(\d+)$", identifier)
    return int(found.group(1)) if found else None


def is_reserved(identifier: str) -> bool:
    """Whether an MBPP problem belongs to the reserved split."""
    task = mbpp_task(identifier)
    return task is None or task % MBPP_RESERVED_EVERY == 0


def mbpp_rows(path: Path) -> Iterator[dict[str, Any]]:
    """MBPP's rows in the form that the CLI's `mutate` reads."""
    for row in read_jsonl(path):
        yield {
            "id": f"mbpp/{row['task_id']}",
            "statement": row["text"],
            "code": normalize_source(row["code"]),
            "tests": row["test_list"],
            "setup": row.get("test_setup_code", ""),
        }


def starter_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The application's own problems (`<slug>/problem.md, solution.py, tests.py`) in the same form."""
    for problem in sorted(path.parent for path in folder.glob("*/problem.md")):
        _, _, statement = (problem / "problem.md").read_text(encoding="utf-8").split("---\n", 2)
        tests = (problem / "tests.py").read_text(encoding="utf-8")
        parts = [(node, ast.get_source_segment(tests, node) or "") for node in ast.parse(tests).body]
        yield {
            "id": f"starter/{problem.name}",
            "statement": statement.strip(),
            "code": normalize_source((problem / "solution.py").read_text(encoding="utf-8")),
            "tests": [text for node, text in parts if isinstance(node, ast.Assert)],
            "setup": "\n".join(text for node, text in parts if not isinstance(node, ast.Assert)),
        }


def parses(lines: list[str]) -> bool:
    """Whether Python's parser takes a program."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def tidy(source: str) -> list[str]:
    """A source's lines without trailing white space, blank lines and whole-line comments.

    These sets were edited by hand and by a language model: comments and spacing differ where the code does not.
    """
    lines = [line.rstrip() for line in normalize_source(source).split("\n")]
    return [line for line in lines if not is_blank(line) and not line.lstrip().startswith("#")]


def first_hunk(right: list[str], wrong: list[str], most: int) -> tuple[int, int, int, int] | None:
    """The first difference as 0-based half-open ranges of right and wrong lines; None with none or more than `most`."""
    matcher = difflib.SequenceMatcher(None, right, wrong, autojunk=False)
    changes = [op[1:] for op in matcher.get_opcodes() if op[0] != "equal"]
    if not 0 < len(changes) <= most:
        return None
    right_from, right_to, wrong_from, wrong_to = changes[0]
    if right_to - right_from > MAX_HUNK or wrong_to - wrong_from > MAX_HUNK:
        return None
    return right_from, right_to, wrong_from, wrong_to


def pair_of_programs(
    key: str, problem: str, statement: str, right: list[str], wrong: list[str], tags: list[str], most: int = 1
) -> list[Program]:
    """A right and a wrong program that differ in at most `most` places, labelled as an edit of the right one.

    The label line is the first line of the wrong program that differs from what the right one has next; lines before it
    are correct, lines after it carry no label.
    """
    hunk = first_hunk(right, wrong, most)
    if hunk is None or len(right) > MAX_LINES or len(wrong) > MAX_LINES:
        return []
    label_line = hunk[2] + 1
    before: list[Label] = [1] * (label_line - 1)
    wrong_labels: list[Label] = [*before, 0, *([None] * (len(wrong) + 1 - label_line))]
    return [
        Program(f"{key}:right", problem, statement, right, [1] * (len(right) + 1), "reference", "passed", None, tags),
        Program(f"{key}:wrong", problem, statement, wrong, wrong_labels, "mutant", "failed", None, tags),
    ]


def debugbench(path: Path, max_syntax: int) -> Iterator[Program]:
    """DebugBench's rows with no more edits than implanted bugs, so that the first edit is a bug.

    At most `max_syntax` of those whose wrong program does not parse.
    """
    syntax = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, text in enumerate(file):
            row = json.loads(text)
            right, wrong = tidy(row["oracle_code"]), tidy(row["buggy_code"])
            if not parses(right):
                continue
            broken = not parses(wrong)
            if broken and syntax >= max_syntax:
                continue
            made = pair_of_programs(
                f"debugbench/{number}",
                f"debugbench/{row['slug']}",
                row["description"],
                right,
                wrong,
                ["syntax" if broken else "behaviour", row["bug_type"]],
                IMPLANTED.get(row["bug_type"], 1),
            )
            syntax += broken and bool(made)
            yield from made


def condefects(path: Path) -> Iterator[Program]:
    """ConDefects' single-hunk pairs of real submissions (no statements)."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, text in enumerate(file):
            row = json.loads(text)
            right, wrong = tidy(row["correct"]), tidy(row["faulty"])
            if parses(right) and parses(wrong):
                yield from pair_of_programs(
                    f"condefects/{number}", f"condefects/{row['task']}", "", right, wrong, ["real"]
                )


PASSED_OVER = frozenset({"test", "tests", "idlelib", "lib2to3", "site-packages", "dist-packages", "turtledemo"})
"""Folders of a Python installation that are no use to read, or not the standard library's."""


def python_files(folders: list[Path], max_bytes: int) -> Iterator[Program]:
    """Python files as unlabelled programs, for the language model only: one program a top-level function or class."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if path.stat().st_size > max_bytes or PASSED_OVER & set(path.relative_to(folder).parts):
                continue
            source = path.read_text(encoding="utf-8", errors="replace")
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    module = ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            lines = source.split("\n")
            for number, item in enumerate(functions_of(module)):
                body = tidy("\n".join(lines[item.lineno - 1 : item.end_lineno]))
                indent = len(body[0]) - len(body[0].lstrip()) if body else 0
                body = [line[indent:] if line[:indent].isspace() else line for line in body]
                if 3 <= len(body) <= MAX_LINES:
                    key = f"{path.relative_to(folder)}:{number}"
                    yield Program(key, key, "", body, [None] * (len(body) + 1), tags=["reading"])


def functions_of(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions of a module and methods of its classes."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (child for child in node.body if isinstance(child, ast.FunctionDef))
