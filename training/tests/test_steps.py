from linewise_prm.steps import END_OF_PROGRAM, normalize_source, steps_of


def test_blank_lines_have_no_step_and_lines_keep_their_numbers():
    steps = steps_of(["def f():", "", " \t", "    return 1"])
    assert [(step.text, step.line) for step in steps] == [("def f():", 1), ("    return 1", 4), (END_OF_PROGRAM, 5)]


def test_a_no_break_space_is_text_as_in_the_application():
    assert len(steps_of(["\u00a0"])) == 2


def test_line_ends_are_normalised_and_one_final_newline_goes():
    assert normalize_source("a\r\nb\rc\n\n") == "a\nb\nc\n"
