"""Names of holders as people type them, and ids as the ledger keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civtui.ledger import queries
from civtui.model.errors import BadInput, CivtuiError, NotFound, Refused, nearest
from civtui.model.text import msg, quoted
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import agency_called, office_by_id
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.session import Workspace
from civtui.workspace.titles.honors import HONORS

AGENCY_HONORS = ("agency-level", "municipal", "provincial")


def honor_of(text: str) -> str:
    """Return `text`, an honor.

    Raises:
        BadInput: it is none.
    """
    if text not in HONORS:
        raise BadInput(
            msg("workspace.no-honor"),
            value=text,
            allowed=HONORS,
            told=[msg(f"cli.honor-{one}") for one in HONORS],
            nearest=nearest(text, HONORS),
        )
    return text


def holder_id(ws: Workspace, name: str) -> str:
    """Return the id of the agency or office that `name` means.

    Raises:
        NotFound: nobody answers to it.
    """
    name = name.strip()
    if "/" in name:
        return find_office(ws, name).id
    if agency_called(ws, name) is None and office_by_id(ws, name) is not None:
        return name
    try:
        return find_agency(ws, name).id
    except NotFound:
        return find_office(ws, name).id


def holder_ids(ws: Workspace, names: Iterable[str]) -> list[str]:
    """Return the ids of the holders that `names` mean, each once."""
    return list(dict.fromkeys(holder_id(ws, name) for name in names))


def hold_known(ws: Workspace, holders: Iterable[str], *, agencies: bool = False) -> None:
    """Hold that there are such holders, or were.

    Args:
        agencies: only an agency will do.

    Raises:
        NotFound: nobody answers to one of them.
    """
    for holder in holders:
        if queries.one(ws.ledger, "titles", "name-of", {"id": holder}) is None:
            _ = find_agency(ws, holder) if agencies else holder_id(ws, holder)


def agency_of(ws: Workspace, holder: str) -> str:
    """Return the agency of an office, or the agency itself."""
    row = queries.one(ws.ledger, "titles", "agency-of", (holder,))
    return str(row[0]) if row else holder


def holds(ws: Workspace, holder: str, honor: str) -> bool:
    """Return whether a title stands, as far as the ledger goes."""
    return queries.one(ws.ledger, "titles", "standing-title", (holder, honor)) is not None


def held_by(ws: Workspace, holder: str) -> list[str]:
    """Return the honors that a holder has, the lowest first."""
    return [str(row[0]) for row in queries.rows(ws.ledger, "titles", "titles-of-agency", (holder,))]


def hold_any(ws: Workspace, holders: Iterable[str]) -> None:
    """Refuse where somebody holds no title at all."""
    for holder in holders:
        if not held_by(ws, holder):
            raise Refused(
                msg("titles.holds-none"),
                where={"rule": "held"},
                value=names_of(ws, [holder])[0],
                hint=msg("titles.way-timeline"),
            )


def honor_at_stake(ws: Workspace, holders: Iterable[str], matter: str = "delist") -> str:
    """Return the honor that a matter is about where none is named: the only one that is held.

    Raises:
        NotFound: there is no such holder.
        Refused: somebody holds none.
        BadInput: there are several.
    """
    many = list(holders)
    hold_known(ws, many)
    hold_any(ws, many)
    honors = sorted({honor for holder in many for honor in held_by(ws, holder)})
    if len(honors) > 1:
        told = [msg(f"cli.honor-{one}") for one in honors]
        raise BadInput(
            msg("titles.which-title", names=names_of(ws, many)),
            allowed=honors,
            told=told,
            hint=msg("titles.way-which-title", matter=matter),
        )
    return honors[0]


def names_of(ws: Workspace, holders: Iterable[str]) -> list[str]:
    """Return what people call these holders: an office with its agency before it."""
    found = []
    for holder in holders:
        row = queries.one(ws.ledger, "titles", "name-of", {"id": holder})
        found.append(str(row[0]) if row else holder)
    return found


def taken(ws: Workspace, holder: str, name: str) -> str:
    """Return what a command takes for a holder: its name, or its id where others bear that."""
    try:
        return name if holder_ids(ws, [name]) == [holder] else holder
    except CivtuiError:
        return holder


def typed(ws: Workspace, holders: Sequence[str]) -> str:
    """Return holders as they are typed behind a command."""
    pairs = zip(holders, names_of(ws, holders), strict=True)
    return quoted(taken(ws, holder, name) for holder, name in pairs)
