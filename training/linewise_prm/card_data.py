"""What a model card says of the data: sets with their sizes, licences of what was read, and variants that were tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

SOURCES = {
    "mbpp": "MBPP (CC BY 4.0) without task ids divisible by 5: every program's mutants by this application's `mutate`, `verify`"
    " and `label`",
    "written": "problems written for this purpose (`training/problems`): mutants, and edits of single lines that people"
    " plausibly make, all verified",
    "condefects": "ConDefects (MIT): real wrong and right submissions that differ in one place, four fifths of the tasks",
    "debugbench": "DebugBench (Apache-2.0): no more edits than implanted bugs, four fifths of the problems",
    "mined": "functions before and after one small hunk of a fixing commit, from public histories",
}
"""Sets of verified or real lines, by the part of their problems' names before the slash."""


def sets_table(sets: dict[str, dict[str, int]]) -> str:
    """Problems and programs of each training set."""
    lines = ["| set | problems | programs |", "|---|---:|---:|"]
    for name, text in SOURCES.items():
        if name in sets:
            lines.append(f"| {text} | {sets[name]['problems']:,} | {sets[name]['programs']:,} |")
    return "\n".join(lines)


def licences(repositories: Sequence[dict[str, str]]) -> str:
    """The repositories that were read, by licence; none of their code is in the project."""
    by_licence: dict[str, list[str]] = defaultdict(list)
    for each in repositories:
        by_licence[each["licence"]].append(each["name"])
    return "\n".join(f"- {licence}: {', '.join(names)}" for licence, names in sorted(by_licence.items()))


def variants_table(rows: Sequence[dict[str, Any]]) -> str:
    """Variants of a small run: same-prefix pairs of validation problems ordered rightly, with intervals."""
    sets = list(dict.fromkeys(name for row in rows for name in row["validation"]))
    heads = [f"{name} ({rows[0]['validation'][name]['pairs']['n']:,} pairs)" for name in sets]
    lines = ["| variant | " + " | ".join(heads) + " | MBPP, surprisal blended in |", "|---|" + "---|" * (len(sets) + 1)]
    for row in rows:
        cells = [with_interval(row["validation"][name]["pairs"]) for name in sets]
        blended = with_interval(row["validation"]["mbpp"]["pairs_with_surprisal"])
        lines.append(f"| {row['name']} | {' | '.join(cells)} | {blended} |")
    return "\n".join(lines)


def with_interval(found: dict[str, Any]) -> str:
    """A value and its 95 % interval."""
    low, high = found["interval"]
    return f"{found['value']:.3f} ({low:.3f} – {high:.3f})"
