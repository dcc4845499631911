"""Public-notice arithmetic on real cases, with the State Council's holiday tables."""

from datetime import date

import pytest

from civtui.rules.workdays import NoticeTerm, calendar_days, notice_period, working_days
from civtui.workspace.files.profiles import load

CASES = [
    # first, last, calendar days, working days
    (date(2017, 12, 27), date(2018, 1, 2), 7, 4),
    (date(2020, 8, 29), date(2020, 9, 4), 7, 5),
    (date(2020, 9, 27), date(2020, 9, 27), 1, 1),  # a Sunday worked instead
    (date(2020, 10, 1), date(2020, 10, 8), 8, 0),
    (date(2026, 2, 28), date(2026, 2, 28), 1, 1),  # a Saturday worked instead
]


@pytest.mark.parametrize(("first", "last", "days", "worked"), CASES)
def test_days_between(first: date, last: date, days: int, worked: int) -> None:
    table = load("standard").days_off()
    assert calendar_days(first, last) == days
    assert working_days(first, last, table) == worked


@pytest.mark.parametrize(
    ("term", "last"),
    [
        (NoticeTerm(7, "calendar", True), date(2018, 1, 2)),
        (NoticeTerm(7, "calendar", False), date(2018, 1, 3)),
        (NoticeTerm(4, "working", True), date(2018, 1, 2)),
        (NoticeTerm(4, "working", False), date(2018, 1, 3)),
    ],
)
def test_a_notice_ends_by_the_way_its_days_count(term: NoticeTerm, last: date) -> None:
    period = notice_period(date(2017, 12, 27), term, load("standard").days_off())
    assert period.last == last
    assert not period.warnings


def test_a_year_that_the_table_does_not_know_is_said() -> None:
    period = notice_period(date(2031, 5, 1), NoticeTerm(7), load("standard").days_off())
    assert [warning.values["year"] for warning in period.warnings] == [2031]


def test_no_notice_of_no_days() -> None:
    with pytest.raises(ValueError, match="1 to 400"):
        notice_period(date(2026, 1, 1), NoticeTerm(0), load("standard").days_off())


def test_a_notice_says_its_first_and_last_day() -> None:
    table = load("standard").days_off()
    # posted on a Saturday before the holidays; the first day that is worked is a Monday
    period = notice_period(date(2026, 3, 7), NoticeTerm(2, "working", True), table)
    assert (period.first, period.last) == (date(2026, 3, 9), date(2026, 3, 10))
    assert (period.calendar_days, period.working_days) == (4, 2)
    after = notice_period(date(2026, 3, 9), NoticeTerm(1, "calendar", False), table)
    assert (after.first, after.last) == (date(2026, 3, 10), date(2026, 3, 10))


@pytest.mark.parametrize("days", [0, -1, 401])
def test_a_notice_of_no_possible_length_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 400"):
        notice_period(date(2026, 1, 1), NoticeTerm(days), load("standard").days_off())


def test_the_longest_notice_is_of_400_days() -> None:
    table = load("standard").days_off()
    assert notice_period(date(2026, 1, 1), NoticeTerm(400), table).calendar_days == 400
    assert calendar_days(date(2026, 1, 2), date(2026, 1, 1)) == 0
    assert calendar_days(date(2026, 1, 9), date(2026, 1, 1)) == 0
