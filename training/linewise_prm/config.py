"""One TOML file a run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class TokenizerConfig:
    vocabulary: int = 4096


@dataclass(frozen=True, slots=True)
class ModelConfig:
    layers: int = 6
    width: int = 256
    heads: int = 4
    feed_forward: int = 688
    context: int = 512
    max_prompt_tokens: int = 128
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class TrainConfig:
    seed: int = 1
    threads: int = 1
    bfloat16: bool = False
    pretrain_minutes: float = 10.0
    pretrain_epochs: float = 2.0
    minutes: float = 30.0
    epochs: float = 6.0
    wall_minutes: float = 600.0
    """Longest time by the clock for the line stage, for a machine that others use too."""
    batch_tokens: int = 4096
    sequence_tokens: int = 640
    """Longest sequence that a problem's tree is laid out in; a larger tree becomes several."""
    branch_steps: int = 2
    """Steps kept of a mutant from where it leaves its reference."""
    learning_rate: float = 1.0e-3
    optimizer: str = "adamw"
    """`adamw`, or `muon`: Muon for the blocks' matrices, AdamW for the rest."""
    warmup_share: float = 0.05
    weight_decay: float = 0.05
    language_weight: float = 0.5
    """Weight of the language-model loss beside the line loss."""
    pair_weight: float = 0.5
    """Weight of the loss that orders the right and the wrong line after the same prefix."""
    class_weights: bool = True
    """Whether the wrong lines after one prefix weigh less the more there are (`batches.class_weights`)."""
    deduplicate: bool = True
    """Whether a problem's programs are one tree of prefixes, so that each distinct line after a prefix has one loss."""
    repeat: dict[str, float] = field(default_factory=dict)
    """How often an epoch goes over a set (by the part of the problem's name before the slash); 1 when not named."""
    checkpoint_minutes: float = 5.0


@dataclass(frozen=True, slots=True)
class Config:
    name: str = "linewise-small"
    version: str = "0.1.0"
    prompt_template: str = "<|problem|>{statement}<|code|>"
    tokenizer: TokenizerConfig = field(default_factory=TokenizerConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    train: TrainConfig = field(default_factory=TrainConfig)


def read_config(path: Path) -> Config:
    """A run's configuration; an unknown key is an error."""
    return config_of(tomllib.loads(path.read_text(encoding="utf-8")), str(path))


def config_of(raw: Mapping[str, Any], name: str) -> Config:
    """A configuration from a table such as a file's; `name` stands in errors."""
    try:
        return Config(
            **{key: value for key, value in raw.items() if not isinstance(value, dict)},
            tokenizer=TokenizerConfig(**raw.get("tokenizer", {})),
            model=ModelConfig(**raw.get("model", {})),
            train=TrainConfig(**raw.get("train", {})),
        )
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error
