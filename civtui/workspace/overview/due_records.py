"""What the registers want by a day: records still open, reports and filings owed, revisions.

The overview, the board of deadlines, `status` and `honor due` tell it with all else that is due
(`workspace/overview/due.py`). Content is read as text first: only what stands open is worth
reading whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.registers import REGISTERS, Register
from civtui.model.text import Message, msg
from civtui.workspace.building import hearings
from civtui.workspace.building.carried import carried
from civtui.workspace.session import Workspace


class DueRecords(NamedTuple):
    """Records of one register that want something.

    Args:
        register: its id.
        on: the day by which they want it; of late ones the first of their days.
        records: how many.
        owed: how many of them nobody has put down yet.
    """

    register: str
    on: date
    records: int
    owed: int = 0

    def why(self, first: date) -> Message:
        """Return the sentence for a person: how many, since when, and the way to settle it."""
        key = "titles.due-records-late" if self.on < first else "titles.due-records"
        key += "-owed" if self.owed else ""
        way = msg(f"titles.due-way-{self.register}")
        title = REGISTERS[self.register].title
        return msg(key, what=title, count=self.records, owed=self.owed, on=self.on, way=way)


def due_records(ws: Workspace, first: date, last: date) -> list[DueRecords]:
    """Return what registers want up to `last`, the late ones of each register as one.

    Read again only where a fact of theirs is new: the overview asks with every mark.

    Args:
        first: what wants something before this day is late.
    """
    (newest,) = queries.rows(ws.ledger, "day", "newest-wanted")[0]
    seen = (newest, first, last, id(ws.ledger.connection))
    # a file of the profile that changed is read into new choices
    chosen = ws.automatic.chosen
    if not ws.wanted or ws.wanted[0] != seen or ws.wanted[1] is not chosen:
        ws.wanted = (seen, chosen, _found(ws, first, last))
    found: list[DueRecords] = ws.wanted[2]
    return found


def _found(ws: Workspace, first: date, last: date) -> list[DueRecords]:
    found: list[DueRecords] = []
    for kind in REGISTERS.values():
        if not kind.due:
            continue
        end = last.isoformat()
        owed = Counter(day for day in _owed(ws, kind, first, last) if day <= end)
        days = Counter(day for day in _days(ws, kind, first) if day <= end) + owed
        late = {day for day in days if day < first.isoformat()}
        if late:
            count = sum(days[day] for day in late)
            absent = sum(owed[day] for day in late)
            found.append(DueRecords(kind.id, date.fromisoformat(min(late)), count, absent))
        found += [
            DueRecords(kind.id, date.fromisoformat(day), days[day], owed[day])
            for day in sorted(days.keys() - late)
        ]
    return found


# what is owed here has no record yet; the board shows it by agency, and says of what is late so
ON_BOARD = {hearings.REPORT: ("heard", "report-overdue"), "filing": ("chase", "filing-late")}


def late_by(ws: Workspace, kind: Register) -> Callable[[str, Mapping[str, Any]], bool]:
    """Return what says of a record (id, values) whether it is one of those counted as late."""
    today = ws.today().isoformat()
    if kind.id == "institution":
        late = {id_ for id_, due in _newest(ws, today) if due and due < today}
        return lambda id_, _: id_ in late
    on = carried(ws, kind)
    return lambda id_, values: (
        bool(kind.due)
        and "" < str(values.get(kind.due) or "") < today
        and kind.wants(values)
        and id_ not in on
    )


def _days(ws: Workspace, kind: Register, first: date) -> Iterator[str]:
    """Yield the day of every record of a register that wants something, an ISO date each time."""
    if kind.id == "filing":
        return  # what was called for is owed by others
    if kind.id == "institution":
        yield from _unrevised(ws, first.isoformat())
    else:
        yield from _open(ws, kind)


def _owed(ws: Workspace, kind: Register, first: date, last: date) -> Iterator[str]:
    """Yield the day of everything that is to come into a register and was not put down yet."""
    if kind.id == "filing":
        yield from _unfiled(ws, first)
    if kind.id == hearings.REPORT:
        agencies = [id_ for (id_,) in queries.rows(ws.ledger, "day", "agencies-now")]
        for year in range(first.year, last.year + 1):
            yield from (one.due for one in hearings.owed_reports(ws, year, agencies))


def _open(ws: Workspace, kind: Register) -> Iterator[str]:
    """Yield the day of each record that still wants something."""
    field, wants = kind.open
    # canonical JSON has no blanks: what stands there so is open, the rest need not be read
    signs = [f'"{field}":"{want}"' for want in wants if want]
    on = carried(ws, kind)
    for id_, content in queries.rows(ws.ledger, "day", "contents", (kind.id,)):
        if id_ in on:
            continue  # it wants that in the next year, where it stands anew
        if "" not in wants and not any(sign in content for sign in signs):
            continue
        values = json.loads(content)
        day = str(values.get(kind.due) or "")
        if day and kind.wants(values):
            yield day


def _unfiled(ws: Workspace, first: date) -> Iterator[str]:
    """Yield the day of each filing from this year on, once for everyone that lacks it."""
    wanted = {
        id_: (str(day), str(json.loads(content)["due"]))
        for id_, _, year, content, day in queries.rows(ws.ledger, "day", "records-of", ("filing",))
        if year >= first.year
    }
    if not wanted:
        return
    done: dict[str, set[str]] = {}
    for _, agency, _, content, _ in queries.rows(ws.ledger, "day", "records-of", ("filed",)):
        done.setdefault(json.loads(content).get("filing"), set()).add(agency)
    agencies = [id_ for (id_,) in queries.rows(ws.ledger, "day", "agencies-now")]
    known = hearings.OnRecord(ws)
    for id_, (asked, due) in wanted.items():
        for one in agencies:
            yield from (due for _ in known.owing(one, asked, due, done.get(id_, ())))


def _unrevised(ws: Workspace, today: str) -> Iterator[str]:
    """Yield the day by which each institution in force should be revised."""
    yield from (due for _, due in _newest(ws, today) if due)


def _newest(ws: Workspace, today: str) -> list[tuple[str, str]]:
    """Return (id, day of revision) of the newest text in force of each institution."""
    newest: dict[tuple[str, str], tuple[str, str, str]] = {}
    for id_, agency, _, content, _ in queries.rows(
        ws.ledger, "day", "records-of", ("institution",)
    ):
        values = json.loads(content)
        since, key = values["in-force"], (agency, values["institution"])
        if since <= today and since >= newest.get(key, ("", "", ""))[0]:
            newest[key] = since, str(id_), str(values.get("review-by") or "")
    return [(id_, due) for _, id_, due in newest.values()]
