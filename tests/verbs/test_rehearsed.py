"""Nobody confirms what is refused then: what a confirmation tells has asked all its deed asks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import CivtuiError, Refused
from civtui.verbs import every_verb, verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.performing import foreseeing, performing
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import holds, names_of
from tests.titles.small import Sittings, small_city

DAY = date(2026, 3, 2)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", titles=[("a-1", "municipal"), ("a-2", "municipal")])


def ending(decision: str, holder: str) -> dict[str, Any]:
    return {"honor": "municipal", "holders": [holder], "decision": decision, "on": DAY.isoformat()}


def test_a_decision_that_names_somebody_else_is_refused_before_it_is_confirmed(
    ws: Workspace,
) -> None:
    ruled = Sittings(ws).decide("withdraw:municipal=a-1", DAY)
    before = ws.head()
    with pytest.raises(Refused) as refused:
        foreseeing.foreseen(ws, verb_of("honor.withdraw"), ending(ruled, "a-2"))
    assert refused.value.message.key == "titles.not-named"
    assert names_of(ws, ["a-2"])[0] in render(refused.value.message)
    assert refused.value.value == "a-2"
    assert ws.head() == before


def test_what_is_told_is_done_and_telling_writes_nothing(ws: Workspace) -> None:
    ruled = Sittings(ws).decide("withdraw:municipal=a-1", DAY)
    before, verb, given = ws.head(), verb_of("honor.withdraw"), ending(ruled, "a-1")
    told = foreseeing.foreseen(ws, verb, given)
    assert told.lines and ws.head() == before and holds(ws, "a-1", "municipal")
    assert isinstance(foreseeing.as_foreseen(ws, verb, given, told), Answer)
    assert not holds(ws, "a-1", "municipal")
    with pytest.raises(CivtuiError):
        foreseeing.foreseen(ws, verb, given)


def test_a_rehearsal_goes_on_behind_a_write_of_what_comes_about_by_itself(ws: Workspace) -> None:
    """What is taken back first writes what the policies did; then it asks whether it may."""
    ruled = Sittings(ws).decide("withdraw:municipal=a-1", DAY)
    performing.perform(ws, verb_of("honor.withdraw"), ending(ruled, "a-1"))
    decided = next(r.seq for r in ws.ledger.rows() if r.kind == "decided")
    given = {"fact": str(decided), "why": "录错了"}
    before = ws.head()
    with pytest.raises(Refused):
        foreseeing.foreseen(ws, verb_of("ledger.void"), given)
    assert ws.head() == before and not ws.ledger.rehearsing


def test_what_is_rehearsed_changes_nothing_but_the_ledger() -> None:
    """A deed that has a word of its own writes facts first, or is long and has a preview."""
    for verb in every_verb():
        if verb.confirm and verb.writes and not verb.long:
            assert verb.needs == "workspace" and verb.call, verb.id
