"""Pairs from a small history made here."""

import subprocess

import pytest

from linewise_prm.mine import Repository, mine

BEFORE = '''def first(items):
    """The first item.

    None when there is none.
    """
    if len(items) > 1:
        return items[0]
    return None


def last(items):
    return items[-1]
'''
AFTER = BEFORE.replace("> 1", "> 0")


@pytest.fixture
def history(tmp_path):
    """Commits one file after the other; gives the function that does it and the folder."""

    def git(*arguments):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")

    def commit(text, subject, name="items.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        git("add", ".")
        git("commit", "-q", "-m", subject)

    return commit, tmp_path / ".git"


def pairs_of(git_dir):
    return list(mine(Repository("a/b", "MIT", git_dir)))


def test_a_fix_of_one_line_gives_a_pair_without_its_docstring(history):
    commit, git_dir = history
    commit(BEFORE, "first version")
    commit(AFTER, "Fix first() of one item")
    right, wrong = pairs_of(git_dir)
    assert right.lines == ["def first(items):", "    if len(items) > 0:", "        return items[0]", "    return None"]
    assert wrong.lines[1] == "    if len(items) > 1:"
    assert wrong.labels == [1, 0, None, None, None]
    assert right.statement == wrong.statement == "The first item."
    assert right.problem == wrong.problem == "mined/a/b/items.py"
    assert "MIT" in wrong.tags


@pytest.mark.parametrize(
    ("after", "subject", "name"),
    [
        (AFTER, "first of one item", "items.py"),
        (AFTER, "Fix typo", "items.py"),
        (AFTER, "Fix first()", "tests/test_items.py"),
        (AFTER.replace("[-1]", "[-2]"), "Fix two functions at once", "items.py"),
        (BEFORE.replace("> 1", ">  1"), "Fix spacing", "items.py"),
        ("def first(:\n", "Fix that breaks the file", "items.py"),
    ],
)
def test_what_says_nothing_of_one_line_is_passed_over(history, after, subject, name):
    commit, git_dir = history
    commit(BEFORE, "first version", name)
    commit(after, subject, name)
    assert pairs_of(git_dir) == []
