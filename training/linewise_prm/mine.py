"""Real bugs from public histories: functions that one small hunk of a fixing commit changed."""

from __future__ import annotations

import ast
import re
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .rows import Program
from .sources import functions_of, pair_of_programs, parses, tidy

FIXING = r"\b(fix(es|ed|ing)?|bug(fix)?s?|wrong(ly)?|incorrect(ly)?|off[- ]by[- ]one|regression|broken|crash(es|ed)?)\b"
"""What a fixing commit's subject says (extended regular expression, letter case ignored)."""

NOT_BEHAVIOUR = re.compile(
    r"typo|doc|comment|lint|pep ?8|flake|style|format|test|warning|deprecat|import|spelling|merge|type hint|annotation",
    re.IGNORECASE,
)
"""Subjects that speak of something else than behaviour."""

MAX_CHANGED_FILES = 3
MAX_FUNCTION_LINES = 70
MAX_FILE_CHARACTERS = 150_000
PASSED_OVER = re.compile(
    r"(^|/)(tests?|testing|docs?|examples?|benchmarks?)/|(^|/)(test_|conftest|setup\.py)|_test\.py$"
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A history to read. `licence` is an SPDX identifier; it goes into the model card."""

    name: str
    licence: str
    git_dir: Path


class Blobs:
    """Files of a history by `revision:path`, through one `git cat-file` process."""

    def __init__(self, git_dir: Path) -> None:
        self.process = subprocess.Popen(
            ["git", "--git-dir", str(git_dir), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def read(self, name: str) -> str | None:
        """A file's text; None when there is no such file or it is no UTF-8."""
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        if pipe_in is None or pipe_out is None or "\n" in name:
            return None
        pipe_in.write(name.encode() + b"\n")
        pipe_in.flush()
        head = pipe_out.readline().split()
        if len(head) != 3:
            return None
        data = pipe_out.read(int(head[2]))
        pipe_out.read(1)
        try:
            return data.decode()
        except UnicodeDecodeError:
            return None

    def close(self) -> None:
        """Ends the process."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()


def fixing_commits(git_dir: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Commits whose subject says that they fix something: hash, subject and the Python files they change.

    Only commits that change few Python files beside tests.
    """
    chosen = ["--all", "--no-merges", "-i", "-E", f"--grep={FIXING}", "--diff-filter=M"]
    log = subprocess.Popen(
        ["git", "--git-dir", str(git_dir), "log", *chosen, "--name-only", "--format=%x00%H %s", "--", "*.py"],
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    assert log.stdout is not None
    for record in records(log.stdout):
        head, *names = [line for line in record.split("\n") if line]
        commit, _, subject = head.partition(" ")
        files = [name for name in names if not PASSED_OVER.search(name)]
        if not re.search(FIXING, subject, re.IGNORECASE) or NOT_BEHAVIOUR.search(subject):
            continue
        if 0 < len(files) <= MAX_CHANGED_FILES:
            yield commit, subject, files
    log.wait()


def records(lines: Iterator[str]) -> Iterator[str]:
    """Groups of lines that begin with a zero byte."""
    current: list[str] = []
    for line in lines:
        if line.startswith("\0"):
            if current:
                yield "".join(current)
            current = [line[1:]]
        else:
            current.append(line)
    if current:
        yield "".join(current)


def functions(source: str) -> dict[str, tuple[list[str], str]] | None:
    """A file's functions by name: lines without decorators, indentation and docstring, and the docstring's first
    paragraph. None when the file does not parse; names that occur twice are left out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = source.split("\n")
    found: dict[str, tuple[list[str], str]] = {}
    twice: set[str] = set()
    for node in functions_of(module):
        twice |= {node.name} & found.keys()
        first = node.body[0]
        has_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1
        body = lines[node.lineno - 1 : node.end_lineno]
        if has_text and first.lineno > node.lineno:
            del body[first.lineno - node.lineno : (first.end_lineno or first.lineno) - node.lineno + 1]
        about = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
        kept = tidy("\n".join(body))
        indent = len(kept[0]) - len(kept[0].lstrip()) if kept else 0
        found[node.name] = ([line[indent:] if line[:indent].isspace() else line for line in kept], about)
    return {name: value for name, value in found.items() if name not in twice}


def same_tree(left: list[str], right: list[str]) -> bool:
    """Whether two functions differ in spelling only."""
    return ast.dump(ast.parse("\n".join(left))) == ast.dump(ast.parse("\n".join(right)))


def mine(repository: Repository) -> Iterator[Program]:
    """Pairs of a function before and after a fix: each is one hunk of at most `sources.MAX_HUNK` lines.

    A commit that changes several functions is passed over: nothing says which change was the fix.
    """
    blobs = Blobs(repository.git_dir)
    seen: set[str] = set()
    for commit, _, files in fixing_commits(repository.git_dir):
        changed: list[tuple[str, list[str], list[str], str]] = []
        for path in files:
            before, after = blobs.read(f"{commit}^:{path}"), blobs.read(f"{commit}:{path}")
            if before is None or after is None or before == after or len(after) > MAX_FILE_CHARACTERS:
                continue
            old, new = functions(before), functions(after)
            if old is None or new is None:
                continue
            changed += [
                (path, old[name][0], new[name][0], new[name][1])
                for name in old.keys() & new.keys()
                if old[name][0] != new[name][0]
            ]
        if len(changed) != 1:
            continue
        path, wrong, right, about = changed[0]
        text = "\n".join(wrong)
        if text in seen or not 3 <= len(right) <= MAX_FUNCTION_LINES or not parses(wrong) or not parses(right):
            continue
        if same_tree(wrong, right):
            continue
        seen.add(text)
        # One file's functions are alike: they are split together.
        problem = f"mined/{repository.name}/{path}"
        yield from pair_of_programs(
            f"mined/{repository.name}/{commit[:12]}", problem, about, right, wrong, ["real", repository.licence]
        )
    blobs.close()
