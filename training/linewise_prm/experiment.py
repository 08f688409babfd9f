"""Variants of one configuration, trained with the same processor time and compared on validation programs.

Test sets have no part in this: what is chosen here was chosen without them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from .blend import BlendedPrm, Weights, features, fit, parts_of
from .config import Config, config_of
from .measure import sample
from .metrics import Estimate, Scores, estimate, pair_items, within_items
from .pairs import same_prefix_pairs
from .prepare import share_of
from .rows import Program, read_programs
from .score import Layout
from .train import Trainer, load_model, train_stages
from .vocabulary import Encoder, save_tokenizer, train_tokenizer

SAMPLES = 300
"""Bootstrap samples of an interval."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A name, what is changed of the base (keys such as `train.minutes`), and another training file if it has one."""

    name: str
    changes: Mapping[str, Any]
    data: str | None = None


def read_plan(path: Path) -> tuple[dict[str, Any], list[Variant]]:
    """A plan: `[base]` is a configuration, each `[[variant]]` has `name`, `set` and optionally `data`."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    variants = [Variant(each["name"], each.get("set", {}), each.get("data")) for each in raw["variant"]]
    return raw["base"], variants


def changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> Config:
    """The base configuration with a variant's changes."""
    raw: dict[str, Any] = json.loads(json.dumps(base))
    for key, value in changes.items():
        table, _, name = key.rpartition(".")
        (raw.setdefault(table, {}) if table else raw)[name] = value
    return config_of(raw, "experiment")


def run_variant(base: Mapping[str, Any], variant: Variant, data: Path, out: Path) -> dict[str, Any]:
    """Train one variant and measure it; its row is `out/<name>.json`, which an earlier run may have written."""
    target = out / f"{variant.name}.json"
    if target.exists():
        found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return found
    config = changed(base, variant.changes)
    programs = list(read_programs(Path(variant.data) if variant.data else data / "train.jsonl"))
    library = list(read_programs(data / "language.jsonl"))
    texts = ["\n".join([program.statement, *program.lines]) for program in [*programs, *library]]
    folder = out / variant.name
    encoder = Encoder(train_tokenizer(dict.fromkeys(texts), config.tokenizer.vocabulary))
    save_tokenizer(encoder.tokenizer, folder, config.model.context)
    if not is_trained(folder):
        trainer = Trainer(config, encoder, folder)
        trainer.save(train_stages(trainer, programs, library))
    report = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    layout = Layout(encoder, config.prompt_template, config.model.max_prompt_tokens, config.model.context)
    model = BlendedPrm(load_model(folder, config, encoder.size), Weights(), encoder.separator).eval()
    measured = measure_on(model, layout, sample(list(read_programs(data / "validation.jsonl")), 12))
    row = {"name": variant.name, "changes": dict(variant.changes), **report, **measured}
    target.write_text(json.dumps(row, indent=2) + "\n", encoding="utf-8")
    return row


def is_trained(folder: Path) -> bool:
    """Whether a variant's last stage was finished."""
    report = folder / "run.json"
    return report.exists() and "train" in json.loads(report.read_text(encoding="utf-8"))


def measure_on(model: BlendedPrm, layout: Layout, programs: Sequence[Program]) -> dict[str, Any]:
    """Headline metrics of the line head by set, and pairs again with surprisal blended in.

    The blend is fitted on one half of the problems and measured on the other, both ways.
    """
    parts = {program.id: parts_of(model, layout, program) for program in programs}
    scores: Scores = {key: [None if each is None else each[0] for each in lines] for key, lines in parts.items()}
    halves = [[p for p in programs if (share_of(p.problem, "half") < 0.5) is side] for side in (True, False)]
    blended: dict[str, list[float | None]] = {}
    for fitted_on, measured_on in (halves, halves[::-1]):
        weights = fit(features(parts, fitted_on))
        for program in measured_on:
            blended[program.id] = [None if each is None else weights.of(each) for each in parts[program.id]]
    found: dict[str, Any] = {}
    for name in dict.fromkeys(program.problem.split("/")[0] for program in programs):
        group = [program for program in programs if program.problem.split("/")[0] == name]
        pairs = same_prefix_pairs(group)
        found[name] = {
            "pairs": shown(estimate(pair_items(pairs, scores), SAMPLES)),
            "pairs_with_surprisal": shown(estimate(pair_items(pairs, blended), SAMPLES)),
            "within": shown(estimate(within_items(group, scores), SAMPLES)),
        }
    return {"validation": found}


def shown(found: Estimate) -> dict[str, Any]:
    """An estimate for JSON."""
    return {"value": round(found.value, 4), "interval": [round(each, 4) for each in found.interval], "n": found.n}


def run_plan(plan: Path, data: Path, out: Path, only: Sequence[str]) -> None:
    """Every variant of a plan, or those named; a line of JSON each."""
    base, variants = read_plan(plan)
    out.mkdir(parents=True, exist_ok=True)
    for variant in variants:
        if only and variant.name not in only:
            continue
        row = run_variant(base, variant, data, out)
        print(json.dumps({"name": row["name"], "validation": row["validation"]}), flush=True)
        torch.manual_seed(0)
