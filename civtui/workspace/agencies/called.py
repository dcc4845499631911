"""No two agencies by one name: what one goes by, in full or in short, is no other one's."""

from __future__ import annotations

from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.session import Workspace


def hold_called(ws: Workspace, own: str, hint: Message, **given: str | None) -> None:
    """Refuse a name of an agency by which another one goes: both would be shown alike.

    Args:
        own: the agency's id, "" of one that is new.
        hint: what to do instead.
        given: field -> name, in full or in short; one that is empty or None is not asked about.

    Raises:
        Refused: another agency has that name, or that short name.
    """
    for row in agency_rows(ws):
        for field, name in given.items():
            if name and row.id != own and name in (row.name, row.short):
                full = name == row.name
                said = msg("building.name-taken" if full else "building.short-of", agency=row.name)
                raise Refused(said, where={"field": field}, value=name, hint=hint)
