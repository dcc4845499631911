"""What a reform says of a decision that waits to be carried out is what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.reforms import take_back
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.titles.test_carrying_out import MERGED, reform
from tests.voiding.tables import tables_of

ABOLISHED = '[[abolish]]\nagency = "a-2"\n'
LATE = START + timedelta(days=60)


def asked(ws: Workspace, honor: str, agency: str, *, checked: bool = True) -> None:
    """File an application and, if wanted, let it pass its check."""
    case = f"{agency}-{honor}"
    perform(ws, verb_of("apply.add"), {"honor": honor, "agency": agency, "id": case})
    if checked:
        given = {"case": case, "score": "91.5", "why": "复核", "on": str(START)}
        perform(ws, verb_of("apply.check"), given)


def city(folder: Path, *titles: tuple[str, str]) -> Workspace:
    offices = [(o, "civilized-office") for a in ("a-2", "a-3") for o in OFFICES[a]]
    return small_city(
        folder, titles=[*offices, *titles], today=START, policies={"open-card": "flagged"}
    )


def recommended(folder: Path, held: str) -> Workspace:
    """Return a city where a recommendation waits, and another agency holds a title."""
    ws = city(folder, *([("a-3", held)] if held else ()))
    asked(ws, "municipal", "a-2")
    Sittings(ws).decide("recommend:municipal=a-2", START)
    return ws


def recommended_both(folder: Path) -> Workspace:
    """Return a city where a recommendation waits of two, one for each that a merger joins."""
    ws = city(folder)
    for agency in ("a-2", "a-3"):
        asked(ws, "municipal", agency)
    for agency in ("a-2", "a-3"):
        Sittings(ws, agency).decide(f"recommend:municipal={agency}", START)
    return ws


def granted(folder: Path, held: str) -> Workspace:
    """Return a city where the grant of the city's own title waits."""
    ws = city(folder, *([("a-3", held)] if held else ()))
    asked(ws, "agency-level", "a-2")
    Sittings(ws).decide("grant:agency-level=a-2", START)
    return ws


def renewed(folder: Path) -> Workspace:
    ws = city(folder, ("a-2", "municipal"))
    Sittings(ws).decide("renew:municipal=a-2", START)
    return ws


def carded(folder: Path, *, other: bool) -> Workspace:
    """Return a city where a card waits to be issued; `other`: another agency has an open one."""
    ws = city(folder)
    if other:
        ruled = Sittings(ws, "o").decide("card=a-3", START)
        card_steps.issue(ws, "a-3", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    Sittings(ws).decide("card=a-2", START)
    return ws


def cleared(folder: Path) -> Workspace:
    ws = city(folder)
    ruled = Sittings(ws, "o").decide("card=a-2", START)
    card_steps.issue(ws, "a-2", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    card_steps.progress(ws, "c1", "re-inspected", met=True, note="已整改", on=START)
    Sittings(ws).decide("clear-card=a-2", START)
    return ws


def withdrawn(folder: Path) -> Workspace:
    ws = city(folder, ("a-2", "municipal"))
    Sittings(ws).decide("withdraw:municipal=a-2", START)
    return ws


CITIES = {
    "recommended": lambda folder: recommended(folder, ""),
    "recommended, the heir holds more": lambda folder: recommended(folder, "provincial"),
    "recommended, the heir holds it": lambda folder: recommended(folder, "municipal"),
    "both recommended": recommended_both,
    "granted": lambda folder: granted(folder, ""),
    "granted, the heir holds more": lambda folder: granted(folder, "municipal"),
    "kept": renewed,
    "carded": lambda folder: carded(folder, other=False),
    "carded, the heir has a card": lambda folder: carded(folder, other=True),
    "card cleared": cleared,
    "withdrawn": withdrawn,
}


@pytest.mark.parametrize("steps", [ABOLISHED, MERGED], ids=["abolished", "merged"])
@pytest.mark.parametrize("which", CITIES)
def test_it_goes_over_where_it_waits_afterwards_and_falls_where_it_does_not(
    tmp_path: Path, which: str, steps: str
) -> None:
    ws = CITIES[which](tmp_path / "w")
    touched = {"a-2"} if steps == ABOLISHED else {"a-2", "a-3"}
    before = {one.decision for one in undone(ws, LATE) if {*one.holders} & touched}
    assert before
    tables = tables_of(ws)
    foreseen = reform(ws, steps, dry_run=True).notes
    said = {
        str(note.values["decision"]): note.key.removeprefix("titles.decision-")
        for note in foreseen
        if note.key.startswith("titles.decision-")
    }
    assert said.keys() == before
    assert reform(ws, steps).notes == foreseen
    after = {one.decision for one in undone(ws, LATE)} & before
    assert {one for one, stage in said.items() if stage == "goes"} == after
    take_back(ws, "r1")
    assert {one.decision for one in undone(ws, LATE)} >= before
    now = tables_of(ws)
    assert {name: rows for name, rows in now.items() if name != "reform"} == {
        name: rows for name, rows in tables.items() if name != "reform"
    }
