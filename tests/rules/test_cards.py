"""The months of a card, its reminders and what ends it, each at its bound."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.model.calendar import after_months
from civtui.rules.cards import CardRule, CardState, due, prolonged_to, refuse_step, stage, term_of
from civtui.rules.terms import after_years, still_bars
from tests.rounds.small import panel_city

DAY = date(2026, 3, 2)


def card(ends: date | None = date(2026, 6, 2), **more: object) -> CardState:
    return CardState("c1", "a-1", "open", DAY, ends)._replace(**more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        ("2026-03-02", 3, "2026-06-02"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-06-30", 0, "2026-06-30"),
        ("9999-11-30", 1, "9999-12-30"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_months_end_on_the_corresponding_day(day: str, months: int, ends: str) -> None:
    assert after_months(date.fromisoformat(day), months).isoformat() == ends


@given(st.dates(date(1, 1, 1), date(9000, 12, 31)), st.integers(0, 600))
def test_months_are_counted_by_the_calendar(day: date, months: int) -> None:
    found = after_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    if found.day != day.day:  # that month is too short: its last day
        assert found.day < day.day and (found + timedelta(days=1)).day == 1
    assert after_years(day, months) == after_months(day, 12 * months)


def test_a_term_is_of_the_card_or_of_the_profile() -> None:
    rule = CardRule(months=4)
    assert term_of(card(), rule, None) == date(2026, 6, 2)
    assert term_of(card(None), rule, None) == date(2026, 7, 2)
    assert term_of(card(None), rule, "profile-term") == date(2026, 7, 2)
    assert term_of(card(None), rule, "open-ended") is None
    assert term_of(card(), rule, "open-ended") == date(2026, 6, 2)
    assert CardRule().months == 3 and CardRule().prolong_months == 1


def test_a_term_is_prolonged_from_its_end_not_from_the_day() -> None:
    rule, on = CardRule(prolong_months=2), date(2026, 5, 20)
    assert prolonged_to(card(), rule, None, on) == date(2026, 8, 2)
    assert prolonged_to(card(None), rule, "open-ended", on) == date(2026, 7, 20)
    ends = date(2026, 6, 2)
    assert prolonged_to(card(), rule, None, ends) == date(2026, 8, 2)


@pytest.mark.parametrize("late", [1, 31, 400])
def test_a_term_that_is_over_is_prolonged_from_the_day(late: int) -> None:
    on = date(2026, 6, 2) + timedelta(days=late)
    assert prolonged_to(card(), CardRule(), None, on) == after_months(on, 1) > on


def refusal(state: CardState, step: str, on: date = DAY, rule: CardRule | None = None) -> str:
    found = refuse_step(state, step, on, rule or CardRule())
    return found.rule if found else ""


def test_each_step_at_its_bound() -> None:
    assert refusal(card(), "plan") == ""
    assert refusal(card(), "plan", DAY - timedelta(days=1)) == "card-order"
    for over in ("cleared", "delisted", "reform"):
        assert refusal(card(state=over), "plan") == "card-closed"
    assert refusal(card(), "cleared") == "card-re-inspection"
    assert refusal(card(met=False), "cleared") == "card-re-inspection"
    assert refusal(card(met=True), "cleared") == ""
    assert refusal(card(met=False), "delisted") == ""
    assert refusal(card(), "prolonged") == ""
    assert refusal(card(met=False), "prolonged") == ""
    assert refusal(card(met=True), "prolonged") == "card-re-inspection"
    assert refusal(card(prolonged=1), "prolonged") == "card-prolonged"
    twice = CardRule(prolong_times=2)
    assert refusal(card(prolonged=1), "prolonged", rule=twice) == ""
    assert refusal(card(prolonged=2), "prolonged", rule=twice) == "card-prolonged"
    assert refusal(card(), "prolonged", rule=CardRule(prolong_times=0)) == "card-prolonged"


def test_what_is_due_between_two_days_ends_included() -> None:
    rule, ends = CardRule(remind_days=(30, 7)), date(2026, 6, 2)

    def listed(first: date, last: date, state: CardState) -> list[tuple[str, str, str]]:
        return [
            (d.on.isoformat(), d.what, d.why.key) for d in due([state], first, last, rule, None)
        ]

    one = timedelta(days=1)
    reminder = ("2026-05-26", "reminder", "rules.due-reminder")
    closing = ("2026-06-02", "re-inspection", "rules.due-re-inspection")
    at = date(2026, 5, 26)
    assert listed(at, at, card()) == [reminder]
    missed = (*reminder[:2], "rules.overdue-reminder")
    assert listed(at + one, ends - one, card()) == [missed]
    assert listed(at + one, ends - one, card(met=False)) == []
    assert listed(at - one, at - one, card()) == [("2026-05-03", *missed[1:])]
    comes = (*reminder[:2], "rules.coming-reminder")  # no number of days but that day's own
    thirty = date(2026, 5, 3)
    assert listed(thirty, ends, card(reminded=(thirty,))) == [comes, closing]
    assert listed(at, ends, card()) == [reminder, closing]
    assert listed(ends, ends, card()) == [closing]
    late = ("2026-06-02", "re-inspection", "rules.overdue-re-inspection")
    assert listed(ends + one, ends + one, card()) == [late]
    for met, found in ((True, "met"), (False, "not-met")):
        decided = ("2026-06-02", "decision", f"rules.due-decision-{found}")
        assert listed(ends, ends, card(met=met)) == [decided]
    # of what was found done nobody is reminded, of what was found undone one is
    assert [what for _, what, _ in listed(at, ends, card(met=True))] == ["decision"]
    assert [what for _, what, _ in listed(at, ends, card(met=False))] == ["reminder", "decision"]
    assert listed(at, ends, card(state="cleared")) == []
    # one that was made is done with: for all that were due by then, or before its day for the next
    for made in (at, at + one):
        assert listed(at + one, ends - one, card(reminded=(made,))) == []
    assert listed(thirty, ends, card(reminded=(thirty - one,))) == [comes, closing]
    assert listed(thirty, ends, card(reminded=(thirty, at - one))) == [closing]
    # a reminder of a day before the card was issued is none
    assert listed(DAY, DAY, card(DAY + timedelta(days=7))) == [
        ("2026-03-02", "reminder", "rules.due-reminder")
    ]
    assert listed(DAY - one, DAY, card(DAY + timedelta(days=6))) == []


def test_soonest_first_then_by_agency() -> None:
    cards = [
        card(),
        card(id="c2", agency="a-0"),
        card(date(2026, 5, 1), id="c3", agency="a-9"),
    ]
    found = due(cards, DAY, date(2026, 7, 1), CardRule(), None)
    assert [d.subject for d in found] == ["a-9", "a-0", "a-1"]


def test_a_bar_ends_on_its_day_as_the_policy_says() -> None:
    day, one = date(2026, 6, 2), timedelta(days=1)
    for last_day_bars in (True, False):
        assert still_bars(day, day - one, last_day_bars)
        assert still_bars(day, day, last_day_bars) is last_day_bars
        assert not still_bars(day, day + one, last_day_bars)


def test_the_months_of_a_card_go_from_the_command_into_its_term(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "city")
    for sitting, agency, months in (("s1", "a-1", []), ("s2", "a-2", ["--months", "1"])):
        city.sit(sitting, "2026-03-01", f"card={agency}")
        decision = city.do("decide", "add", sitting, "1")["id"]
        city.do(
            "card",
            "add",
            agency,
            "停滞",
            "--demands",
            "整改",
            "--decision",
            decision,
            "--on",
            "2026-03-31",
            *months,
        )
    terms = {row["agency"]: row["term_ends"] for row in city.do("card", "list")}
    assert terms == {"a-1": "2026-06-30", "a-2": "2026-04-30"}


def test_a_card_stands_where_its_re_inspection_and_its_term_say() -> None:
    ends = date(2026, 6, 2)
    after = ends + timedelta(days=1)
    assert stage("open", None, ends, ends) == "open"
    assert stage("open", None, ends, after) == "lapsed"
    assert stage("open", None, None, after) == "open"
    assert stage("open", True, ends, after) == "met"
    assert stage("open", False, ends, ends) == "not-met"
    for over in ("cleared", "delisted", "reform"):
        assert stage(over, True, ends, after) == over
