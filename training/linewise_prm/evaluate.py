"""Every headline metric of a model and of its baselines on one set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .metrics import (
    Estimate,
    Scores,
    auc,
    average_precision,
    bootstrap,
    brier_skill,
    estimate,
    false_alarms,
    first_error_f1,
    labelled,
    pair_items,
    pooled,
    top_items,
    within_items,
)
from .pairs import Pair, same_prefix_pairs
from .rows import Program
from .steps import is_blank

BOOTSTRAPS = 500

MEANINGLESS = {("within-program AUC", "position")}
"""Lines after the wrong one have no label, so position alone would be perfect there by construction."""


def plain_baselines(programs: Sequence[Program]) -> dict[str, dict[str, list[float | None]]]:
    """Baselines that look at nothing but a line's shape and place, and at the traceback. A higher score means "correct"."""
    uniform: dict[str, list[float | None]] = {}
    shorter: dict[str, list[float | None]] = {}
    longer: dict[str, list[float | None]] = {}
    position: dict[str, list[float | None]] = {}
    traceback: dict[str, list[float | None]] = {}
    for program in programs:
        spoken = [not is_blank(line) for line in program.lines] + [True]
        sizes = [float(len(line.strip())) for line in program.lines] + [0.0]
        uniform[program.id] = [0.5 if known else None for known in spoken]
        shorter[program.id] = [-size if known else None for size, known in zip(sizes, spoken, strict=True)]
        longer[program.id] = [size if known else None for size, known in zip(sizes, spoken, strict=True)]
        position[program.id] = [-float(line) if known else None for line, known in enumerate(spoken)]
        traceback[program.id] = [
            -float(line == program.failing_line) if known else None for line, known in enumerate(spoken, 1)
        ]
    found = {"uniform": uniform, "shorter line": shorter, "longer line": longer, "position": position}
    pointed = any(program.failing_line is not None for program in programs)
    return {**found, "traceback": traceback} if pointed else found


def ranking(programs: Sequence[Program], pairs: Sequence[Pair], scores: Scores, samples: int) -> dict[str, Estimate]:
    """The metrics that need an order only, so that they compare with any baseline."""
    return {
        "same-prefix pair accuracy": estimate(pair_items(pairs, scores), samples),
        "within-program AUC": estimate(within_items(programs, scores), samples),
        "top-1": estimate(top_items(programs, scores, 1), samples),
        "top-3": estimate(top_items(programs, scores, 3), samples),
        "pooled line AUC": pooled(labelled(programs, scores), auc, samples // 5),
    }


def decisions(programs: Sequence[Program], scores: Scores, threshold: float) -> dict[str, Estimate]:
    """The metrics that need probabilities and the frozen threshold."""
    rows = labelled(programs, scores)
    problems = sorted({program.problem for program in programs})
    f1 = Estimate(
        first_error_f1(programs, scores, threshold),
        bootstrap(problems, lambda drawn: first_error_f1(programs, scores, threshold, drawn), BOOTSTRAPS // 5),
        len(programs),
    )
    return {
        "first-error F1": f1,
        "false alarms per 100 correct lines": estimate(false_alarms(programs, scores, threshold)),
        "average precision (incorrect)": pooled(rows, average_precision),
        "Brier skill": pooled(rows, brier_skill),
    }


def report(
    set_name: str, programs: Sequence[Program], scores: Scores, threshold: float, baselines: dict[str, Scores]
) -> list[dict[str, Any]]:
    """Rows for prm.json's `metrics`; a baseline is the best of its row."""
    pairs = same_prefix_pairs(programs)
    ranked = {name: ranking(programs, pairs, other, 0) for name, other in baselines.items()}
    rows = []
    for name, found in ranking(programs, pairs, scores, BOOTSTRAPS).items():
        compared = {other: metrics[name].value for other, metrics in ranked.items() if (name, other) not in MEANINGLESS}
        rows.append(metric_row(set_name, name, found, best_of(compared), compared))
    for name, found in decisions(programs, scores, threshold).items():
        rows.append(metric_row(set_name, name, found, None, {}))
    return rows


def best_of(compared: dict[str, float]) -> tuple[str, float] | None:
    """The best baseline; None when there is none."""
    known = [(name, value) for name, value in compared.items() if value == value]
    return max(known, key=lambda entry: entry[1]) if known else None


def metric_row(
    set_name: str, name: str, found: Estimate, best: tuple[str, float] | None, compared: dict[str, float]
) -> dict[str, Any]:
    """One metric of one set; NaN becomes null, as JSON has none."""

    def number(value: float) -> float | None:
        return None if value != value else round(value, 4)

    low, high = (number(value) for value in found.interval)
    return {
        "name": name,
        "set": set_name,
        "value": number(found.value),
        "interval": None if low is None or high is None else [low, high],
        "n": found.n,
        "baseline": None if best is None else {"name": best[0], "value": round(best[1], 4)},
        "baselines": {other: number(value) for other, value in compared.items()},
    }
