"""The folder that the application loads: model, tokenizer, prm.json, model card, and scores to check a reader against."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .cached import describe_cache
from .card import model_card
from .quantize import round_weights
from .rows import Program
from .run import Run
from .score import torch_forward
from .steps import END_OF_PROGRAM
from .vocabulary import SEPARATOR

FILES = ("model.onnx", "tokenizer.json", "tokenizer_config.json")


def manifest_of(run: Run, rule: str, target: str, digests: dict[str, str]) -> dict[str, Any]:
    """prm.json."""
    trained, measured = run.read("run.json"), run.read("metrics.json")
    config, data = run.config, trained["data"]
    calibration = measured["calibration"]
    return {
        "name": config.name,
        "version": config.version,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licence": "MIT",
        "description": f"{origin_of(trained)}, trained on lines labelled by mutation and execution.",
        "languages": ["python"],
        "target": target,
        "rule": rule,
        "prompt_template": config.prompt_template,
        "separator": {"text": SEPARATOR, "token_id": run.layout.encoder.separator},
        "end_of_program": END_OF_PROGRAM,
        "blank_lines": "skip",
        "vocabulary_size": run.layout.encoder.size,
        "max_tokens": config.model.context,
        "max_prompt_tokens": config.model.max_prompt_tokens,
        "inputs": {"input_ids": "input_ids", "attention_mask": None},
        "output": {"name": "line_logits", "kind": "token-logits-2"},
        "label_order": ["incorrect", "correct"],
        "causal": True,
        "cache": describe_cache(run.folder / "model.onnx"),
        "calibration": {
            "temperature": round(calibration["temperature"], 4),
            "bias": round(calibration["bias"], 4),
            "on": calibration["on"],
        },
        "threshold": measured["threshold"],
        "aggregate": "min",
        "training": {
            "data": "MBPP without task ids divisible by 5 and their near-duplicates; DebugBench and ConDefects, four fifths"
            " of the problems; problems written for this purpose; fixes of public histories; unverified mutants of public"
            " functions",
            "data_digest": data["sha256"],
            "problems": data["problems"],
            "rows": data["programs"]["train"],
            "in_sample": [
                {"dataset": "mbpp", "splits": ["train", "validation"]},
                {"dataset": "debugbench", "splits": ["train"]},
                {"dataset": "condefects", "splits": ["train"]},
            ],
            "parameters": trained["parameters"],
            "minutes": trained["minutes"],
        },
        "metrics": [{key: value for key, value in row.items() if key != "baselines"} for row in measured["metrics"]]
        + [twenty_metric(measured["twenty"])],
        "files": digests,
    }


def origin_of(trained: dict[str, Any]) -> str:
    """What was trained, in words."""
    return f"A classifier on {trained['base']}" if "base" in trained else "A small causal transformer from scratch"


def twenty_metric(twenty: dict[str, Any]) -> dict[str, Any]:
    """The twenty pairs as a metric; a base without a language head has no surprisal to compare with."""
    by_surprisal = twenty["ordered_by_surprisal"]
    return {
        "name": "same-prefix pair accuracy",
        "set": "twenty fixed pairs",
        "value": twenty["ordered"] / twenty["of"],
        "interval": None,
        "n": twenty["of"],
        "baseline": None if by_surprisal is None else {"name": "surprisal", "value": by_surprisal / twenty["of"]},
    }


def write_bundle(
    run: Run, rule: str, target: str, checks: Sequence[Program], out: Path, variants: Sequence[dict[str, Any]] = ()
) -> None:
    """Write the bundle; what was in the folder under the same names is replaced."""
    out.mkdir(parents=True, exist_ok=True)
    digests = {}
    for name in FILES:
        shutil.copyfile(run.folder / name, out / name)
        digests[name] = hashlib.sha256((out / name).read_bytes()).hexdigest()
    manifest = manifest_of(run, rule, target, digests)
    (out / "prm.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    measured, exported = run.read("metrics.json"), run.read("export.json")
    card = model_card(manifest, measured, exported, run.read("run.json"), variants)
    (out / "README.md").write_text(card, encoding="utf-8")
    write_parity(run, checks, out / "parity.jsonl")


def write_parity(run: Run, checks: Sequence[Program], path: Path) -> None:
    """PyTorch's raw scores of some programs with the shipped weights, for the application's own check."""
    forward = torch_forward(round_weights(run.model()))
    with path.open("w", encoding="utf-8") as file:
        for program in checks:
            raw = run.layout.raw_scores(program, forward)
            row = {"id": program.id, "statement": program.statement, "code": "\n".join(program.lines), "raw": raw}
            file.write(json.dumps(row) + "\n")
