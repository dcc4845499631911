"""A reporter files for the own agency only: whose a thing is, and who may not act for it.

`held_to_own` holds every verb with the right to file, by all that its fields point to; functions
that take files or are called beside a verb ask `own_agency_only` themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right, Role
from civtui.model.text import Message, msg
from civtui.verbs.verb import Verb
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace

HOLDERS = frozenset({"agency", "office", "own-office", "holder", "subject"})
# what evidence serves, as `register:id`
LINKED = frozenset({"evidence-use", "evidence-served"})
# a kind of row -> the query that returns its owner, and where in its row
OWNED = {"card": ("card", 1), "case": ("case", 2)}


def own_agency_only(ws: Workspace, agency: str) -> None:
    """Refuse a reporter who acts for another agency.

    Args:
        agency: id of the agency that is acted for.

    Raises:
        Refused: the acting user reports for another one.
    """
    own = bound_to(ws)
    if own is not None and own != agency:
        name = queries.one(ws.ledger, "titles", "name-of", {"id": agency})
        raise Refused(msg("workspace.own-agency-only"), value=name[0] if name else agency)


def bound_to(ws: Workspace) -> str | None:
    """Return the agency that the acting user alone may act for, None where none binds.

    It is the successor where a reform merged that agency into one: whoever reported for it goes on.
    """
    if ws.role is not Role.REPORTER:
        return None
    own = queries.one(ws.ledger, "places", "user", (ws.user,))
    return Lineage(ws).now(own[1]) if own and own[1] else None


def owner_of(ws: Workspace, kind: str, id_: str) -> str | None:
    """Return the agency that a thing belongs to, None where it belongs to none or is unknown.

    Args:
        kind: what a reference points to (see `civtui.workspace.references`).
    """
    if kind in HOLDERS:
        found = queries.one(ws.ledger, "titles", "agency-of", (id_,))
        if found is None and queries.one(ws.ledger, "titles", "name-of", {"id": id_}):
            return id_
        return str(found[0]) if found else None
    if kind in OWNED:
        query, place = OWNED[kind]
        row = queries.one(ws.ledger, "titles", query, (id_,))
        return row[place] if row else None
    if kind in LINKED:
        kind, _, id_ = id_.partition(":")
        kind = kind if kind == "activity" else f"record:{kind}"
    if kind == "activity":
        given = {"id": id_, **Lineage(ws).params}
        row = queries.one(ws.ledger, "building", "activity", given)
        return str(row[1]) if row else None
    if kind.startswith("record:"):
        given = {"register": kind.partition(":")[2], "id": id_, **Lineage(ws).params}
        row = queries.one(ws.ledger, "building", "record", given)
        return row[2] or None if row else None
    return None


def held_to_own(ws: Workspace, verb: Verb, values: Mapping[str, Any]) -> None:
    """Refuse what a reporter does with a verb to another agency's things.

    Args:
        values: what the verb's fields hold, by keyword.

    Raises:
        Refused: one of them belongs to another agency.
    """
    if verb.right is Right.FILE and bound_to(ws) is not None:
        for agency in _owners(ws, verb, values):
            own_agency_only(ws, agency)


def refused_row(ws: Workspace, verb: Verb, id_: str) -> Message | None:
    """Return why a verb is not for this reporter with the row `id_`, None where it may be."""
    try:
        held_to_own(ws, verb, {f.keyword: id_ for f in verb.fields if f.catalogue == verb.row})
    except Refused as error:
        return error.message
    return None


def _owners(ws: Workspace, verb: Verb, values: Mapping[str, Any]) -> Iterator[str]:
    for field in verb.fields:
        given = values.get(field.keyword)
        if field.type != "reference" or not given:
            continue
        for id_ in given if isinstance(given, list | tuple) else (given,):
            owner = owner_of(ws, field.catalogue, str(id_))
            if owner is not None:
                yield owner
