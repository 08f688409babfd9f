"""One turn of the loop: rows that the application exported become trained, measured bundles that it can load.

With folds there is one model a fold, which has never seen the fold's problems: neither in training, nor in calibration, nor
through the weights that it starts from. Everything is kept in one folder; the same call on the same folder goes on where
an earlier one was stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .loop_events import Events
from .loop_model import ModelJob, train_model
from .loop_rows import Part, Rows, parts_of, read_rows
from .loop_start import Start, open_start


@dataclass(frozen=True, slots=True)
class LoopOptions:
    """What a loop is asked for. `minutes` are of processor time a thread, for all models together."""

    rows: Path
    out: Path
    dataset: str
    minutes: float
    folds: int = 0
    start: Path | None = None
    fold_starts: tuple[Path, ...] = ()
    """Bundles of an earlier loop's folds, in order: each is started from where it has not seen its fold either."""
    format: str = ""
    """What the dataset was imported from: models name the data that they saw by it too."""
    name: str = "linewise-loop"
    version: str = "0"
    group: str = ""
    rule: str = "mutation@1"
    target: str = "first-error"
    threads: int = 1
    epochs: float = 4.0
    tiny: bool = False
    """A model of a few thousand parameters, for tests."""
    names: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        names = tuple(dict.fromkeys(name for name in (self.dataset, self.format) if name))
        object.__setattr__(self, "names", names)


def run_loop(options: LoopOptions, events: Events) -> None:
    """Train, measure and bundle every model of the loop; raises ValueError with the reason when it cannot."""
    options.out.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(options.rows.read_bytes()).hexdigest()
    agree_with_folder(options, digest)
    rows = read_rows(options.rows)
    if not any(0 in program.labels for program in rows.programs):
        raise ValueError("No row has a line that is labelled incorrect; nothing was trained. Build the dataset first.")
    parts = parts_of(rows, options.folds)
    start = open_start(options.start) if options.start else None
    events.emit(
        "plan",
        stages=[{"id": part.id, "title": part.title} for part in parts],
        problems=len(rows.cluster),
        rows=len(rows.programs),
        clusters=len(set(rows.cluster.values())),
        start=None if start is None else start.name,
    )
    out_of_fold: dict[str, Sequence[float | None]] = {}
    for part in parts:
        job = ModelJob(
            part=part,
            rows=rows,
            folder=options.out / part.id,
            start=start_of(part, rows, start, options, events),
            compared=start,
            minutes=options.minutes / len(parts),
            data={
                "sha256": digest,
                "problems": len(part.train),
                "programs": {"train": len(rows.of(part.train))},
            },
            out_of_fold=out_of_fold if part.fold is None else None,
        )
        events.emit("stage", stage=part.id, title=part.title)
        out_of_fold.update(train_model(job, options, events))
        described = {"index": part.fold, "of": options.folds, "group": options.group} if options.folds > 1 else None
        events.emit("bundle", stage=part.id, path=str(job.folder / "bundle"), fold=described)
    events.emit("done")


def start_of(part: Part, rows: Rows, start: Start | None, options: LoopOptions, events: Events) -> Start | None:
    """The weights that one model starts from; None for scratch.

    A fold's model must not start from weights that were trained on the fold: its scores would be in-sample all the same.
    """
    if part.fold is None:
        return start
    offered = [open_start(path) for path in options.fold_starts[part.fold - 1 : part.fold]]
    for candidate in [*offered, *([start] if start else [])]:
        if not candidate.has_seen(options.names, rows.split, part.held_out):
            return candidate
    if start is not None or offered:
        events.log(f"{part.title}: starts from scratch, because the model to start from has seen problems of the fold")
    return None


def agree_with_folder(options: LoopOptions, digest: str) -> None:
    """Keep what a folder's loop was asked for, and refuse to go on with something else."""
    asked: dict[str, Any] = {**asdict(options), "sha256": digest}
    for name in ("out", "rows", "threads"):
        asked.pop(name)
    text = json.dumps(asked, default=str, indent=2) + "\n"
    path = options.out / "loop.json"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        raise ValueError(
            f"{options.out} holds a loop of other rows or options, which was kept; give another --out or remove it."
        )
