"""Temperature, bias and threshold, from validation rows only."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .metrics import Scores, first_error_f1
from .rows import Program


def sigmoid(value: float) -> float:
    """1 / (1 + e^-x) without overflow."""
    return 1 / (1 + math.exp(-value)) if value >= 0 else math.exp(value) / (1 + math.exp(value))


def fit_temperature(rows: Sequence[tuple[float, int, str]], rounds: int = 200) -> tuple[float, float]:
    """The (temperature, bias) of `sigmoid(raw / temperature + bias)` with the least log loss, by Newton's method."""
    slope, bias = 1.0, 0.0
    for _ in range(rounds):
        gs = gb = hss = hsb = hbb = 0.0
        for raw, label, _ in rows:
            p = sigmoid(slope * raw + bias)
            error, curve = p - label, p * (1 - p)
            gs, gb = gs + error * raw, gb + error
            hss, hsb, hbb = hss + curve * raw * raw, hsb + curve * raw, hbb + curve
        hss, hbb = hss + 1e-6, hbb + 1e-6
        det = hss * hbb - hsb * hsb
        step_slope, step_bias = (hbb * gs - hsb * gb) / det, (hss * gb - hsb * gs) / det
        slope, bias = max(slope - step_slope, 1e-3), bias - step_bias
        if abs(step_slope) + abs(step_bias) < 1e-9:
            break
    return 1 / slope, bias


def probabilities(raw: Scores, temperature: float, bias: float) -> dict[str, list[float | None]]:
    """Calibrated scores of raw ones."""
    return {
        key: [None if value is None else sigmoid(value / temperature + bias) for value in values]
        for key, values in raw.items()
    }


def choose_threshold(programs: Sequence[Program], scores: Scores) -> float:
    """The threshold with the best first-error F1."""
    grid = [index / 100 for index in range(1, 100)]
    return max(grid, key=lambda threshold: first_error_f1(programs, scores, threshold))
