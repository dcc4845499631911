"""Who heads an office: a person of the erasable side table, seen by whom the agency's are seen."""

from __future__ import annotations

from typing import Any

from civtui.ledger import queries
from civtui.ledger.ledger import Person
from civtui.model.roles import Right
from civtui.workspace.agencies.corrections import correct_office
from civtui.workspace.agencies.people import Contact, person, sees
from civtui.workspace.agencies.rows import OfficeRow
from civtui.workspace.session import Workspace


def head_of(ws: Workspace, office: OfficeRow) -> Contact | None:
    """Return who heads an office, None where the user does not see the agency's persons."""
    if not sees(ws, office.agency):
        return None
    row = queries.one(ws.ledger, "agencies", "office-head", (office.id,))
    return Contact(*row) if row else Contact()


def heads_before(ws: Workspace, office: OfficeRow) -> list[tuple[str, str]]:
    """Return who headed the offices that were merged into one without a head of its own.

    Returns:
        Each name with the office's; nothing where the user does not see the agency's persons.
    """
    if not sees(ws, office.agency):
        return []
    return [*queries.rows(ws.ledger, "agencies", "heads-before", {"office": office.id})]


def correct(
    ws: Workspace, which: str, *, why: str, name: str | None, head: str | None
) -> OfficeRow:
    """Correct an office's name, or who heads it, and return it; what stood stays on record.

    Args:
        head: a person's name; an empty text empties it, None leaves it as it is.
        why: the reason, in a person's words.

    Raises:
        NotFound: no such office.
        BadInput: nothing to correct, or no reason.
        Refused: the user may not, or another office of the agency has the name.
    """
    ws.require(Right.KEEP)
    persons: list[Person] = []
    given: dict[str, Any] = {"name": name, "head": None}
    if head is not None:
        persons.append(person(head.strip(), ""))
        given["head"] = persons[0].token
    return correct_office(ws, which, why=why, persons=persons, **given)
