"""The weights of a bundle, to train or export from them again: its ONNX file read back into `LinePrm`'s parameters.

They are those the bundle computes with, which are on an int8 grid. Training from them starts where the bundle stands, with
the bundle's own tokenizer.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from .blend import Weights
from .config import Config, ModelConfig, TokenizerConfig
from .model import LinePrm

TRANSPOSED = ".T"
"""Ends the name of a tensor that the ONNX file holds as [inputs, outputs], as its MatMul wants it."""

OF_A_BLOCK = ("qkv", "out", "gate_up", "down")
"""A block's matrices in the order in which it multiplies by them."""
AFTER_A_NORM = {"qkv": "attention_norm", "gate_up": "feed_norm"}


class Warm(NamedTuple):
    """What a bundle was made of, as far as its files say; training settings and dropout are the defaults."""

    config: Config
    state: dict[str, Tensor]
    """By `LinePrm`'s names, float32."""
    weights: Weights

    def model(self) -> LinePrm:
        """The model, ready to score."""
        model = LinePrm(self.config.model, self.config.tokenizer.vocabulary)
        model.load_state_dict(self.state)
        return model.eval()


def read_bundle(folder: Path) -> Warm:
    """Configuration, parameters and blend of a bundle whose model is a `LinePrm`; `ValueError` when it is another."""
    manifest = json.loads((folder / "prm.json").read_text(encoding="utf-8"))
    reader = _Reader(onnx.load(str(folder / "model.onnx")).graph)
    state = reader.state()
    config = Config(
        name=manifest["name"],
        version=manifest["version"],
        prompt_template=manifest["prompt_template"],
        tokenizer=TokenizerConfig(state["embedding.weight"].shape[0]),
        model=_shape_of(state, reader.head_size(manifest["max_tokens"]), manifest),
    )
    return Warm(config, state, reader.blend())


def _shape_of(state: dict[str, Tensor], head_size: int, manifest: dict[str, Any]) -> ModelConfig:
    width = state["embedding.weight"].shape[1]
    return ModelConfig(
        layers=1 + max(int(name.split(".")[1]) for name in state if name.startswith("blocks.")),
        width=width,
        heads=width // head_size,
        feed_forward=state["blocks.0.down.weight"].shape[1],
        context=manifest["max_tokens"],
        max_prompt_tokens=manifest["max_prompt_tokens"],
    )


class _Reader:
    """One graph: its constants, and who makes and who uses a value."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self.makers = {name: node for node in graph.node for name in node.output}
        for node in graph.node:
            # How `pack_weights` stores a tensor: int8, cast, times a scale a row.
            if node.op_type == "Mul" and f"{node.output[0]}.int8" in self.constants:
                name = node.output[0]
                values = self.constants[f"{name}.int8"].astype(np.float32)
                self.constants[name] = values * self.constants.pop(f"{name}.scale")

    def state(self) -> dict[str, Tensor]:
        """Every parameter of `LinePrm`: by its name where the file kept it, else by its place in the computation."""
        found = {**dict(self._placed()), **dict(self._named())}
        mine = ("blocks.", "embedding.", "norm.", "line.")
        wanted = [name for name in found if name.startswith(mine) and not name.endswith(".int8")]
        if not {"embedding.weight", "norm.scale", "line.weight", "line.bias", "blocks.0.qkv.weight"} <= set(wanted):
            raise ValueError("model.onnx holds no LinePrm")
        return {name: torch.tensor(np.ascontiguousarray(found[name], dtype=np.float32)) for name in wanted}

    def _named(self) -> Iterator[tuple[str, np.ndarray]]:
        for name, values in self.constants.items():
            plain = name.removeprefix("base.")
            yield (plain.removesuffix(TRANSPOSED), values.T) if plain.endswith(TRANSPOSED) else (plain, values)

    def _placed(self) -> Iterator[tuple[str, np.ndarray]]:
        """Matrices in the order of the products, each with the norm before it.

        The exporter renames matrices, and holds equal tensors once, under the first one's name.
        """
        place = 0
        for node in self.graph.node:
            if node.op_type == "Gather" and np.ndim(self.constants.get(node.input[0], 0)) == 2:
                yield "embedding.weight", self.constants[node.input[0]]
            if node.op_type != "MatMul" or np.ndim(self.constants.get(node.input[1], 0)) != 2:
                continue
            matrix = self.constants[node.input[1]].T
            if matrix.shape[0] == 2:
                yield "line.weight", matrix
                yield from self._norm("norm.scale", node)
                continue
            if place >= len(OF_A_BLOCK) * self._layers():
                continue
            block, part = place // len(OF_A_BLOCK), OF_A_BLOCK[place % len(OF_A_BLOCK)]
            yield f"blocks.{block}.{part}.weight", matrix
            if part in AFTER_A_NORM:
                yield from self._norm(f"blocks.{block}.{AFTER_A_NORM[part]}.scale", node)
            place += 1

    def _norm(self, name: str, product: onnx.NodeProto) -> Iterator[tuple[str, np.ndarray]]:
        maker = self.makers.get(product.input[0])
        for each in maker.input if maker is not None else ():
            if np.ndim(self.constants.get(each, 0)) == 1:
                yield name, self.constants[each]

    def _layers(self) -> int:
        return sum(node.op_type == "Softmax" for node in self.graph.node)

    def head_size(self, context: int) -> int:
        """Numbers a head, from the table of rotary positions [context, size]."""
        for node in self.graph.node:
            table = self.constants.get(node.input[0]) if node.op_type in ("Gather", "GatherND", "Slice") else None
            if table is not None and table.dtype == np.float32 and table.ndim == 2 and table.shape[0] == context:
                return int(table.shape[1])
        raise ValueError(f"model.onnx holds no table of {context} positions")

    def blend(self) -> Weights:
        """The factors of `Weights`; the line head alone where the graph has no more."""
        if "blend.line" in self.constants:
            return Weights(
                *(float(self.constants.get(f"blend.{part}", 0.0)) for part in ("line", "mean", "least", "total"))
            )
        least = next((node for node in self.graph.node if node.op_type == "ReduceMin"), None)
        mean = next((node for node in self.graph.node if node.op_type == "Div" and self._is_mean(node)), None)
        odds = next((node for node in self.graph.node if node.op_type == "Sub" and self._is_odds(node)), None)
        if least is None or mean is None or odds is None:
            return Weights()
        return Weights(self._factor(odds), self._factor(mean), self._factor(least))

    def _made_by(self, node: onnx.NodeProto) -> list[str]:
        return [self.makers[name].op_type if name in self.makers else "" for name in node.input]

    def _is_mean(self, node: onnx.NodeProto) -> bool:
        return self._made_by(node) == ["ReduceSum", "ReduceSum"]

    def _is_odds(self, node: onnx.NodeProto) -> bool:
        if self._made_by(node) != ["Gather", "Gather"]:
            return False
        left, right = (self.makers[name] for name in node.input)
        return left.input[0] == right.input[0]

    def _factor(self, node: onnx.NodeProto) -> float:
        """The number that a value is multiplied by next; 1 where the exporter saw that it changes nothing."""
        for user in self.graph.node:
            if user.op_type == "Mul" and node.output[0] in user.input:
                (other,) = (name for name in user.input if name != node.output[0])
                if np.size(self.constants.get(other, [])) == 1:
                    return float(self.constants[other])
        return 1.0
