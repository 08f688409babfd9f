"""ONNX graphs written node by node, for what `torch.onnx.export` leaves to chance: names, and which kernels run."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

IR_VERSION = 10

Shape = list[int | str]


class GraphBuilder:
    """Nodes and constants in the order in which they are asked for. Values are known by their names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, kind: TensorProto.DataType, shape: Shape) -> str:
        """Declare an input; a text in its shape names a length that varies."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, value: str, name: str, kind: TensorProto.DataType, shape: Shape) -> None:
        """Give a value out under a name."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def constant(self, name: str, values: np.ndarray) -> str:
        """A tensor under a name."""
        self.constants[name] = values
        return name

    def number(self, value: float) -> str:
        """A float32 scalar."""
        return self.constant(f"number:{value}", np.array(value, np.float32))

    def whole(self, value: int) -> str:
        """An int64 scalar."""
        return self.constant(f"whole:{value}", np.array(value, np.int64))

    def axes(self, *values: int) -> str:
        """An int64 vector: axes, a shape, positions."""
        return self.constant("axes:" + ",".join(map(str, values)), np.array(values, np.int64))

    def many(self, count: int, kind: str, *inputs: str, **attributes: Any) -> list[str]:
        """A node of several outputs."""
        names = [f"{kind}:{len(self.nodes)}:{index}" for index in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def __call__(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """A node of one output."""
        (name,) = self.many(1, kind, *inputs, **attributes)
        return name

    def model(self, name: str, opset: int) -> onnx.ModelProto:
        """The checked model."""
        constants = [numpy_helper.from_array(values, key) for key, values in self.constants.items()]
        graph = helper.make_graph(self.nodes, name, self.inputs, self.outputs, constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
