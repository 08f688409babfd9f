"""From labelled programs of several sets to training, validation and test files without leaks between them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .near import Index, clusters, references
from .rows import Program
from .sources import is_reserved

VALIDATION_SHARE = 0.1
HELD_OUT_SHARE = 0.2


@dataclass(slots=True)
class Splits:
    """Programs by use. `test` has one list a set."""

    train: list[Program]
    validation: list[Program]
    test: dict[str, list[Program]]
    dropped: dict[str, int]
    """Problems left out because they are like a reserved one, by set."""
    forbidden: Index
    """Everything that neither training nor pretraining may see the like of."""


def share_of(key: str, salt: str) -> float:
    """A number in [0, 1) that depends on the key and nothing else."""
    return int.from_bytes(hashlib.sha256(f"{salt}:{key}".encode()).digest()[:6], "big") / 2**48


def split_sets(
    mbpp: Iterable[Program],
    held_out_sets: dict[str, list[Program]],
    twenty: list[Program],
    test_sets: dict[str, list[Program]],
    training_sets: dict[str, list[Program]],
) -> Splits:
    """Split by near-duplicate cluster.

    MBPP's reserved problems are its test set; a tenth of the other clusters is for validation. A fifth of every other
    set's problems is held out; `test_sets` wholly are, `training_sets` not at all. Whatever is like a reserved or held-out
    problem, or like one of the twenty pairs, is in neither training nor validation.
    """
    mbpp = list(mbpp)
    forbidden = Index()
    reserved = [program for program in mbpp if is_reserved(program.problem)]
    splits = Splits([], [], {"mbpp": reserved, **test_sets}, {}, forbidden)
    kept_out = [program for programs in splits.test.values() for program in references(programs).values()]
    for program in [*kept_out, *twenty]:
        forbidden.add(program.problem, program.statement, "\n".join(program.lines))
    usable = {"mbpp": [program for program in mbpp if not is_reserved(program.problem)], **training_sets}
    for name, programs in held_out_sets.items():
        held = {program.problem for program in programs if share_of(program.problem, name) < HELD_OUT_SHARE}
        splits.test[name] = [program for program in programs if program.problem in held]
        usable[name] = [program for program in programs if program.problem not in held]
        for program in references(splits.test[name]).values():
            forbidden.add(program.problem, program.statement, "\n".join(program.lines))
    for name, programs in usable.items():
        sources = references(programs)
        leaking = {
            problem
            for problem, program in sources.items()
            if forbidden.like(program.statement, "\n".join(program.lines))
        }
        splits.dropped[name] = len(leaking)
        kept = [program for program in programs if program.problem in sources and program.problem not in leaking]
        items = [
            (problem, program.statement, "\n".join(program.lines))
            for problem, program in sources.items()
            if problem not in leaking
        ]
        cluster_of = clusters(items)
        for program in kept:
            validating = share_of(cluster_of[program.problem], "validation") < VALIDATION_SHARE
            (splits.validation if validating else splits.train).append(program)
    return splits


def allowed(programs: Iterable[Program], splits: Splits) -> Iterator[Program]:
    """Those of programs whose problem's first program is like nothing forbidden.

    Nor may they be of a file that is called as a held-out problem is: collections of solutions name files so.
    """
    held_out = {slug_of(program.problem) for programs in splits.test.values() for program in programs}
    known: dict[str, bool] = {}
    for program in programs:
        if program.problem not in known:
            like = splits.forbidden.like(program.statement, "\n".join(program.lines))
            known[program.problem] = not like and slug_of(program.problem) not in held_out
        if known[program.problem]:
            yield program


def slug_of(problem: str) -> str:
    """A problem's own name: the last part, without what says where in a file it stands."""
    return PurePosixPath(problem.partition(":")[0]).stem.lower().replace("_", "-")


def sizes(programs: Iterable[Program]) -> dict[str, dict[str, int]]:
    """Problems and programs of each set (the part of a problem's name before the slash)."""
    found: dict[str, dict[str, int]] = {}
    for problem, group in by_problem(programs).items():
        counts = found.setdefault(problem.split("/")[0], {"problems": 0, "programs": 0})
        counts["problems"] += 1
        counts["programs"] += len(group)
    return found


def by_problem(programs: Iterable[Program]) -> dict[str, list[Program]]:
    """Programs grouped by their problem."""
    groups: dict[str, list[Program]] = defaultdict(list)
    for program in programs:
        groups[program.problem].append(program)
    return dict(groups)
