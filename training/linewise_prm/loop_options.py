"""The options of `linewise-prm loop`; apart from the work, so that `--help` does not wait for PyTorch."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_loop_options(command: argparse.ArgumentParser) -> None:
    """Everything a loop can be asked for."""
    add = command.add_argument
    add("--rows", type=Path, required=True, help="rows of `linewise export`, with `cluster` and `split`")
    add("--out", type=Path, required=True, help="folder of this loop; the same command goes on with what is there")
    add("--dataset", required=True, help="the dataset's name")
    add("--format", default="", help="what the dataset was imported from, if not its name")
    add("--minutes", type=float, default=10.0, help="training time of all models together")
    add("--folds", type=int, default=0, help="train so many models more, each without its fold's clusters")
    add("--start", type=Path, help="folder of the bundle to start from; without it, from scratch")
    add("--fold-start", type=Path, action="append", default=[], help="bundle to start each fold from, in order")
    add("--name", default="linewise-loop")
    add("--version", default="0")
    add("--group", default="", help="names the fold models that belong together; needed with --folds")
    add("--rule", default="mutation@1")
    add("--target", default="first-error")
    add("--threads", type=int, default=1)
    add("--epochs", type=float, default=4.0, help="passes over the rows at most")
    add("--tiny", action="store_true", help="a model of a few thousand parameters, for tests")
    add("--watch-stdin", action="store_true", help="end when standard input closes, as it does with its parent")
