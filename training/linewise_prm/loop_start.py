"""What a loop starts from: a bundle's weights, its tokenizer, and the problems that it has seen already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from .calibrate import probabilities
from .config import ModelConfig
from .metrics import Scores
from .rows import Program
from .score import Layout, onnx_forward
from .vocabulary import Encoder
from .warm import read_bundle


@dataclass(slots=True)
class Start:
    """A bundle to start from, or to compare with."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """Name and version, for people."""
        return f"{self.manifest['name']} {self.manifest['version']}"

    @property
    def in_sample(self) -> list[dict[str, Any]]:
        """Entries of what it was trained on; a model that starts from it has seen them too."""
        return list(self.manifest["training"]["in_sample"])

    def has_seen(self, names: Sequence[str], splits: dict[str, str], problems: frozenset[str]) -> bool:
        """Whether any of a dataset's problems was in its training; the application reads `in_sample` in the same way."""
        known = {name.lower() for name in names if name}
        return any(
            entry["dataset"].lower() in known
            and any(
                splits[key] in entry["splits"] and key not in frozenset(entry.get("held_out", [])) for key in problems
            )
            for entry in self.in_sample
        )

    def scores(self, programs: Sequence[Program]) -> Scores | None:
        """Its calibrated scores of some programs; None for a bundle that this package cannot feed."""
        manifest = self.manifest
        plain = manifest["inputs"] == {"input_ids": "input_ids", "attention_mask": None}
        if not plain or manifest["output"] != {"name": "line_logits", "kind": "token-logits-2"}:
            return None
        if manifest.get("label_order", ["incorrect", "correct"]) != ["incorrect", "correct"]:
            return None
        encoder = Encoder.load(self.folder)
        layout = Layout(encoder, manifest["prompt_template"], manifest["max_prompt_tokens"], manifest["max_tokens"])
        forward = onnx_forward(self.folder / "model.onnx")
        raw = {program.id: layout.raw_scores(program, forward) for program in programs}
        calibration = manifest["calibration"] or {"temperature": 1.0, "bias": 0.0}
        return probabilities(raw, calibration["temperature"], calibration["bias"])

    def weights(self) -> tuple[ModelConfig, dict[str, Tensor]]:
        """The shape and the weights of its transformer; raises ValueError when it is not this package's."""
        try:
            warm = read_bundle(self.folder)
        except ValueError as error:
            raise ValueError(
                f"{self.name} cannot be trained further here ({error}); nothing was trained. Start from scratch or from"
                " another model."
            ) from error
        return warm.config.model, warm.state


def open_start(folder: Path) -> Start:
    """A bundle's folder."""
    return Start(folder, json.loads((folder / "prm.json").read_text(encoding="utf-8")))
