"""The overview's plain dates are those that the board of deadlines reasons about."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.workspace import practice, rounds
from civtui.workspace.building.registers import add
from civtui.workspace.day import days_to, deadlines, judges, late_records, steps
from civtui.workspace.evenness import evenness, years
from civtui.workspace.lifecycle import init
from civtui.workspace.marks import set_mark
from civtui.workspace.session import Workspace
from civtui.workspace.titles import desk, group
from civtui.workspace.titles.applications import apply
from tests.titles.small import START, Sittings, small_city


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(
        tmp_path / "w", titles=[("a-1", "municipal"), ("o-1-1", "civilized-office")], today=START
    )


def test_the_same_dates_as_the_board(ws: Workspace) -> None:
    from civtui.workspace.titles.clocks import issue

    decision = Sittings(ws).decide("card=a-2", START)
    issue(ws, "a-2", "停滞不前", "整改", decision, on=START)
    group.call(ws, "s9", ["plan"], held_on=START + timedelta(days=20))
    ids = {f"{d.what}/{d.subject}/{d.on}" for d in deadlines(ws) if d.what != "term"}
    assert len(ids) == 2
    assert ids <= {f"{d.what}/{d.subject}/{d.on}" for d in desk.due_rows(ws)}
    days = {d.what: d.days for d in deadlines(ws)}
    assert days["sitting"] == 20
    assert days["re-inspection"] == days_to(ws, "2026-04-05")


def test_terms_that_end_on_one_day_are_one_line(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", today=START)
    until = START + timedelta(days=30)
    ws.write(
        Registered(
            agencies=tuple(AgencyRecord(id=f"a-{n}", name=f"局{n}") for n in (1, 2, 3)),
            titles=tuple(
                OpeningTitle(holder=f"a-{n}", honor="municipal", since=date(2023, 2, 4), until=day)
                for n, day in ((1, until), (2, until), (3, START + timedelta(days=400)))
            ),
        ),
        right=Right.KEEP,
    )
    (line,) = deadlines(ws)
    assert (line.what, line.name, line.much, line.days) == ("term", "municipal", 2, 30)


def test_late_records_are_open_and_past_their_day(ws: Workspace) -> None:
    yesterday, tomorrow = (START + timedelta(days=n) for n in (-1, 1))
    for due, heard in ((yesterday, ""), (yesterday, "2026-01-04"), (tomorrow, "")):
        given = {"due": due.isoformat(), "body": "chief", "topic": "创建", "heard": heard}
        agency = "a-1" if not heard else "a-2"
        add(ws, "report", agency, {k: v for k, v in given.items() if v})
    assert [(r.register, r.records, r.oldest) for r in late_records(ws)] == [
        ("report", 1, yesterday.isoformat())
    ]


def test_what_was_not_filed_or_revised_in_time_is_late_too(ws: Workspace) -> None:
    yesterday, tomorrow = (str(START + timedelta(days=n)) for n in (-1, 1))
    add(ws, "filing", None, {"title": "总结", "due": tomorrow})
    filing = add(ws, "filing", None, {"title": "台账", "due": yesterday})
    for version, since, due in (("1", "2019-05-01", "2024-05-01"), ("2", "2025-05-01", yesterday)):
        given = {"institution": "attendance", "line": "administration", "version": version,
                 "in-force": since, "review-by": due}  # fmt: skip
        if version == "2":
            given["revised-from"] = "1"
        add(ws, "institution", "a-1", given)
    late = [(r.register, r.records, r.oldest) for r in late_records(ws)]
    assert late == [("filing", 3, yesterday), ("institution", 1, yesterday)]
    add(ws, "filed", "a-2", {"filing": filing.id, "on": yesterday})
    assert late_records(ws)[0].records == 2, "who filed is not chased"


def test_an_empty_workspace_wants_its_registry_first(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", today=START)
    assert [s.what for s in steps(ws, 0, 0)] == ["registry"]
    assert [s.what for s in steps(ws, 3, 0)] == ["round"]
    assert not steps(ws, 3, 1)


def test_sectors_stand_beside_the_city(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", today=START)
    sectors = {"a-1": "甲", "a-2": "甲", "a-3": "乙"}
    ws.write(
        Registered(
            agencies=tuple(
                AgencyRecord(id=a, name=a, sector=sector) for a, sector in sectors.items()
            ),
            offices=tuple(
                OfficeRecord(id=f"o-{a[2:]}-{n}", agency=a, name=f"处{n}")
                for a in sectors
                for n in (1, 2, 3, 4)
            ),
            titles=tuple(
                OpeningTitle(holder=h, honor="civilized-office", since=START)
                for h in ("o-1-1", "o-1-2", "o-3-1", "o-3-2", "o-3-3", "o-3-4")
            ),
        ),
        right=Right.KEEP,
    )
    found = evenness(ws)
    assert found.share == Fraction(6, 12)
    assert [(s.name, s.share, s.gap) for s in found.sectors] == [
        ("甲", Fraction(1, 4), Fraction(-1, 4)),
        ("乙", Fraction(1), Fraction(1, 2)),
    ]
    assert [spot.agency.id for spot in found.sectors[0].spots] == ["a-2", "a-1"]
    assert found.stages == (0, 0, 0, 3)
    assert [spot.agency.id for spot in found.laggards()] == ["a-2"]


def test_a_round_with_every_mark_wants_to_be_closed(tmp_path: Path) -> None:
    ws = practice.begin("p", "练习")
    items = rounds.items_of(ws, rounds.round_row(ws, practice.ROUND))
    cells = [(f"o-1-{n}", item.id) for n in (1, 2, 3) for item in items]
    for place, (subject, item) in enumerate(cells, 1):
        assert not steps(ws, 1, 1), f"{place} of {len(cells)}"
        set_mark(ws, practice.ROUND, subject, item, "8", practice.JUDGE)
        if place == 7:
            (judge,) = judges(ws)[practice.ROUND]
            assert (judge.given, judge.expected, judge.percent) == (7, 18, 38)
    assert [(s.what, s.about) for s in steps(ws, 1, 1)] == [("full", practice.ROUND)]
    practice.end(ws)


def test_applications_wait_for_their_next_step(ws: Workspace) -> None:
    apply(ws, "agency-level", "a-2")
    apply(ws, "agency-level", "a-3")
    (found,) = [s for s in steps(ws, 3, 1) if s.what != "round"]
    assert (found.what, found.much) == ("applied", 2)


def test_years_tell_what_each_year_came_to(ws: Workspace) -> None:
    ws.set_clock(datetime(2028, 3, 1, tzinfo=UTC))
    with_two = OpeningTitle(holder="a-2", honor="municipal", since=date(2027, 6, 1))
    ws.write(Registered(titles=(with_two,)), right=Right.KEEP)
    assert [(y.year, y.advanced, y.agencies) for y in years(ws)] == [
        (2026, 1, 3),
        (2027, 2, 3),
        (2028, 2, 3),
    ]


def test_years_go_back_as_far_as_the_city_is_known(ws: Workspace) -> None:
    (only,) = years(ws)
    assert (only.year, only.advanced, only.agencies) == (2026, 1, 3)
