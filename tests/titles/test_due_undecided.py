"""Sittings that decided not on all, rounds to come, heirs on an agenda, what an appeal settled."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists import group as lists
from civtui.workspace.lists.cells import listing
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    appeals,
    applications,
    card_steps,
    decisions,
    endings,
    group,
    notices,
    reforms,
)
from civtui.workspace.titles.seats import seat
from tests.titles.small import START, Sittings, let_pass, small_city
from tests.titles.test_carrying_out import MERGED, reform

NEXT = START + timedelta(days=1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    titles = [("a-1", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, today=START)
    declare(ws, "a-1", "a-2", "a-3")
    return ws


def declare(ws: Workspace, *agencies: str, on: date = START) -> None:
    for agency in agencies:
        given = {"agency": agency, "runs-program": True, "has-conditions": True, "on": on}
        perform(ws, verb_of("agency.set"), given)


def sat(ws: Workspace, sitting: str, *items: str, on: date = START) -> None:
    group.call(ws, sitting, list(items), held_on=on)
    group.hold_sitting(ws, sitting)


def next_day(ws: Workspace) -> Path:
    """Return the file of a merger on the day after `START`."""
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {NEXT}\ndocument = "x"\n{MERGED}', "utf-8")
    return file


def open_items(ws: Workspace) -> list[DueRow]:
    return [row for row in due_rows(ws) if row.why.key == "titles.due-undecided"]


def test_what_a_sitting_left_undecided_is_due_from_its_day_on(ws: Workspace) -> None:
    sat(ws, "s1", "card=a-2,a-3", "other=年度安排")
    assert [(one.subject, one.days) for one in open_items(ws)] == [("s1", 0)]
    let_pass(ws, NEXT)
    (row,) = open_items(ws)
    assert (row.what, row.subject, row.days) == ("sitting", "s1", -1)
    assert "2 项" in render(row.why, "zh") and "civtui decide add s1 1" in render(row.why)
    decisions.decide(ws, "s1", "2", outcome="refused")
    decisions.decide(ws, "s1", "1", subjects=["a-2"])
    assert open_items(ws)[0].why.values["items"] == 1
    group.call(ws, "s2", ["card=a-3"], held_on=NEXT)
    assert not open_items(ws)  # it is before the next one
    group.hold_sitting(ws, "s2")
    decisions.decide(ws, "s2", "1", outcome="refused")
    let_pass(ws, NEXT + timedelta(days=9))
    assert not open_items(ws)


@pytest.mark.parametrize("when", [START, NEXT])
def test_an_item_of_an_agency_that_was_merged_is_decided_on_the_heir(
    ws: Workspace, when: date
) -> None:
    case = applications.apply(ws, "agency-level", "a-3", on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    group.call(ws, "s1", ["grant:agency-level=a-3", "card=a-2"], held_on=when)
    let_pass(ws, NEXT)
    reform(ws, MERGED)  # on START
    declare(ws, "a-4")
    group.hold_sitting(ws, "s1")
    answer = perform(ws, verb_of("decide.add"), {"sitting": "s1", "item": "1"})
    assert answer.document()["subjects"] == ["a-4"]
    assert any("a-3局" in said and "新局" in said for said in answer.aside)
    assert applications.case_row(ws, case).state == "decided"
    row = group.sitting_row(ws, "s1")
    assert decisions.remaining(ws, row, row.agenda[0]) is None
    with pytest.raises(Refused) as told:
        decisions.decide(ws, "s1", "1")
    assert told.value.where["rule"] == "decision"


@pytest.mark.parametrize("named", ["a-3局", "新局"])
def test_what_a_sitting_of_before_a_merger_had_is_decided_on_the_heir(
    ws: Workspace, named: str
) -> None:
    """By the old name or the new one, as the board of what is due says it."""
    case = applications.apply(ws, "agency-level", "a-3", on=START).id
    applications.check(ws, case, score="95", on=START)
    sat(ws, "s1", "grant:agency-level=a-3")
    let_pass(ws, NEXT)
    file = next_day(ws)
    (note,) = (n for n in reforms.reform(ws, file, dry_run=True).notes if "agenda" in n.key)
    assert "a-3局" in render(note) and "新局" in render(note) and "命名" in render(note)
    reforms.reform(ws, file)
    declare(ws, "a-4", on=NEXT)
    let_pass(ws, NEXT + timedelta(days=1))
    (row,) = open_items(ws)
    assert "先处理" not in render(row.why) and "decide add s1 1" in render(row.why)
    given = {"sitting": "s1", "item": "1", "subject": [named]}
    answer = perform(ws, verb_of("decide.add"), given)
    assert answer.document()["subjects"] == ["a-4"]
    assert any("a-3局" in said and "新局" in said for said in answer.aside)
    assert applications.case_row(ws, case).state == "decided"
    assert not open_items(ws)


def test_of_two_that_were_merged_what_was_decided_on_one_leaves_the_other(ws: Workspace) -> None:
    sat(ws, "s1", "card=a-1,a-2,a-3")
    perform(
        ws,
        verb_of("decide.add"),
        {"sitting": "s1", "item": "1", "subject": ["a-2"], "outcome": "refused"},
    )
    let_pass(ws, NEXT)
    reform(ws, MERGED)
    row = group.sitting_row(ws, "s1")
    assert decisions.remaining(ws, row, row.agenda[0]) == ("a-1", "a-4")
    here = listing(ws, table_of("sitting"), "s1")
    assert render(lists.outcome(here, here.records[0]), "zh") == "已决定 1，未决定 2"
    given = {"sitting": "s1", "item": "1", "subject": ["a-3"], "outcome": "refused"}
    perform(ws, verb_of("decide.add"), given)
    assert decisions.remaining(ws, row, row.agenda[0]) == ("a-1",)
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("decide.add"), given)
    assert "a-1局" in render(told.value.hint)


def test_the_end_of_a_card_of_before_a_merger_is_decided_where_the_card_is(ws: Workspace) -> None:
    ruled = Sittings(ws).decide("card=a-3", START)
    card = card_steps.issue(ws, "a-3", "停滞", "整改", ruled, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=START)
    sat(ws, "s9", "clear-card=a-3")
    let_pass(ws, NEXT)
    reforms.reform(ws, next_day(ws))
    answer = perform(ws, verb_of("decide.add"), {"sitting": "s9", "item": "1"})
    assert answer.document()["subjects"] == ["a-4"]
    ends = answer.document()["id"]
    assert card_steps.conclude(ws, card, "cleared", ends, on=NEXT).state.state == "cleared"


def test_a_restoration_that_an_appeal_made_needless_waits_for_nobody(ws: Workspace) -> None:
    sittings = Sittings(ws)
    gone = sittings.decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", gone, on=START)
    let_pass(ws, NEXT)
    appeals.appeal(ws, "a-1", gone, on=NEXT)
    answer = sittings.decide("appeal=a-1", NEXT)
    back = sittings.decide("restore:municipal=a-1", NEXT)
    assert back in [row.subject for row in due_rows(ws)]
    appeals.answer_appeal(ws, "a-1", gone, answer, on=NEXT)
    assert back not in [row.subject for row in due_rows(ws)]
    with pytest.raises(Refused) as told:
        endings.restore(ws, "municipal", ["a-1"], back, on=NEXT)
    assert told.value.message.key == "titles.back-already"


def test_what_will_be_posted_or_sent_names_its_agencies(ws: Workspace) -> None:
    case = applications.apply(ws, "agency-level", "a-2", on=START).id
    applications.check(ws, case, score="95", on=START)
    Sittings(ws).decide("grant:agency-level=a-2", START)
    said = announced(ws, verb_of("notice.add"), {"cases": [case]})
    assert said is not None and "a-2局" in render(said, "zh")
    notices.post(ws, [case], on=START)
    assert applications.case_row(ws, case).agency_name == "a-2局"


def test_who_led_a_sitting_is_told_by_name(ws: Workspace) -> None:
    seat(ws, "m1", name="彭志远", part="chair", on=START)
    sat(ws, "s1", "card=a-2")
    (line,) = [
        one
        for one in perform(ws, verb_of("group.show"), {"sitting": "s1"}).lines()
        if "到会" in one
    ]
    assert "彭志远" in line and "m1" not in line
