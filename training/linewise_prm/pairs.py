"""Same-prefix pairs: a right and a wrong line after a byte-identical prefix of the same problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .rows import Program, read_jsonl
from .steps import END_OF_PROGRAM, steps_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two steps, each named by a program that has it and its 1-based line there."""

    problem: str
    right: tuple[str, int]
    wrong: tuple[str, int]


def same_prefix_pairs(programs: Iterable[Program]) -> list[Pair]:
    """Every wrong line with every distinct right line that was seen after the same prefix."""
    seen: dict[tuple[str, ...], dict[str, tuple[int, str, int]]] = defaultdict(dict)
    contradicted: set[tuple[tuple[str, ...], str]] = set()
    for program in programs:
        prefix: tuple[str, ...] = (program.problem, program.statement)
        for step in steps_of(program.lines):
            label = program.labels[step.line - 1]
            if label is not None:
                known = seen[prefix].setdefault(step.text, (label, program.id, step.line))
                if known[0] != label:
                    contradicted.add((prefix, step.text))
            prefix = (*prefix, step.text)
    pairs: list[Pair] = []
    for prefix, lines in seen.items():
        usable = [entry for text, entry in lines.items() if (prefix, text) not in contradicted]
        wrong = [entry for entry in usable if entry[0] == 0]
        right = [entry for entry in usable if entry[0] == 1]
        pairs.extend(Pair(prefix[0], (good[1], good[2]), (bad[1], bad[2])) for bad in wrong for good in right)
    return pairs


def read_twenty(path: Path) -> list[Program]:
    """The fixed pairs as two programs each: `prefix` and then the right or the wrong line (none: the program ends)."""
    programs = []
    for row in read_jsonl(path):
        for side, label in (("right", 1), ("wrong", 0)):
            last = row[side]
            lines = [*row["prefix"], *([] if last is None else [last])]
            known: list[int | None] = [None] * (len(lines) + 1)
            known[len(row["prefix"])] = label
            programs.append(Program(f"{row['id']}:{side}", row["id"], row["statement"], lines, known))
    return programs


def pair_text(program: Program) -> str:
    """The text of a program's labelled step."""
    index = next(i for i, label in enumerate(program.labels) if label is not None)
    return program.lines[index] if index < len(program.lines) else END_OF_PROGRAM
