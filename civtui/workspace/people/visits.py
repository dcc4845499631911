"""What changed since a user's last visit: who did what, and the thing it was done to."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import LedgerGone
from civtui.model.faults import MachineFault
from civtui.workspace.rounds.seeing import OF_ROUND, What, hidden
from civtui.workspace.session import Visit, Workspace

# on a first visit only the newest facts are told
FIRST_LOOK = 40
# keys of a payload that name the thing a fact is about, the nearest first
THINGS = (
    "round",
    "case",
    "card",
    "sitting",
    "notice",
    "agency",
    "holder",
    "user",
    "plugin",
    "activity",
)
LISTS = ("records", "activities", "holders", "subjects", "agencies", "cases")


class Change(NamedTuple):
    """Facts of one kind by one person, since a visit.

    Args:
        kind: kind of fact.
        who: "" where the acting user may not know it; `policy:ID` where the profile itself did it.
        times: facts of it.
        seq: number of the newest one; below 1 where none is on record yet.
        day: when that was recorded, an ISO date.
        about: id of the thing the newest one is about, "" where it names none.
        name: what people call that thing.
        thing: what kind of thing that is: one of `THINGS`, else "".
    """

    kind: str
    who: str
    times: int
    seq: int
    day: str
    about: str
    name: str
    thing: str = ""


def last_visit(ws: Workspace) -> Visit | None:
    """Return the visit before this session, None on the first one; read once a session."""
    if ws.visit is None:
        row = queries.one(ws.ledger, "day", "visit", (ws.user,))
        ws.visit = (Visit(*row) if row else None,)
    return ws.visit[0]


def note_visit(ws: Workspace) -> None:
    """Keep that the acting user has seen the ledger up to now.

    Written beside the facts when a session begins and when it ends, so that a dropped line
    costs no more than being told again what was on the screen. A ledger that may only be read
    keeps none, nor does one that is gone.
    """
    last_visit(ws)
    with suppress(MachineFault, LedgerGone):
        ws.ledger.connection.execute(
            "INSERT INTO visit (name, seq, day) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, day = excluded.day"
            " WHERE excluded.seq > visit.seq OR excluded.day > visit.day",
            (ws.user, ws.head(), ws.today().isoformat()),
        )


def changes(ws: Workspace, most: int = 8) -> list[Change]:
    """Return what others and policies did since the last visit, newest first, alike ones together.

    On a first visit the newest facts are told, by whomever. What came about by itself since the
    day of the visit is told before it is on record, too.
    """
    visit = last_visit(ws)
    since = visit.seq if visit else max(0, ws.head() - FIRST_LOOK)
    own = ws.user if visit else ""
    day = visit.day if visit else ""
    given = {
        "since": since,
        "day": day,
        "own": own,
        "most": most,
        "kinds": json.dumps(sorted(OF_ROUND)),
        "hidden": json.dumps(sorted(hidden(ws, What.PANEL))),
    }
    found = queries.rows(ws.ledger, "day", "changes", given)
    told = [_change(ws, *row) for row in found]
    return (_by_itself(ws, date.fromisoformat(visit.day)) + told)[:most] if visit else told


def _by_itself(ws: Workspace, since: date) -> list[Change]:
    if not ws.automatic.standing():
        return []
    from civtui.workspace.overview.by_itself import unrecorded

    return [
        Change(kind, by, times, -place, day, about, _name(ws, "", about))
        for place, (kind, by, times, day, about) in enumerate(unrecorded(ws, since))
    ]


def _change(ws: Workspace, kind: str, who: str, times: int, seq: int, recorded: str) -> Change:
    row = queries.one(ws.ledger, "day", "payload", (seq,))
    thing, about = _about(json.loads(row[0])) if row else ("", "")
    return Change(
        kind, who, times, seq, ws.shown(recorded)[:10], about, _name(ws, thing, about), thing
    )


def _name(ws: Workspace, thing: str, about: str) -> str:
    """Return what people call the thing that a fact is about."""
    if thing in ("case", "card", "sitting", "notice"):
        from civtui.locale import render
        from civtui.workspace.reading.names import Names

        return render(Names(ws).called(thing, about))
    named = queries.one(ws.ledger, "day", "names", {"id": about}) if about else None
    return str(named[0]) if named else about


def _about(payload: dict[str, Any]) -> tuple[str, str]:
    """Return the key of the thing that a fact is about, where one names it, and its id."""
    for key in THINGS:
        value = payload.get(key)
        if isinstance(value, str) and value:
            return key, value
    for key in LISTS:
        items = payload.get(key)
        if isinstance(items, list) and len(items) == 1:
            first = items[0]
            found = first.get("agency") or first.get("id") if isinstance(first, dict) else first
            return "", str(found or "")
    return "", ""
