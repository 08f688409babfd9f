"""Rows of an export become bundles that know what they held out."""

import io
import json
import random

import pytest

from linewise_prm.loop_events import Events, LogFollower
from linewise_prm.loop_rows import folds_of, parts_of, read_rows


def exported(problems: int, path):
    """An export of made problems: sums and products, two of each in one cluster."""
    rng = random.Random(0)
    rows = []
    for index in range(problems):
        word, right, wrong = rng.choice([("sum", "+", "*"), ("product", "*", "+")])
        common = {
            "problem": f"p{index}",
            "prompt": word,
            "cluster": f"c{index // 2}",
            "split": "test" if index == 0 else "train",
        }
        head = f"def f{index}(a, b):"
        reference = [head, "# the answer", f"    x = a {right} b", "    return x", "<|end_of_program|>"]
        wrongly = [head, "# the answer", f"    x = a {wrong} b", "    return x", "<|end_of_program|>"]
        rows.append(
            {"id": f"{index}r", **common, "intent": None, "completions": reference, "labels": [1, -100, 1, 1, 1]}
        )
        rows.append(
            {
                "id": f"{index}w",
                **common,
                "intent": "mutate",
                "completions": wrongly,
                "labels": [-100, -100, 0, -100, -100],
            }
        )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def rows(tmp_path):
    return read_rows(exported(24, tmp_path / "rows.jsonl"))


def test_test_problems_are_passed_over_and_shared_labels_are_put_back(rows):
    assert "p0" not in rows.cluster
    wrong = next(program for program in rows.programs if program.id == "1w")
    assert wrong.labels == [1, None, 0, None, None]
    assert (wrong.origin, wrong.silent, wrong.first_error) == ("mutant", [2], 3)


def test_a_model_never_sees_a_cluster_that_it_holds_out(rows):
    *folds, model = parts_of(rows, 3)
    assert [part.fold for part in folds] == [1, 2, 3]
    assert model.held_out == frozenset()
    assert frozenset().union(*(part.held_out for part in folds)) == frozenset(rows.cluster)
    for part in [*folds, model]:
        assert part.train
        assert part.validation
        seen = {rows.cluster[key] for key in part.train}
        apart = {rows.cluster[key] for key in part.validation}
        held = {rows.cluster[key] for key in part.held_out}
        assert not seen & apart
        assert not (seen | apart) & held
        assert part.train | part.validation | part.held_out == frozenset(rows.cluster)


def test_a_cluster_keeps_its_fold_when_problems_are_added():
    few = [f"c{index}" for index in range(100)]
    more = folds_of([*few, "new-1", "new-2"], 4)
    assert {name: more[name] for name in few} == folds_of(few, 4)


def test_too_few_clusters_are_refused_with_what_to_do():
    with pytest.raises(ValueError, match="Ask for fewer folds"):
        folds_of(["a", "b"], 3)


def test_events_are_json_lines_without_numbers_that_json_lacks():
    stream = io.StringIO()
    Events(stream).emit("metrics", rows=[{"value": float("nan")}])
    assert json.loads(stream.getvalue()) == {"event": "metrics", "rows": [{"value": None}]}


def test_a_log_is_followed_from_where_it_was(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"n": 1}\n')
    seen = []
    with LogFollower(path, lambda row: seen.append(row["n"])), path.open("a") as file:
        file.write('{"n": 2}\n{"n": 3}\n{"n"')
    assert seen == [2, 3]
