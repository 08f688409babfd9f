from linewise_prm.rows import Program
from linewise_prm.trees import Flat, Node, ancestors, build_trees, flatten

SEPARATOR = 0


def encode(text: str) -> list[int]:
    return [ord(character) for character in text if not character.isspace()] or [1]


def program(name, lines, labels):
    return Program(name, "p", "s", lines, labels)


REFERENCE = program("r", ["a", "b", "c"], [1, 1, 1, 1])
MUTANT = program("m", ["a", "x", "c"], [1, 0, None, None])


def labelled_tokens(flat: Flat) -> int:
    return sum(label is not None for label in flat.labels)


def flats(programs, limit=100, context=100):
    (tree,) = build_trees(programs)
    return flatten(tree, [7, 8], encode, SEPARATOR, limit, context)


def test_a_shared_prefix_is_one_node_with_one_loss():
    copies = [program(f"m{index}", ["a", chr(110 + index), "c"], [1, 0, None, None]) for index in range(5)]
    (flat,) = flats([REFERENCE, *copies])
    # The four steps of the reference, and one wrong line of each mutant: lines after it carry no label.
    assert labelled_tokens(flat) == 4 + 5
    assert len(flat.pairs) == 5


def test_lines_after_the_wrong_one_are_not_even_computed():
    (flat,) = flats([REFERENCE, MUTANT])
    assert flat.tokens.count(ord("c")) == 1


def test_labels_and_losses_stand_at_separators_only():
    (flat,) = flats([REFERENCE, MUTANT])
    assert all(flat.tokens[index] == SEPARATOR for index, label in enumerate(flat.labels) if label is not None)


def test_a_token_sees_its_own_prefix_and_no_sibling():
    (flat,) = flats([REFERENCE, MUTANT])
    paths = ancestors(flat.parent)
    wrong = flat.tokens.index(ord("x"))
    seen = [flat.tokens[index] for index in paths[wrong]]
    assert seen == [7, 8, ord("a"), SEPARATOR, ord("x")]
    assert flat.depth[wrong] == 4


def test_the_language_model_learns_from_right_programs_only():
    (flat,) = flats([REFERENCE, MUTANT])
    learned = {flat.tokens[index] for index, counts in enumerate(flat.language) if counts}
    assert ord("b") in learned
    assert ord("x") not in learned


def test_a_line_that_is_both_right_and_wrong_is_masked_and_counted():
    (tree,) = build_trees([REFERENCE, program("m", ["a", "b"], [1, 0, None])])
    assert tree.contradictions == 1
    assert tree.root.children["a"].children["b"].label is None


def test_a_tree_that_is_too_long_is_split_without_losing_or_doubling_a_loss():
    programs = [REFERENCE, *[program(f"m{i}", ["a", "b", chr(110 + i)], [1, 1, 0, None]) for i in range(9)]]
    whole, split = flats(programs), flats(programs, limit=14)
    assert len(split) > 1
    assert sum(map(labelled_tokens, split)) == sum(map(labelled_tokens, whole))
    assert sum(sum(flat.language) for flat in split) == sum(sum(flat.language) for flat in whole)


def test_lines_beyond_the_context_are_left_out():
    (flat,) = flats([REFERENCE], context=6)
    assert max(flat.depth) < 6
    assert labelled_tokens(flat) == 2


def test_observing_the_same_label_twice_is_no_contradiction():
    node = Node("a")
    assert [node.observe(1), node.observe(None), node.observe(1)] == [False, False, False]
    assert node.label == 1


def test_of_a_refactored_program_only_some_steps_after_the_change_are_kept():
    refactored = program("f", ["a", "z", "c", "d"], [1, 1, 1, 1, 1])
    refactored.origin = "mutant"
    (tree,) = build_trees([REFERENCE, refactored], branch_steps=2)
    assert list(tree.root.children["a"].children) == ["b", "z"]
    assert tree.root.children["a"].children["z"].children["c"].children == {}
