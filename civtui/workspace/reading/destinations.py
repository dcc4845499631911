"""What of a workspace can be jumped to: agencies, offices, rounds, the people of panels."""

from __future__ import annotations

from civtui.ledger import queries
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.people import people
from civtui.workspace.finding.places import MOST, Place
from civtui.workspace.reading import tables
from civtui.workspace.references.units import past
from civtui.workspace.rounds.rounds import round_rows
from civtui.workspace.rounds.seeing import What, hidden
from civtui.workspace.session import Workspace


def destinations(ws: Workspace) -> list[Place]:
    """Return the places of the workspace: agencies, rounds, people, offices."""
    persons = people(ws)
    found = []
    for a in agency_rows(ws):
        known = persons.get(a.id)
        also = (a.name, a.code, *(known.parts() if known else ()))
        found.append(Place("agency", a.id, a.short or a.name, tuple(filter(None, also)), a.sector))
    rounds = round_rows(ws)
    found += [Place("round", r.id, r.name, (r.id,)) for r in rounds]
    nobody = hidden(ws, What.PANEL)
    for r in rounds:
        if r.id in nobody:
            continue
        for row in queries.rows(ws.ledger, "rounds", "assessors", (r.id,)):
            found.append(Place("person", f"{r.id}|{row[0]}", row[1] or row[0], (row[0],), r.name))
    found += [
        Place("office", o.id, o.name, (f"{o.agency_name}{o.name}",), o.agency_name)
        for _, o in tables.offices(ws).read(None, most=MOST)
    ]
    return [*found, *past(ws, "holder")]
