"""No deed holds from a day that has not come unless it schedules, none from before its basis.

Generated over every verb with a date field and every register, so that a new one is held too.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from civtui.ledger import queries
from civtui.model.errors import BadInput, Refused
from civtui.model.facts.titles import Vetoed
from civtui.model.fields import Field
from civtui.model.registers import REGISTERS
from civtui.model.roles import Right
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.building.preparing import prepared
from civtui.workspace.performing import performing
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, endings, grants, group, party_group, seats
from tests.titles.small import Sittings, held_city

TODAY = date(2026, 6, 1)
TOMORROW = TODAY + timedelta(days=1)

# what a writing verb schedules, or what ends with the day -> why it may lie ahead
SCHEDULES = {
    "group.call.date": "a sitting is called for a day to come",
    "group.call.on": "as the day of the sitting, where no other is given",
    "group.move.day": "a sitting is moved to a day to come",
    "notice.add.on": "a notice is planned",
    "round.new.due": "a round is due",
    "round.correct.due": "a round is due",
    "apply.result.until": "a term ends",
    "honor.grant.until": "a term ends",
    "honor.keep.until": "a term ends",
    "honor.correct.until": "a term ends",
}
# registers: what is due, what ends, what begins by a plan
PLANNED = {
    ("duty", "due"),
    ("lead", "since"),
    ("lead", "until"),
    ("report", "due"),
    ("filing", "due"),
    ("institution", "in-force"),
    ("institution", "review-by"),
    ("finding", "term"),
    ("complaint", "term"),
}

DATES = [(v, f) for v in every_verb() for f in v.fields if f.type == "date"]

LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = held_city(tmp_path / "city", today=TODAY)
    for number in (1, 2, 3):  # sittings of the year before are held by who sat then
        seats.seat(ws, f"m{number}", part="chair" if number == 1 else "member", on=LONG_AGO)
    return ws


def named(verb: Verb, field: Field) -> str:
    return f"{verb.id}.{field.id}"


def of_register(verb: Verb) -> bool:
    return verb.call.startswith("civtui.workspace.answers.registers:")


def test_every_date_that_may_lie_ahead_is_listed_with_its_reason() -> None:
    ahead = {named(v, f) for v, f in DATES if v.writes and f.ahead and not of_register(v)}
    assert ahead == set(SCHEDULES)
    assert {
        (kind.id, f.id) for kind in REGISTERS.values() for f in kind.fields if f.ahead
    } == PLANNED
    assert not [named(v, f) for v, f in DATES if not v.writes and not f.ahead]


@pytest.mark.parametrize(("verb", "field"), DATES, ids=[named(v, f) for v, f in DATES])
def test_a_date_field_of_a_verb_takes_no_day_ahead_unless_it_schedules(
    ws: Workspace, verb: Verb, field: Field
) -> None:
    for given in (TOMORROW, TOMORROW.isoformat()):
        if field.ahead:
            performing.valued(ws, field, given, {})
        else:
            with pytest.raises(BadInput) as caught:
                performing.valued(ws, field, given, {})
            error = caught.value
            assert (error.where["rule"], error.field) == ("day-ahead", field.id)
            assert error.allowed == f"≤ {TODAY}" and error.hint
            performing.valued(ws, field, TODAY, {})
    ws.close()


def filled(kind_id: str, day_field: str, day: date) -> dict[str, Any]:
    """Return values for a register in which one date is `day`."""
    values: dict[str, Any] = {}
    for field in REGISTERS[kind_id].fields:
        if field.id == day_field:
            values[field.id] = day.isoformat()
    return values


@pytest.mark.parametrize(
    ("kind", "field"),
    [(k.id, f) for k in REGISTERS.values() for f in k.fields if f.type == "date" and not f.ahead],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_a_record_takes_no_day_ahead_however_it_comes(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, kind: str, field: Field
) -> None:
    # what else a record wants is no matter here
    monkeypatch.setattr("civtui.plugin.forms.checked", lambda _, __, values: dict(values))
    for rule in ("hold_holder", "hold_takeover", "hold_taken_over", "_hold_term"):
        monkeypatch.setattr(f"civtui.workspace.building.preparing.{rule}", lambda *_: None)
    given = filled(kind, field.id, TOMORROW)
    with pytest.raises(BadInput) as caught:
        prepared(ws, kind, "a-1", given)
    assert (caught.value.where["rule"], caught.value.where["key"]) == ("day-ahead", field.id)
    prepared(ws, kind, "a-1", given, stood=given)  # an old day that is left as it is
    prepared(ws, kind, "a-1", filled(kind, field.id, TODAY))
    ws.close()


def test_no_fact_is_written_for_a_day_ahead_by_whatever_way(ws: Workspace) -> None:
    body = Vetoed(agency="a-1", event="x", months=6)
    with pytest.raises(BadInput):
        ws.write(body, right=Right.KEEP, effective=TOMORROW)
    ws.write(body, right=Right.KEEP, effective=TOMORROW, ahead=True)
    ws.write(body, right=Right.KEEP, effective=TODAY)
    ws.close()


def early(day: date, do: Any) -> None:
    with pytest.raises(Refused) as caught:
        do(day)
    assert caught.value.where["rule"] == "order"
    assert caught.value.hint


def test_a_card_ends_no_day_before_the_re_inspection_it_rests_on(ws: Workspace) -> None:
    say = Sittings(ws)
    opened = card_steps.issue(
        ws, "a-2", "停滞", "整改", say.decide("card=a-2", date(2026, 1, 10)), on=date(2026, 1, 11)
    )
    card = opened.state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=date(2026, 3, 1))
    ruled = say.decide("clear-card=a-2", date(2026, 2, 1))
    early(date(2026, 2, 15), lambda day: card_steps.conclude(ws, card, "cleared", ruled, on=day))
    assert (
        card_steps.conclude(ws, card, "cleared", ruled, on=date(2026, 3, 1)).state.state
        == "cleared"
    )
    ws.close()


def test_a_title_ends_no_day_before_it_began_and_comes_back_none_before_it_was_lost(
    ws: Workspace,
) -> None:
    office, honor = "o-1-1", "civilized-office"

    def inside(matter: str, day: date) -> str:
        return party_group.decide(ws, "a-1", matter, [office], session="党组会", on=day).id

    ends = inside("withdraw", date(2025, 6, 1))
    early(date(2025, 7, 1), lambda day: endings.end(ws, honor, [office], "withdrawn", ends, on=day))
    early(date(2025, 7, 1), lambda day: endings.end(ws, honor, [office], "waived", "函", on=day))
    endings.end(ws, honor, [office], "withdrawn", ends, on=date(2026, 2, 1))
    back = Sittings(ws).decide(f"restore:{honor}={office}", date(2026, 2, 1))
    early(date(2026, 1, 20), lambda day: endings.restore(ws, honor, [office], back, on=day))
    endings.restore(ws, honor, [office], back, on=date(2026, 2, 2))
    ws.close()


def test_a_sitting_is_held_no_day_before_it_was_called_for_nor_before_it_comes(
    ws: Workspace,
) -> None:
    group.call(ws, "s", ["plan=计划"], held_on=date(2026, 3, 1))
    early(date(2026, 2, 1), lambda day: group.hold_sitting(ws, "s", on=day))
    group.call(ws, "t", ["plan=计划"], held_on=TOMORROW)
    with pytest.raises(BadInput):
        group.hold_sitting(ws, "t")
    ws.close()


def test_a_term_ends_no_day_before_it_begins(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-2", "grant", ["o-2-1"], session="会", on=date(2026, 1, 9)).id
    with pytest.raises(BadInput) as caught:
        grants.grant(
            ws, "civilized-office", ["o-2-1"], ruled, on=date(2026, 2, 1), until=date(2026, 1, 31)
        )
    assert caught.value.field == "until"
    ws.close()


def test_the_same_by_a_form_and_by_a_command(ws: Workspace) -> None:
    verb = verb_of("group.remove")
    with pytest.raises(BadInput):
        performing.perform(ws, verb, {"member": "m1", "on": TOMORROW.isoformat()})
    performing.perform(ws, verb, {"member": "m1", "on": TODAY.isoformat()})
    ws.close()


def test_the_term_of_a_card_is_one_day_in_every_sentence(ws: Workspace) -> None:
    from civtui.locale import render
    from civtui.workspace.overview.due import due_rows
    from civtui.workspace.titles.eligibility import eligibility_of

    say = Sittings(ws)
    opened = card_steps.issue(
        ws, "a-2", "停滞", "整改", say.decide("card=a-2", date(2025, 11, 30)), on=date(2025, 11, 30)
    )
    prolonged = say.decide("prolong-card=a-2", date(2026, 2, 1))
    state = card_steps.conclude(
        ws, opened.state.id, "prolonged", prolonged, on=date(2026, 2, 2)
    ).state
    ends = str(state.term_ends)
    assert ends in {str(row.on) for row in due_rows(ws) if row.subject == "a-2"}
    _, answer = eligibility_of(ws, "a-2", "agency-level", date(2026, 2, 3))
    said = [render(r.why) for r in answer.tiers[0].reasons if "黄牌" in render(r.why)]
    assert said and all(ends in line for line in said), (ends, said)
    ws.close()


def test_what_is_given_back_keeps_the_term_of_what_was_lost(ws: Workspace) -> None:
    office, honor, until = "o-2-1", "civilized-office", date(2028, 3, 1)

    def inside(matter: str, day: date) -> str:
        return party_group.decide(ws, "a-2", matter, [office], session="会", on=day).id

    ruled = inside("grant", date(2026, 1, 9))
    grants.grant(ws, honor, [office], ruled, on=date(2026, 1, 9), until=until)
    ruled = inside("withdraw", date(2026, 2, 1))
    endings.end(ws, honor, [office], "withdrawn", ruled, on=date(2026, 2, 1))
    back = Sittings(ws).decide(f"restore:{honor}={office}", date(2026, 2, 2))
    endings.restore(ws, honor, [office], back, on=date(2026, 2, 3))
    row = queries.one(ws.ledger, "titles", "standing-title", (office, honor))
    assert row is not None and row[:2] == ("2026-02-03", "2028-03-01")
    ws.close()
