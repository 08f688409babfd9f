"""The folder that the application loads, of a model that its own loop trained."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bundle import FILES, manifest_of, write_parity
from .card import table_of
from .loop_rows import TRAINED_SPLITS, Part
from .loop_start import Start
from .pairs import read_twenty
from .run import Run

if TYPE_CHECKING:
    from .loop import LoopOptions

TWENTY = Path(__file__).parent.parent / "pairs" / "twenty.jsonl"


def in_sample_of(part: Part, start: Start | None, options: LoopOptions) -> list[dict[str, Any]]:
    """What the model has seen: all of its rows but the held-out problems, and whatever its start had seen.

    Under the dataset's name and under what it was imported from, so that a new name does not make a problem unseen.
    """
    held_out = {"held_out": sorted(part.held_out)} if part.held_out else {}
    own = [{"dataset": name, "splits": list(TRAINED_SPLITS), **held_out} for name in options.names]
    return [*own, *(entry for entry in (start.in_sample if start else []) if entry not in own)]


def loop_manifest(
    run: Run, part: Part, start: Start | None, options: LoopOptions, digests: dict[str, str]
) -> dict[str, Any]:
    """prm.json: the package's own, with what this loop trained on and what it held out."""
    manifest = manifest_of(run, options.rule, options.target, digests)
    origin = f"from {start.name}" if start else "from scratch"
    of_what = "all problems" if part.fold is None else f"all but fold {part.fold} of {options.folds}"
    fold = {"group": options.group, "index": part.fold, "of": options.folds} if options.folds > 1 else None
    return {
        **manifest,
        "description": f"Trained {origin} on {of_what} of {options.dataset}, on this application's labels.",
        "training": {
            **manifest["training"],
            "data": f"{options.dataset}, exported effective labels; {of_what}",
            "in_sample": in_sample_of(part, start, options),
            "fold": fold,
        },
    }


def write_loop_bundle(
    run: Run, part: Part, start: Start | None, options: LoopOptions, measured: dict[str, Any]
) -> None:
    """Write the bundle beside its place and move it there whole."""
    fresh, place = run.folder / "bundle.part", run.folder / "bundle"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    digests = {}
    for name in FILES:
        shutil.copyfile(run.folder / name, fresh / name)
        digests[name] = hashlib.sha256((fresh / name).read_bytes()).hexdigest()
    manifest = loop_manifest(run, part, start, options, digests)
    (fresh / "prm.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (fresh / "README.md").write_text(card(manifest, measured), encoding="utf-8")
    write_parity(run, read_twenty(TWENTY), fresh / "parity.jsonl")
    fresh.rename(place)


def card(manifest: dict[str, Any], measured: dict[str, Any]) -> str:
    """README.md of a loop's bundle."""
    training, exported = manifest["training"], measured["export"]
    sections = [
        f"# {manifest['name']} {manifest['version']}",
        f"{manifest['description']} {training['parameters']:,} parameters, {training['rows']:,} programs of"
        f" {training['problems']:,} problems, {training['minutes']} minutes of processor time.",
        "Calibration and threshold come from a tenth of the problems that was kept apart, by near-duplicate cluster. A"
        " baseline with a model's name is that model on the same rows; where it was trained on them, it looks better than it"
        " is.",
    ]
    for name in dict.fromkeys(row["set"] for row in measured["metrics"]):
        rows = [row for row in measured["metrics"] if row["set"] == name]
        sections += [f"## {name}", table_of(rows)]
    twenty = measured["twenty"]
    sections.append(
        f"Of the {twenty['of']} fixed pairs it orders {twenty['ordered']} rightly. PyTorch and the file agree to"
        f" {exported['onnx_against_pytorch']:.1e} in log odds on {exported['programs']} programs."
    )
    return "\n\n".join(sections) + "\n"
