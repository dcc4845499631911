"""What agencies and offices may be called: a name it is, and no two agencies go by one."""

from __future__ import annotations

from civtui.exchange.nameless import FEWEST_SIGNS, is_no_name
from civtui.model.errors import BadInput, Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.session import Workspace


def hold_full(name: str | None, key: str = "name") -> None:
    """Refuse what a person gives as a full name and is none: 1, 2026, √, or one sign alone.

    Args:
        key: the field, or the key of a reform's file, that holds it.

    Raises:
        BadInput: it has one sign, or no letter and no Chinese character, or means none.
    """
    if name is not None and (len(name.strip()) < FEWEST_SIGNS or is_no_name(name)):
        raise BadInput(
            msg("building.no-full-name"),
            where={"field": key},
            value=name,
            hint=msg("building.full-name"),
        )


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
