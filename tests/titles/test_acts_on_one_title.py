"""A title that two delistings are against stays away while one of them stands."""

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.overview.due import due_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, group
from civtui.workspace.titles.holders import holds
from tests.titles.small import Sittings, small_city

LOST, ASKED, ANSWERED = date(2026, 3, 2), date(2026, 4, 2), date(2026, 5, 2)
CHOICES = pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
SUSPENDED = "suspended"


def twice(folder: Path, choice: str) -> tuple[Workspace, Sittings, list[str]]:
    """Return a city whose first agency is delisted by a decision, and by the end of its card."""
    titles = [("a-1", "municipal")]
    ws = small_city(folder, titles=titles, policies={"appeal": choice}, today=ANSWERED)
    sittings = Sittings(ws)
    carded = sittings.decide("card=a-1", LOST)
    card_steps.issue(ws, "a-1", "停滞", "整改", carded, card="c1", on=LOST)
    card_steps.progress(ws, "c1", "re-inspected", met=False, on=LOST)
    first = sittings.decide("delist:municipal=a-1", LOST)
    second = sittings.decide("delist-card=a-1", LOST)
    endings.end(ws, "municipal", ["a-1"], "delisted", first, on=LOST)
    card_steps.conclude(ws, "c1", "delisted", second, on=LOST)
    return ws, sittings, [first, second]


def answer(ws: Workspace, sittings: Sittings, act: str, outcome: group.Outcome) -> str:
    made = sittings.decide("appeal=a-1", ANSWERED, outcome)
    done = appeals.answer_appeal(ws, "a-1", act, made, on=ANSWERED)
    return "".join(render(note, "zh") for note in done.notes)


def held(ws: Workspace) -> bool:
    return holds(ws, "a-1", "municipal")


@CHOICES
@pytest.mark.parametrize("which", [0, 1])
def test_it_comes_back_once_the_last_of_them_is_gone(
    tmp_path: Path, choice: str, which: int
) -> None:
    ws, sittings, acts = twice(tmp_path / "w", choice)
    one, other = acts[which], acts[1 - which]
    asked = appeals.appeal(ws, "a-1", one, on=ASKED)
    told = "".join(render(note, "zh") for note in asked.notes)
    assert not held(ws) and (f"决定 {other}" in told) is (choice == SUSPENDED)
    told = answer(ws, sittings, one, "approved")
    assert not held(ws) and f"决定 {other}" in told and "市级文明单位" in told
    appeals.appeal(ws, "a-1", other, on=ANSWERED)
    assert held(ws) is (choice == SUSPENDED)
    assert "仍不恢复" not in answer(ws, sittings, other, "approved")
    assert held(ws) and verify(ws.ledger) == []


@CHOICES
@pytest.mark.parametrize("outcomes", [("approved", "refused"), ("refused", "approved")])
@pytest.mark.parametrize("which", [0, 1])
def test_an_appeal_against_the_other_is_entered_while_the_first_waits(
    tmp_path: Path, choice: str, outcomes: tuple[group.Outcome, group.Outcome], which: int
) -> None:
    """They are answered one after the other, the older one first, and each as it was decided."""
    ws, sittings, acts = twice(tmp_path / "w", choice)
    first, second = acts[which], acts[1 - which]
    appeals.appeal(ws, "a-1", first, on=ASKED)
    assert not held(ws)
    appeals.appeal(ws, "a-1", second, on=ANSWERED)
    assert held(ws) is (choice == SUSPENDED)  # each is suspended by now
    lines = [row for row in due_rows(ws) if row.what == "appeal"]
    assert len({row.key for row in lines}) == 2
    made = sittings.decide("appeal=a-1", ANSWERED, outcomes[0])
    with pytest.raises(Refused, match="appeal-meant"):
        appeals.answer_appeal(ws, "a-1", second, made, on=ANSWERED)
    appeals.answer_appeal(ws, "a-1", first, made, on=ANSWERED)
    assert held(ws) is (choice == SUSPENDED and outcomes[0] == "approved")
    answer(ws, sittings, second, outcomes[1])
    assert not held(ws) and verify(ws.ledger) == []


@CHOICES
def test_both_upheld_while_both_waited_bring_it_back(tmp_path: Path, choice: str) -> None:
    ws, sittings, acts = twice(tmp_path / "w", choice)
    for act in acts:
        appeals.appeal(ws, "a-1", act, on=ASKED)
    answer(ws, sittings, acts[0], "approved")
    assert held(ws) is (choice == SUSPENDED)
    answer(ws, sittings, acts[1], "approved")
    assert held(ws) and verify(ws.ledger) == []
