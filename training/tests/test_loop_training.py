"""A whole loop with a tiny model. Needs PyTorch; skipped with a message where it is not installed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

WHY = "needs training/requirements.txt (PyTorch, tokenizers, ONNX); see training/README.md"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("tokenizers", reason=WHY)
pytest.importorskip("onnxruntime", reason=WHY)

from test_loop import exported  # noqa: E402

from linewise_prm.loop import LoopOptions, run_loop  # noqa: E402
from linewise_prm.loop_events import Events  # noqa: E402
from linewise_prm.loop_start import open_start  # noqa: E402


def looped(options):
    stream = io.StringIO()
    run_loop(options, Events(stream))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def asked(folder: Path, **changes):
    rows = folder / "rows.jsonl"
    if not rows.exists():
        exported(24, rows)
    options = {
        "rows": rows,
        "out": folder / "out",
        "dataset": "Made",
        "format": "mbpp",
        "minutes": 0.2,
        "folds": 2,
        "group": "g",
        "epochs": 30.0,
        "tiny": True,
    }
    return LoopOptions(**{**options, **changes})


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loop")
    return folder, looped(asked(folder))


def bundles(events):
    return [open_start(Path(event["path"])) for event in events if event["event"] == "bundle"]


def test_a_loop_makes_a_bundle_a_fold_and_one_of_everything(first):
    _, events = first
    assert [event["title"] for event in events if event["event"] == "stage"] == [
        "fold 1 of 2",
        "fold 2 of 2",
        "the model of all problems",
    ]
    one, two, whole = bundles(events)
    assert one.manifest["training"]["fold"] == {"group": "g", "index": 1, "of": 2}
    assert whole.manifest["training"]["fold"] == {"group": "g", "index": None, "of": 2}
    held = [set(each.in_sample[0]["held_out"]) for each in (one, two)]
    assert not held[0] & held[1]
    assert len(held[0] | held[1]) == 23
    assert [entry["dataset"] for entry in whole.in_sample] == ["Made", "mbpp"]
    assert "held_out" not in whole.in_sample[0]
    assert events[-1] == {"event": "done"}


def test_every_model_reports_its_losses_and_figures(first):
    _, events = first
    for stage in ("fold-1", "fold-2", "model"):
        points = [event for event in events if event["event"] == "progress" and event["stage"] == stage]
        assert points[-1]["share"] == 1.0
        assert points[-1]["losses"]["line"] < 2
    (whole,) = [event for event in events if event["event"] == "metrics" and event["stage"] == "model"]
    assert {row["set"] for row in whole["rows"]} == {"Made, kept-apart tenth", "Made, out of fold (its 2 fold models)"}


def test_the_same_call_goes_on_where_it_was(first):
    folder, _ = first
    (folder / "out" / "model" / "held-out.json").unlink()
    events = looped(asked(folder))
    trained = [event["stage"] for event in events if event["event"] == "phase" and event["phase"] == "train"]
    assert trained == ["model"]
    assert len(bundles(events)) == 3


def test_other_options_in_the_same_folder_are_refused(first):
    folder, _ = first
    with pytest.raises(ValueError, match="other rows or options"):
        looped(asked(folder, minutes=0.3))


def test_a_fold_never_starts_from_weights_that_have_seen_it(first, tmp_path):
    folder, events = first
    one, two, whole = bundles(events)
    again = looped(
        asked(
            folder,
            out=tmp_path / "again",
            start=whole.folder,
            fold_starts=(one.folder, two.folder),
            minutes=0.05,
            group="h",
        )
    )
    sources = [event["from"] for event in again if event["event"] == "phase" and event["phase"] == "train"]
    assert sources == [one.name, two.name, whole.name]
    last = bundles(again)[-1]
    metric = last.manifest["metrics"][0]
    assert metric["baseline"]["name"] == whole.name
    swapped = looped(
        asked(folder, out=tmp_path / "swapped", fold_starts=(two.folder, one.folder), start=whole.folder, minutes=0.05)
    )
    sources = [event["from"] for event in swapped if event["event"] == "phase" and event["phase"] == "train"]
    assert sources == [None, None, whole.name]


def command(folder: Path, *more: str) -> subprocess.Popen:
    words = ["--dataset", "Made", "--tiny", "--watch-stdin", *more]
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "linewise_prm.cli",
            "loop",
            "--rows",
            folder / "rows.jsonl",
            "--out",
            folder / "out",
            *words,
        ],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_is_done_while_its_parent_listens_and_ends_when_that_is_gone(tmp_path):
    exported(24, tmp_path / "rows.jsonl")
    whole = command(tmp_path, "--minutes", "1", "--epochs", "2")
    events = [json.loads(line) for line in whole.stdout]
    assert (whole.wait(), events[-1]) == (0, {"event": "done"}), whole.stderr.read()
    orphan = command(tmp_path, "--minutes", "5")
    orphan.stdin.close()
    assert orphan.wait(60) == 3
    refused = command(tmp_path, "--folds", "2")
    assert json.loads(refused.stdout.readline())["message"].startswith("Fold models need a --group")
    assert refused.wait(60) == 2
