"""The overview's plain dates are those that the board of deadlines reasons about."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.profile.clock_lengths import lengths
from civtui.profile.places import builtin
from civtui.profile.read import load_profile
from civtui.workspace.answers.workspace import MOST_DUE, overview_lines
from civtui.workspace.building.evenness import evenness, years
from civtui.workspace.building.registers import add
from civtui.workspace.files import practice
from civtui.workspace.files.creating import init
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.overview.day import deadlines, judges, steps
from civtui.workspace.overview.due import KINDS, due_rows
from civtui.workspace.overview.overview import overview
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import Workspace
from civtui.workspace.titles import endings, group
from civtui.workspace.titles.applications import apply
from tests.titles.city import City
from tests.titles.small import START, Sittings, let_pass, small_city


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(
        tmp_path / "w", titles=[("a-1", "municipal"), ("o-1-1", "civilized-office")], today=START
    )


def test_overview_board_and_status_tell_one_list(tmp_path: Path) -> None:
    """In a city that has nearly one of each kind of what can be due."""
    from civtui.workspace.titles.card_steps import issue, veto

    day = date(2026, 11, 1)
    titles = [("a-1", "municipal"), ("a-3", "agency-level"), ("o-1-1", "civilized-office")]
    policies = {"reapply-after-years": "1", "model-title-term": "per-round"}
    ws = small_city(tmp_path / "w", titles=titles, today=START, policies=policies)
    sittings = Sittings(ws)
    let_pass(ws, date(2026, 1, 29))
    ruled = sittings.decide("delist=a-3", date(2026, 1, 29))
    endings.end(ws, "agency-level", ["a-3"], "delisted", ruled, on=date(2026, 1, 29))
    let_pass(ws, day)
    issue(ws, "a-2", "停滞不前", "整改", sittings.decide("card=a-2", day), on=day)
    veto(ws, "a-2", "事故", months=2, on=day)
    group.call(ws, "s9", ["plan"], held_on=day + timedelta(days=20))
    judge = {"id": "k", "name": "k", "agency": None, "related": []}
    round_life.open_round(
        ws,
        "r",
        name="迟",
        subjects=["o-1-1"],
        due=START,
        assessors=[judge],
        standard=str(builtin() / "standards" / "civilized-office.toml"),
    )
    board = due_rows(ws)
    assert {row.what for row in board} == {"reminder", "veto", "waiting", "round", "sitting"}
    told = deadlines(ws, most=99)
    assert [(d.on, d.what, d.subject) for d in told] == [
        (row.on.isoformat(), row.what, row.subject) for row in board
    ]
    said = [line for line in overview_lines(ws, overview(ws)) if line.lstrip().startswith("应办")]
    assert len(said) == min(len(board), MOST_DUE)
    for row, line in zip(board, said, strict=False):
        assert render(row.why) in line and row.on.isoformat() in line


def test_a_reminder_to_come_stands_in_the_line_of_its_term(ws: Workspace) -> None:
    from civtui.workspace.titles.card_steps import issue

    decision = Sittings(ws).decide("card=a-2", START)
    issue(ws, "a-2", "停滞不前", "整改", decision, months=2, on=START)
    reminders = [row.on for row in due_rows(ws) if row.what == "reminder"]
    assert reminders and [d.what for d in deadlines(ws)] == ["re-inspection"]
    ws.set_clock(datetime(reminders[0].year, reminders[0].month, reminders[0].day, tzinfo=UTC))
    first = deadlines(ws)[0]
    assert (first.what, first.days) == ("reminder", 0)


def test_every_kind_of_due_has_its_words_on_every_face() -> None:
    for lang in ("zh", "en"):
        for kind in KINDS:
            for key in (f"cli_titles.due-{kind}", f"tui.due-enter-{kind}", f"home.due-{kind}"):
                assert t(key, lang, name="x", count=1) != key, (lang, key)


@pytest.mark.parametrize(
    "own",
    [
        "",
        '[[honor]]\nid = "municipal"\ngate = [{ rule = "share-of", honor = "model-office", '
        'at_least = "2/5", wording = { zh = "x", en = "x" } }]\n',
        "[card]\nsecond_within_years = 2\nmonths = 5\nremind_days = [9]\nprolong_months = 2\n",
        '[policy.card-without-term]\nchoice = "open-ended"\nwhen = { zh = "x", en = "x" }\n',
    ],
)
def test_the_lengths_read_lightly_are_the_profile_s(tmp_path: Path, own: str) -> None:
    file = tmp_path / "p.toml"
    head = 'id = "p"\nextends = "standard"\ntitle = { zh = "x", en = "x" }\n'
    file.write_text(head + own, "utf-8")
    whole, light = load_profile(str(file)), lengths(file)
    assert light.card == whole.card_rule()
    assert dict(light.policies) == dict(whole.policies)
    assert light.second_card_years == whole.card.second_within_years
    assert [tuple(share) for share in light.shares] == [
        (gate.tier, rule.honor, rule.at_least)
        for gate in sorted(whole.gates(), key=lambda g: [h.id for h in whole.honor].index(g.tier))
        for rule in gate.rules
        if rule.kind == "share-of"
    ]


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


def late_records(ws: Workspace) -> list[tuple[str, object, str]]:
    rows = [row for row in due_rows(ws) if row.what == "record" and row.days < 0]
    return sorted((row.subject, row.why.values["count"], str(row.on)) for row in rows)


def test_late_records_are_open_and_past_their_day(ws: Workspace) -> None:
    yesterday, tomorrow = (START + timedelta(days=n) for n in (-1, 1))
    for due, heard in ((yesterday, ""), (yesterday, "2026-01-04"), (tomorrow, "")):
        given = {"due": due.isoformat(), "body": "chief", "topic": "创建", "heard": heard}
        agency = "a-1" if not heard else "a-2"
        add(ws, "report", agency, {k: v for k, v in given.items() if v})
    assert late_records(ws) == [("report", 1, yesterday.isoformat())]


def test_what_was_not_filed_or_revised_in_time_is_late_too(ws: Workspace) -> None:
    yesterday, tomorrow = (str(START + timedelta(days=n)) for n in (-1, 1))
    add(ws, "filing", None, {"title": "总结", "due": tomorrow})
    filing = add(ws, "filing", None, {"title": "台账", "due": yesterday})
    for version, since, due in (("1", "2019-05-01", "2024-05-01"), ("2", "2025-05-01", yesterday)):
        given = {
            "institution": "attendance",
            "line": "administration",
            "version": version,
            "in-force": since,
            "review-by": due,
        }
        if version == "2":
            given["revised-from"] = "1"
        add(ws, "institution", "a-1", given)
    assert late_records(ws) == [("filing", 3, yesterday), ("institution", 1, yesterday)]
    add(ws, "filed", "a-2", {"filing": filing.id, "on": yesterday})
    assert late_records(ws)[0][1] == 2, "who filed is not chased"


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


def test_a_sitting_whose_day_has_passed_says_that_its_holding_is_not_on_record(
    tmp_path: Path,
) -> None:
    day = START + timedelta(days=3)
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s9", ["plan"], held_on=day)
    for today, late in ((day, False), (day + timedelta(days=1), True)):
        let_pass(ws, today)
        (row,) = [one for one in due_rows(ws) if one.what == "sitting"]
        assert ("尚未登记召开" in render(row.why, "zh")) is late
        assert "group hold s9" in render(row.why, "zh")
        assert ("group move s9" in render(row.why, "zh")) is late
        (line,) = [one for one in deadlines(ws) if one.what == "sitting"]
        assert (line.said is not None and "尚未登记召开" in render(line.said, "zh")) is late
    # both ways out are open, by the words that the line gives
    city = City(ws.dir)
    city.do("group", "move", "s9", (day + timedelta(days=2)).isoformat())
    assert [one.days for one in due_rows(ws) if one.what == "sitting"] == [1]
    let_pass(ws, day + timedelta(days=3))
    city.do("group", "hold", "s9")
    assert not [one for one in due_rows(ws) if one.what == "sitting" and "past" in one.why.key]
