"""The line head and the language model's surprisal as one score.

How likely the language head finds a line's tokens says something that the line head does not: by itself it orders right
and wrong lines of unfamiliar code better than chance. The weights are four numbers fitted on validation programs, which
neither head was trained on: on training programs the language model knows the right lines by heart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from .model import LinePrm
from .rows import Program
from .score import SPECIAL_TOKENS, Layout

FILE = "blend.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the line head's log odds, and of the mean and the least log probability (nats) of the line's tokens."""

    line: float = 1.0
    mean: float = 0.0
    least: float = 0.0

    def of(self, parts: tuple[float, float, float]) -> float:
        """The weighted sum of a line's three parts."""
        return self.line * parts[0] + self.mean * parts[1] + self.least * parts[2]


class BlendedPrm(nn.Module):
    """What is exported: line logits whose difference is the weighted sum. Causal, as both parts are."""

    def __init__(self, base: LinePrm, weights: Weights, separator: int) -> None:
        super().__init__()
        self.base, self.weights, self.separator = base, weights, separator
        self.context = base.config.context

    def parts(self, input_ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log odds, mean and least log probability at every token [tokens], of one sequence [1, tokens]."""
        ids = input_ids[0]
        hidden = self.base.plain(input_ids)
        logits = self.base.line(hidden)[0]
        predicted = self.base.next_token(hidden)[0]
        chosen = predicted[:-1].gather(1, ids[1:, None])[:, 0] - torch.logsumexp(predicted[:-1], dim=-1)
        each = torch.cat([torch.zeros(1), chosen])
        closes = (ids == self.separator) | (ids < SPECIAL_TOKENS)
        line = torch.cumsum(closes.long(), dim=0) - closes.long()
        place = torch.arange(ids.shape[0])
        same = (line[:, None] == line[None, :]) & (place[None, :] <= place[:, None])
        mean = torch.where(same, each[None, :], 0.0).sum(-1) / same.float().sum(-1)
        least = torch.where(same, each[None, :], 0.0).amin(-1)
        return logits[:, 1] - logits[:, 0], mean, least

    def forward(self, input_ids: Tensor) -> Tensor:
        """Line logits [1, tokens, 2]."""
        odds, mean, least = self.parts(input_ids)
        half = (self.weights.line * odds + self.weights.mean * mean + self.weights.least * least) / 2
        return torch.stack([-half, half], dim=-1)[None]


def read_weights(folder: Path) -> Weights:
    """A run's blend; the line head alone where none was fitted."""
    path = folder / FILE
    return Weights(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Weights()


def write_weights(folder: Path, weights: Weights) -> None:
    """Keep a blend with its run."""
    (folder / FILE).write_text(json.dumps(asdict(weights), indent=2) + "\n", encoding="utf-8")


def parts_of(model: BlendedPrm, layout: Layout, program: Program) -> list[tuple[float, float, float] | None]:
    """Of each line and of end of program the three parts, where the model speaks; one pass a window."""
    known: dict[tuple[int, ...], tuple[list[float], ...]] = {}

    def part(index: int, ids: list[int]) -> list[float]:
        key = tuple(ids)
        if key not in known:
            with torch.inference_mode():
                known[key] = tuple(values.tolist() for values in model.parts(torch.tensor([ids])))
        return known[key][index]

    columns = [layout.read(program, partial(part, index)) for index in range(3)]
    return [
        None if odds is None or mean is None or least is None else (odds, mean, least)
        for odds, mean, least in zip(*columns, strict=True)
    ]


def features(model: BlendedPrm, layout: Layout, programs: Sequence[Program]) -> tuple[Tensor, Tensor, list[str]]:
    """Of every labelled line its three parts [lines, 3], its label [lines] and its problem."""
    rows: list[tuple[float, float, float]] = []
    labels: list[float] = []
    problems: list[str] = []
    for program in programs:
        for values, label in zip(parts_of(model, layout, program), program.labels, strict=True):
            if label is not None and values is not None:
                rows.append(values)
                labels.append(float(label))
                problems.append(program.problem)
    return torch.tensor(rows), torch.tensor(labels), problems


def fit(rows: Tensor, labels: Tensor, sets: Sequence[str]) -> Weights:
    """Logistic regression; every set weighs the same, and in each wrong lines as much as right ones. The largest is 1."""
    weight = torch.zeros_like(labels)
    names = list(sets)
    for name in dict.fromkeys(names):
        inside = torch.tensor([each == name for each in names])
        for value in (0.0, 1.0):
            chosen = inside & (labels == value)
            if chosen.any():
                weight[chosen] = 1.0 / chosen.sum()
    weight = weight / weight.sum()
    scale = rows.std(0).clamp(min=1e-2)
    slopes, bias = torch.zeros(rows.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([slopes, bias], max_iter=200)

    def closure() -> Tensor:
        optimizer.zero_grad()
        logits = (rows / scale) @ slopes + bias
        loss = (nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none") * weight).sum()
        loss = loss + 1e-2 * slopes.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    found = slopes.detach() / scale
    # Calibration finds the scale anyway.
    line, mean, least = (found / found.abs().max().clamp(min=1e-9)).tolist()
    return Weights(line, mean, least)
