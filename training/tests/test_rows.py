import json

import pytest

from linewise_prm.rows import Program, from_cli_row, from_stepwise_row, read_programs
from linewise_prm.steps import END_OF_PROGRAM


def test_neutral_and_unknown_lines_of_a_cli_row_are_masked_and_neutral_ones_silent():
    row = {"id": "p/m1", "parent_id": "p", "code": "# c\nx = 1\ny", "line_labels": ["neutral", 1, 0, None]}
    program = from_cli_row(row)
    assert program.labels == [None, 1, 0, None]
    assert program.silent == [1]
    assert (program.problem, program.first_error) == ("p", 3)


def test_a_stepwise_row_drops_joined_blank_lines_and_finds_end_of_program():
    row = {"prompt": "s", "completions": ["a", "\n\nb", END_OF_PROGRAM], "labels": [1, 0, -100]}
    program = from_stepwise_row(row, 1)
    assert (program.lines, program.labels) == (["a", "b"], [1, 0, None])


def test_a_stepwise_row_without_end_of_program_gets_one_without_a_label():
    program = from_stepwise_row({"prompt": "s", "completions": ["a"], "labels": [True]}, 1)
    assert program.labels == [1, None]


def test_a_completion_of_several_lines_keeps_its_label_on_the_last():
    program = from_stepwise_row({"prompt": "s", "completions": ["a\nb"], "labels": [0]}, 1)
    assert program.labels == [None, 0, None]


def test_labels_that_do_not_match_the_lines_are_refused():
    with pytest.raises(ValueError, match="2 labels for 2 lines"):
        Program("x", "x", "", ["a", "b"], [1, 1])


def test_a_bad_row_is_named_and_rows_with_errors_are_passed_over(tmp_path):
    path = tmp_path / "rows.jsonl"
    good = {"id": 1, "code": "x", "line_labels": [1, 1]}
    path.write_text(json.dumps({**good, "error": "no tests"}) + "\n" + json.dumps(good) + "\n")
    assert [program.id for program in read_programs(path)] == ["1"]
    path.write_text("{}\n{broken\n")
    with pytest.raises((ValueError, TypeError)):
        list(read_programs(path))


def test_a_survivor_is_not_taken_for_right_and_a_reference_with_an_unexecuted_line_is():
    labels = [1, None, 1]
    assert Program("r", "p", "", ["a", "b"], list(labels)).is_right
    assert not Program("m", "p", "", ["a", "b"], list(labels), origin="mutant").is_right
    assert Program("m", "p", "", ["a", ""], list(labels), origin="mutant").is_right
    assert not Program("w", "p", "", ["a", "b"], [1, 0, None]).is_right
