"""What is asked as of a past day is answered by what stood then, whatever came after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.facts.applications import Renewed
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.facts.titles import Granted
from civtui.model.facts.voiding import Voided
from civtui.model.roles import Right
from civtui.rules.eligibility import AgencyFacts
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.overview.due import due_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.card_steps import conclude, issue, progress, veto
from civtui.workspace.titles.declaring import declare, record_part
from civtui.workspace.titles.eligibility import Record, eligibility_list, eligibility_of
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.record import as_of
from tests.titles.small import Sittings, small_city

EARLY, FIRST, SECOND, TODAY = (date(2026, month, 2) for month in (2, 3, 4, 6))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", titles=[("o-1-1", "civilized-office")], today=TODAY)


def facts(ws: Workspace, day: date, name: str = "a-1") -> AgencyFacts:
    return Record(ws, day).facts(agency(ws, name))


def flags(ws: Workspace, day: date, name: str = "a-1") -> tuple[bool | None, ...]:
    found = facts(ws, day, name)
    return found.runs_program, found.has_conditions, found.conditions_confirmed


def test_a_declaration_holds_from_its_day_until_the_next(ws: Workspace) -> None:
    declare(ws, "a-2", runs_program=True, has_conditions=True, on=FIRST)
    declare(ws, "a-2", has_conditions=False, conditions_confirmed=True, on=SECOND)
    assert flags(ws, EARLY, "a-2") == (None, None, None)
    assert flags(ws, FIRST, "a-2") == (True, True, None)
    assert flags(ws, SECOND, "a-2") == flags(ws, TODAY, "a-2") == (True, False, True)
    assert flags(ws, date(2026, 4, 1), "a-2") == (True, True, None)
    days = (EARLY, FIRST, SECOND)
    answers = [eligibility_of(ws, "a-2", "agency-level", day)[1].tiers[0] for day in days]
    assert [answer.eligible for answer in answers] == [False, True, False]
    listed = [
        next(a for row, a in eligibility_list(ws, "agency-level", day) if row.id == "a-2")
        for day in days
    ]
    assert [one.tiers[0].eligible for one in listed] == [False, True, False]


def test_one_that_is_entered_later_for_an_earlier_day_holds_in_between(ws: Workspace) -> None:
    declare(ws, "a-1", has_conditions=False, stage="building", on=SECOND)
    declare(ws, "a-1", has_conditions=True, stage="planned", on=FIRST)
    assert [flags(ws, day)[1] for day in (EARLY, FIRST, SECOND)] == [None, True, False]
    row = agency(ws, "a-1")
    assert (row.has_conditions, row.stage) == (False, "building")
    assert verify(ws.ledger) == []


def test_one_that_is_void_never_held(ws: Workspace) -> None:
    declare(ws, "a-1", has_conditions=True, on=FIRST)
    declare(ws, "a-1", has_conditions=False, on=SECOND)
    ws.write(Voided(facts=(ws.head(),)), right=Right.KEEP)
    assert flags(ws, TODAY)[1] is True
    assert agency(ws, "a-1").has_conditions is True


def _declared(ws: Workspace) -> None:
    declare(ws, "a-1", runs_program=True, has_conditions=True, on=SECOND)


def _confirmed(ws: Workspace) -> None:
    declare(ws, "a-1", conditions_confirmed=True, on=SECOND)


def _idle(ws: Workspace) -> None:
    record_part(ws, "o-1-2", takes=False, on=SECOND)


def _carded(ws: Workspace) -> None:
    issue(ws, "a-1", "停滞", "整改", Sittings(ws).decide("card=a-1", SECOND), on=SECOND)


def _vetoed(ws: Workspace) -> None:
    veto(ws, "a-1", "事故", months=2, on=SECOND)


def _titled(ws: Workspace) -> None:
    title = OpeningTitle(holder="o-1-2", honor="civilized-office", since=SECOND)
    own = OpeningTitle(holder="a-1", honor="agency-level", since=SECOND)
    ws.write(Registered(titles=(title, own)), right=Right.KEEP, effective=SECOND)


def _office(ws: Workspace) -> None:
    record = OfficeRecord(id="o-1-9", agency="a-1", name="新处")
    ws.write(Registered(offices=(record,)), right=Right.KEEP, effective=SECOND)


def _reformed(ws: Workspace, text: str, id_: str = "r1", on: date = SECOND) -> None:
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "{id_}"\neffective = {on}\n{text}', encoding="utf-8")
    reforms.reform(ws, file)


def _moved(ws: Workspace) -> None:
    _reformed(ws, '[[move]]\noffice = "o-1-1"\nto = "a-2"\n')


def _came(ws: Workspace) -> None:
    _reformed(ws, '[[move]]\noffice = "o-2-1"\nto = "a-1"\n')


def _split(ws: Workspace) -> None:
    _reformed(ws, '[[split]]\nagency = "a-1"\nname = "市新局"\noffices = ["处1", "处2"]\n')


def _abolished(ws: Workspace) -> None:
    _reformed(ws, '[[abolish_office]]\noffice = "o-1-1"\n')


def _office_split(ws: Workspace) -> None:
    _reformed(ws, '[[split_office]]\noffice = "o-1-1"\ninto = ["一处", "二处"]\n')


@pytest.mark.parametrize(
    "happens",
    [
        _declared,
        _confirmed,
        _idle,
        _carded,
        _vetoed,
        _titled,
        _office,
        _moved,
        _came,
        _split,
        _abolished,
        _office_split,
    ],
)
def test_what_happens_later_changes_no_answer_of_before(
    ws: Workspace, happens: Callable[[Workspace], None]
) -> None:
    def seen(day: date) -> tuple[object, ...]:
        found = facts(ws, day)
        past = tuple(event for event in found.events if event.on <= day)
        answer = eligibility_of(ws, "a-1", None, day)[1].document()
        return found._replace(events=past), answer

    before, day_of = seen(EARLY), seen(SECOND)
    happens(ws)
    assert seen(EARLY) == before
    assert seen(SECOND) != day_of


def test_an_agency_whose_offices_came_later_had_none(ws: Workspace) -> None:
    new = AgencyRecord(id="a-9", name="市九局")
    ws.write(Registered(agencies=(new,)), right=Right.KEEP, effective=EARLY)
    record = OfficeRecord(id="o-9-1", agency="a-9", name="一处")
    ws.write(Registered(offices=(record,)), right=Right.KEEP, effective=SECOND)
    assert [sum(g.count for g in facts(ws, day, "a-9").offices) for day in (FIRST, SECOND)] == [
        0,
        1,
    ]


def test_a_part_split_off_in_the_year_is_counted_as_it_came(ws: Workspace) -> None:
    _split(ws)
    child = next(row for row, _ in eligibility_list(ws) if row.name == "市新局")
    assert facts(ws, TODAY, child.id).offices_at_year_start is None


def test_an_office_counts_once_in_the_year_of_a_split(tmp_path: Path) -> None:
    year = TODAY.year + 1
    before, split, today = (date(year, month, 2) for month in (2, 4, 6))
    ws = small_city(tmp_path / "w", today=today)

    def counted(day: date) -> tuple[int, ...]:
        found = [facts(ws, day, row.id) for row, _ in eligibility_list(ws)]
        rosters = [f.offices if (s := f.offices_at_year_start) is None else s for f in found]
        return tuple(sum(group.count for group in roster) for roster in rosters)

    assert sorted(counted(today)) == [4, 4, 4]
    _reformed(ws, '[[split]]\nagency = "a-1"\nname = "市新局"\noffices = ["处1"]\n', on=split)
    assert sorted(counted(today)) == [1, 3, 4, 4]
    assert sum(g.count for g in facts(ws, before).offices_at_year_start or ()) == 4
    merge = '[[merge]]\nagencies = ["市新局", "a-2"]\nname = "市合局"\n'
    _reformed(ws, merge, "r2", split + timedelta(days=9))
    assert sum(counted(today)) == 12
    ws.close()


def test_a_confirmation_is_of_a_declaration(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=TODAY, policies={"has-conditions": "confirmed"})

    def holds(day: date, name: str = "a-1") -> bool | None:
        return eligibility_of(ws, name, "agency-level", day)[1].tiers[0].eligible

    declare(ws, "a-1", runs_program=True, has_conditions=True, on=EARLY)
    declare(ws, "a-1", conditions_confirmed=True, on=EARLY)
    declare(ws, "a-1", has_conditions=False, on=FIRST)
    assert [holds(day) for day in (EARLY, FIRST)] == [True, False]
    assert agency(ws, "a-1").conditions_confirmed is False
    declare(ws, "a-1", has_conditions=True, on=SECOND)  # its word anew, and not yet confirmed
    assert holds(SECOND) is False and agency(ws, "a-1").conditions_confirmed is False
    declare(ws, "a-1", conditions_confirmed=True, on=TODAY)
    assert holds(TODAY) is True and agency(ws, "a-1").conditions_confirmed is True
    ws.close()


def test_a_successor_that_takes_the_word_back_is_not_confirmed(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=TODAY, policies={"has-conditions": "confirmed"})
    for name in ("a-1", "a-2"):
        declare(ws, name, runs_program=True, has_conditions=True, on=EARLY)
        declare(ws, name, conditions_confirmed=True, on=EARLY)
    _reformed(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市合局"\n')
    for said, want in ((None, True), (False, False), (True, False)):
        if said is not None:
            declare(ws, "市合局", has_conditions=said)
        assert eligibility_of(ws, "市合局", "agency-level")[1].tiers[0].eligible is want
    ws.close()


@pytest.mark.parametrize("choice", ["year-start", "application-date"])
def test_offices_of_before_the_workspace_are_the_roster_of_the_year(
    tmp_path: Path, choice: str
) -> None:
    ws = small_city(tmp_path / "w", today=TODAY, policies={"roster-date": choice})
    new = AgencyRecord(id="a-9", name="市九局", short="九局")
    old, late = (
        tuple(OfficeRecord(id=f"o-9-{n}", agency="a-9", name=f"{n}处") for n in some)
        for some in (range(2), range(2, 8))
    )
    won = OpeningTitle(holder="o-9-0", honor="civilized-office", since=date(2025, 11, 2))
    before = Registered(agencies=(new,), offices=old, titles=(won,))
    ws.write(before, right=Right.KEEP, effective=date(2025, 11, 2))
    ws.write(Registered(offices=late), right=Right.KEEP, effective=EARLY)
    later = Granted(honor="civilized-office", holders=("o-9-1",), decision="年内命名")
    ws.write(later, right=Right.KEEP, effective=FIRST)

    def told(name: str) -> dict[str, str]:
        tier = next(t for t in eligibility_of(ws, name)[1].tiers if t.tier == "municipal")
        return {r.rule: r.has for r in tier.reasons}

    start = choice == "year-start"
    assert told("a-9")["share-of"] == ("1/2" if start else "2/8")  # titles of that day, too
    assert "roster-date" not in told("a-9")
    assert told("a-1").get("roster-date") == ("unknown" if start else None)  # put down since
    ws.close()


def test_a_card_that_was_prolonged_later_had_its_earlier_term(tmp_path: Path) -> None:
    own = {"card": {"months": 1, "prolong_months": 3}}
    ws = small_city(tmp_path / "w", today=TODAY, own=own)
    group = Sittings(ws)
    card = issue(ws, "a-1", "停滞不前", "", group.decide("card=a-1", EARLY), on=EARLY).state.id
    progress(ws, card, "re-inspected", met=False, on=FIRST)
    longer = group.decide("prolong-card=a-1", FIRST)
    conclude(ws, card, "prolonged", longer, on=FIRST)
    before = date(2026, 3, 1)
    (then,) = [event.ends for event in facts(ws, before).events if event.kind == "yellow-card"]
    (since,) = [event.ends for event in facts(ws, FIRST).events if event.kind == "yellow-card"]
    assert (then, since) == (date(2026, 3, 2), date(2026, 6, 2))
    assert [one["term_ends"] for one in as_of(ws, before)["cards"]] == ["2026-03-02"]

    def due(day: date) -> list[tuple[date, str]]:
        wanted = ("re-inspection", "decision")
        return [(d.on, d.what) for d in due_rows(ws, on=day, days=400) if d.what in wanted]

    assert due(before) == [(date(2026, 3, 2), "re-inspection")]
    assert due(FIRST) == due(TODAY) == [(date(2026, 6, 2), "re-inspection")]
    progress(ws, card, "re-inspected", met=True, on=TODAY)
    cleared = group.decide("clear-card=a-1", TODAY)
    conclude(ws, card, "cleared", cleared, on=TODAY)
    assert due(before) == [(date(2026, 3, 2), "re-inspection")]
    assert due(EARLY - timedelta(days=1)) == due(TODAY) == []
    ws.close()


def _kept(ws: Workspace, agency: str, until: date, day: date) -> None:
    """Let a title be kept, whatever the gates say of it."""
    body = Renewed(honor="municipal", holders=(agency,), decision="d", until=until)
    ws.write(body, right=Right.KEEP, effective=day)


def test_a_title_that_was_kept_later_had_its_earlier_term(ws: Workspace) -> None:
    until = date(2026, 3, 20)
    opening = OpeningTitle(holder="a-3", honor="municipal", since=date(2024, 1, 1), until=until)
    ws.write(Registered(titles=(opening,)), right=Right.KEEP)
    _kept(ws, "a-3", date(2026, 5, 1), SECOND)
    _kept(ws, "a-3", date(2029, 6, 1), TODAY)

    def terms(day: date) -> tuple[list[str | None], list[str], bool]:
        held = [row.until for row in held_on(ws, day) if row.holder == "a-3"]
        due = [str(d.on) for d in due_rows(ws, on=day) if d.what == "term" and d.subject == "a-3"]
        return held, due, "municipal" in facts(ws, day, "a-3").lapsed

    assert terms(FIRST) == (["2026-03-20"], ["2026-03-20"], False)
    assert terms(date(2026, 4, 1)) == (["2026-03-20"], ["2026-03-20"], True)
    assert terms(SECOND) == (["2026-05-01"], ["2026-05-01"], False)
    assert terms(date(2026, 5, 2)) == (["2026-05-01"], ["2026-05-01"], True)
    assert terms(TODAY) == (["2029-06-01"], [], False)


def test_the_heir_of_a_title_had_its_earlier_term(ws: Workspace) -> None:
    until = date(2026, 5, 20)
    opening = OpeningTitle(holder="a-3", honor="municipal", since=date(2024, 1, 1), until=until)
    ws.write(Registered(titles=(opening,)), right=Right.KEEP)
    _reformed(ws, '[[merge]]\nagencies = ["a-2", "a-3"]\nname = "市新局"\n')
    heir = agency(ws, "市新局").id
    _kept(ws, heir, date(2029, 6, 1), TODAY)
    for day, expected in ((date(2026, 5, 1), "2026-05-20"), (TODAY, "2029-06-01")):
        assert [row.until for row in held_on(ws, day) if row.holder == heir] == [expected]
