"""Measure a run: everything chosen on validation, everything reported on test sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .calibrate import choose_threshold, fit_temperature, probabilities
from .evaluate import plain_baselines, report
from .metrics import Scores, labelled
from .pairs import read_twenty
from .prepare import by_problem, share_of
from .rows import Program, read_programs
from .run import Run
from .score import Forward, bare, onnx_forward

SET_NAMES = {
    "test-mbpp": "MBPP, reserved problems",
    "test-starter": "starter problems",
    "test-condefects": "ConDefects, held-out tasks",
    "test-debugbench": "DebugBench, held-out problems",
}
"""What prm.json calls the test files."""


def sample(programs: Sequence[Program], per_problem: int) -> list[Program]:
    """All right programs and at most `per_problem` wrong ones of each problem, drawn by a hash of their ids."""
    chosen: list[Program] = []
    for group in by_problem(programs).values():
        wrong = [program for program in group if program.first_error is not None]
        right = [program for program in group if program.is_right]
        chosen.extend([*right, *sorted(wrong, key=lambda program: share_of(program.id, "sample"))[:per_problem]])
    return chosen


def measure(run: Run, data: Path, twenty: Path, per_problem: int) -> dict[str, Any]:
    """Calibration, threshold, metrics of every test set, and the twenty pairs, all of the exported model."""
    forward = onnx_forward(run.folder / "model.onnx")
    model = None if run.is_hf else run.line_model()

    def score(programs: Sequence[Program]) -> Scores:
        return {program.id: run.layout.raw_scores(program, forward) for program in programs}

    validation = sample(list(read_programs(data / "validation.jsonl")), per_problem)
    raw = score(validation)
    temperature, bias = fit_temperature(labelled(validation, raw))
    threshold = choose_threshold(validation, probabilities(raw, temperature, bias))
    rows = report("validation", validation, probabilities(raw, temperature, bias), threshold, {})
    for path in sorted(data.glob("test-*.jsonl")):
        programs = sample(list(read_programs(path)), per_problem)
        scores = probabilities(score(programs), temperature, bias)
        baselines: dict[str, Scores] = dict(plain_baselines(programs))
        baselines["line alone"] = lines_alone(run, programs, forward)
        if model is not None:
            baselines["surprisal"] = {program.id: run.layout.surprisals(program, model) for program in programs}
        rows.extend(report(SET_NAMES.get(path.stem, path.stem), programs, scores, threshold, baselines))
    return {
        "calibration": {"temperature": temperature, "bias": bias, "on": "a tenth of the training problems, kept apart"},
        "threshold": threshold,
        "metrics": rows,
        "twenty": twenty_report(run, score(read_twenty(twenty)), read_twenty(twenty)),
    }


def lines_alone(run: Run, programs: Sequence[Program], forward: Forward) -> Scores:
    """What the model says of each line by itself: does it only know what edits look like?"""
    known: dict[str, float | None] = {}
    for program in programs:
        for line in program.lines:
            if line not in known:
                known[line] = run.layout.raw_scores(bare(line), forward)[0]
    ending = run.layout.raw_scores(bare(""), forward)[1]
    return {
        program.id: [
            *(None if number in program.silent else known[line] for number, line in enumerate(program.lines, 1)),
            ending,
        ]
        for program in programs
    }


def twenty_report(run: Run, raw: Scores, programs: Sequence[Program]) -> dict[str, Any]:
    """How many of the fixed pairs are ordered rightly, and each one's raw scores."""
    model = None if run.is_hf else run.line_model()
    pairs, ordered, by_surprisal = [], 0, 0
    for right, wrong in zip(programs[::2], programs[1::2], strict=True):
        at = next(index for index, label in enumerate(right.labels) if label is not None)
        good, bad = raw[right.id][at], raw[wrong.id][at]
        if good is None or bad is None:
            raise ValueError(f"{right.problem}: no score")
        ordered += good > bad
        if model is not None:
            likely, unlikely = run.layout.surprisals(right, model)[at], run.layout.surprisals(wrong, model)[at]
            by_surprisal += likely is not None and unlikely is not None and likely > unlikely
        pairs.append({"pair": right.problem, "right": round(good, 3), "wrong": round(bad, 3), "ordered": good > bad})
    return {
        "ordered": ordered,
        "of": len(pairs),
        "ordered_by_surprisal": None if model is None else by_surprisal,
        "pairs": pairs,
    }
