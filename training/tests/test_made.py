from linewise_prm.made import doubtful_operators, pieces_of, program_of, python_rows
from linewise_prm.near import Index
from linewise_prm.prepare import Splits, allowed
from linewise_prm.rows import Program

SOURCE = '''
import sys

class Stack:
    def push(self, item):
        """Put an item on top.

        More about it.
        """
        # A comment.
        self.items.append(item)
        return self

    def size(self):
        return len(self.items)
'''


def test_functions_lose_their_docstring_and_the_statement_is_its_first_paragraph():
    (piece,) = pieces_of(SOURCE)
    assert piece == (
        "Put an item on top.",
        ["def push(self, item):", "    self.items.append(item)", "    return self"],
    )


def test_a_short_script_that_reads_its_input_is_one_piece():
    script = "n = int(input())\ndef f(x):\n    return x\nprint(f(n))"
    assert list(pieces_of(script)) == [("", script.split("\n"))]


def test_a_file_that_does_not_parse_has_no_pieces():
    assert list(pieces_of("def f(:\n  pass")) == []


def test_functions_that_differ_in_names_only_are_given_once(tmp_path):
    folder = tmp_path / "owner+name"
    folder.mkdir()
    (folder / "folder.py").mkdir()
    (folder / "a.py").write_text("def f(a):\n    b = a + 1\n    return b\n")
    (folder / "b.py").write_text(
        "def g(x):\n    y = x + 1\n    return y\n\ndef h(x):\n    y = x - 1\n    return y * 2\n"
    )
    rows = list(python_rows("owner+name", folder))
    assert [row["id"] for row in rows] == ["unverified/owner+name/a.py:0", "unverified/owner+name/b.py:1"]


def test_a_mutant_is_labelled_up_to_its_edit_by_intent():
    row = {"id": "unverified/x/1/m1", "parent_id": "unverified/x/1", "origin": "mutant", "intent": "mutate"}
    code = "def f(a):\n    b = [\n    ]\n    b += a\n    return b"
    broken = program_of({**row, "code": code, "label_line": 4})
    assert broken is not None
    assert broken.problem == "unverified/x/1"
    assert broken.labels == [1, 1, None, 0, None, None]
    kept = program_of({**row, "code": code, "label_line": 4, "intent": "refactor"})
    assert kept is not None
    assert kept.labels == [1, 1, None, 1, None, None]
    ended = program_of({**row, "code": code, "label_line": 6})
    assert ended is not None
    assert ended.labels[-1] == 0
    reference = program_of({"id": "unverified/x/1", "origin": "reference", "code": code})
    assert reference is not None
    assert reference.labels == [1, 1, None, 1, 1, 1]
    assert reference.is_right


def verified(operator, verdict, label):
    lines = ["def f(a):", "    return a"]
    return Program("m", "p", "", lines, [1, label, None], "mutant", verdict, operator, tags=["mutate"])


def test_operators_whose_mutants_often_pass_are_doubtful():
    programs = [verified("weak", "passed", None), verified("weak", "failed", 0), verified("sure", "failed", 0)]
    assert doubtful_operators(programs) == {"weak"}


def test_what_is_like_a_held_out_problem_or_called_like_it_is_left_out_with_its_mutants():
    forbidden = Index()
    forbidden.add("mbpp/5", "", "def f(a):\n    return a * 2 + 1")
    alike, other = ["def g(b):", "    return b * 2 + 1"], ["def g(b):", "    for each in b:", "        print(each)"]
    names = {"unverified/x/like.py:0": alike, "unverified/x/two_sum.py:1": other, "unverified/x/other.py:0": other}
    programs = [
        Program(f"{name}/{number}", name, "", lines, [1] * (len(lines) + 1))
        for name, lines in names.items()
        for number in (1, 2)
    ]
    held_out = Program("debugbench/7:right", "debugbench/two-sum", "", ["pass"], [1, 1])
    splits = Splits([], [], {"debugbench": [held_out]}, {}, forbidden)
    kept = [program.id for program in allowed(programs, splits)]
    assert kept == ["unverified/x/other.py:0/1", "unverified/x/other.py:0/2"]
