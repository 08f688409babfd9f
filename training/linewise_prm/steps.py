"""Lines and steps, exactly as the application counts them.

A step of the model is a line that is not blank; one more step closes every program. Blank lines have no step: the model
never sees them, so a score does not depend on them. The TypeScript scorer does the same (`blank_lines: "skip"`).
"""

from __future__ import annotations

from dataclasses import dataclass

END_OF_PROGRAM = "<|end_of_program|>"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its text and its 1-based line (line count + 1 for end of program)."""

    text: str
    line: int


def normalize_source(source: str) -> str:
    """The stored form of a source: line ends made LF, one final newline removed."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source[:-1] if source.endswith("\n") else source


def is_blank(line: str) -> bool:
    """Whether a line has no step: nothing but ASCII white space, the set both languages agree on."""
    return line.strip(" \t\n\r\f\v") == ""


def steps_of(lines: list[str]) -> list[Step]:
    """The steps of a program's physical lines, in order, end of program last."""
    steps = [Step(text, number) for number, text in enumerate(lines, start=1) if not is_blank(text)]
    steps.append(Step(END_OF_PROGRAM, len(lines) + 1))
    return steps
