"""What a line of what is due, or of what changed, stands for: the deeds on it are of these."""

from __future__ import annotations

from civtui.workspace.agencies.agencies import holder_agency
from civtui.workspace.people.visits import Change
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows

OF_CARD = ("reminder", "re-inspection", "decision")
OWN = ("sitting", "objection", "notice", "round")
# what the facts of rounds and of the other nouns name, and rows of lists stand for
NOUNS = frozenset(("round", "case", "card", "sitting", "notice", "user", "plugin", "activity"))

Things = list[tuple[str, str]]


def things_due(ws: Workspace, what: str, subject: str) -> Things:
    """Return (kind, id) of what a due line is about, as `Verb.row` names kinds.

    Args:
        what: one of `due.KINDS`.
        subject: as `due.DueRow.subject`.
    """
    if what in OWN:
        return [(what, subject)]
    if what == "carrying-out":
        return [("decision", subject)]
    if what in OF_CARD:
        return things_of_agency(ws, subject)
    return _holder(ws, subject)


def things_changed(ws: Workspace, change: Change) -> Things:
    """Return (kind, id) of the newest fact of a change, and of the thing that it is about."""
    fact = [("fact", str(change.seq))] if change.seq > 0 else []
    if change.thing in NOUNS:
        return [*fact, (change.thing, change.about)]
    return [*fact, *_holder(ws, change.about)]


def things_of_agency(ws: Workspace, agency: str) -> Things:
    """Return the open cards of an agency, soonest term first, then the agency."""
    cards = (c.id for c in card_rows(ws, open_only=True) if c.agency == agency)
    return [*(("card", card) for card in cards), ("agency", agency)]


def _holder(ws: Workspace, id_: str) -> Things:
    agency = holder_agency(ws, id_) if id_ else None
    if agency is None:
        return []
    return [("agency", id_)] if agency == id_ else [("office", id_), ("agency", agency)]
