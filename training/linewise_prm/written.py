"""Problems written for training: a statement, a solution, tests, and edits of single lines that people plausibly make.

A row is `{"id", "statement", "code", "tests" | "io", "edits": [{"line", "to"?, "new": [str], "right": bool, "why"}]}`; an edit
puts `new` in the place of the 1-based lines [line, to), `to` being line + 1 where it is not given. What an edit did is not
believed: functions (`tests`) go through `linewise verify | label`, scripts (`io`: pairs of input and output) are run here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .rows import Label, Program, read_jsonl

OPERATOR = "written"
SECONDS = 5
"""Longest run of a script; one that takes longer has failed."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A program after an edit: its lines, the hunk as 1-based half-open ranges, and its label line."""

    lines: list[str]
    hunk: tuple[int, int, int, int]
    label_line: int


def apply(lines: list[str], edit: dict[str, Any]) -> Edited | None:
    """A program's lines after an edit, narrowed to the lines that it changes; None when it changes nothing."""
    begin, end = int(edit["line"]), int(edit.get("to", edit["line"] + 1))
    if not 1 <= begin <= end <= len(lines) + 1:
        raise ValueError(f"an edit of lines {begin} to {end} of {len(lines)}")
    old, new = lines[begin - 1 : end - 1], list(edit["new"])
    changed = [*lines[: begin - 1], *new, *lines[end - 1 :]]
    while old and new and old[0] == new[0]:
        old, new, begin = old[1:], new[1:], begin + 1
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if old == new:
        return None
    return Edited(changed, (begin, begin + len(old), begin, begin + len(new)), begin)


def written_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows for `linewise verify | label`: each problem's solution, then its edits as mutants."""
    for row in read_jsonl(path):
        if "tests" not in row:
            continue
        shared = {"statement": row["statement"], "tests": row["tests"]}
        yield {"id": row["id"], "origin": "reference", "code": row["code"], **shared}
        for number, edit in enumerate(row["edits"], 1):
            edited = apply(row["code"].split("\n"), edit)
            if edited is None:
                continue
            yield {
                "id": f"{row['id']}/e{number}",
                "parent_id": row["id"],
                "origin": "mutant",
                "operator": OPERATOR,
                "intent": "refactor" if edit["right"] else "mutate",
                "hunks": [edited.hunk],
                "label_line": edited.label_line,
                "code": "\n".join(edited.lines),
                **shared,
            }


def written_scripts(path: Path) -> Iterator[Program]:
    """Scripts and their edits, run against their inputs; an edit that did not do what it was meant to is left out.

    They come without a statement, as submissions often do.
    """
    for row in read_jsonl(path):
        lines = row["code"].split("\n")
        if "io" not in row or not passes(lines, row["io"]):
            continue
        right: list[Label] = [1] * (len(lines) + 1)
        yield Program(row["id"], row["id"], "", lines, right, "reference", "passed")
        for number, edit in enumerate(row["edits"], 1):
            edited = apply(lines, edit)
            if edited is None or passes(edited.lines, row["io"]) is not edit["right"]:
                continue
            rest = len(edited.lines) + 1 - edited.label_line
            labels: list[Label] = [*([1] * (edited.label_line - 1)), int(edit["right"]), *([None] * rest)]
            verdict = "passed" if edit["right"] else "failed"
            yield Program(f"{row['id']}/e{number}", row["id"], "", edited.lines, labels, "mutant", verdict, OPERATOR)


def passes(lines: list[str], cases: list[list[str]]) -> bool:
    """Whether a script of ours prints what it should for every input, white space aside."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        for given, wanted in cases:
            try:
                done = subprocess.run(
                    [sys.executable, "-I", file.name], input=given, capture_output=True, text=True, timeout=SECONDS
                )
            except subprocess.TimeoutExpired:
                return False
            if done.returncode != 0 or done.stdout.split() != wanted.split():
                return False
    return True
