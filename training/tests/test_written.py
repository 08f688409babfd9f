import json

import pytest

from linewise_prm.written import apply, written_rows, written_scripts

LINES = ["def f(a):", "    b = a", "    return b"]


def test_an_edit_is_narrowed_to_the_lines_it_changes():
    edited = apply(LINES, {"line": 1, "to": 4, "new": ["def f(a):", "    b = a + 1", "    return b"]})
    assert edited is not None
    assert edited.hunk == (2, 3, 2, 3)
    assert edited.label_line == 2


def test_a_deletion_is_seen_on_the_line_that_follows():
    edited = apply(LINES, {"line": 3, "new": []})
    assert edited is not None
    assert (edited.lines, edited.hunk, edited.label_line) == (LINES[:2], (3, 4, 3, 3), 3)


def test_an_insertion_is_its_first_line():
    edited = apply(LINES, {"line": 3, "to": 3, "new": ["    b += 1"]})
    assert edited is not None
    assert (edited.hunk, edited.label_line) == ((3, 3, 3, 4), 3)


def test_edits_that_change_nothing_and_edits_outside():
    assert apply(LINES, {"line": 2, "new": ["    b = a"]}) is None
    with pytest.raises(ValueError, match="lines 5 to 6 of 3"):
        apply(LINES, {"line": 5, "new": []})


def write(path, **row):
    path.write_text(json.dumps({"id": "written/x-1", "statement": "Say it.", **row}) + "\n")
    return path


def test_functions_become_rows_for_the_application_to_verify(tmp_path):
    edits = [{"line": 2, "new": ["    b = -a"], "right": False}, {"line": 2, "new": ["    b = +a"], "right": True}]
    path = write(tmp_path / "a.jsonl", code="\n".join(LINES), tests=["assert f(1) == 1"], edits=edits)
    reference, wrong, right = written_rows(path)
    assert reference["origin"] == "reference"
    assert (wrong["parent_id"], wrong["intent"], wrong["label_line"]) == ("written/x-1", "mutate", 2)
    assert right["intent"] == "refactor"
    assert list(written_scripts(path)) == []


def test_scripts_are_run_and_edits_that_did_something_else_are_left_out(tmp_path):
    edits = [
        {"line": 2, "new": ["print(n - 1)"], "right": False},
        {"line": 2, "new": ["print(1 + n)"], "right": True},
        {"line": 2, "new": ["print(n + 1 + 0)"], "right": False},
    ]
    path = write(
        tmp_path / "c.jsonl", code="n = int(input())\nprint(n + 1)", io=[["1\n", "2"], ["4\n", "5"]], edits=edits
    )
    programs = list(written_scripts(path))
    assert [(program.id, program.labels) for program in programs] == [
        ("written/x-1", [1, 1, 1]),
        ("written/x-1/e1", [1, 0, None]),
        ("written/x-1/e2", [1, 1, None]),
    ]
