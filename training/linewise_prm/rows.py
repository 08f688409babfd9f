"""Labelled programs, and the two JSONL forms they are read from.

- the CLI's labelled rows: `{"id", "parent_id"?, "code", "statement"?, "line_labels": [1 | 0 | "neutral" | null, …]}`
- the application's export, TRL stepwise: `{"prompt", "completions": [str], "labels": [1 | 0 | -100]}`
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .steps import END_OF_PROGRAM, is_blank, normalize_source

MASKED = -100
"""An integer that PyTorch's losses ignore, and that TRL's `int(label)` keeps."""

Label = int | None
"""1 correct, 0 incorrect, None for everything a loss must not see (unknown, neutral, masked)."""


@dataclass(slots=True)
class Program:
    """A program with a label for every line and a last one for end of program."""

    id: str
    problem: str
    """Programs of one problem share prefixes and are never split apart."""
    statement: str
    lines: list[str]
    labels: list[Label]
    origin: str = "reference"
    verdict: str | None = None
    operator: str | None = None
    tags: list[str] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    """1-based lines that can't be wrong (comments, docstrings, lone brackets): they get no score."""
    failing_line: int | None = None
    """The 1-based line that the run's traceback points to."""

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.lines) + 1:
            raise ValueError(
                f"{self.id}: {len(self.labels)} labels for {len(self.lines)} lines; one a line and one more are wanted"
            )

    @property
    def first_error(self) -> int | None:
        """The 1-based line of the first incorrect label, None when there is none."""
        return self.labels.index(0) + 1 if 0 in self.labels else None

    @property
    def is_right(self) -> bool:
        """Whether the whole program is known to be right.

        A reference is when its end is; its lines that no test executes have no label. A mutant is when every line that
        can be wrong is labelled correct: a survivor's edited line has no label, and so it is not.
        """
        if 0 in self.labels or self.labels[-1] != 1:
            return False
        return self.origin == "reference" or all(
            label == 1 or line in self.silent or is_blank(text)
            for line, (text, label) in enumerate(zip(self.lines, self.labels, strict=False), 1)
        )


def label_from(value: object) -> Label:
    """A label of either form. Neutral lines are masked: they are neither right nor wrong."""
    if value is None or value == "neutral" or value == MASKED:
        return None
    if value is True or value == 1:
        return 1
    if value is False or value == 0:
        return 0
    raise ValueError(f"not a label: {value!r}")


def from_cli_row(row: dict[str, Any]) -> Program:
    """A row of `linewise label`."""
    lines = normalize_source(row["code"]).split("\n")
    return Program(
        id=str(row["id"]),
        problem=str(row.get("parent_id") or row["id"]),
        statement=str(row.get("statement") or ""),
        lines=lines,
        labels=[label_from(value) for value in row["line_labels"]],
        origin=str(row.get("origin") or "reference"),
        verdict=row.get("verdict"),
        operator=row.get("operator"),
        tags=[str(row["intent"])] if row.get("intent") else [],
        silent=[line for line, value in enumerate(row["line_labels"], 1) if value == "neutral"],
        failing_line=row.get("failing_line"),
    )


def from_stepwise_row(row: dict[str, Any], number: int) -> Program:
    """A TRL stepwise row. A completion's blank lines are dropped: its label belongs to the line that is not blank.

    A completion of several lines that are not blank keeps its label on the last one. A row that does not end with the
    end-of-program step gets one without a label.
    """
    completions, labels = row["completions"], row["labels"]
    if len(completions) != len(labels):
        raise ValueError(f"row {number}: {len(completions)} completions for {len(labels)} labels")
    lines: list[str] = []
    line_labels: list[Label] = []
    end: Label = None
    for completion, value in zip(completions, labels, strict=True):
        if completion.strip() == END_OF_PROGRAM:
            end = label_from(value)
            continue
        parts = [part for part in completion.replace("\r\n", "\n").split("\n") if not is_blank(part)]
        lines.extend(parts)
        line_labels.extend([None] * (len(parts) - 1) + [label_from(value)] if parts else [])
    prompt = str(row["prompt"])
    return Program(
        id=str(row.get("id", f"row-{number}")),
        problem=str(row.get("problem", prompt)),
        statement=prompt,
        lines=lines,
        labels=[*line_labels, end],
    )


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file; a bad row is named with its line number."""
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                yield json.loads(text)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error


def read_programs(path: Path) -> Iterator[Program]:
    """Labelled programs of a JSONL file in any of the forms; rows that carry an `error` are passed over."""
    for number, row in enumerate(read_jsonl(path), start=1):
        if "error" in row:
            continue
        if "line_labels" in row:
            yield from_cli_row(row)
        elif "completions" in row:
            yield from_stepwise_row(row, number)
        else:
            yield Program(**row)


def write_programs(path: Path, programs: Iterable[Program]) -> int:
    """Write programs in this package's own form; returns how many."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for program in programs:
            file.write(json.dumps(asdict(program)) + "\n")
            count += 1
    return count
