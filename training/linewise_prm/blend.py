"""The line head and the language model's surprisal as one score.

How likely the language head finds a line's tokens says something that the line head does not: by itself it orders right
and wrong lines of unfamiliar code better than chance. The weights are four numbers fitted on validation programs, which
neither head was trained on: on training programs the language model knows the right lines by heart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from .model import LinePrm
from .pairs import same_prefix_pairs
from .rows import Program
from .score import SPECIAL_TOKENS, Layout

FILE = "blend.json"


Parts = tuple[float, float, float, float]
"""What a blend weighs, in the order of `Weights`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the line head's log odds, and of the mean, the least and the total log probability (nats) of the line's tokens."""

    line: float = 1.0
    mean: float = 0.0
    least: float = 0.0
    total: float = 0.0

    def of(self, parts: Parts) -> float:
        """The weighted sum of a line's parts."""
        return self.line * parts[0] + self.mean * parts[1] + self.least * parts[2] + self.total * parts[3]


class BlendedPrm(nn.Module):
    """What is exported: line logits whose difference is the weighted sum. Causal, as both parts are."""

    def __init__(self, base: LinePrm, weights: Weights, separator: int) -> None:
        super().__init__()
        self.base, self.weights, self.separator = base, weights, separator
        self.context = base.config.context

    def parts(self, input_ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Log odds; mean, least and total log probability at every token [tokens], of one sequence [1, tokens]."""
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
        total = torch.where(same, each[None, :], 0.0).sum(-1)
        least = torch.where(same, each[None, :], 0.0).amin(-1)
        return logits[:, 1] - logits[:, 0], total / same.float().sum(-1), least, total

    def forward(self, input_ids: Tensor) -> Tensor:
        """Line logits [1, tokens, 2]."""
        odds, mean, least, total = self.parts(input_ids)
        weights = self.weights
        score = weights.line * odds + weights.mean * mean + weights.least * least
        half = (score + weights.total * total if weights.total != 0 else score) / 2
        return torch.stack([-half, half], dim=-1)[None]


def read_weights(folder: Path) -> Weights:
    """A run's blend; the line head alone where none was fitted."""
    path = folder / FILE
    return Weights(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Weights()


def write_weights(folder: Path, weights: Weights) -> None:
    """Keep a blend with its run."""
    (folder / FILE).write_text(json.dumps(asdict(weights), indent=2) + "\n", encoding="utf-8")


def parts_of(model: BlendedPrm, layout: Layout, program: Program) -> list[Parts | None]:
    """Of each line and of end of program its parts, where the model speaks; one pass a window."""
    known: dict[tuple[int, ...], tuple[list[float], ...]] = {}

    def part(index: int, ids: list[int]) -> list[float]:
        key = tuple(ids)
        if key not in known:
            with torch.inference_mode():
                known[key] = tuple(values.tolist() for values in model.parts(torch.tensor([ids])))
        return known[key][index]

    odds, mean, least, total = (layout.read(program, partial(part, index)) for index in range(4))
    return [
        None if a is None or b is None or c is None or d is None else (a, b, c, d)
        for a, b, c, d in zip(odds, mean, least, total, strict=True)
    ]


@dataclass(slots=True)
class Features:
    """What a blend is fitted on: of every labelled line its parts [lines, 4], its label [lines] and its set, and the
    positions (right, wrong) of lines after the same prefix."""

    rows: Tensor
    labels: Tensor
    sets: list[str]
    pairs: list[tuple[int, int]]


def features(parts: Mapping[str, Sequence[Parts | None]], programs: Sequence[Program]) -> Features:
    """Of programs whose lines' parts are known by program id."""
    rows: list[Parts] = []
    labels: list[float] = []
    sets: list[str] = []
    at: dict[tuple[str, int], int] = {}
    for program in programs:
        for number, (values, label) in enumerate(zip(parts[program.id], program.labels, strict=True), 1):
            if label is not None and values is not None:
                at[program.id, number] = len(rows)
                rows.append(values)
                labels.append(float(label))
                sets.append(program.problem.split("/")[0])
    pairs = [
        (at[pair.right], at[pair.wrong])
        for pair in same_prefix_pairs(programs)
        if pair.right in at and pair.wrong in at
    ]
    return Features(torch.tensor(rows), torch.tensor(labels), sets, pairs)


def balanced(groups: Sequence[str]) -> Tensor:
    """Weights of items that add up to 1, so that every group weighs the same."""
    counts = Counter(groups)
    return torch.tensor([1.0 / (counts[group] * len(counts)) for group in groups])


def fit(known: Features) -> Weights:
    """Logistic regression of lines and of same-prefix pairs alike, each half of the loss. The largest weight is 1.

    Every set weighs the same, and in each wrong lines as much as right ones.
    """
    rows, labels = known.rows, known.labels
    weight = balanced([f"{name} {label}" for name, label in zip(known.sets, labels.tolist(), strict=True)])
    right = torch.tensor([pair[0] for pair in known.pairs], dtype=torch.long)
    wrong = torch.tensor([pair[1] for pair in known.pairs], dtype=torch.long)
    pair_weight = balanced([known.sets[index] for index in right.tolist()])
    scale = rows.std(0).clamp(min=1e-2)
    slopes, bias = torch.zeros(rows.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([slopes, bias], max_iter=200)

    def closure() -> Tensor:
        optimizer.zero_grad()
        logits = (rows / scale) @ slopes + bias
        loss = (nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none") * weight).sum()
        loss = loss + (nn.functional.softplus(logits[wrong] - logits[right]) * pair_weight).sum()
        loss = loss + 1e-2 * slopes.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    found = slopes.detach() / scale
    # Calibration finds the scale anyway.
    return Weights(*(found / found.abs().max().clamp(min=1e-9)).tolist())
