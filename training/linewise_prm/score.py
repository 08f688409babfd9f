"""Raw scores (log odds of "correct") of programs' lines, by PyTorch or by ONNX, and surprisal of the language model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .model import LinePrm
from .rows import Program
from .steps import steps_of
from .trees import encode_prompt
from .vocabulary import Encoder
from .windows import plan_windows

Forward = Callable[[list[int]], "np.ndarray"]
"""Token ids of one sequence to [tokens, 2] line logits, ordered incorrect, correct."""


def torch_forward(model: torch.nn.Module) -> Forward:
    """Line logits by PyTorch."""

    def forward(ids: list[int]) -> np.ndarray:
        with torch.inference_mode():
            logits: np.ndarray = model(torch.tensor([ids]))[0].numpy()
        return logits

    return forward


def onnx_forward(path: Path) -> Forward:
    """Line logits by onnxruntime on one thread, as the application runs it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    # A graph that can go on from an earlier prefix is given an empty one.
    empty = {each.name: np.zeros((0, each.shape[1]), np.float32) for each in session.get_inputs()[1:]}

    def forward(ids: list[int]) -> np.ndarray:
        (logits,) = session.run(["line_logits"], {"input_ids": np.array([ids], dtype=np.int64), **empty})
        return np.asarray(logits)[0]

    return forward


class Layout:
    """How a program becomes sequences; one for each tokenizer and template."""

    def __init__(self, encoder: Encoder, template: str, max_prompt_tokens: int, max_tokens: int) -> None:
        self.encoder, self.template = encoder, template
        self.max_prompt_tokens, self.max_tokens = max_prompt_tokens, max_tokens

    def read(self, program: Program, forward: Callable[[list[int]], Sequence[float]]) -> list[float | None]:
        """One number a line and a last one for end of program, from a function of a sequence to a number a token."""
        steps = steps_of(program.lines)
        prompt = encode_prompt(program.statement, self.template, self.encoder, self.max_prompt_tokens)
        tokens = [[*self.encoder(step.text), self.encoder.separator] for step in steps]
        found: list[float | None] = [None] * (len(program.lines) + 1)
        for window in plan_windows(prompt, tokens, self.max_tokens):
            values = forward(window.ids)
            for step, position in window.reads:
                if steps[step].line in program.silent:
                    continue
                found[steps[step].line - 1] = float(values[position])
        return found

    def raw_scores(self, program: Program, forward: Forward) -> list[float | None]:
        """Log odds of "correct" for each line."""

        def margins(ids: list[int]) -> Sequence[float]:
            logits = forward(ids)
            return (logits[:, 1] - logits[:, 0]).tolist()

        return self.read(program, margins)

    def surprisals(self, program: Program, model: LinePrm) -> list[float | None]:
        """Minus the mean surprisal (nats a token) of each line under the model's own language head."""
        separator = self.encoder.separator

        def line_means(ids: list[int]) -> Sequence[float]:
            with torch.inference_mode():
                predicted = torch.log_softmax(model.next_token(model.plain(torch.tensor([ids]))[0]), dim=-1)
            each = [0.0, *predicted[:-1].gather(1, torch.tensor(ids[1:])[:, None])[:, 0].tolist()]
            means, total, count = [0.0] * len(ids), 0.0, 0
            for index, token in enumerate(ids):
                total, count = total + each[index], count + 1
                if token == separator:
                    means[index] = total / count
                    total, count = 0.0, 0
                elif token < SPECIAL_TOKENS:
                    total, count = 0.0, 0
            return means

        return self.read(program, line_means)


def bare(line: str) -> Program:
    """A program of one line."""
    return Program("", "", "", [line], [None, None])


SPECIAL_TOKENS = 3
"""Pad, problem and code open no line: what comes before them belongs to no line's surprisal."""
