"""A decision on a yellow card is about that card, whoever has it after a merger."""

import json
from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput, Refused
from civtui.model.facts.group import AgendaItem, SittingCalled
from civtui.model.facts.titles import Decided
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.answers.group_put import card_put
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing import performing, row_deeds
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.references import known_as
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, decisions, group, reforms
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.awaiting import awaiting
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.sittings import sitting_row
from tests.titles.small import Sittings, let_pass, small_city

DAY, LATER, MET, SIT = date(2026, 3, 2), date(2026, 5, 4), date(2026, 6, 1), date(2026, 6, 15)
TODAY = date(2026, 6, 20)
MERGED = """
id = "r1"
effective = 2026-06-10
document = "委发〔2026〕9号"
[[merge]]
agencies = ["a-1", "a-2"]
name = "市新局"
short = "新局"
"""
NEW = "a-4"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a city where two agencies have a card each; the first was found not met."""
    ws = small_city(tmp_path / "w", today=TODAY)
    ruled = Sittings(ws, "r").decide("card=a-1,a-2", DAY)
    for agency in ("a-1", "a-2"):
        card_steps.issue(ws, agency, f"{agency}停滞", "整改", ruled, on=DAY)
    card_steps.progress(ws, "card-2026-1", "re-inspected", met=False, note="未改", on=LATER)
    return ws


def merge(ws: Workspace) -> None:
    file = ws.dir / "reform.toml"
    file.write_text(MERGED, "utf-8")
    reforms.reform(ws, file)


def commands(ws: Workspace) -> list[tuple[str, str]]:
    return [(one.matter, one.command) for one in undone(ws, date.max)]


def test_what_was_put_before_a_merger_is_done_to_its_own_card(ws: Workspace) -> None:
    group.call(ws, "s1", ["prolong-card=a-1"], held_on=SIT)
    merge(ws)
    group.hold_sitting(ws, "s1")
    made = decisions.decide(ws, "s1", "1")
    assert made.cards == ("card-2026-1",)
    (waits,) = commands(ws)
    assert waits[1].startswith("card prolong card-2026-1 ")
    with pytest.raises(Refused) as refused:
        card_steps.conclude(ws, "card-2026-2", "prolonged", made.id, on=TODAY)
    assert refused.value.message.key == "titles.other-card"
    done = card_steps.conclude(ws, "card-2026-1", "prolonged", made.id, on=TODAY)
    assert done.state.prolonged == 1
    with pytest.raises(Refused) as twice:
        card_steps.conclude(ws, "card-2026-1", "prolonged", made.id, on=TODAY)
    assert twice.value.where["rule"] in ("decision-once", "card-prolonged")
    assert commands(ws) == []
    ws.close()


def test_an_agency_with_several_open_cards_is_asked_which(ws: Workspace) -> None:
    merge(ws)
    with pytest.raises(BadInput) as which:
        put_on_agenda(ws, {"prolong-card": [NEW]})
    assert which.value.field == "card"
    assert set(which.value.allowed or ()) == {"card-2026-1", "card-2026-2"}
    row = put_on_agenda(ws, {"prolong-card": [NEW]}, cards=["card-2026-2"])
    assert row.agenda[0].cards == ("card-2026-2",)
    # the other one has not been put, and may be
    row = put_on_agenda(ws, {"prolong-card": [NEW]}, cards=["card-2026-1"])
    assert set(row.agenda[0].cards) == {"card-2026-1", "card-2026-2"}
    with pytest.raises(BadInput) as other:
        put_on_agenda(ws, {"prolong-card": ["a-3"]}, cards=["card-2026-1"])
    assert other.value.message.key == "titles.card-of-other"
    ws.close()


def test_what_only_one_card_can_be_about_is_about_that(ws: Workspace) -> None:
    merge(ws)
    values = {"matter": "delist-card", "holders": [NEW], "honor": None, "card": ()}
    card_steps.progress(ws, "card-2026-2", "re-inspected", met=True, note="已改", on=MET)
    assert card_put(ws, values) == ["card-2026-1"]
    row = put_on_agenda(ws, {"delist-card": [NEW]})
    assert row.agenda[0].cards == ("card-2026-1",)
    waiting = {(one.matter, one.cards) for one in awaiting(ws)}
    assert ("clear-card", ("card-2026-2",)) in waiting
    ws.close()


def test_a_decision_on_one_card_leaves_the_other_to_be_decided(ws: Workspace) -> None:
    merge(ws)
    card_steps.progress(ws, "card-2026-2", "re-inspected", met=True, note="已改", on=MET)
    group.call(ws, "s1", ["prolong-card=card-2026-1", "clear-card=card-2026-2"], held_on=SIT)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1")
    decisions.decide(ws, "s1", "2")
    found = {command.split(" --")[0] for _, command in commands(ws)}
    assert found == {"card prolong card-2026-1", "card clear card-2026-2"}
    # refused of one card, nothing is refused of the other
    group.call(ws, "s2", ["clear-card=card-2026-2"], held_on=TODAY)
    ws.close()


def test_facts_of_earlier_releases_are_about_the_card_that_was_open_then(ws: Workspace) -> None:
    item = AgendaItem(item="1", matter="prolong-card", subjects=("a-1",))
    ws.write(SittingCalled(sitting="s1", on=SIT, agenda=(item,)), right=Right.KEEP, effective=SIT)
    assert sitting_row(ws, "s1").agenda[0].cards == ("card-2026-1",)
    merge(ws)
    group.hold_sitting(ws, "s1")
    old = Decided(
        decision="d-old",
        body="guidance-group",
        matter="prolong-card",
        subjects=(NEW,),
        session="s1",
        item="1",
    )
    ws.write(old, right=Right.DECIDE, effective=SIT)
    fact = ws.ledger.connection.execute("SELECT payload FROM fact ORDER BY seq DESC").fetchone()
    assert "cards" not in json.loads(fact[0])
    (waits,) = commands(ws)
    assert waits[1].startswith("card prolong card-2026-1 ")
    with pytest.raises(Refused):
        card_steps.conclude(ws, "card-2026-2", "prolonged", "d-old", on=TODAY)
    card_steps.conclude(ws, "card-2026-1", "prolonged", "d-old", on=TODAY)
    assert not [row for row in due_rows(ws) if row.what == "carrying-out"]
    ws.close()


def test_the_command_asks_which_and_takes_it(ws: Workspace) -> None:
    merge(ws)
    form = {"matter": "prolong-card", "holders": ["新局"]}
    verb = verb_of("group.put")
    fields = [field.id for field in performing.form_fields(ws, verb, form)]
    assert "card" in fields
    assert "card" not in [f.id for f in performing.form_fields(ws, verb, {"matter": "delist"})]
    held = {"matter": "prolong-card", "holders": (NEW,)}
    listed = [one.id for one in known_as("card-put")(ws, held)]
    assert {*listed} == {"card-2026-1", "card-2026-2"}
    with pytest.raises(BadInput) as which:
        performing.perform(ws, verb, form)
    assert which.value.message.key == "titles.which-card"
    said = performing.perform(ws, verb, {**form, "card": ["card-2026-1"]})
    assert any("card-2026-1" in line for line in said.lines())
    deeds = [one for one in row_deeds.deeds(ws, "card", "card-2026-2") if one.verb is verb]
    assert all(one.given and one.given["card"] == ["card-2026-2"] for one in deeds)
    ws.close()


def test_what_delists_early_says_how_much_of_the_term_is_left(ws: Workspace) -> None:
    (left,) = card_steps.early(ws, ["card-2026-1"], LATER)
    ends = card_steps.card_detail(ws, "card-2026-1").state.term_ends
    assert ends is not None and f"还有 {(ends - LATER).days} 天" in render(left, "zh")
    assert card_steps.early(ws, ["card-2026-1"], ends) == []
    let_pass(ws, LATER)
    put = {"matter": "delist-card", "holders": ["a-1"]}
    assert render(left, "zh") in render(announced(ws, verb_of("group.put"), put), "zh")
    ruled = Sittings(ws, "z").decide("delist-card=a-1", LATER)
    given = {"card": "card-2026-1", "decision": ruled, "on": str(LATER)}
    assert render(left, "zh") in render(announced(ws, verb_of("card.delist"), given), "zh")
    ws.close()
