"""ONNX from PyTorch, checked against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .blend import BlendedPrm
from .cached import cache_gap, export_cached
from .hf import HfPrm
from .quantize import pack_weights, round_weights
from .rows import Program
from .score import Layout, onnx_forward, torch_forward

OPSET = 18
TOLERANCE = 1e-4
"""Largest difference of fp32 logits between PyTorch and ONNX."""


LineScorer = BlendedPrm | HfPrm


def export_onnx(model: LineScorer, path: Path) -> None:
    """Write the line head's graph: `input_ids` [1, tokens] int64 to `line_logits` [1, tokens, 2]."""
    example = torch.zeros((1, 16), dtype=torch.long)
    tokens = torch.export.Dim("tokens", min=2, max=model.context)
    program = torch.onnx.export(
        model.eval(),
        (example,),
        dynamo=True,
        dynamic_shapes=({1: tokens},),
        input_names=["input_ids"],
        output_names=["line_logits"],
        opset_version=OPSET,
        external_data=False,
        verbose=False,
    )
    if program is None:
        raise RuntimeError("torch.onnx.export gave nothing")
    program.save(str(path), external_data=False)


def export_line_scorer(model: LineScorer, path: Path, layout: Layout, programs: Sequence[Program]) -> float:
    """`export_onnx`, compared with PyTorch on programs: the largest difference; raises when it is too large."""
    export_onnx(model, path)
    return checked(largest_difference(layout, programs, model, path))


def checked(difference: float) -> float:
    """Raises when ONNX and PyTorch differ by more than `TOLERANCE`."""
    if difference > TOLERANCE:
        raise RuntimeError(f"ONNX differs from PyTorch by {difference:.2g} (at most {TOLERANCE})")
    return difference


def largest_difference(layout: Layout, programs: Sequence[Program], model: LineScorer, path: Path) -> float:
    """Over all lines of all programs, between PyTorch's raw scores and the ONNX file's."""
    reference, exported = torch_forward(model), onnx_forward(path)
    worst = 0.0
    for program in programs:
        left, right = layout.raw_scores(program, reference), layout.raw_scores(program, exported)
        worst = max([worst, *(abs(a - b) for a, b in zip(left, right, strict=True) if a is not None and b is not None)])
    return worst


def causality_gap(layout: Layout, programs: Sequence[Program], path: Path) -> float:
    """How much a line's raw score changes at most when the lines after it are taken away (0 for a causal model)."""
    forward = onnx_forward(path)
    worst = 0.0
    for program in programs:
        half = len(program.lines) // 2
        head = Program(program.id, program.problem, program.statement, program.lines[:half], [None] * (half + 1))
        whole, part = layout.raw_scores(program, forward), layout.raw_scores(head, forward)
        for a, b in zip(whole[:half], part[:half], strict=True):
            if a is not None and b is not None:
                worst = max(worst, abs(a - b))
    return worst


def export_graph(model: LineScorer, path: Path) -> None:
    """The graph that is served: this package's own model as one that goes on from a known prefix."""
    if isinstance(model, BlendedPrm):
        export_cached(model, path)
    else:
        export_onnx(model, path)


def export_all(model: LineScorer, folder: Path, layout: Layout, programs: Sequence[Program]) -> dict[str, float]:
    """`model.onnx` with int8 weights in a folder, and how well it agrees with PyTorch; raises when it does not."""
    full, packed, dynamic = folder / "float.onnx", folder / "model.onnx", folder / "dynamic-int8.onnx"
    rounded = round_weights(model)
    export_graph(rounded, full)
    packing = pack_weights(full, packed)
    difference = checked(largest_difference(layout, programs, rounded, packed))
    if isinstance(rounded, BlendedPrm):
        packing["cache_gap"] = checked(cache_gap(layout, programs, packed))
    dynamic_int8(full, dynamic)
    return {
        "programs": len(programs),
        "onnx_against_pytorch": difference,
        "int8_weights_against_float": largest_difference(layout, programs, model, packed),
        "causality_gap": causality_gap(layout, programs, packed),
        "causality_gap_of_dynamic_int8": causality_gap(layout, programs, dynamic),
        **packing,
    }


def dynamic_int8(source: Path, target: Path) -> None:
    """onnxruntime's dynamic quantisation, for comparison only."""
    quantize_dynamic(str(source), str(target), weight_type=QuantType.QInt8, per_channel=True)
