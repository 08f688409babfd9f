"""The metrics of a line scorer, in plain Python. A higher score means "correct"; None means no score.

Everything that is a mean over programs or pairs carries its per-item values, so that one bootstrap over problems serves
all of them: programs of one problem are not independent.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .pairs import Pair
from .prepare import by_problem
from .rows import Program

Scores = Mapping[str, Sequence[float | None]]
"""Program id to a score for each line and a last one for end of program."""


@dataclass(frozen=True, slots=True)
class Item:
    """One measured thing of a problem: 1 or 0, or a share."""

    problem: str
    value: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval and how many items it is of."""

    value: float
    interval: tuple[float, float]
    n: int


def mean(values: Sequence[float]) -> float:
    """The mean; NaN of nothing."""
    return sum(values) / len(values) if values else math.nan


def bootstrap(
    problems: Sequence[str], statistic: Callable[[Sequence[str]], float], samples: int = 500, seed: int = 0
) -> tuple[float, float]:
    """The 95 % percentile interval of a statistic over problems drawn with replacement."""
    rng = random.Random(seed)
    found = sorted(
        value
        for value in (statistic(rng.choices(problems, k=len(problems))) for _ in range(samples))
        if not math.isnan(value)
    )
    if not found:
        return (math.nan, math.nan)
    return found[int(0.025 * (len(found) - 1))], found[math.ceil(0.975 * (len(found) - 1))]


def estimate(items: Sequence[Item], samples: int = 500) -> Estimate:
    """The mean of items, its interval by resampling problems (no interval without samples)."""
    sums: dict[str, tuple[float, int]] = {}
    for item in items:
        total, count = sums.get(item.problem, (0.0, 0))
        sums[item.problem] = (total + item.value, count + 1)

    def statistic(drawn: Sequence[str]) -> float:
        total = sum(sums[problem][0] for problem in drawn)
        count = sum(sums[problem][1] for problem in drawn)
        return total / count if count else math.nan

    problems = sorted(sums)
    return Estimate(mean([item.value for item in items]), bootstrap(problems, statistic, samples), len(items))


def preference(right: float, wrong: float) -> float:
    """1 when the right one scores higher, a half for a tie."""
    return 1.0 if right > wrong else 0.5 if right == wrong else 0.0


def pair_items(pairs: Sequence[Pair], scores: Scores) -> list[Item]:
    """Same-prefix pairs: does the right line score higher than the wrong one?"""
    items = []
    for pair in pairs:
        right = scores[pair.right[0]][pair.right[1] - 1]
        wrong = scores[pair.wrong[0]][pair.wrong[1] - 1]
        if right is not None and wrong is not None:
            items.append(Item(pair.problem, preference(right, wrong)))
    return items


def within_items(programs: Sequence[Program], scores: Scores) -> list[Item]:
    """Within-program AUC: the share of a wrong program's correct lines that score higher than its wrong line."""
    items = []
    for program in programs:
        if program.first_error is None:
            continue
        known = scores[program.id]
        wrong = known[program.first_error - 1]
        right = [score for score, label in zip(known, program.labels, strict=True) if label == 1 and score is not None]
        if wrong is not None and right:
            items.append(Item(program.problem, mean([preference(score, wrong) for score in right])))
    return items


def top_items(programs: Sequence[Program], scores: Scores, k: int) -> list[Item]:
    """Is the wrong line among the k lowest of *all* scored lines, those after it included? Ties count by their share."""
    items = []
    for program in programs:
        if program.first_error is None:
            continue
        known = scores[program.id]
        wrong = known[program.first_error - 1]
        if wrong is None:
            continue
        others = [score for line, score in enumerate(known, 1) if score is not None and line != program.first_error]
        lower = sum(score < wrong for score in others)
        ties = sum(score == wrong for score in others)
        items.append(Item(program.problem, min(1.0, max(0.0, (k - lower) / (ties + 1)))))
    return items


def first_below(known: Sequence[float | None], threshold: float) -> int | None:
    """The first 1-based line scoring below the threshold."""
    return next((line for line, score in enumerate(known, 1) if score is not None and score < threshold), None)


def first_error_f1(
    programs: Sequence[Program], scores: Scores, threshold: float, drawn: Sequence[str] | None = None
) -> float:
    """ProcessBench's F1: the harmonic mean of exact first-error accuracy on wrong and on right programs."""
    hits: dict[str, list[list[float]]] = defaultdict(lambda: [[], []])
    for program in programs:
        correct = first_below(scores[program.id], threshold) == program.first_error
        hits[program.problem][program.first_error is None].append(float(correct))
    chosen = hits.keys() if drawn is None else drawn
    wrong = mean([hit for problem in chosen for hit in hits[problem][0]])
    right = mean([hit for problem in chosen for hit in hits[problem][1]])
    return 2 * wrong * right / (wrong + right) if wrong + right > 0 else 0.0


def false_alarms(programs: Sequence[Program], scores: Scores, threshold: float) -> list[Item]:
    """For each line of right programs, 100 if it scores below the threshold: alarms a 100 lines of correct code."""
    return [
        Item(program.problem, 100.0 * (score < threshold))
        for program in programs
        if program.first_error is None
        for score, label in zip(scores[program.id], program.labels, strict=True)
        if score is not None and label == 1
    ]


def labelled(programs: Sequence[Program], scores: Scores) -> list[tuple[float, int, str]]:
    """(score, label, problem) of labelled lines as a reader meets them: as many right programs as wrong ones.

    Right programs of a problem are repeated until they are as many as its wrong ones; a problem without wrong programs
    counts once.
    """
    rows: list[tuple[float, int, str]] = []
    for group in by_problem(programs).values():
        wrong = [program for program in group if program.first_error is not None]
        right = [program for program in group if program.first_error is None]
        times = max(1, round(len(wrong) / len(right))) if right else 0
        for program in [*wrong, *right * times]:
            for score, label in zip(scores[program.id], program.labels, strict=True):
                if score is not None and label is not None:
                    rows.append((score, label, program.problem))
    return rows


def auc(rows: Sequence[tuple[float, int, str]]) -> float:
    """The chance that a correct line scores higher than an incorrect one, ties a half."""
    ordered = sorted(rows)
    rank_sum, index = 0.0, 0
    while index < len(ordered):
        end = index
        while end < len(ordered) and ordered[end][0] == ordered[index][0]:
            end += 1
        rank_sum += (index + end + 1) / 2 * sum(row[1] for row in ordered[index:end])
        index = end
    right = sum(row[1] for row in ordered)
    wrong = len(ordered) - right
    return (rank_sum - right * (right + 1) / 2) / (right * wrong) if right and wrong else math.nan


def average_precision(rows: Sequence[tuple[float, int, str]]) -> float:
    """Of finding incorrect lines by a low score."""
    hits, total = 0, 0.0
    for rank, row in enumerate(sorted(rows), 1):
        if row[1] == 0:
            hits += 1
            total += hits / rank
    return total / hits if hits else math.nan


def brier_skill(rows: Sequence[tuple[float, int, str]]) -> float:
    """1 - Brier score over that of always saying the base rate; below 0 is worse than saying that."""
    base = mean([row[1] for row in rows])
    reference = base * (1 - base)
    return 1 - mean([(row[0] - row[1]) ** 2 for row in rows]) / reference if reference else math.nan


def pooled(
    rows: Sequence[tuple[float, int, str]],
    statistic: Callable[[Sequence[tuple[float, int, str]]], float],
    samples: int = 100,
) -> Estimate:
    """A pooled statistic over labelled lines, its interval by resampling problems."""
    groups: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for row in rows:
        groups[row[2]].append(row)
    interval = bootstrap(
        sorted(groups), lambda drawn: statistic([row for problem in drawn for row in groups[problem]]), samples
    )
    return Estimate(statistic(rows), interval, len(rows))
