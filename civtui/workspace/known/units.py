"""The agencies and offices that a reference may point to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.workspace.finding.places import Place
from civtui.workspace.session import Workspace

Values = Mapping[str, Any]


def agencies(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies import agency_rows

    return [
        Place("agency", r.id, r.short or r.name, (r.name, r.code), r.sector)
        for r in agency_rows(ws)
    ]


def offices(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies import office_rows

    owner = values.get("agency")
    return [
        Place("office", r.id, r.name, (f"{r.agency_name}/{r.name}",), r.agency_name)
        for r in office_rows(ws, owner if isinstance(owner, str) else None)
    ]


def own_offices(ws: Workspace, values: Values) -> list[Place]:
    """Return the offices of the agency that is named."""
    return offices(ws, values) if values.get("agency") else []


def holders(ws: Workspace, values: Values) -> list[Place]:
    return [*agencies(ws, values), *offices(ws, values)]
