"""What the day brings: dates that near, judges and how far they are, what waits for a next step.

Plain SQL on the projections, since the first screen waits for it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace import hearings
from civtui.workspace.due import due_rows
from civtui.workspace.seeing import What, hidden
from civtui.workspace.session import Workspace


class Deadline(NamedTuple):
    """A date that somebody must act on.

    Args:
        on: ISO date.
        what: one of `due.KINDS`.
        subject: id of the agency, sitting, notice, objection, holder or round.
        name: what people call it; the honor where `what` is `term`.
        much: titles whose term ends on that day, else 1.
        days: days left, negative when it is late.
        said: the line for a person, where the kind alone has no words for it.
    """

    on: str
    what: str
    subject: str
    name: str
    much: int
    days: int
    said: Message | None = None


class Judge(NamedTuple):
    """A judge of an open round, with marks given and expected."""

    round: str
    id: str
    name: str
    given: int
    expected: int

    @property
    def percent(self) -> int:
        """How far the judge is, in whole percent, rounded down."""
        return 100 * self.given // max(1, self.expected)


class Step(NamedTuple):
    """Something to do next.

    Args:
        what: `registry`, `round`, `mine` (marks the acting user still owes), `submit` (the own
            sheet is full), `full` (all marks of a round are in), or the state of applications
            that wait.
        about: id of the round, else "".
        name: what people call it.
        much: how many wait.
    """

    what: str
    about: str = ""
    name: str = ""
    much: int = 1


class Late(NamedTuple):
    """A register with records whose day has passed: how many, and the first of those days."""

    register: str
    records: int
    oldest: str


def deadlines(ws: Workspace, most: int = 12, *, ahead: bool = True) -> list[Deadline]:
    """Return what is due by date, late things first.

    Terms that end on one day are one line; a reminder to come stands in the line of its card's
    term, where that is near, and has one of its own on its day.

    Args:
        ahead: with what the profile's choices will do by themselves (see `due.due_rows`).
    """
    found: dict[object, Deadline] = {}
    rows = due_rows(ws, ahead=ahead)
    termed = {row.subject for row in rows if row.what in ("re-inspection", "decision")}
    for row in rows:
        if row.what == "reminder" and row.days > 0 and row.subject in termed:
            continue
        said = row.why.values.get("honor")
        honor = said.key.removeprefix("rules.honor-") if isinstance(said, Message) else ""
        honor = honor if row.what in ("term", "by-itself") else ""
        kind = "" if row.what == "term" else row.why.key
        key = (row.on, row.what, honor or row.subject, kind)
        if key in found:
            found[key] = found[key]._replace(much=found[key].much + 1)
        elif len(found) < most:
            name = honor if row.what == "term" else row.name
            found[key] = Deadline(
                row.on.isoformat(), row.what, row.subject, name, 1, row.days, row.why
            )
    return [
        one._replace(said=_short(one) if one.what == "by-itself" else None)
        for one in found.values()
    ]


def _short(one: Deadline) -> Message | None:
    """Return what comes about by itself in a few words; the due board says why too."""
    if one.said is None:
        return None
    key = one.said.key.rpartition(".")[2]
    if key == "due-title-ends" and one.much > 1:
        key = "due-titles-end"
    return msg(f"home.{key}", **{**one.said.values, "name": one.name, "count": one.much})


def judges(ws: Workspace) -> dict[str, list[Judge]]:
    """Return the judges of every open round, the one furthest behind first.

    A round whose judges the acting user may not know is left out.
    """
    found: dict[str, list[Judge]] = {}
    closed = hidden(ws, What.PANEL)
    for row in queries.rows(ws.ledger, "day", "judges"):
        if row[0] not in closed:
            found.setdefault(row[0], []).append(Judge(*row))
    return found


def steps(ws: Workspace, agencies: int, rounds: int) -> list[Step]:
    """Return what to do next.

    Args:
        agencies: agencies on record.
        rounds: rounds on record.
    """
    if not agencies:
        return [Step("registry")]
    found = [] if rounds else [Step("round")]
    for round_id, name, left in queries.rows(ws.ledger, "day", "own-sheets", {"user": ws.user}):
        found.append(Step("mine" if left else "submit", round_id, name, left))
    found += [Step("full", *row) for row in queries.rows(ws.ledger, "day", "full-rounds")]
    waiting = queries.rows(ws.ledger, "day", "waiting")
    found += [Step(state, much=much) for state, much in waiting]
    return found


def late_records(ws: Workspace) -> list[Late]:
    """Return which registers have records that still want something though their day has passed."""
    from civtui.model.registers import REGISTERS

    today, found = ws.today().isoformat(), []
    for kind in REGISTERS.values():
        field, wants = kind.open
        if not (kind.due and field):
            continue
        days = []
        # canonical JSON has no blanks: what stands there so is open, the rest need not be read
        signs = [f'"{field}":"{want}"' for want in wants if want]
        for (content,) in queries.rows(ws.ledger, "day", "contents", (kind.id,)):
            if "" not in wants and not any(sign in content for sign in signs):
                continue
            values = json.loads(content)
            day = str(values.get(kind.due) or "")
            if day and day < today and (values.get(field) or "") in wants:
                days.append(day)
        if kind.id == hearings.REPORT:
            days += _unheard(ws, today)
        if days:
            found.append(Late(kind.id, len(days), min(days)))
    more = {"filing": _unfiled(ws, today), "institution": _unrevised(ws, today)}
    return [*found, *(Late(id_, len(days), min(days)) for id_, days in more.items() if days)]


def _unheard(ws: Workspace, today: str) -> list[str]:
    """Return the day of each report that is past by the profile's interval and not on record."""
    agencies = [id_ for (id_,) in queries.rows(ws.ledger, "day", "agencies-now")]
    owed = hearings.owed_reports(ws, int(today[:4]), agencies)
    return [one.due for one in owed if one.due < today]


def _unfiled(ws: Workspace, today: str) -> list[str]:
    """Return the day of each filing of the year that is past, once for every agency that lacks."""
    wanted = {
        id_: str(json.loads(content)["due"])
        for id_, _, year, content in queries.rows(ws.ledger, "day", "records-of", ("filing",))
        if year == int(today[:4])
    }
    late = {id_: due for id_, due in wanted.items() if due < today}
    if not late:
        return []
    done = {
        (json.loads(content).get("filing"), agency)
        for _, agency, _, content in queries.rows(ws.ledger, "day", "records-of", ("filed",))
    }
    agencies = [id_ for (id_,) in queries.rows(ws.ledger, "day", "agencies-now")]
    return [due for id_, due in late.items() for one in agencies if (id_, one) not in done]


def _unrevised(ws: Workspace, today: str) -> list[str]:
    """Return the day by which each institution in force should have been revised, where past."""
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    for _, agency, _, content in queries.rows(ws.ledger, "day", "records-of", ("institution",)):
        values = json.loads(content)
        since, key = values["in-force"], (agency, values["institution"])
        if since <= today and since >= newest.get(key, ("", ""))[0]:
            newest[key] = since, str(values.get("review-by") or "")
    return [due for _, due in newest.values() if due and due < today]


def newest_record(ws: Workspace) -> int:
    """Return the number of the newest fact that touched a register, 0 without one."""
    row = queries.one(ws.ledger, "day", "newest-record")
    return int(row[0]) if row else 0


def days_to(ws: Workspace, on: str) -> int:
    """Return the days from today to an ISO date, negative where it has passed."""
    return (date.fromisoformat(on) - ws.today()).days
