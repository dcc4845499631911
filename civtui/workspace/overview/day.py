"""What the day brings: dates that near, judges and how far they are, what waits for a next step.

Plain SQL on the projections, since the first screen waits for it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.overview.due import RECORD, due_rows
from civtui.workspace.rounds.seeing import What, hidden
from civtui.workspace.session import Workspace


class Deadline(NamedTuple):
    """A date that somebody must act on.

    Args:
        on: ISO date.
        what: one of `due.KINDS`.
        subject: id of the agency, sitting, notice, objection, holder, round or register.
        name: what people call it; the honor where `what` is `term`.
        much: titles whose term ends on that day, records of a register, else 1.
        days: days left, negative when it is late.
        said: the line for a person, where the kind alone has no words for it.
        key: of its line on the due board, the first of several (see `DueRow.key`).
    """

    on: str
    what: str
    subject: str
    name: str
    much: int
    days: int
    said: Message | None = None
    key: str = ""


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
        what: `profile` (it is wrong), `registry`, `round`, `mine` (marks the acting user still
            owes), `submit` (the own sheet is full), `full` (all marks of a
            round are in), or the state of applications that wait, as people call it today.
        about: id of the round, else "".
        name: what people call it.
        much: how many wait.
    """

    what: str
    about: str = ""
    name: str = ""
    much: int = 1


def deadlines(ws: Workspace, most: int = 12, *, ahead: bool = True) -> list[Deadline]:
    """Return what is due by date, late things first.

    Terms that end on one day are one line; a reminder to come stands in the line of its card's
    term, where that is near, and has one of its own on its day.

    Args:
        ahead: with what takes longer to find (see `due.due_rows`).
    """
    found: dict[object, Deadline] = {}
    rows = due_rows(ws, ahead=ahead, words=False)  # days and names are shown
    termed = {row.about for row in rows if row.what in ("re-inspection", "decision")}
    for row in rows:
        if row.what == "reminder" and row.days > 0 and row.about in termed:
            continue
        if row.what == "application" or (row.what == "round" and row.days >= 0):
            continue  # what is next tells of those, and of every open round with its day
        said = row.why.values.get("honor")
        honor = said.key.removeprefix("rules.honor-") if isinstance(said, Message) else ""
        honor = honor if row.what in ("term", "by-itself") else ""
        kind = "" if row.what == "term" else row.why.key
        # of two appeals of an agency each is told, by the act that it is against
        key = (row.on, row.what, row.name if row.what == "appeal" else honor or row.subject, kind)
        if key in found:
            found[key] = found[key]._replace(much=found[key].much + 1)
        elif len(found) < most:
            name = honor if row.what == "term" else row.name
            much = int(str(row.why.values["count"])) if row.what == RECORD else 1
            found[key] = Deadline(
                *(row.on.isoformat(), row.what, row.subject, name, much, row.days, row.why),
                key=row.key,
            )
    return [one._replace(said=_short(one)) for one in found.values()]


def _short(one: Deadline) -> Message | None:
    """Return a line whose kind alone has no words for it; the due board says why too."""
    if one.said is None:
        return None
    key = one.said.key.rpartition(".")[2]
    if one.what not in ("by-itself", "appeal") and key != "due-sitting-past":
        return None
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
    waiting = queries.rows(ws.ledger, "day", "waiting", {"today": ws.today().isoformat()})
    found += [Step(state, much=much) for state, much in waiting]
    return found


def days_to(ws: Workspace, on: str) -> int:
    """Return the days from today to an ISO date, negative where it has passed."""
    return (date.fromisoformat(on) - ws.today()).days
