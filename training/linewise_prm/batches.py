"""Sequences of trees as padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .rows import MASKED
from .trees import Flat

ROUND_TO = 32


@dataclass(slots=True)
class Batch:
    """Padded sequences. `source` is the token that predicts each language-model target."""

    ids: Tensor
    positions: Tensor
    mask: Tensor
    labels: Tensor
    weights: Tensor
    """A weight for each labelled separator; 0 elsewhere."""
    target_at: Tensor
    """Flat indices of predicting tokens, and what they should predict."""
    targets: Tensor
    right: Tensor
    wrong: Tensor

    @property
    def tokens(self) -> int:
        return self.ids.numel()


def attention_mask(parent: Sequence[int], size: int) -> np.ndarray:
    """May token i see token j? True for itself and its path; padding sees itself only, so softmax stays finite."""
    allowed = np.eye(size, dtype=bool)
    for index, before in enumerate(parent):
        if before >= 0:
            allowed[index] |= allowed[before]
    return allowed


def class_weights(flat: Flat) -> dict[int, float]:
    """Weights by token: the wrong lines after one prefix weigh as much together as one right line.

    Else the model would learn that after most prefixes most lines are wrong, which is how mutants are made and not how
    programs are.
    """
    siblings: dict[int, int] = {}
    for _, wrong in flat.pairs:
        siblings[wrong] = 0
    right_of = {wrong: right for right, wrong in flat.pairs}
    counts: dict[int, int] = {}
    for right in right_of.values():
        counts[right] = counts.get(right, 0) + 1
    return {
        index: 1.0 / counts[right_of[index]] ** 0.5 if index in right_of else 1.0
        for index, label in enumerate(flat.labels)
        if label is not None
    }


def plain_weights(flat: Flat) -> dict[int, float]:
    """1 for every labelled token."""
    return {index: 1.0 for index, label in enumerate(flat.labels) if label is not None}


def collate(flats: Sequence[Flat], pad: int, weighted: bool = True) -> Batch:
    """Pad sequences to the longest, rounded up: few distinct shapes keep the math library's caches small."""
    size = -(-max(len(flat.tokens) for flat in flats) // ROUND_TO) * ROUND_TO
    count = len(flats)
    ids = np.full((count, size), pad, dtype=np.int64)
    positions = np.zeros((count, size), dtype=np.int64)
    labels = np.full((count, size), MASKED, dtype=np.int64)
    weights = np.zeros((count, size), dtype=np.float32)
    allowed = np.zeros((count, size, size), dtype=bool)
    target_at: list[int] = []
    targets: list[int] = []
    right: list[int] = []
    wrong: list[int] = []
    for row, flat in enumerate(flats):
        length = len(flat.tokens)
        start = row * size
        ids[row, :length] = flat.tokens
        positions[row, :length] = flat.depth
        allowed[row] = attention_mask(flat.parent, size)
        for index, weight in (class_weights if weighted else plain_weights)(flat).items():
            label = flat.labels[index]
            labels[row, index] = MASKED if label is None else label
            weights[row, index] = weight
        for index in range(length):
            if flat.language[index] and flat.parent[index] >= 0:
                target_at.append(start + flat.parent[index])
                targets.append(flat.tokens[index])
        for good, bad in flat.pairs:
            right.append(start + good)
            wrong.append(start + bad)
    mask = torch.where(torch.from_numpy(allowed), 0.0, -1e9).unsqueeze(1)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(positions),
        mask,
        torch.from_numpy(labels),
        torch.from_numpy(weights),
        torch.tensor(target_at, dtype=torch.long),
        torch.tensor(targets, dtype=torch.long),
        torch.tensor(right, dtype=torch.long),
        torch.tensor(wrong, dtype=torch.long),
    )


def batches_of(
    flats: Sequence[Flat], batch_tokens: int, pad: int, rng: random.Random, weighted: bool = True
) -> Iterator[Batch]:
    """Batches of about `batch_tokens` padded tokens, of sequences alike in length, in random order."""
    order = sorted(range(len(flats)), key=lambda index: len(flats[index].tokens) + rng.random() * 32)
    groups: list[list[int]] = [[]]
    longest = 0
    for index in order:
        longest = max(longest, len(flats[index].tokens))
        if groups[-1] and longest * (len(groups[-1]) + 1) > batch_tokens:
            groups.append([])
            longest = len(flats[index].tokens)
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield collate([flats[index] for index in group], pad, weighted)
