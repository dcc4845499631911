"""A decision on titles that nobody carried out is due, with its way out, until it is done."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.overview.day import deadlines
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.performing.told_things import things_due
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    card_steps,
    decisions,
    endings,
    grants,
    group,
    party_group,
    reforms,
)
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.voiding.doing import void
from tests.titles.small import OFFICES, START, Sittings, small_city

ONE, TWO = OFFICES["a-1"][:2]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)


def waiting(ws: Workspace) -> list[DueRow]:
    return [row for row in due_rows(ws) if row.what == "carrying-out"]


def test_a_grant_waits_until_each_office_has_its_title(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-1", "grant", [ONE, TWO], session="党组会议", on=START)
    (row,) = waiting(ws)
    assert (row.subject, row.on) == (ruled.id, START)
    said = render(row.why)
    whom = "civilized-office a-1局/处1 a-1局/处2"
    assert f"civtui honor grant {whom} --decision {ruled.id}" in said
    assert f"civtui decide void {ruled.id}" in said
    assert things_due(ws, row.what, row.subject) == [("decision", ruled.id)]
    assert "carrying-out" in [one.what for one in deadlines(ws)]
    grants.grant(ws, "civilized-office", [ONE], ruled.id, on=START)
    (row,) = waiting(ws)
    assert row.why.values["count"] == 1
    grants.grant(ws, "civilized-office", [TWO], ruled.id, on=START)
    assert not waiting(ws)


def test_an_ending_waits_until_it_is_done(ws: Workspace) -> None:
    ruled = Sittings(ws).decide("withdraw:municipal=a-1", START)
    (row,) = waiting(ws)
    assert "honor withdraw" in render(row.why)
    endings.end(ws, "municipal", ["a-1"], "withdrawn", ruled, on=START)
    assert not waiting(ws)


def test_a_decision_taken_back_or_against_it_waits_for_nobody(ws: Workspace) -> None:
    party_group.decide(ws, "a-1", "grant", [ONE], session="党组会议", on=START, outcome="refused")
    assert not waiting(ws)
    ruled = party_group.decide(ws, "a-1", "grant", [TWO], session="党组会议", on=START)
    (row,) = waiting(ws)
    seq = next(r.seq for r in ws.ledger.rows() if r.kind == "decided" and r.seq > ruled.seq - 1)
    void(ws, seq, "误录")
    assert not waiting(ws)
    assert date.fromisoformat(ruled.decided) == row.on


def test_a_party_group_decides_once_on_whom_it_decided(ws: Workspace) -> None:
    def decide(**more: Any) -> str:
        return party_group.decide(
            ws, "a-1", "grant", [ONE], session="党组会议", on=START, **more
        ).id

    decide(outcome="refused")
    first = decide()
    for outcome in ("approved", "refused"):
        with pytest.raises(Refused) as told:
            decide(outcome=outcome)
        assert told.value.where == {"rule": "decision-once"}
        assert first in render(told.value.message)
    party_group.decide(ws, "a-1", "grant", [TWO], session="党组会议", on=START)
    seq = next(r.seq for r in ws.ledger.rows() if r.kind == "decided" and first in str(r.payload))
    void(ws, seq, "写错")
    decide()


def test_what_was_carried_out_on_one_falls_for_the_others_by_a_later_refusal(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-1", "grant", [ONE, TWO], session="党组会议", on=START).id
    (row,) = waiting(ws)
    assert f"decide void {ruled}" in render(row.why)
    with pytest.raises(Refused):
        party_group.decide(ws, "a-1", "grant", [TWO], session="再议", on=START, outcome="refused")
    grants.grant(ws, "civilized-office", [ONE], ruled, on=START)
    (row,) = waiting(ws)
    assert "decide void" not in render(row.why)
    assert "decide inside a-1局 grant a-1局/处2 --outcome refused" in render(row.why)
    against = party_group.decide(
        ws, "a-1", "grant", [TWO], session="再议", on=START, outcome="refused"
    ).id
    assert not waiting(ws)
    with pytest.raises(Refused) as later:
        grants.grant(ws, "civilized-office", [TWO], ruled, on=START)
    assert later.value.where == {"rule": "decision"} and against in render(later.value.message)
    again = party_group.decide(ws, "a-1", "grant", [TWO], session="三议", on=START).id
    grants.grant(ws, "civilized-office", [TWO], again, on=START)


def test_a_group_settles_the_rest_of_a_decision_by_another_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "g", titles=[(a, "municipal") for a in ("a-1", "a-2")], today=START)
    ruled = Sittings(ws).decide("delist:municipal=a-1,a-2", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    (row,) = waiting(ws)
    assert "civtui group put delist a-2局 --honor municipal" in render(row.why)
    sitting = put_on_agenda(ws, {"delist": ["a-2"]}, honor="municipal")
    group.hold_sitting(ws, sitting.id)
    decisions.decide(ws, sitting.id, "1", outcome="refused")
    assert not waiting(ws)
    with pytest.raises(Refused):
        endings.end(ws, "municipal", ["a-2"], "delisted", ruled, on=START)


def test_a_card_decided_on_waits_until_it_is_issued_and_ended(ws: Workspace) -> None:
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-1", START)
    (row,) = waiting(ws)
    assert f"card add a-1局 … --demands … --decision {ruled}" in render(row.why)
    card = card_steps.issue(ws, "a-1", "卫生差", demands="整改", decision=ruled, on=START).state.id
    assert not waiting(ws)
    card_steps.progress(ws, card, "re-inspected", met=True, note="已整改", on=START)
    assert "decision" in [one.what for one in due_rows(ws)]
    ends = sittings.decide("clear-card=a-1", START)
    (row,) = waiting(ws)
    assert f"card clear {card} --decision {ends}" in render(row.why)
    assert "decision" not in [one.what for one in due_rows(ws)]
    card_steps.conclude(ws, card, "cleared", ends, on=START)
    assert not waiting(ws)


def reform(ws: Workspace, text: str, **more: Any) -> reforms.ReformAnswer:
    """Work a reform out, or do it: `text` is what stands behind its id, day and document."""
    file = ws.dir / "reform.toml"
    head = f'id = "r1"\neffective = {START}\ndocument = "委发〔2026〕9号"\n'
    file.write_text(head + text, "utf-8")
    return reforms.reform(ws, file, **more)


MERGED = '[[merge]]\nagencies = ["a-2", "a-3"]\nname = "市新局"\nshort = "新局"\n'
ONE_OFFICE = '[[merge_office]]\noffices = ["a-1局/处1", "a-1局/处2"]\nname = "一处"\n'


def test_a_card_decided_on_waits_for_the_heir_of_a_merger(ws: Workspace) -> None:
    ruled = Sittings(ws).decide("card=a-2", START)
    said = [n.key for n in reform(ws, MERGED, dry_run=True).notes]
    assert [key for key in said if "decision" in key] == ["titles.decision-goes"]
    answer = reform(ws, MERGED)
    (note,) = (n for n in answer.notes if n.key == "titles.decision-goes")
    assert "a-2局" in render(note)
    (row,) = waiting(ws)
    assert "新局" in row.name and "a-2局" in row.name
    assert f"card add 新局 … --demands … --decision {ruled}" in render(row.why)
    card_steps.issue(ws, "a-4", "卫生差", demands="整改", decision=ruled, on=START)
    assert not waiting(ws)


@pytest.mark.parametrize("first", [True, False])
def test_what_was_carried_out_before_a_merger_does_not_wait_behind_it(
    ws: Workspace, first: bool
) -> None:
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-2", START)
    card = card_steps.issue(ws, "a-2", "卫生差", demands="整改", decision=ruled, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, note="已整改", on=START)
    ends = sittings.decide("clear-card=a-2", START)
    if first:
        card_steps.conclude(ws, card, "cleared", ends, on=START)
    reform(ws, MERGED)
    assert [row.subject for row in waiting(ws)] == ([] if first else [ends])


def test_an_office_title_waits_for_the_office_that_its_own_was_merged_into(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-1", "grant", [ONE], session="党组会议", on=START)
    reform(ws, ONE_OFFICE)
    (row,) = waiting(ws)
    assert row.subject == ruled.id and "一处" in row.name
    offered = undone(ws, START)[0].given
    refused = None
    try:
        grants.grant(ws, "civilized-office", offered["holders"], ruled.id, on=START)
    except Refused as told:
        refused = told
    assert (refused is not None) == ("先处理" in render(row.why))


def test_a_reform_says_which_decisions_fall_with_whom_it_ends(ws: Workspace) -> None:
    party_group.decide(ws, "a-1", "grant", [ONE], session="党组会议", on=START)
    text = '[[abolish_office]]\noffice = "a-1局/处1"\n'
    foreseen, done = reform(ws, text, dry_run=True), reform(ws, text)
    assert [n.key for n in foreseen.notes] == ["titles.decision-falls"]
    assert [n.key for n in done.notes] == ["titles.decision-falls"] and not waiting(ws)


def test_the_end_of_a_card_that_is_decided_is_named_by_its_command(tmp_path: Path) -> None:
    offices = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal"), *offices], today=START)
    sittings = Sittings(ws)
    issued = sittings.decide("card=a-1", START)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", issued, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=START)

    def barred() -> str:
        with pytest.raises(Refused) as told:
            sittings.decide("renew:municipal=a-1", START)
        return render(told.value.hint)

    assert f"civtui group put clear-card a-1局 --card {card}" in barred()
    ruled = sittings.decide("clear-card=a-1", START)
    assert f"civtui card clear {card} --decision {ruled}" in barred()
    assert "group call" not in barred()
