"""The window follows the line; lost and silent terminals do not hold the screen up."""

import pytest

from civtui.tui.line.pacing import FIRST_WINDOW, LEAST_WINDOW, SILENT_AFTER, Pace

HERE = (0, 0)


def trip(pace: Pace, now: float, size: int, seconds: float) -> float:
    """Send `size` bytes and have them answered after `seconds`; return the time then."""
    pace.sent(now, size, HERE)
    pace.answer(now + seconds)
    return now + seconds


def test_until_the_first_answer_nothing_is_held_back() -> None:
    pace = Pace()
    pace.sent(0.0, 10**6, HERE)
    assert pace.ready() and pace.budget() is None


def test_the_window_doubles_while_the_round_trip_is_flat() -> None:
    pace, now = Pace(), 0.0
    for _ in range(4):
        now = trip(pace, now, pace.window, 0.02)
    assert pace.window > 4 * FIRST_WINDOW and not pace.slow


def test_a_line_that_queues_gets_a_small_window() -> None:
    pace, now, rate = Pace(), trip(Pace(), 0.0, 1, 0.2), 4000
    now = trip(pace, now, 1, 0.2)
    for _ in range(8):
        size = pace.window
        now = trip(pace, now, size, 0.2 + size / rate)
    assert LEAST_WINDOW <= pace.window < 4000 and pace.slow


def test_what_is_on_its_way_fills_the_window() -> None:
    pace = Pace()
    trip(pace, 0.0, 1, 0.01)
    pace.sent(1.0, pace.window, HERE)
    assert not pace.ready()
    pace.answer(1.01)
    assert pace.ready()


def test_a_lost_answer_is_given_up_after_a_while() -> None:
    pace = Pace()
    trip(pace, 0.0, 1, 0.01)
    pace.sent(1.0, pace.window, (3, 4))
    assert pace.overdue(1.0) and pace.overdue(60.0) == 0.0
    pace.give_up()
    assert pace.ready() and pace.lost == 1
    assert pace.late((3, 4)) and not pace.late((3, 4))


def test_a_silent_terminal_is_asked_no_more() -> None:
    pace = Pace()
    for number in range(SILENT_AFTER):
        pace.sent(float(number), 100, HERE)
    for _ in range(SILENT_AFTER):
        assert pace.overdue(100.0) == 0.0
        pace.give_up()
    assert not pace.asking and pace.ready() and pace.overdue(200.0) is None


@pytest.mark.parametrize(
    ("awaited", "at", "ours"), [((4, 7), (4, 7), True), ((4, 7), (0, 1), False)]
)
def test_only_the_awaited_position_is_an_answer(
    awaited: tuple[int, int], at: tuple[int, int], ours: bool
) -> None:
    pace = Pace()
    pace.sent(0.0, 10, awaited)
    assert pace.expected(at) is ours
