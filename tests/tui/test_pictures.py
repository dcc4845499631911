"""Pictures: every line exactly as wide as asked, more never drawn as less."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from civtui.locale.width import width
from civtui.tui.looks import Spans
from civtui.tui.pictures import EMPTY, FULL, bar, dots, heat, place_on, pyramid, timeline

SHARES = st.fractions(0, 1, max_denominator=100)
CELLS = st.integers(12, 120)


def text(spans: Spans) -> str:
    return "".join(span.text for span in spans)


@given(SHARES, SHARES, st.integers(1, 80))
def test_a_bar_is_as_wide_as_asked_and_grows_with_its_part(
    one: Fraction, other: Fraction, cells: int
) -> None:
    less, more = sorted((one, other))
    assert width(bar(less, cells)) == cells
    assert bar(less, cells).count(FULL) <= bar(more, cells).count(FULL)
    assert (bar(one, cells).count(FULL) > 0) == (one > 0)


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4), CELLS)
def test_a_pyramid_is_as_wide_as_asked_and_widest_below(counts: list[int], cells: int) -> None:
    lines = [text(line) for line in pyramid([("层", n) for n in counts], cells + 30, 8)]
    assert {width(line) for line in lines} == {cells + 30}
    filled = [line.count(FULL) for line in lines[:-1]]
    assert filled == sorted(filled)
    assert all(str(count) in line for count, line in zip(counts, lines, strict=True))


@given(st.lists(SHARES, max_size=40), SHARES, CELLS)
def test_dots_show_every_agency_once(shares: list[Fraction], mean: Fraction, cells: int) -> None:
    shown = text(dots(shares, mean, cells))
    assert width(shown) == cells
    told = sum(1 if c == "●" else int(c) if c.isdecimal() else 0 for c in shown)
    assert told == len(shares) or "+" in shown


@given(SHARES, SHARES, CELLS)
def test_a_greater_share_stands_no_further_left(a: Fraction, b: Fraction, cells: int) -> None:
    less, more = sorted((a, b))
    assert 0 <= place_on(less, cells) <= place_on(more, cells) < cells


@given(st.lists(st.integers(0, 50), min_size=12, max_size=12), st.integers(1, 50))
def test_heat_is_no_darker_for_less(counts: list[int], most: int) -> None:
    shades = heat(counts, most)
    assert width(shades) == len(counts)
    order = heat([0, 1, most, most], most)
    ranks = sorted(set(order), key=order.index)
    for count, shade in zip(counts, shades, strict=True):
        assert (shade == ranks[0]) == (count == 0)


@given(st.lists(st.integers(-200, 90), max_size=40), CELLS, st.integers(-30, 90))
def test_a_timeline_counts_every_date(days: list[int], cells: int, at: int) -> None:
    lines = timeline(days, date(2026, 10, 28), 90, cells, at)
    assert {width(text(line)) for line in lines} == {cells}
    head, _, axis = text(lines[0]).partition("│")
    late = sum(day < 0 for day in days)
    assert head.strip() == (str(late) if late else "")
    told = sum(int(c) for c in axis if c.isdecimal())
    assert told + late == len(days) or "+" in axis


def test_a_pyramid_looks_so() -> None:
    rungs = [("省级", 25), ("市级", 30), ("机关级", 15), ("无", 15)]
    assert [text(line).rstrip() for line in pyramid(rungs, 40, 8)] == [
        "省级      25          ████████",
        "市级      30      █████████████████",
        "机关级    15   ██████████████████████",
        f"无        15 {EMPTY * 27}",
    ]
