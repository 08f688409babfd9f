import math

import pytest

from linewise_prm.calibrate import choose_threshold, fit_temperature, probabilities, sigmoid
from linewise_prm.evaluate import plain_baselines
from linewise_prm.metrics import (
    auc,
    average_precision,
    brier_skill,
    estimate,
    false_alarms,
    first_error_f1,
    labelled,
    mean,
    pair_items,
    top_items,
    within_items,
)
from linewise_prm.pairs import same_prefix_pairs
from linewise_prm.rows import Program

RIGHT = Program("r", "p", "", ["a", "b"], [1, 1, 1])
WRONG = Program("w", "p", "", ["a", "x", "c"], [1, 0, None, None])
SCORES = {"r": [0.9, 0.8, 0.9], "w": [0.9, 0.3, 0.2, 0.9]}


def rows(*pairs):
    return [(score, label, str(index)) for index, (score, label) in enumerate(pairs)]


def test_auc_counts_ties_as_a_half():
    assert auc(rows((0.9, 1), (0.5, 0), (0.5, 1))) == 0.75
    assert auc(rows((0.1, 1), (0.9, 0))) == 0
    assert math.isnan(auc(rows((0.1, 1))))


def test_average_precision_is_of_finding_incorrect_lines():
    assert average_precision(rows((0.1, 0), (0.2, 1), (0.3, 0))) == pytest.approx((1 + 2 / 3) / 2)


def test_brier_skill_of_the_base_rate_is_nought():
    assert brier_skill(rows((0.5, 1), (0.5, 0))) == 0
    assert brier_skill(rows((1.0, 1), (0.0, 0))) == 1


def test_a_pair_needs_the_same_prefix():
    assert [(pair.right, pair.wrong) for pair in same_prefix_pairs([RIGHT, WRONG])] == [(("r", 2), ("w", 2))]
    other = Program("o", "p", "", ["z", "x"], [1, 0, None])
    assert same_prefix_pairs([RIGHT, other]) == []


def test_pair_accuracy_gives_half_a_point_for_a_tie():
    pairs = same_prefix_pairs([RIGHT, WRONG])
    assert [item.value for item in pair_items(pairs, SCORES)] == [1]
    assert [item.value for item in pair_items(pairs, {"r": [1, 0.3, 1], "w": [1, 0.3, 1, 1]})] == [0.5]


def test_within_program_compares_with_labelled_lines_only():
    assert [item.value for item in within_items([RIGHT, WRONG], SCORES)] == [1]


def test_top_k_ranks_among_all_lines_those_after_it_included():
    assert [item.value for item in top_items([WRONG], SCORES, 1)] == [0]
    assert [item.value for item in top_items([WRONG], SCORES, 2)] == [1]
    uniform = {"w": [0.5, 0.5, 0.5, 0.5]}
    assert [item.value for item in top_items([WRONG], uniform, 1)] == [0.25]


def test_first_error_f1_is_nought_when_every_program_is_called_right():
    assert first_error_f1([RIGHT, WRONG], SCORES, 0.5) == 1
    assert first_error_f1([RIGHT, WRONG], SCORES, 0.01) == 0
    assert first_error_f1([RIGHT, WRONG], SCORES, 0.95) == 0


def test_false_alarms_are_per_hundred_lines_of_right_programs():
    assert mean([item.value for item in false_alarms([RIGHT, WRONG], SCORES, 0.85)]) == pytest.approx(100 / 3)


def test_right_programs_weigh_as_much_as_wrong_ones():
    found = labelled([RIGHT, WRONG, Program("w2", "p", "", ["y"], [0, None])], {**SCORES, "w2": [0.1, 0.5]})
    assert sum(label == 0 for _, label, _ in found) == 2
    assert sum(label == 1 for _, label, _ in found) == 1 + 2 * 3


def test_an_interval_holds_the_estimate_and_is_the_same_every_time():
    items = within_items([RIGHT, WRONG], SCORES) * 3
    assert estimate(items) == estimate(items)
    low, high = estimate(items).interval
    assert low <= estimate(items).value <= high


def test_calibration_undoes_a_known_temperature_and_bias():
    grid = [index / 10 for index in range(-40, 41)]
    made = [(raw, label, "p") for raw in grid for label in [1] * round(1000 * sigmoid(raw / 2 + 0.5))]
    made += [(raw, 0, "p") for raw in grid for _ in range(1000 - round(1000 * sigmoid(raw / 2 + 0.5)))]
    temperature, bias = fit_temperature(made)
    assert temperature == pytest.approx(2, rel=0.02)
    assert bias == pytest.approx(0.5, abs=0.02)


def test_the_threshold_separates_what_can_be_separated():
    threshold = choose_threshold([RIGHT, WRONG], SCORES)
    assert first_error_f1([RIGHT, WRONG], SCORES, threshold) == 1


def test_lines_without_a_score_stay_without():
    assert probabilities({"r": [0.0, None]}, 1, 0) == {"r": [0.5, None]}


def test_the_traceback_is_a_baseline_where_there_is_one():
    raised = Program("w", "p", "", ["a", "x", "c"], [1, 0, None, None], failing_line=3)
    assert plain_baselines([raised])["traceback"]["w"] == [0, 0, -1, 0]
    assert "traceback" not in plain_baselines([RIGHT])


def test_length_is_a_baseline_in_both_directions():
    found = plain_baselines([Program("r", "p", "", ["ab", "", "  abc"], [1, None, 1, 1])])
    assert found["shorter line"]["r"] == [-2, None, -3, 0]
    assert found["longer line"]["r"] == [2, None, 3, 0]
