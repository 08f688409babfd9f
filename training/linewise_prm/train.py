"""The training loop: a language-model stage, then lines and language together."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from .batches import Batch, batches_of
from .config import Config
from .model import LinePrm, parameters_of
from .rows import MASKED, Program
from .trees import Flat, build_trees, encode_prompt, flatten
from .vocabulary import Encoder


def sequences(programs: Sequence[Program], config: Config, encoder: Encoder) -> dict[str, list[Flat]]:
    """The training sequences by set (the part of the problem's name before the slash)."""
    found: dict[str, list[Flat]] = {}
    groups = [programs] if config.train.deduplicate else [[program] for program in programs]
    for tree in (tree for group in groups for tree in build_trees(group, config.train.branch_steps)):
        prompt = encode_prompt(tree.statement, config.prompt_template, encoder, config.model.max_prompt_tokens)
        flats = flatten(tree, prompt, encoder, encoder.separator, config.train.sequence_tokens, config.model.context)
        found.setdefault(tree.problem.split("/")[0], []).extend(flats)
    return found


def losses(model: LinePrm, batch: Batch) -> dict[str, Tensor]:
    """Line, pair and language-model losses of a batch, each a mean."""
    hidden = model.trunk(batch.ids, batch.positions, batch.mask)
    line = model.line(hidden).float()
    each = F.cross_entropy(line.view(-1, 2), batch.labels.view(-1), ignore_index=MASKED, reduction="none")
    weights = batch.weights.view(-1)
    flat_score = (line[..., 1] - line[..., 0]).view(-1)
    zero = each.sum() * 0.0
    predicted = model.next_token(hidden.view(-1, hidden.shape[-1])[batch.target_at]).float()
    return {
        "line": (each * weights).sum() / weights.sum().clamp(min=1.0),
        "pair": F.softplus(flat_score[batch.wrong] - flat_score[batch.right]).mean() if len(batch.right) else zero,
        "language": F.cross_entropy(predicted, batch.targets) if len(batch.targets) else zero,
    }


def learning_rate(progress: float, config: Config) -> float:
    """Linear warm-up, then a cosine down to a twentieth."""
    peak, warmup = config.train.learning_rate, config.train.warmup_share
    if progress < warmup:
        return peak * max(progress, 0.001) / warmup
    return peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup))))


def epoch_of(sets: dict[str, list[Flat]], repeat: dict[str, float], rng: random.Random) -> list[Flat]:
    """An epoch's sequences: each set as often as asked, a fraction by sampling."""
    chosen: list[Flat] = []
    for name, flats in sets.items():
        times = repeat.get(name, 1.0)
        chosen.extend(flats * int(times))
        chosen.extend(rng.sample(flats, int(len(flats) * (times - int(times)))))
    return chosen


def optimizers_of(model: LinePrm, config: Config) -> list[torch.optim.Optimizer]:
    """AdamW; with `muon`, Muon (arXiv 2502.16982, steps as large as AdamW's) for the matrices of the blocks."""
    named = dict(model.named_parameters())
    muon = [p for name, p in named.items() if p.dim() == 2 and name.startswith("blocks.")]
    muon = muon if config.train.optimizer == "muon" else []
    chosen = {id(p) for p in muon}
    rest = [p for p in named.values() if id(p) not in chosen]
    decay, rate = config.train.weight_decay, config.train.learning_rate
    groups: list[dict[str, Any]] = [
        {"params": [p for p in rest if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in rest if p.dim() <= 1], "weight_decay": 0.0},
    ]
    found: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)]
    if muon:
        found.append(torch.optim.Muon(muon, lr=rate, weight_decay=decay, adjust_lr_fn="match_rms_adamw"))
    return found


class Trainer:
    """One model, its optimiser, and the files a run leaves: model.pt, checkpoint.pt, log.jsonl, run.json."""

    def __init__(self, config: Config, encoder: Encoder, out: Path, start: Path | None = None) -> None:
        torch.manual_seed(config.train.seed)
        torch.set_num_threads(config.train.threads)
        self.config, self.encoder, self.out = config, encoder, out
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = LinePrm(config.model, encoder.size).to(self.device)
        if start is not None:
            self.model.load_state_dict(torch.load(start, weights_only=True))
        self.optimizers = optimizers_of(self.model, config)
        out.mkdir(parents=True, exist_ok=True)

    def autocast(self) -> AbstractContextManager[Any]:
        """bfloat16 where the configuration asks for it."""
        return torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.config.train.bfloat16)

    def to_device(self, batch: Batch) -> Batch:
        """The batch on the model's device."""
        return Batch(*(getattr(batch, name).to(self.device) for name in Batch.__slots__))

    def run(
        self,
        stage: str,
        sets: dict[str, list[Flat]],
        epochs: float,
        minutes: float,
        weights: dict[str, float],
        resume: bool = False,
    ) -> dict[str, float]:
        """Train for `epochs`, or until `minutes` of processor time or the wall clock's are up, whichever comes first.

        The learning rate falls with whichever is further on. Processor time, so that a busy machine makes a run longer
        and not a model worse.
        """
        rng = random.Random(self.config.train.seed)
        pad = self.encoder.pad
        repeat = self.config.train.repeat if stage == "train" else {}
        per_epoch = sum(len(flat.tokens) for flat in epoch_of(sets, repeat, random.Random(0)))
        done = {"tokens": 0.0, "steps": 0.0, "seconds": 0.0}
        checkpoint = self.out / f"{stage}-checkpoint.pt"
        if resume and checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            self.model.load_state_dict(state["model"])
            for optimizer, saved_state in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(saved_state)
            done = state["done"]
            rng = random.Random(self.config.train.seed + int(done["steps"]))
        began = time.process_time() - done["seconds"]
        clock = saved = time.monotonic()
        self.model.train()
        running: dict[str, float] = {}
        with (self.out / f"{stage}-log.jsonl").open("a", encoding="utf-8") as log:
            for batch in self.endless(sets, repeat, rng):
                done["seconds"] = time.process_time() - began
                wall = (time.monotonic() - clock) / (self.config.train.wall_minutes * 60)
                progress = max(done["tokens"] / (per_epoch * epochs), done["seconds"] / (minutes * 60), wall)
                if progress >= 1:
                    break
                for group in (group for optimizer in self.optimizers for group in optimizer.param_groups):
                    group["lr"] = learning_rate(progress, self.config)
                with self.autocast():
                    parts = losses(self.model, self.to_device(batch))
                    total = sum((weights[name] * part for name, part in parts.items()), torch.zeros(()))
                self.model.zero_grad(set_to_none=True)
                total.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                for optimizer in self.optimizers:
                    optimizer.step()
                done["tokens"] += int(torch.count_nonzero(batch.ids != pad))
                done["steps"] += 1
                for name, part in parts.items():
                    running[name] = 0.95 * running.get(name, part.item()) + 0.05 * part.item()
                if done["steps"] % 20 == 0:
                    log.write(json.dumps({"stage": stage, "progress": round(progress, 4), **done, **running}) + "\n")
                    log.flush()
                if time.monotonic() - saved > self.config.train.checkpoint_minutes * 60:
                    saved = time.monotonic()
                    self.checkpoint(checkpoint, done)
        self.checkpoint(checkpoint, done)
        return {**done, **running}

    def endless(self, sets: dict[str, list[Flat]], repeat: dict[str, float], rng: random.Random) -> Iterator[Batch]:
        """Epoch after epoch."""
        pad = self.encoder.pad
        while True:
            flats = epoch_of(sets, repeat, rng)
            yield from batches_of(flats, self.config.train.batch_tokens, pad, rng, self.config.train.class_weights)

    def checkpoint(self, path: Path, done: dict[str, float]) -> None:
        """Write the state under another name first, so that a crash leaves the previous one whole."""
        optimizers = [optimizer.state_dict() for optimizer in self.optimizers]
        state = {"model": self.model.state_dict(), "optimizers": optimizers, "done": done}
        torch.save(state, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def save(self, report: dict[str, Any]) -> None:
        """The weights and what was run."""
        torch.save(self.model.state_dict(), self.out / "model.pt")
        described = {"config": asdict(self.config), "parameters": parameters_of(self.model), **report}
        (self.out / "run.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")


def train_stages(
    trainer: Trainer,
    programs: Sequence[Program],
    library: Sequence[Program],
    unverified: Sequence[Program] = (),
    earlier: dict[str, Any] | None = None,
    resume: bool = False,
) -> dict[str, Any]:
    """Both stages of a run, and what they took (with their processor minutes).

    First the language of right programs and of `library`, together with the lines of `unverified` mutants, whose labels
    are what their operators mean to do; then lines that were verified. `earlier`, the report of the run whose weights are
    started from, takes the first stage's place.
    """
    config, encoder = trainer.config, trainer.encoder
    weights = {"line": 1.0, "pair": config.train.pair_weight, "language": config.train.language_weight}
    report: dict[str, Any] = {}
    made = sequences(unverified, config, encoder)
    if earlier is not None:
        report["pretrain"] = earlier.get("pretrain", {})
    elif (library or unverified) and config.train.pretrain_minutes > 0:
        right = [program for program in programs if program.is_right]
        plain = {**sequences([*library, *right], config, encoder), **made}
        first = {**weights, "language": 1.0} if made else {"line": 0.0, "pair": 0.0, "language": 1.0}
        epochs, minutes = config.train.pretrain_epochs, config.train.pretrain_minutes
        report["pretrain"] = trainer.run("pretrain", plain, epochs, minutes, first, resume)
        trainer.save(report)
    if config.train.minutes > 0:
        sets = {**sequences(programs, config, encoder), **made}
        report["train"] = trainer.run("train", sets, config.train.epochs, config.train.minutes, weights, resume)
    stages = [stage for stage in (report.get("pretrain"), report.get("train")) if stage]
    report["minutes"] = round(sum(stage.get("seconds", 0.0) for stage in stages) / 60, 1)
    return report


def load_model(folder: Path, config: Config, vocabulary: int) -> LinePrm:
    """The trained model of a run's folder, ready to score."""
    model = LinePrm(config.model, vocabulary)
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True, map_location="cpu"))
    return model.eval()
