"""The rows that the application exports, their clusters, and which of them a model of the loop may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .prepare import VALIDATION_SHARE, share_of
from .rows import Label, Program, from_stepwise_row, read_jsonl
from .steps import is_blank, steps_of

EVEN_BELOW = 10
"""With fewer clusters a fold than this, clusters are dealt out in turn: by chance alone folds would differ much."""

TRAINED_SPLITS = ("train", "validation")


@dataclass(slots=True)
class Rows:
    """Labelled programs of one dataset, and the cluster and split of each of its problems."""

    programs: list[Program]
    cluster: dict[str, str]
    split: dict[str, str]

    def of(self, problems: frozenset[str]) -> list[Program]:
        """The programs of some problems."""
        return [program for program in self.programs if program.problem in problems]


@dataclass(frozen=True, slots=True)
class Part:
    """One model of the loop: what it trains on, what it is calibrated on, and what it never sees."""

    id: str
    title: str
    fold: int | None
    """1-based; None for the model that holds nothing out."""
    train: frozenset[str]
    validation: frozenset[str]
    held_out: frozenset[str]


def read_rows(path: Path) -> Rows:
    """Read an export. Problems for testing are passed over; a label that a row leaves to another row is put back.

    The export counts each distinct line after a prefix once, in the first program that has it. Here every program gets
    its labels back, so that it can be measured by itself; training folds them into one again.
    """
    programs: list[Program] = []
    cluster: dict[str, str] = {}
    split: dict[str, str] = {}
    for number, row in enumerate(read_jsonl(path), start=1):
        problem = str(row["problem"])
        known = str(row.get("split", "train"))
        if known not in TRAINED_SPLITS:
            continue
        program = from_stepwise_row(row, number)
        program.problem = problem
        program.origin = "mutant" if row.get("intent") else "reference"
        program.operator = row.get("operator")
        program.silent = [line for line, text in enumerate(program.lines, 1) if is_silent(text)]
        programs.append(program)
        cluster[problem] = str(row.get("cluster") or problem)
        split[problem] = known
    spread_labels(programs)
    return Rows(programs, cluster, split)


def is_silent(line: str) -> bool:
    """Comments and lone brackets, which can't be wrong. (A docstring's lines would need a parser, and count as code.)"""
    return not is_blank(line) and re.fullmatch(r"#.*|[()\[\]{},:]+", line.strip()) is not None


def spread_labels(programs: Sequence[Program]) -> None:
    """Give each step the label that the same step after the same prefix has in another program of its problem."""
    known: dict[tuple[str, ...], Label] = {}
    keys: list[list[tuple[tuple[str, ...], int]]] = []
    for program in programs:
        prefix: tuple[str, ...] = (program.problem, program.statement)
        own = []
        for step in steps_of(program.lines):
            prefix = (*prefix, step.text)
            own.append((prefix, step.line - 1))
            if program.labels[step.line - 1] is not None:
                known[prefix] = program.labels[step.line - 1]
        keys.append(own)
    for program, own in zip(programs, keys, strict=True):
        for key, at in own:
            if program.labels[at] is None:
                program.labels[at] = known.get(key)


def folds_of(clusters: Sequence[str], folds: int) -> dict[str, int]:
    """The fold (1-based) of each cluster, by a hash: it stays the same when other problems come or go."""
    names = sorted(set(clusters), key=lambda name: (share_of(name, "fold"), name))
    if len(names) < folds:
        raise ValueError(
            f"{folds} folds need as many clusters of problems, and there are {len(names)}; nothing was trained."
            " Ask for fewer folds or import more problems."
        )
    if len(names) < EVEN_BELOW * folds:
        return {name: index % folds + 1 for index, name in enumerate(names)}
    return {name: int(share_of(name, "fold") * folds) + 1 for name in names}


def parts_of(rows: Rows, folds: int) -> list[Part]:
    """The models of one loop: one a fold, each without its fold's problems, and one of everything at last."""
    everything = frozenset(rows.cluster)
    parts: list[Part] = []
    if folds > 1:
        fold_of = folds_of(list(rows.cluster.values()), folds)
        for fold in range(1, folds + 1):
            held_out = frozenset(key for key, cluster in rows.cluster.items() if fold_of[cluster] == fold)
            train, validation = split_off(rows, everything - held_out)
            parts.append(Part(f"fold-{fold}", f"fold {fold} of {folds}", fold, train, validation, held_out))
    train, validation = split_off(rows, everything)
    parts.append(Part("model", "the model of all problems", None, train, validation, frozenset()))
    return parts


def split_off(rows: Rows, problems: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Training and validation problems, a tenth of the clusters kept apart; problems of the split `validation` too."""
    named = {rows.cluster[key] for key in problems if rows.split[key] == "validation"}
    clusters = sorted({rows.cluster[key] for key in problems}, key=lambda name: (share_of(name, "validation"), name))
    apart = named | {name for name in clusters if share_of(name, "validation") < VALIDATION_SHARE}
    if not apart or len(apart) == len(clusters):
        apart = set(clusters[: max(1, round(len(clusters) * VALIDATION_SHARE))])
    validation = frozenset(key for key in problems if rows.cluster[key] in apart)
    train = problems - validation
    if not train:
        raise ValueError(
            "A model needs at least two clusters of problems, one to train on and one to calibrate on; nothing was"
            " trained. Ask for fewer folds or import more problems."
        )
    return train, validation
