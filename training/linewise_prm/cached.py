"""`BlendedPrm` as an ONNX graph that goes on from what it made of an earlier prefix.

    input_ids [1, T] int64        tokens
    past      [P, S] float32      keys and values of the P tokens before them; P may be 0
    line_logits [1, T, 2]         as `BlendedPrm` gives for all P + T tokens, at the last T of them
    present   [T, S] float32      keys and values of `input_ids`: rows for a later call's `past`

S is layers * 2 * width: of each layer the keys (already rotated to their positions) and the values. A token is a row, so a
prefix is the first rows of whatever was made before, without copying. A chunk that goes on from a prefix begins with the
prefix's last token, a separator or the prompt's end: a line's likelihood needs what the model expected after that token.

**A score is the same to the bit however its program was cut.** Every value is made from its own row alone, and a sum over
earlier tokens runs in their order, with zeros for those that do not count:

- A chunk has at least two tokens: for one row alone, onnxruntime multiplies by another kernel.
- No sum is taken over an axis whose length depends on the cut, but by Softmax (where masked tokens add zero at the end)
  and by MatMul with two columns (which adds in the order of the rows; with one column it would not).
- No Log and no Reciprocal of a number a token: in a vector's lanes and in its remainder they round differently.
  LogSoftmax takes a row's logarithm by itself.

This rests on onnxruntime's kernels, so `cache_gap` measures it, and the application checks it on the machine it runs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto

from .blend import BlendedPrm
from .graph import GraphBuilder
from .rows import Program
from .score import SPECIAL_TOKENS, Layout
from .steps import steps_of
from .trees import encode_prompt
from .warm import TRANSPOSED

OPSET = 18
PAST, PRESENT = "past", "present"
MASKED = -1e9


def cache_size(model: BlendedPrm) -> int:
    """Numbers kept of a token."""
    return model.base.config.layers * 2 * model.base.config.width


def describe_cache(path: Path) -> dict[str, object] | None:
    """The `cache` of prm.json for an ONNX file; None where it takes no past."""
    graph = onnx.load(str(path), load_external_data=False).graph
    past = next((each for each in graph.input if each.name == PAST), None)
    if past is None:
        return None
    return {"past": PAST, "present": PRESENT, "size": past.type.tensor_type.shape.dim[1].dim_value}


def export_cached(model: BlendedPrm, path: Path) -> None:
    """Write the graph with float weights, each under its parameter's name."""
    onnx.save(_Exporter(model).model(), str(path))


class _Exporter:
    def __init__(self, model: BlendedPrm) -> None:
        self.source, self.config = model, model.base.config
        self.size = self.config.width // self.config.heads
        self.graph = GraphBuilder()
        self.cos = self.sin = self.mask = ""
        for name, parameter in model.base.state_dict().items():
            values = parameter.detach().float().numpy()
            # MatMul wants [inputs, outputs]; the embedding is looked up by rows.
            if values.ndim == 2 and name != "embedding.weight":
                self.graph.constant(name + TRANSPOSED, np.ascontiguousarray(values.T))
            else:
                self.graph.constant(name, values)

    def model(self) -> onnx.ModelProto:
        graph, config = self.graph, self.config
        row = cache_size(self.source)
        ids = graph("Squeeze", graph.input("input_ids", TensorProto.INT64, [1, "tokens"]), graph.axes(0))
        past = graph.input(PAST, TensorProto.FLOAT, ["past_tokens", row])
        self._lay_out(ids, past)
        pasts = graph.many(2 * config.layers, "Split", past, axis=1, num_outputs=2 * config.layers)
        x = graph("Gather", "embedding.weight", ids)
        present: list[str] = []
        for index in range(config.layers):
            x, made = self._block(x, f"blocks.{index}.", pasts[2 * index : 2 * index + 2])
            present += made
        logits = self._logits(self._norm(x, "norm.scale"), ids)
        graph.output(logits, "line_logits", TensorProto.FLOAT, [1, "tokens", 2])
        graph.output(graph("Concat", *present, axis=1), PRESENT, TensorProto.FLOAT, ["tokens", row])
        return graph.model("line_prm", OPSET)

    def _lay_out(self, ids: str, past: str) -> None:
        """Positions of the tokens: their rotations [T, 1, size], and which earlier tokens they see [T, P + T]."""
        graph = self.graph
        before, tokens = graph("Shape", past, start=0, end=1), graph("Shape", ids)
        end = graph("Add", before, tokens)
        for name, table in (("cos", self.source.base.cos), ("sin", self.source.base.sin)):
            chosen = graph("Slice", graph.constant(name, table.numpy()), before, end, graph.axes(0))
            setattr(self, name, graph("Unsqueeze", chosen, graph.axes(1)))
        to = graph("Squeeze", end, graph.axes(0))
        all_of_them = graph("Range", graph.whole(0), to, graph.whole(1))
        own = graph("Range", graph("Squeeze", before, graph.axes(0)), to, graph.whole(1))
        seen = graph(
            "LessOrEqual",
            graph("Unsqueeze", all_of_them, graph.axes(0)),
            graph("Unsqueeze", own, graph.axes(1)),
        )
        self.mask = graph("Where", seen, graph.number(0.0), graph.number(MASKED))

    def _norm(self, x: str, scale: str) -> str:
        graph = self.graph
        squares = graph("ReduceMean", graph("Pow", x, graph.number(2.0)), graph.axes(-1), keepdims=1)
        return graph("Mul", graph("Div", x, graph("Sqrt", graph("Add", squares, graph.number(1e-6)))), scale)

    def _block(self, x: str, prefix: str, past: Sequence[str]) -> tuple[str, list[str]]:
        """`Block.forward` of [T, width]; also its keys and values, each [T, width]."""
        graph, width, heads = self.graph, self.config.width, self.config.heads
        qkv = graph("MatMul", self._norm(x, prefix + "attention_norm.scale"), f"{prefix}qkv.weight{TRANSPOSED}")
        qk, value = graph.many(2, "Split", qkv, graph.axes(2 * width, width), axis=1)
        query, rotated = graph.many(2, "Split", self._rotate(qk), axis=1, num_outputs=2)
        key = graph("Reshape", rotated, graph.axes(-1, width))
        query = graph("Transpose", graph("Mul", query, graph.number(self.size**-0.5)), perm=[1, 0, 2])
        keys, values = (
            graph("Reshape", graph("Concat", old, new, axis=0), graph.axes(-1, heads, self.size))
            for old, new in zip(past, (key, value), strict=True)
        )
        scores = graph("MatMul", query, graph("Transpose", keys, perm=[1, 2, 0]))
        shares = graph("Softmax", graph("Add", scores, self.mask), axis=-1)
        mixed = graph("MatMul", shares, graph("Transpose", values, perm=[1, 0, 2]))
        mixed = graph("Reshape", graph("Transpose", mixed, perm=[1, 0, 2]), graph.axes(-1, width))
        x = graph("Add", x, graph("MatMul", mixed, f"{prefix}out.weight{TRANSPOSED}"))
        fed = graph("MatMul", self._norm(x, prefix + "feed_norm.scale"), f"{prefix}gate_up.weight{TRANSPOSED}")
        gate, up = graph.many(2, "Split", fed, axis=1, num_outputs=2)
        opened = graph("Mul", graph("Mul", gate, graph("Sigmoid", gate)), up)
        return graph("Add", x, graph("MatMul", opened, f"{prefix}down.weight{TRANSPOSED}")), [key, value]

    def _rotate(self, qk: str) -> str:
        """Queries and keys side by side [T, 2 * width] to [T, 2 * heads, size], rotated to their positions."""
        graph = self.graph
        each = graph("Reshape", qk, graph.axes(-1, 2 * self.config.heads, self.size))
        left, right = graph.many(2, "Split", each, axis=2, num_outputs=2)
        turned = graph("Concat", graph("Neg", right), left, axis=2)
        return graph("Add", graph("Mul", each, self.cos), graph("Mul", turned, self.sin))

    def _logits(self, hidden: str, ids: str) -> str:
        """`BlendedPrm.forward`."""
        graph, weights = self.graph, self.source.weights
        logits = graph("Add", graph("MatMul", hidden, f"line.weight{TRANSPOSED}"), "line.bias")
        wrong, right = graph.many(2, "Split", logits, axis=1, num_outputs=2)
        parts = {"line": graph("Sub", right, wrong)}
        if weights.mean != 0 or weights.least != 0 or weights.total != 0:
            parts["mean"], parts["least"], parts["total"] = self._likelihood(hidden, ids)
        total = ""
        for name, part in parts.items():
            factor = graph.constant(f"blend.{name}", np.array(getattr(weights, name), np.float32))
            product = graph("Mul", part, factor)
            total = product if total == "" else graph("Add", total, product)
        half = graph("Mul", total, graph.number(0.5))
        return graph("Unsqueeze", graph("Concat", graph("Neg", half), half, axis=1), graph.axes(0))

    def _likelihood(self, hidden: str, ids: str) -> tuple[str, str, str]:
        """Mean, least and total log probability of a line's tokens up to each token, each [T, 1]: `BlendedPrm.parts`."""
        graph = self.graph
        predicted = graph("MatMul", hidden, graph("Transpose", "embedding.weight", perm=[1, 0]))
        following = graph("Slice", ids, graph.axes(1), graph.axes(np.iinfo(np.int64).max), graph.axes(0))
        following = graph("Unsqueeze", graph("Concat", following, graph.axes(0), axis=0), graph.axes(1))
        chosen = graph("GatherElements", graph("LogSoftmax", predicted, axis=-1), following, axis=1)
        chosen = graph("Slice", chosen, graph.axes(0), graph.axes(-1), graph.axes(0))
        first = graph.constant("none", np.zeros((1, 1), np.float32))
        each = graph("Concat", first, chosen, axis=0)
        closes = graph(
            "Or",
            graph("Equal", ids, graph.whole(self.source.separator)),
            graph("Less", ids, graph.whole(SPECIAL_TOKENS)),
        )
        counted = graph("Cast", closes, to=TensorProto.INT64)
        line = graph("Sub", graph("CumSum", counted, graph.whole(0)), counted)
        place = graph("Range", graph.whole(0), graph("Squeeze", graph("Shape", ids), graph.axes(0)), graph.whole(1))
        down, across = graph.axes(1), graph.axes(0)
        same = graph(
            "And",
            graph("Equal", graph("Unsqueeze", line, down), graph("Unsqueeze", line, across)),
            graph("LessOrEqual", graph("Unsqueeze", place, across), graph("Unsqueeze", place, down)),
        )
        ones = graph("Add", graph("Mul", each, graph.number(0.0)), graph.number(1.0))
        sums = graph("MatMul", graph("Cast", same, to=TensorProto.FLOAT), graph("Concat", each, ones, axis=1))
        total, count = graph.many(2, "Split", sums, axis=1, num_outputs=2)
        kept = graph("Where", same, graph("Transpose", each, perm=[1, 0]), graph.number(0.0))
        return graph("Div", total, count), graph("ReduceMin", kept, graph.axes(-1), keepdims=1), total


def cache_gap(layout: Layout, programs: Sequence[Program], path: Path) -> float:
    """How much a line's logits change at most when its program is cut after each of its lines (0: to the bit)."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    row = next(each.shape[1] for each in session.get_inputs() if each.name == PAST)

    def forward(ids: list[int], past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        feeds = {"input_ids": np.array([ids], dtype=np.int64), PAST: past}
        logits, present = session.run(["line_logits", PRESENT], feeds)
        return np.asarray(logits)[0], np.asarray(present)

    worst = 0.0
    for program in programs:
        ids = encode_prompt(program.statement, layout.template, layout.encoder, layout.max_prompt_tokens)
        cuts = []
        for step in steps_of(program.lines):
            cuts.append(len(ids))
            ids = [*ids, *layout.encoder(step.text), layout.encoder.separator]
        if len(ids) > layout.max_tokens:
            continue
        whole, present = forward(ids, np.zeros((0, row), np.float32))
        _, piece = forward(ids[: cuts[0]], np.zeros((0, row), np.float32))
        for start, end in zip(cuts, [*cuts[1:], len(ids)], strict=True):
            # To the end from the whole program's rows, and line by line from rows that were made line by line.
            rest, _ = forward(ids[start - 1 :], present[: start - 1])
            logits, made = forward(ids[start - 1 : end], piece[: start - 1])
            piece = np.concatenate([piece[: start - 1], made])
            worst = max(worst, float(np.abs(rest[1:] - whole[start:]).max()))
            worst = max(worst, float(np.abs(logits[1:] - whole[start:end]).max()))
        worst = max(worst, float(np.abs(piece - present).max()))
    return worst
