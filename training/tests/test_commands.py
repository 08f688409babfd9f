"""Every command from labelled programs to a bundle, on a tiny set. Needs PyTorch and TRL; skipped without."""

import hashlib
import json
import sys

import pytest

WHY = "needs training/requirements-trl.txt (PyTorch, transformers, TRL); see training/README.md"
pytest.importorskip("torch", reason=WHY)
pytest.importorskip("trl", reason=WHY)

from linewise_prm import cli  # noqa: E402
from linewise_prm.rows import Program, write_programs  # noqa: E402

CONFIG = """
name = "tiny"
version = "0.0.1"
[tokenizer]
vocabulary = 300
[model]
layers = 1
width = 64
heads = 1
feed_forward = 64
context = 128
max_prompt_tokens = 16
[train]
minutes = 0.05
pretrain_minutes = 0.02
epochs = 2
batch_tokens = 512
sequence_tokens = 128
"""


def programs(first, count):
    """Right sums, and wrong ones in pairs."""
    for number in range(first, first + count):
        for name, sign, label in (("r", "+", 1), ("w", "-", 0)):
            lines = [f"def f{number}(a, b):", f"    return a {sign} b"]
            origin = "reference" if label else "mutant"
            yield Program(f"{number}{name}", f"made/{number}", "sum", lines, [1, label, label or None], origin)


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["linewise-prm", *map(str, arguments)])
    cli.main()


@pytest.mark.parametrize("base", [None, "scratch:1x64"])
def test_labelled_programs_become_a_bundle(base, tmp_path, monkeypatch):
    data, folder, out = tmp_path / "data", tmp_path / "run", tmp_path / "bundle"
    for name, first, count in (("train", 0, 12), ("validation", 20, 4), ("test-mbpp", 30, 4)):
        write_programs(data / f"{name}.jsonl", programs(first, count))
    write_programs(data / "language.jsonl", [])
    manifest = {"programs": {"train": 24}, "problems": 12, "dropped_as_near_duplicates": {}, "sha256": "0" * 64}
    (data / "data.json").write_text(json.dumps(manifest))
    config = tmp_path / "tiny.toml"
    config.write_text(CONFIG)
    common = ["--config", config, "--run", folder]
    run(monkeypatch, "train", "--config", config, "--data", data, "--out", folder, *(["--base", base] if base else []))
    if base is None:
        run(monkeypatch, "blend", *common, "--data", data)
    run(monkeypatch, "export", *common, "--check", data / "test-mbpp.jsonl")
    run(monkeypatch, "evaluate", *common, "--data", data)
    run(monkeypatch, "bundle", *common, "--out", out)
    written = json.loads((out / "prm.json").read_text())
    assert written["output"] == {"name": "line_logits", "kind": "token-logits-2"}
    for name, digest in written["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    measured = {metric["name"] for metric in written["metrics"] if metric["set"] == "MBPP, reserved problems"}
    assert "same-prefix pair accuracy" in measured
    assert "# tiny 0.0.1" in (out / "README.md").read_text()
    assert len((out / "parity.jsonl").read_text().splitlines()) == 40
