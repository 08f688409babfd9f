"""Weights as int8 with one scale an output row, computed with as 32-bit floats.

Dynamic int8 (onnxruntime's `quantize_dynamic`) also rounds activations, with one scale for a whole sequence: the score of
a line then depends on the lines after it, though the model is causal, and on padding. So weights alone are rounded: the
file is a quarter of the size, and onnxruntime folds them back into floats once, when the session is made.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

SMALLEST = 8192
"""Tensors of fewer numbers stay floats: they weigh nothing."""


Model = TypeVar("Model", bound=nn.Module)


def round_weights(model: Model) -> Model:
    """A copy of a PyTorch model whose large weights are on their int8 grid: what the exported file computes with."""
    rounded = copy.deepcopy(model)
    with torch.no_grad():
        for parameter in rounded.parameters():
            if parameter.dim() == 2 and parameter.numel() >= SMALLEST:
                scale = parameter.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
                parameter.copy_((parameter / scale).round().clamp(-127, 127) * scale)
    return rounded


def pack_weights(source: Path, target: Path) -> dict[str, float]:
    """Store the large weights of an ONNX file, which are on an int8 grid already, as int8 and scales.

    Returns how many, the largest error relative to the tensor (only float rounding is left), and the file's size.
    """
    model = onnx.load(str(source))
    graph = model.graph
    count, worst = 0, 0.0
    nodes = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or len(tensor.dims) != 2 or np.prod(tensor.dims) < SMALLEST:
            continue
        if not is_weight(graph, tensor.name):
            continue
        values = numpy_helper.to_array(tensor)
        # The exporter may have transposed the weight: the axis of its scales is the one that loses nothing.
        rounded, scale, error = min((on_grid(values, axis) for axis in (0, 1)), key=lambda found: found[2])
        worst = max(worst, error)
        name = tensor.name
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(rounded, f"{name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        nodes.append(helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]))
        count += 1
    for node in reversed(nodes):
        graph.node.insert(0, node)
    del graph.value_info[:]
    onnx.checker.check_model(model)
    onnx.save(model, str(target))
    return {"tensors": count, "packing_error": worst, "bytes": target.stat().st_size}


def on_grid(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray, float]:
    """int8 values, float scales along an axis, and the largest error relative to the largest value."""
    scale = (np.abs(values).max(axis=axis, keepdims=True).clip(min=1e-12) / 127).astype(np.float32)
    rounded = np.rint(values / scale).clip(-127, 127).astype(np.int8)
    return rounded, scale, float(np.abs(rounded * scale - values).max() / np.abs(values).max())


def is_weight(graph: onnx.GraphProto, name: str) -> bool:
    """Whether a tensor feeds a product or an embedding look-up, rather than, say, a table of positions."""
    users = [node.op_type for node in graph.node if name in node.input]
    return bool(users) and all(user in ("MatMul", "Gemm", "Gather", "Transpose") for user in users)
