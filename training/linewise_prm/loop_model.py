"""One model of the loop: trained, blended, exported, measured, bundled."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from .blend import BlendedPrm, Weights, features, fit, parts_of, write_weights
from .calibrate import choose_threshold, fit_temperature, probabilities
from .config import Config, ModelConfig, TokenizerConfig, TrainConfig
from .evaluate import plain_baselines, report
from .export import checked, export_graph, largest_difference
from .loop_bundle import write_loop_bundle
from .loop_events import Events, LogFollower
from .loop_rows import Part, Rows
from .loop_start import Start
from .measure import sample, twenty_report
from .metrics import Scores, labelled
from .model import parameters_of
from .pairs import read_twenty
from .quantize import pack_weights, round_weights
from .rows import Program
from .run import Run
from .score import Layout, onnx_forward
from .train import Trainer, learning_rate, sequences
from .vocabulary import Encoder, save_tokenizer, train_tokenizer

if TYPE_CHECKING:
    from .loop import LoopOptions

TWENTY = Path(__file__).parent.parent / "pairs" / "twenty.jsonl"
WRONG_PER_PROBLEM = 12
CHECKED_PROGRAMS = 40
WARM_RATE, COLD_RATE = 3e-4, 1e-3
TINY = ModelConfig(layers=2, width=32, heads=2, feed_forward=64, context=128, max_prompt_tokens=32, dropout=0.0)


@dataclass(slots=True)
class ModelJob:
    """What one model is made of. `out_of_fold`: the scores of all folds, for the model that comes after them."""

    part: Part
    rows: Rows
    folder: Path
    start: Start | None
    compared: Start | None
    minutes: float
    data: dict[str, Any]
    out_of_fold: Scores | None


def train_model(job: ModelJob, options: LoopOptions, events: Events) -> Scores:
    """Make a model's bundle unless it is there; returns its scores of the problems that it holds out."""
    scores_file = job.folder / "held-out.json"
    if (job.folder / "bundle" / "prm.json").exists() and scores_file.exists():
        known: Scores = json.loads(scores_file.read_text(encoding="utf-8"))
        return known
    job.folder.mkdir(parents=True, exist_ok=True)
    config, encoder = set_up(job, options)
    programs = job.rows.of(job.part.train)
    train(job, config, encoder, programs, events)
    run = Run(job.folder, config, layout_of(config, encoder))
    validation = sample(job.rows.of(job.part.validation), WRONG_PER_PROBLEM)
    events.emit("phase", stage=job.part.id, phase="measure")
    exported = export(run, validation or programs)
    measured, held_out = measure(run, job, validation or programs, options)
    events.emit("metrics", stage=job.part.id, rows=measured["metrics"])
    write_loop_bundle(run, job.part, job.start, options, {**measured, "export": exported})
    scores_file.write_text(json.dumps(held_out) + "\n", encoding="utf-8")
    for path in job.folder.glob("*-checkpoint.pt"):
        path.unlink()
    return held_out


def set_up(job: ModelJob, options: LoopOptions) -> tuple[Config, Encoder]:
    """Configuration, tokenizer and first weights: the start's, or fresh ones made of what the model may see."""
    weights = job.folder / "start.pt"
    shape = TINY if options.tiny else ModelConfig()
    template = Config().prompt_template
    if job.start is not None:
        shape, state = job.start.weights()
        template = job.start.manifest["prompt_template"]
        encoder = Encoder.load(job.start.folder)
        torch.save(state, weights)
    elif (job.folder / "tokenizer.json").exists():
        encoder = Encoder.load(job.folder)
    else:
        seen = job.rows.of(job.part.train)
        texts = ["\n".join([program.statement, *program.lines]) for program in seen]
        encoder = Encoder(train_tokenizer(dict.fromkeys(texts), 384 if options.tiny else TokenizerConfig().vocabulary))
    save_tokenizer(encoder.tokenizer, job.folder, shape.context)
    config = Config(
        name=options.name if job.part.fold is None else f"{options.name}-fold-{job.part.fold}",
        version=options.version,
        prompt_template=template,
        tokenizer=TokenizerConfig(encoder.size),
        model=shape,
        train=TrainConfig(
            threads=options.threads,
            bfloat16=has_bfloat16(),
            # Processor time: a busy machine makes a loop longer and not a model worse. At most twice that by the clock.
            minutes=job.minutes * options.threads,
            wall_minutes=job.minutes * 2,
            epochs=options.epochs,
            batch_tokens=2048,
            learning_rate=COLD_RATE if job.start is None else WARM_RATE,
            language_weight=0.3,
            pair_weight=1.0,
            checkpoint_minutes=1.0,
        ),
    )
    return config, encoder


def has_bfloat16() -> bool:
    """Whether the processor computes with bfloat16 in hardware; in software it is slower than floats."""
    if torch.cuda.is_available():
        return True
    flags = Path("/proc/cpuinfo")
    return flags.exists() and any(name in flags.read_text(encoding="utf-8") for name in ("avx512_bf16", "amx_bf16"))


def layout_of(config: Config, encoder: Encoder) -> Layout:
    """How a model of the loop is fed."""
    return Layout(encoder, config.prompt_template, config.model.max_prompt_tokens, config.model.context)


def train(job: ModelJob, config: Config, encoder: Encoder, programs: Sequence[Program], events: Events) -> None:
    """Train from the last checkpoint, saying every logged step."""
    start = job.folder / "start.pt"
    trainer = Trainer(config, encoder, job.folder, start if start.exists() else None)
    weights = {"line": 1.0, "pair": config.train.pair_weight, "language": config.train.language_weight}

    def say(row: dict[str, Any]) -> None:
        share = row["progress"]
        seconds = row["seconds"] / config.train.threads
        events.emit(
            "progress",
            stage=job.part.id,
            step=int(row["steps"]),
            share=share,
            losses={name: round(row[name], 4) for name in weights if name in row},
            learning_rate=learning_rate(min(share, 1.0), config),
            seconds=round(seconds, 1),
            eta_seconds=round(seconds * (1 - share) / share, 1) if share > 0 else None,
        )

    events.emit("phase", stage=job.part.id, phase="train", **{"from": job.start.name if job.start else None})
    with LogFollower(job.folder / "train-log.jsonl", say):
        sets = sequences(programs, config, encoder)
        done = trainer.run("train", sets, config.train.epochs, config.train.minutes, weights, resume=True)
    if done["steps"] == 0:
        raise ValueError("There was no time for a single step; nothing was trained. Ask for more minutes.")
    seconds = done["seconds"] / config.train.threads
    losses = {name: round(done[name], 4) for name in weights if name in done and math.isfinite(done[name])}
    events.emit(
        "progress",
        stage=job.part.id,
        step=int(done["steps"]),
        share=1.0,
        losses=losses,
        learning_rate=learning_rate(1.0, config),
        seconds=round(seconds, 1),
        eta_seconds=0.0,
    )
    trained = {"train": done, "parameters": parameters_of(trainer.model), "minutes": round(done["seconds"] / 60, 1)}
    trainer.save({**trained, "data": job.data})
    start.unlink(missing_ok=True)


def export(run: Run, programs: Sequence[Program]) -> dict[str, float]:
    """The blend of line head and surprisal, then `model.onnx` with int8 weights, checked against PyTorch."""
    separator = run.layout.encoder.separator
    model = BlendedPrm(round_weights(run.line_model()), Weights(), separator).eval()
    known = features({program.id: parts_of(model, run.layout, program) for program in programs}, programs)
    if len(set(known.labels.tolist())) == 2:
        write_weights(run.folder, fit(known))
    rounded = round_weights(run.model())
    export_graph(rounded, run.folder / "float.onnx")
    packing = pack_weights(run.folder / "float.onnx", run.folder / "model.onnx")
    (run.folder / "float.onnx").unlink()
    some = programs[:CHECKED_PROGRAMS]
    difference = checked(largest_difference(run.layout, some, rounded, run.folder / "model.onnx"))
    return {"programs": len(some), "onnx_against_pytorch": difference, **packing}


def measure(
    run: Run, job: ModelJob, validation: Sequence[Program], options: LoopOptions
) -> tuple[dict[str, Any], Scores]:
    """Calibration and threshold from validation, then every figure beside the starting model's on the same rows."""
    forward = onnx_forward(run.folder / "model.onnx")

    def raw(programs: Sequence[Program]) -> Scores:
        return {program.id: run.layout.raw_scores(program, forward) for program in programs}

    found = raw(validation)
    temperature, bias = fit_temperature(labelled(validation, found))
    threshold = choose_threshold(validation, probabilities(found, temperature, bias))
    scores = probabilities(found, temperature, bias)
    rows = compared(f"{options.dataset}, kept-apart tenth", validation, scores, threshold, job.compared)
    held_out: Scores = {}
    if job.part.held_out:
        programs = sample(job.rows.of(job.part.held_out), WRONG_PER_PROBLEM)
        held_out = probabilities(raw(programs), temperature, bias)
        rows += compared(f"{options.dataset}, the fold held out", programs, held_out, threshold, job.compared)
    if job.out_of_fold:
        programs = [program for program in job.rows.programs if program.id in job.out_of_fold]
        name = f"{options.dataset}, out of fold (its {options.folds} fold models)"
        rows += compared(name, programs, job.out_of_fold, threshold, job.compared)
    twenty = read_twenty(TWENTY)
    measured = {
        "calibration": {"temperature": temperature, "bias": bias, "on": f"a tenth of {options.dataset}, kept apart"},
        "threshold": threshold,
        "metrics": rows,
        "twenty": twenty_report(run, raw(twenty), twenty),
    }
    (run.folder / "metrics.json").write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(run.folder / "bundle", ignore_errors=True)
    return measured, held_out


def compared(
    set_name: str, programs: Sequence[Program], scores: Scores, threshold: float, start: Start | None
) -> list[dict[str, Any]]:
    """Metrics of one set. The baseline is the model that the loop started from, else the best plain one."""
    rows = report(set_name, programs, scores, threshold, dict(plain_baselines(programs)))
    other = start.scores(programs) if start else None
    if start is None or other is None:
        return rows
    before = {row["name"]: row["value"] for row in report(set_name, programs, other, start.manifest["threshold"], {})}
    for row in rows:
        value = before.get(row["name"])
        row["baseline"] = None if value is None else {"name": start.name, "value": value}
        row["baselines"] = {start.name: value, **row["baselines"]}
    return rows
