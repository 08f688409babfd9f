"""The commands of `linewise-prm` that make data: rows for the application's filters, mined fixes, and `prepare`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .pairs import read_twenty
from .prepare import allowed, sizes, split_sets
from .rows import Program, read_programs, write_programs
from .sources import condefects, debugbench, mbpp_rows, python_files, starter_rows

MAX_SYNTAX_ROWS = 120
TWENTY = Path(__file__).parent.parent / "pairs" / "twenty.jsonl"
MAX_PYTHON_BYTES = 200_000


def command_mbpp_rows(options: argparse.Namespace) -> None:
    for row in mbpp_rows(options.mbpp):
        sys.stdout.write(json.dumps(row) + "\n")


def command_starter_rows(options: argparse.Namespace) -> None:
    for row in starter_rows(options.folder):
        sys.stdout.write(json.dumps(row) + "\n")


def command_mine(options: argparse.Namespace) -> None:
    from .mine import Repository, mine

    name, licence, git_dir = options.repository
    count = write_programs(options.out, mine(Repository(name, licence, Path(git_dir))))
    print(json.dumps({"repository": name, "licence": licence, "pairs": count // 2}))


def command_python_rows(options: argparse.Namespace) -> None:
    from .made import python_rows

    for folder in options.folder:
        for row in python_rows(folder.name, folder):
            sys.stdout.write(json.dumps(row) + "\n")


def command_written_rows(options: argparse.Namespace) -> None:
    from .written import written_rows

    for path in options.problems:
        for row in written_rows(path):
            sys.stdout.write(json.dumps(row) + "\n")


def command_written_scripts(options: argparse.Namespace) -> None:
    from .written import written_scripts

    count = write_programs(options.out, (program for path in options.problems for program in written_scripts(path)))
    print(json.dumps({"programs": count}))


def command_prepare(options: argparse.Namespace) -> None:
    from .corpus import repositories
    from .made import doubtful_operators, made_programs

    others: dict[str, list[Program]] = {}
    if options.debugbench:
        others["debugbench"] = list(debugbench(options.debugbench, MAX_SYNTAX_ROWS))
    if options.condefects:
        others["condefects"] = list(condefects(options.condefects))
    more = {name: list(programs_of(options, name)) for name in ("mined", "written")}
    tests = {name: list(read_programs(Path(path))) for name, path in options.test or []}
    splits = split_sets(read_programs(options.labelled), others, read_twenty(options.twenty), tests, more)
    doubtful = doubtful_operators(splits.train)
    counts = {
        "train": write_programs(options.out / "train.jsonl", splits.train),
        "validation": write_programs(options.out / "validation.jsonl", splits.validation),
        "unverified": write_programs(
            options.out / "unverified.jsonl",
            allowed(made_programs(options.unverified or [], doubtful), splits),
        ),
    }
    for name, programs in splits.test.items():
        counts[f"test-{name}"] = write_programs(options.out / f"test-{name}.jsonl", programs)
    counts["language"] = write_programs(
        options.out / "language.jsonl",
        allowed(python_files(options.python or [], MAX_PYTHON_BYTES), splits),
    )
    digest = hashlib.sha256((options.out / "train.jsonl").read_bytes()).hexdigest()
    problems = {program.problem for program in splits.train}
    manifest = {
        "programs": counts,
        "problems": len(problems),
        "sets": sizes(splits.train),
        "dropped_as_near_duplicates": splits.dropped,
        "doubtful_operators": sorted(doubtful),
        "repositories": repositories(options.repositories or []),
        "sha256": digest,
    }
    (options.out / "data.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({**manifest, "repositories": len(manifest["repositories"])}))


def programs_of(options: argparse.Namespace, name: str) -> Iterator[Program]:
    """Programs of the files that an option names."""
    for path in getattr(options, name) or []:
        yield from read_programs(path)


def add_data_commands(commands: Any) -> None:
    """Their options, in a parser's group of commands."""
    rows = commands.add_parser("mbpp-rows", help="MBPP as rows for `linewise mutate`")
    rows.add_argument("mbpp", type=Path)
    rows.set_defaults(run_command=command_mbpp_rows)

    starter = commands.add_parser("starter-rows", help="the application's own problems as rows for `linewise mutate`")
    starter.add_argument("folder", type=Path)
    starter.set_defaults(run_command=command_starter_rows)

    mine = commands.add_parser("mine", help="functions before and after one-hunk fixes, from a git history")
    mine.add_argument("--repository", nargs=3, required=True, metavar=("NAME", "LICENCE", "GIT_DIR"))
    mine.add_argument("--out", type=Path, required=True)
    mine.set_defaults(run_command=command_mine)

    python = commands.add_parser(
        "python-rows", help="functions and short scripts of folders as rows for `linewise mutate`"
    )
    python.add_argument(
        "folder", type=Path, nargs="+", help="a repository's Python files; its name is the repository's"
    )
    python.set_defaults(run_command=command_python_rows)

    written = commands.add_parser("written-rows", help="problems/*.jsonl as rows for `linewise verify | label`")
    written.add_argument("problems", type=Path, nargs="+")
    written.set_defaults(run_command=command_written_rows)

    scripts = commands.add_parser("written-scripts", help="the scripts of problems/*.jsonl, run and labelled")
    scripts.add_argument("problems", type=Path, nargs="+")
    scripts.add_argument("--out", type=Path, required=True)
    scripts.set_defaults(run_command=command_written_scripts)

    prepare = commands.add_parser("prepare", help="labelled sets to train, validation and test files")
    prepare.add_argument("--labelled", type=Path, required=True, help="MBPP rows of `linewise label`")
    prepare.add_argument("--debugbench", type=Path)
    prepare.add_argument("--condefects", type=Path)
    prepare.add_argument("--mined", type=Path, action="append", help="a file that `mine` wrote")
    prepare.add_argument("--written", type=Path, action="append", help="labelled rows or programs of problems/")
    prepare.add_argument("--unverified", type=Path, action="append", help="`linewise mutate`'s rows of `python-rows`")
    prepare.add_argument(
        "--repositories", type=Path, action="append", help='what was read: JSONL of {"name", "licence"}, for the card'
    )
    prepare.add_argument(
        "--test", nargs=2, action="append", metavar=("NAME", "ROWS"), help="labelled rows to test on only"
    )
    prepare.add_argument("--twenty", type=Path, default=TWENTY)
    prepare.add_argument("--python", type=Path, action="append", help="a folder of Python files for the language model")
    prepare.add_argument("--out", type=Path, required=True)
    prepare.set_defaults(run_command=command_prepare)
