from pathlib import Path

from linewise_prm.near import Index, clusters, likeness, statement_words
from linewise_prm.pairs import read_twenty
from linewise_prm.prepare import split_sets
from linewise_prm.rows import Program
from linewise_prm.sources import first_hunk, is_reserved, pair_of_programs, tidy

TWENTY = Path(__file__).parent.parent / "pairs" / "twenty.jsonl"


def reference(key, statement, *lines):
    return Program(key, key, statement, list(lines), [1] * (len(lines) + 1))


def test_names_do_not_matter_to_likeness_and_operators_do():
    index = Index()
    index.add("f", "", "def f(a, b):\n    return a + b * a")
    assert index.like("", "def g(x, y):\n    return x + y * x") == ["f"]
    assert index.like("", "def g(x, y):\n    return x - y % x") == []


def test_likeness_is_shared_over_all():
    assert likeness(3, 4, 5) == 0.5
    assert likeness(0, 0, 0) == 0


def test_stock_words_do_not_make_statements_alike():
    assert statement_words("Write a python function to find the sum of a list") == {"sum", "list"}


def test_likeness_is_passed_on_within_a_cluster():
    found = clusters([("a", "sort numbers", ""), ("b", "sort numbers", ""), ("c", "parse dates", "")])
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_reserved_problems_and_their_likes_are_in_no_training():
    body = ("def f(values):", "    total = 0", "    for v in values:", "        total += v", "    return total")
    twin = [line.replace("total", "acc").replace("values", "numbers") for line in body]
    programs = [
        reference("mbpp/10", "sum of a list", *body),
        reference("mbpp/11", "add up everything", *twin),
        reference("mbpp/12", "reverse a text", "def g(s):", "    return s[::-1]"),
    ]
    splits = split_sets(programs, {}, [], {}, {})
    used = {program.problem for program in [*splits.train, *splits.validation]}
    assert used == {"mbpp/12"}
    assert [program.problem for program in splits.test["mbpp"]] == ["mbpp/10"]
    assert splits.dropped == {"mbpp": 1}


def test_every_fifth_task_is_reserved():
    assert [is_reserved(f"mbpp/{task}") for task in (4, 5, 10, 11)] == [False, True, True, False]


def test_an_edit_labels_the_first_line_that_differs_and_nothing_after_it():
    right, wrong = pair_of_programs("k", "p", "", ["a", "b", "c"], ["a", "x", "c"], [])
    assert wrong.labels == [1, 0, None, None]
    assert right.labels == [1, 1, 1, 1]


def test_a_deletion_labels_the_line_that_follows_or_end_of_program():
    _, wrong = pair_of_programs("k", "p", "", ["a", "b"], ["a"], [])
    assert wrong.labels == [1, 0]


def test_two_edits_are_no_single_edit():
    assert first_hunk(["a", "b", "c"], ["x", "b", "y"], 1) is None
    assert first_hunk(["a", "b", "c"], ["x", "b", "y"], 2) == (0, 1, 0, 1)


def test_comments_and_blank_lines_of_hand_edited_sets_do_not_count():
    assert tidy("# why\n\na = 1  \n") == ["a = 1"]


def test_the_twenty_pairs_share_their_prefix_and_differ_in_one_line():
    programs = read_twenty(TWENTY)
    assert len(programs) == 40
    for right, wrong in zip(programs[::2], programs[1::2], strict=True):
        at = right.labels.index(1)
        assert wrong.labels.index(0) == at
        assert right.lines[:at] == wrong.lines[:at]
        assert right.lines != wrong.lines
