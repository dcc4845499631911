"""A card that was decided and not issued yet is told with what is granted; it bars nothing."""

from __future__ import annotations

from pathlib import Path

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import heading, perform
from civtui.workspace.titles import card_steps, grants
from civtui.workspace.titles.agenda import put_on_agenda
from tests.titles.small import OFFICES, START, Sittings, small_city


def test_a_decided_card_is_said_until_it_is_issued(tmp_path: Path) -> None:
    offices = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal"), *offices], today=START)
    sittings = Sittings(ws)
    perform(ws, verb_of("apply.add"), {"honor": "provincial", "agency": "a-1", "id": "k1"})
    show = verb_of("apply.show")
    before = list(perform(ws, show, {"case": "k1"}).lines())
    ruled, renewed = (
        sittings.decide("card=a-1", START),
        sittings.decide("renew:municipal=a-1", START),
    )
    more = [line for line in perform(ws, show, {"case": "k1"}).lines() if line not in before]
    assert len(more) == 1 and ruled in more[0]
    kept = grants.keep(ws, "municipal", ["a-1"], renewed)
    assert [render(note) for note in kept.notes if note.key == "titles.card-to-come"] == more
    card_steps.issue(ws, "a-1", "停滞", "整改", ruled)
    assert more[0] not in list(perform(ws, show, {"case": "k1"}).lines())


def test_the_form_of_a_decision_names_the_body(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("o-1-1", "civilized-office")], today=START)
    row = put_on_agenda(ws, {"withdraw": ["o-1-1"]}, honor="civilized-office", agency="a-1")
    city = put_on_agenda(ws, {"card": ["a-1"]})
    add = verb_of("decide.add")
    assert "a-1局" in render(heading(ws, add, {"sitting": row.id, "item": "1"}))
    assert heading(ws, add, {"sitting": city.id}) == heading(ws, add, {}) == add.title
