"""The table of gates and deeds names verbs that there are, every gate, and stands in the docs."""

from pathlib import Path

from civtui.rules.consequences import CONSEQUENCES, DEEDS, page
from civtui.rules.policies import GATES
from civtui.verbs import every_verb
from civtui.workspace.titles.gates import ASK

DOCS = Path(__file__).parents[2] / "docs"


def test_its_deeds_are_verbs_of_the_house() -> None:
    known = {verb.id for verb in every_verb()}
    assert {verb for verbs in DEEDS.values() for verb in verbs} <= known


def test_every_gate_bars_something_and_is_asked() -> None:
    gates = [one.gate for one in CONSEQUENCES]
    assert set(gates) == set(ASK) and {*GATES, "open-card"} <= set(gates)
    doors = [(*one.deeds, *one.noted) for one in CONSEQUENCES]
    assert all(asked and set(asked) <= set(DEEDS) for asked in doors)


def test_the_page_is_of_today() -> None:
    assert (DOCS / "gates.md").read_text("utf-8") == page()
