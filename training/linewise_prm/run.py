"""A finished training run on disk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from .blend import BlendedPrm, read_weights
from .config import Config, read_config
from .export import LineScorer
from .model import LinePrm
from .score import Layout
from .train import load_model
from .vocabulary import Encoder


@dataclass(slots=True)
class Run:
    """The run's folder, how it was configured, and how its model is fed."""

    folder: Path
    config: Config
    layout: Layout

    @property
    def is_hf(self) -> bool:
        """Whether the base is a Hugging Face model."""
        return self.read("run.json").get("kind") == "hf"

    def line_model(self) -> LinePrm:
        """The trained weights, language head included."""
        return load_model(self.folder, self.config, self.layout.encoder.size)

    def model(self) -> LineScorer:
        """What is exported: the classifier, or the trained weights with the run's blend."""
        if self.is_hf:
            from .hf import load_hf

            return load_hf(self.folder, self.config.model.context)
        return BlendedPrm(self.line_model(), read_weights(self.folder), self.layout.encoder.separator).eval()

    def read(self, name: str) -> dict[str, Any]:
        """A JSON file of the run."""
        found: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return found


def open_run(folder: Path, config_path: Path) -> Run:
    """A run's folder with its configuration."""
    config = read_config(config_path)
    torch.set_num_threads(config.train.threads)
    encoder = Encoder.load(folder)
    layout = Layout(encoder, config.prompt_template, config.model.max_prompt_tokens, config.model.context)
    return Run(folder, config, layout)
