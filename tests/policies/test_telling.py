"""What a choice does with a write stands in its answer, and is said before, where a form asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing import foreseeing
from civtui.workspace.performing.foreseeing import foreseen
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps
from civtui.workspace.titles.card_board import card_rows
from tests.policies.test_automatic import FOUR, dated, later
from tests.policies.test_decided_otherwise import held
from tests.titles.small import START, Sittings, small_city
from tests.voiding.tables import tables_of


def test_the_write_that_records_it_says_so(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    dated(ws, ("a-1", "municipal", "2026-02-28"), (FOUR[0], "civilized-office", "2026-02-28"))
    ws = later(ws, date(2026, 3, 15))
    given = {"agency": "a-2", "stage": "building"}
    found = perform(ws, verb_of("agency.set"), given)
    told = [one for one in found.aside if "term-lapsed=ends" in one]
    assert len(told) == 2 and any("市a-1局" in one or "a-1局" in one for one in told)
    assert found.document()["by_itself"] == [
        {
            "on": "2026-03-01",
            "policy": "term-lapsed",
            "choice": "ends",
            "kind": "withdrawn",
            "honor": honor,
            "holders": [holder],
        }
        for honor, holder in (("civilized-office", FOUR[0]), ("municipal", "a-1"))
    ]
    again = perform(ws, verb_of("agency.set"), {**given, "stage": "started"})
    assert not [one for one in again.aside if "term-lapsed" in one]
    assert "by_itself" not in again.document()


def second_card(folder: Path) -> tuple[Workspace, dict[str, str]]:
    """Return a city before an agency's second card, and what its form holds."""
    ws = small_city(
        folder, titles=[("a-1", "municipal")], policies={"second-card": "delists"}, today=START
    )
    ws = later(ws, date(2026, 3, 10))
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-1", date(2026, 2, 2))
    card = card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=date(2026, 2, 2)).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=date(2026, 2, 2))
    cleared = sittings.decide("clear-card=a-1", date(2026, 2, 2))
    card_steps.conclude(ws, card, "cleared", cleared, on=date(2026, 2, 2))
    ruled = sittings.decide("card=a-1", date(2026, 3, 2))
    return ws, {"agency": "a-1", "cause": "停滞", "demands": "整改", "decision": ruled}


def test_a_form_says_before_what_will_follow(tmp_path: Path) -> None:
    ws, given = second_card(tmp_path / "w")
    verb, head, tables = verb_of("card.add"), ws.head(), tables_of(ws)
    told = foreseen(ws, verb, given).lines
    assert sum("second-card=delists" in one for one in told) == 2  # the title, and the card
    assert ws.head() == head and tables_of(ws) == tables
    assert held(ws) == {("a-1", "municipal")} and len(card_rows(ws)) == 1
    found = perform(ws, verb, given)
    assert held(ws) == set()
    assert sum("second-card=delists" in one for one in found.aside) == 2


def test_a_deed_that_will_be_refused_foresees_nothing(tmp_path: Path) -> None:
    ws, given = second_card(tmp_path / "w")
    assert foreseeing.caused(ws, verb_of("card.add"), {**given, "agency": "a-2"}) == []


def test_nothing_is_tried_out_where_nothing_can_follow(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    ruled = Sittings(ws).decide("card=a-1", START)
    given = {"agency": "a-1", "cause": "停滞", "demands": "整改", "decision": ruled}
    (said,) = foreseen(ws, verb_of("card.add"), given).lines
    assert render(said) and card_rows(ws) == []


def test_an_appeal_against_what_a_choice_did_keeps_it(tmp_path: Path) -> None:
    ws, given = second_card(tmp_path / "w")
    perform(ws, verb_of("card.add"), given)
    (card,) = [one.id for one in card_rows(ws) if one.state == "delisted"]
    appeals.appeal(ws, "a-1", "policy:second-card", on=ws.today())
    before = ws.head()
    with pytest.raises(Refused) as refused:
        perform(ws, verb_of("card.void"), {"thing": card, "why": "误"})
    assert refused.value.message.key == "voiding.hangs"
    assert refused.value.message.values["seq"] == before == ws.head()
    perform(ws, verb_of("ledger.void"), {"fact": str(before), "why": "误"})
    perform(ws, verb_of("card.void"), {"thing": card, "why": "误"})
    ws.close()
