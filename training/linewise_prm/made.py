"""Mutants that nobody ran: functions of public sources, their lines labelled by what operators mean to do.

Few functions come with tests, but an operator's intent is right nearly as often as a test's verdict: on MBPP all
refactorings pass and six in seven bugs fail. There are a hundred times more such functions than problems with tests.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .near import code_shingles
from .rows import Label, Program, normalize_source, read_jsonl
from .sources import MAX_LINES, functions_of, parses, tidy

SET = "unverified"
"""The set's name: what its problems' names begin with."""

MAX_BYTES = 200_000
SHORTEST, LONGEST = 3, 60
"""Lines of a function that is taken, and of a script that reads its input."""

MAX_STATEMENT_CHARACTERS = 600
DOUBTFUL_SHARE = 0.35
"""An operator more of whose mutants pass their tests than this is not believed without a run."""

LONE_BRACKETS = re.compile(r"[\s()\[\]{},:;]*")
READS_INPUT = re.compile(r"\binput\(|\bsys\.stdin\b")


def python_rows(name: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Rows for `linewise mutate`: functions with their docstring's first paragraph as statement, and short scripts.

    `name` is the repository's. Functions that differ in names only are given once.
    """
    seen: set[frozenset[str]] = set()
    for path in sorted(folder.rglob("*.py")):
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        source = normalize_source(path.read_text(encoding="utf-8", errors="replace")).expandtabs(4)
        for number, (statement, lines) in enumerate(pieces_of(source)):
            code = "\n".join(lines)
            shape = code_shingles(code)
            if shape in seen or not parses(lines):
                continue
            seen.add(shape)
            key = f"{SET}/{name}/{path.relative_to(folder)}:{number}"
            yield {"id": key, "statement": statement[:MAX_STATEMENT_CHARACTERS], "code": code, "tests": []}


def pieces_of(source: str) -> Iterator[tuple[str, list[str]]]:
    """A file's (statement, lines): each function or method; the whole of a short script that reads its input."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    lines = source.split("\n")
    script = tidy(source)
    if READS_INPUT.search(source) and SHORTEST <= len(script) <= LONGEST:
        yield "", script
        return
    for node in functions_of(module):
        body = lines[node.lineno - 1 : node.end_lineno]
        first = node.body[0]
        if ast.get_docstring(node) is not None and len(node.body) > 1 and first.lineno > node.lineno:
            del body[first.lineno - node.lineno : (first.end_lineno or first.lineno) - node.lineno + 1]
        kept = tidy("\n".join(body))
        indent = len(kept[0]) - len(kept[0].lstrip()) if kept else 0
        kept = [line[indent:] if line[:indent].isspace() else line for line in kept]
        if SHORTEST <= len(kept) <= LONGEST:
            yield (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ").strip(), kept


def doubtful_operators(labelled: Iterable[Program]) -> frozenset[str]:
    """Operators meant to break whose verified mutants often pass: their intent says too little."""
    passed: dict[str, int] = defaultdict(int)
    runs: dict[str, int] = defaultdict(int)
    for program in labelled:
        if program.operator is not None and "mutate" in program.tags:
            runs[program.operator] += 1
            passed[program.operator] += program.verdict == "passed"
    return frozenset(name for name, count in runs.items() if passed[name] / count > DOUBTFUL_SHARE)


def made_programs(paths: Iterable[Path], doubtful: frozenset[str]) -> Iterator[Program]:
    """Programs of rows that `linewise mutate` put out, references and mutants, labelled by intent."""
    for path in paths:
        for row in read_jsonl(path):
            if "error" not in row and row.get("operator") not in doubtful:
                program = program_of(row)
                if program is not None:
                    yield program


def program_of(row: dict[str, Any]) -> Program | None:
    """One row: up to its label line a mutant is right, there its operator's intent decides, below nothing is known."""
    lines = normalize_source(row["code"]).split("\n")
    if len(lines) > MAX_LINES:
        return None
    silent = [number for number, line in enumerate(lines, 1) if LONE_BRACKETS.fullmatch(line)]
    labels: list[Label] = [1] * (len(lines) + 1)
    if row.get("origin") == "mutant":
        at = int(row["label_line"])
        labels[at - 1 :] = [int(row["intent"] == "refactor"), *([None] * (len(lines) + 1 - at))]
    for number in silent:
        labels[number - 1] = None
    return Program(
        id=str(row["id"]),
        problem=str(row.get("parent_id") or row["id"]),
        statement=str(row.get("statement") or ""),
        lines=lines,
        labels=labels,
        origin=str(row.get("origin") or "reference"),
        operator=row.get("operator"),
        tags=[SET],
        silent=silent,
    )
