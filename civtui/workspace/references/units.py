"""The agencies and offices that a reference may point to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render
from civtui.workspace.finding.places import Place
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.agencies.rows import OfficeRow

Values = Mapping[str, Any]


def agencies(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies.agencies import agency_rows

    return [
        Place("agency", r.id, r.short or r.name, (r.name, r.code), r.sector)
        for r in agency_rows(ws)
    ]


def offices(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies.agencies import agency_rows, office_rows

    owner = values.get("agency")
    full = {row.id: row.name for row in agency_rows(ws)}

    def called(row: OfficeRow) -> tuple[str, ...]:
        owners = dict.fromkeys((row.agency_name, full.get(row.agency, row.agency_name)))
        return tuple(f"{of}/{row.name}" for of in owners)

    return [
        Place("office", r.id, r.name, called(r), r.agency_name)
        for r in office_rows(ws, owner if isinstance(owner, str) else None)
    ]


def own_offices(ws: Workspace, values: Values) -> list[Place]:
    """Return the offices of the agency that is named."""
    return offices(ws, values) if values.get("agency") else []


def past(ws: Workspace, kind: str) -> list[Place]:
    """Return agencies and offices as they were called before a reform, and what became of them."""
    from civtui.workspace.agencies.lineage import formers
    from civtui.workspace.titles.holders import names_of

    found = []
    for text, former in formers(ws).items():
        for id_ in former.now:
            of = "agency" if id_.startswith("a-") else "office"
            if kind in (of, "holder"):
                under = render(former.said(text, names_of(ws, former.now)))
                found.append(Place(of, id_, text, (), under))
    return found


def holders(ws: Workspace, values: Values) -> list[Place]:
    return [*agencies(ws, values), *offices(ws, values)]
