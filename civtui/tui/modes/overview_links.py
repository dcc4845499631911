"""Where a line of the overview leads: every row's id names a thing, and the thing its place."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from civtui.tui.keys.actions import BY_ID

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

# kind of fact -> the digit's mode that shows what it is about, at the thing's own id
HOME_OF = {
    "round-opened": "rounds",
    "round-closed": "rounds",
    "round-corrected": "rounds",
    "marked": "rounds",
    "mark-taken-back": "rounds",
    "marks-imported": "rounds",
    "recused": "rounds",
    "dealt": "rounds",
    "handed-over": "rounds",
    "skipped": "rounds",
    "noted": "rounds",
    "sheet-submitted": "rounds",
    "sheet-unlocked": "rounds",
    "registered": "agencies",
    "declared": "agencies",
    "took-part": "agencies",
    "title-corrected": "agencies",
    "reformed": "agencies",
    "activities-logged": "building",
    "program-entered": "culture",
}
# kind of fact -> the screen behind a digit
SCREEN_OF = {
    "carded": "due:Cards",
    "card-ended": "due:Cards",
    "card-stepped": "due:Cards",
    "applied": "titles:Cases",
    "case-checked": "titles:Cases",
    "case-closed": "titles:Cases",
    "notice-posted": "titles:Cases",
    "objection-received": "titles:Cases",
    "objection-handled": "titles:Cases",
    "submitted": "titles:Cases",
    "result-received": "titles:Cases",
    "sitting-called": "sittings:Sittings",
    "sitting-held": "sittings:Sittings",
    "recorded": "registers:Registers",
    "activity-corrected": "logs:Log",
}
APPLICATIONS = frozenset(("applied", "check-failed", "checked", "decided", "noticed", "submitted"))


def follow(desk: Desk, id_: str) -> None:
    """Go where the row `id_` leads; Esc comes back to the overview."""
    kind, _, rest = id_.partition(":")
    first, _, second = rest.partition("/")
    if kind == "due" and first == "round":
        desk.switch("rounds", at=second.rpartition("/")[0])
    elif kind == "due":
        desk.switch("cards", at=rest)
    elif kind in ("round", "judge"):
        desk.switch("rounds", at=first)
    elif kind == "late":
        _push_register(desk, rest)
    elif kind == "change":
        _changed(desk, first, *second.split("/", 1))
    elif kind in ("uneven", "laggards"):
        push(desk, "uneven:Uneven", rest)
    elif kind == "step":
        _step(desk, first, second)
    else:
        desk.switch(rest)


def push(desk: Desk, screen: str, at: str = "") -> None:
    """Open a screen (`module:Class` of the modes) and stand on a row of it."""
    module, _, name = screen.partition(":")
    mode = getattr(import_module(f"civtui.tui.modes.{module}"), name)(desk.ws)
    if at:
        desk.places[mode.id] = at
    desk.push(mode)


def _push_register(desk: Desk, register: str) -> None:
    from civtui.model.registers import REGISTERS
    from civtui.tui.modes.registers import Records

    desk.push(Records(desk.ws, REGISTERS[register]))


def _changed(desk: Desk, kind: str, seq: str, about: str) -> None:
    if kind in HOME_OF:
        desk.switch(HOME_OF[kind], at=about)
    elif kind in SCREEN_OF:
        push(desk, SCREEN_OF[kind], about)
    elif int(seq) < 1:  # it came about by itself and is not on record yet
        desk.switch("agencies", at=about)
    else:
        desk.switch("ledger", at=seq)


def _step(desk: Desk, what: str, about: str) -> None:
    if what in APPLICATIONS:
        push(desk, "titles:Cases")
    elif what in ("mine", "submit"):
        from civtui.tui.modes.sheet import ScoreSheet

        desk.push(ScoreSheet(desk.ws, about))
    elif what == "full":
        desk.switch("rounds", at=about)
    elif what == "lapsed":
        desk.switch("cards")
    elif what in ("guides", "practice"):
        desk.keys.run(BY_ID[what])
    else:
        desk.say(_how(what))


def _how(what: str) -> str:
    from civtui.locale import t

    return t(f"home.how-{what}")
