"""A column 级别 or 称号 that has titles of agencies and of offices: each cell tells whose it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy

from civtui.exchange import honors
from civtui.exchange.columns import Header
from civtui.exchange.owner_cells import texts_of
from civtui.exchange.rows import Row

DAYS = ("since", "until", "honor-since", "honor-until")


def mixed_places(header: Header, of_agency: Header) -> frozenset[int]:
    """Return the places of a column of titles of both, first, and of the days that go with it.

    Args:
        header, of_agency: the columns of offices, and of their agencies.
    """
    ours, theirs = header.columns, of_agency.columns
    if "honor" not in ours or ours["honor"] != theirs.get("honor"):
        return frozenset()
    days = {ours[field] for field in DAYS if field in ours}
    return frozenset({ours["honor"], *(days & {*theirs.values()})})


def parted(
    header: Header, of_agency: Header, rows: Sequence[Row], own: Collection[Row]
) -> Sequence[Row]:
    """Leave offices what is theirs of such columns, and return the rows as they tell of agencies.

    What no catalogue has stays with the office, whose row is refused for it.

    Args:
        header, of_agency: as of `mixed_places`.
        rows: the rows of data.
        own: those of an agency itself, which stay.
    """
    places = mixed_places(header, of_agency)
    if not places:
        return rows
    found = []
    for row in rows:
        text = texts_of([row.cells], header.columns["honor"])[0]
        agencys = bool(honors.read_honors(text, "agency"))
        if row in own:
            found.append(row)
            continue
        view = copy(row)
        whole = row.cells
        row.elses = places if agencys else frozenset()
        row.cells = [None if at in row.elses else cell for at, cell in enumerate(whole)]
        not_theirs = frozenset() if agencys else places
        view.cells = [None if at in not_theirs else cell for at, cell in enumerate(whole)]
        found.append(view)
    return found
