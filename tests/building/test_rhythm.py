"""Signals on made-up histories with known answers."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.scoring.rhythm import Rule, crammed, cramming, lagging, slackening
from civtui.workspace.building.activities import log_activity
from civtui.workspace.building.signals import signal_rows
from civtui.workspace.rounds.round_life import open_round
from tests.titles.small import small_city

RULE = Rule()
VISIT = date(2026, 11, 6)
TODAY = date(2026, 12, 20)


def monthly(year: int, count: int) -> list[date]:
    """Return `count` days spread evenly over a year."""
    return [date(year, 1, 1) + timedelta(days=340 * n // count) for n in range(count)]


def years(*counts: int) -> list[date]:
    """Return a history that ends in 2026 with so many activities a year."""
    first = 2026 - len(counts) + 1
    return [day for n, count in enumerate(counts) for day in monthly(first + n, count)]


def test_steady_is_clear() -> None:
    assert crammed(monthly(2026, 12), VISIT, RULE).state == "clear"
    assert slackening(years(12, 12, 12), TODAY, RULE).state == "clear"
    assert slackening(years(12, 12, 12, 12, 12, 12, 12, 12), TODAY, RULE).state == "clear"


def test_crammed_names_its_figures() -> None:
    days = [*monthly(2026, 12)[:3], *(VISIT - timedelta(days=n) for n in range(1, 10))]
    sign = crammed(days, VISIT, RULE)
    assert sign.state == "warning"
    assert (sign.figures["late"], sign.figures["year"]) == (9, 12)
    assert sign.figures["share"] == Fraction(9, 12)
    assert "12" in sign.text.zh and "9" in sign.text.en


def test_the_window_is_four_weeks_to_the_day() -> None:
    before = [date(2026, 2, 1), date(2026, 5, 1)]
    inside = [VISIT, VISIT - timedelta(days=27), VISIT - timedelta(days=26)]
    assert crammed([*before, *inside], VISIT, RULE).figures["late"] == 3
    outside = [VISIT - timedelta(days=28), VISIT + timedelta(days=1)]
    sign = crammed([*before, *inside, *outside], VISIT, RULE)
    assert (sign.figures["late"], sign.figures["year"]) == (3, 6)
    assert sign.state == "clear"  # half is not more than half


def test_a_visit_early_in_the_year_makes_nobody_a_crammer() -> None:
    visit = date(2026, 1, 25)
    days = [date(2026, 1, day) for day in (3, 8, 12, 17, 22)]
    assert crammed(days, visit, RULE).state == "clear"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_events_are_not_judged(count: int) -> None:
    assert crammed([VISIT] * count, VISIT, RULE).state == "unchecked"
    assert slackening(years(count, count, count), TODAY, RULE).state == "unchecked"


def test_one_year_shows_no_trend() -> None:
    assert slackening(years(12), TODAY, RULE).state == "unchecked"


def test_slackening_over_three_years_goes_by_the_plain_rule() -> None:
    sign = slackening(years(12, 10, 5), TODAY, RULE)
    assert (sign.state, sign.figures["counts"]) == ("warning", [12, 10, 5])
    assert sign.figures["share"] == Fraction(5, 11)
    assert slackening(years(12, 10, 6), TODAY, RULE).state == "clear"


def test_slackening_over_eight_years_goes_by_mann_kendall() -> None:
    falling = slackening(years(24, 22, 23, 19, 17, 14, 12, 10), TODAY, RULE)
    assert falling.state == "warning"
    assert falling.figures["S"] == -26
    assert falling.figures["p"] < Fraction(1, 1000)
    wobbling = slackening(years(12, 14, 11, 13, 12, 15, 11, 12), TODAY, RULE)
    assert wobbling.state == "clear"
    # one bad year is no trend over eight, though the plain rule would warn of it
    assert slackening(years(12, 12, 13, 12, 13, 12, 13, 5), TODAY, RULE).state == "clear"


def test_years_are_compared_up_to_the_same_day() -> None:
    early = date(2026, 3, 1)
    history = [
        *monthly(2024, 24),
        *monthly(2025, 24),
        *[d for d in monthly(2026, 24) if d <= early],
    ]
    assert slackening(history, early, RULE).state == "clear"


def test_lagging_is_against_the_median() -> None:
    counts = [12, 11, 10, 10, 9, 8, 3]
    assert lagging(3, counts, RULE).state == "warning"
    assert lagging(4, counts, RULE).state == "clear"
    assert lagging(0, [0, 0], RULE).state == "unchecked"
    assert lagging(0, [0] * 10, RULE).state == "unchecked"


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=60), st.randoms())
def test_the_order_of_the_log_changes_nothing(days: list[date], rng: Random) -> None:
    mixed = list(days)
    rng.shuffle(mixed)
    assert crammed(days, VISIT, RULE) == crammed(mixed, VISIT, RULE)
    assert slackening(days, TODAY, RULE) == slackening(mixed, TODAY, RULE)


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60))
def test_the_late_are_never_more_than_all(days: list[date]) -> None:
    figures = crammed(days, VISIT, RULE).figures
    assert 0 <= figures["late"] <= figures["year"] <= len(days)


def test_a_later_visit_hides_no_earlier_one() -> None:
    spring, autumn = date(2026, 4, 20), date(2026, 11, 20)
    rush = [spring - timedelta(days=n) for n in range(6)]
    after = [date(2026, 5 + n % 6, 1 + n) for n in range(18)]
    assert crammed([*rush, *after], autumn, RULE).state == "clear"
    signs = cramming([*rush, *after], [autumn, spring], RULE)
    assert [sign.state for sign in signs] == ["warning", "clear", "clear"]
    assert signs[0].figures["visit"] == spring.isoformat()


def test_a_year_lived_before_its_visits_is_crammed_though_no_visit_alone_is() -> None:
    visits = [date(2026, month, 28) for month in (3, 6, 9, 12)]
    days = [visit - timedelta(days=n) for visit in visits for n in range(2)]
    signs = cramming(days, visits, RULE)
    assert all(sign.state != "warning" for sign in signs[:-1])
    assert signs[-1].state == "warning"
    assert (signs[-1].figures["late"], signs[-1].figures["year"]) == (8, 8)
    assert cramming(monthly(2026, 12), visits, RULE)[-1].state == "clear"


def test_one_visit_is_judged_once() -> None:
    days = monthly(2026, 6)
    assert cramming(days, [VISIT, VISIT], RULE) == [crammed(days, VISIT, RULE)]


def test_the_signal_names_the_round_that_was_crammed_for(tmp_path: Path) -> None:
    ws = small_city(tmp_path, today=date(2026, 6, 1))
    for name, due in (("春检", date(2026, 3, 20)), ("年中", date(2026, 5, 31))):
        open_round(
            ws,
            name,
            name=name,
            standard="civilized-office",
            subjects=["o-2-1"],
            assessors=[{"id": "k1", "name": "陈", "agency": None}],
            due=due,
        )
    for day in (2, 3, 4, 5, 6):
        log_activity(ws, "a-2", f"突击 {day}", on=date(2026, 3, 10 + day))
    for n in range(8):
        log_activity(ws, "a-2", f"日常 {n}", on=date(2026, 4, 1 + n))
    rows = [row for row in signal_rows(ws, "a-2") if row.signal.endswith("cramming")]
    assert [row.state for row in rows] == ["warning"]
    assert "2026-03-20" in rows[0].text


def test_a_year_that_is_not_over_is_told_up_to_its_day() -> None:
    visits = [date(2026, 6, 20), date(2026, 11, 20)]
    days = [date(2026, 6, d) for d in range(1, 13)]
    one, _, both = cramming(days, visits, RULE, date(2026, 10, 28))
    assert "今年截至 2026-06-20 的 12 次" in one.text.zh and "up to 2026-06-20" in one.text.en
    for sign in (crammed(days, visits[1], RULE, date(2026, 10, 28)), both):
        assert "今年截至 2026-10-28 的 12 次" in sign.text.zh
        assert "activities of the year up to 2026-10-28" in sign.text.en
    for last in ([date(2026, 12, 31)], [visits[0], date(2026, 12, 31)]):
        over = cramming(days, last, RULE, date(2027, 1, 5))[-1]
        assert "全年 12 次" in over.text.zh and "of the year's 12" in over.text.en
