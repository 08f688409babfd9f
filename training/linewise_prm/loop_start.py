"""What a loop starts from: a bundle's weights, its tokenizer, and the problems that it has seen already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from .calibrate import probabilities
from .config import ModelConfig
from .metrics import Scores
from .rows import Program
from .score import Layout, onnx_forward
from .vocabulary import Encoder

BLOCK_MATRICES = ("qkv", "out", "gate_up", "down")


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
        return read_weights(self.folder / "model.onnx", self.manifest["max_prompt_tokens"])


def open_start(folder: Path) -> Start:
    """A bundle's folder."""
    return Start(folder, json.loads((folder / "prm.json").read_text(encoding="utf-8")))


def read_weights(path: Path, max_prompt_tokens: int) -> tuple[ModelConfig, dict[str, Tensor]]:
    """Weights of `LinePrm` from a file that `export` wrote.

    The exporter keeps the names of the embedding and the norms. Matrices lose theirs, but stand in the order in which
    they are used, transposed. Weights are on their int8 grid: training goes on from what the file computes with.
    """
    graph = onnx.load(str(path)).graph
    arrays = {tensor.name: tensor for tensor in graph.initializer}

    def array(name: str) -> np.ndarray | None:
        if f"{name}.int8" in arrays:
            whole = numpy_helper.to_array(arrays[f"{name}.int8"]).astype(np.float32)
            return whole * numpy_helper.to_array(arrays[f"{name}.scale"])
        return numpy_helper.to_array(arrays[name]) if name in arrays else None

    # A blend of line head and surprisal holds the transformer as its `base`.
    prefix = "base." if any(name.startswith("base.") for name in arrays) else ""
    embedding = named(array, f"{prefix}embedding.weight")
    scales = {name.removeprefix(prefix): named(array, name) for name in arrays if name.endswith("norm.scale")}
    layers = sum(name.endswith("feed_norm.scale") for name in scales)
    width = embedding.shape[1]
    matrices = [
        found
        for node in graph.node
        if node.op_type in ("MatMul", "Gemm")
        for found in [array(node.input[1])]
        if found is not None and found.ndim == 2 and found.shape != embedding.shape[::-1]
    ]
    tables = [numpy_helper.to_array(tensor).shape for tensor in arrays.values() if len(tensor.dims) == 2]
    heads = [
        (rows, size) for rows, size in tables if width % size == 0 and tables.count((rows, size)) >= 2 and size > 2
    ]
    if not heads or len(matrices) < len(BLOCK_MATRICES) * layers + 1:
        raise ValueError(f"{path} is not a transformer of this package: start from another model or from scratch")
    state: dict[str, np.ndarray] = {
        "embedding.weight": embedding,
        **scales,
        "line.bias": named(array, f"{prefix}line.bias"),
    }
    for index in range(layers):
        for at, name in enumerate(BLOCK_MATRICES):
            state[f"blocks.{index}.{name}.weight"] = matrices[index * len(BLOCK_MATRICES) + at].T
    state["line.weight"] = next(each for each in matrices if each.shape == (width, 2)).T
    context, head = heads[0]
    shape = ModelConfig(
        layers=layers,
        width=width,
        heads=width // head,
        feed_forward=state["blocks.0.down.weight"].shape[1],
        context=context,
        max_prompt_tokens=max_prompt_tokens,
    )
    return shape, {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in state.items()}


def named(array: Any, name: str) -> np.ndarray:
    """An array that a file of this package has."""
    found = array(name)
    if found is None:
        raise ValueError(f"the model file has no {name}: start from another model or from scratch")
    return np.asarray(found)
