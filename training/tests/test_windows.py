from linewise_prm.windows import plan_windows


def step(token, length):
    return [token] * length


def test_a_program_that_fits_is_one_window():
    (window,) = plan_windows([1, 2], [step(3, 2), step(4, 1)], 8)
    assert window.ids == [1, 2, 3, 3, 4]
    assert window.reads == [(0, 3), (1, 4)]


def test_further_windows_repeat_the_prompt_and_half_a_window_of_context():
    windows = plan_windows([1, 1], [step(10 + index, 2) for index in range(10)], 10)
    assert [read for window in windows for read, _ in window.reads] == list(range(10))
    assert windows[1].ids == [1, 1, 12, 12, 13, 13, 14, 14, 15, 15]


def test_a_step_longer_than_a_window_is_cut_and_never_read():
    windows = plan_windows([1], [step(2, 2), step(3, 50), step(4, 2)], 9)
    assert [read for window in windows for read, _ in window.reads] == [0, 2]
    assert all(len(window.ids) <= 9 for window in windows)
