"""What the registers want by a day: records still open, reports and filings owed, revisions.

The overview, the board of deadlines, `status` and `honor due` tell it with all else that is due
(`workspace/overview/due.py`). Content is read as text first: only what stands open is worth
reading whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.registers import REGISTERS, Register
from civtui.model.text import Message, msg, quoted
from civtui.workspace.building import hearings
from civtui.workspace.building.carried import carried, old_terms, term_of
from civtui.workspace.session import Workspace


class DueRecords(NamedTuple):
    """Records of one register that want something.

    Args:
        register: its id.
        on: the day by which they want it; of late ones the first of their days.
        records: how many.
        owed: how many of them nobody has put down yet.
        first: id of the first of those on record.
        lacks: of the first of the others whose it is and which: its day and who hears it, or
            what was called for.
    """

    register: str
    on: date
    records: int
    owed: int = 0
    first: str = ""
    lacks: tuple[str, ...] = ()

    def why(self, first: date) -> Message:
        """Return the sentence for a person: how many, since when, and the way to settle it."""
        key = "titles.due-records-late" if self.on < first else "titles.due-records"
        key += "-owed" if self.owed else ""
        ways = [*self._ways()]
        way = msg("titles.due-ways", one=ways[0], two=ways[1]) if len(ways) > 1 else ways
        title = REGISTERS[self.register].title
        return msg(key, what=title, count=self.records, owed=self.owed, on=self.on, way=way)

    def _ways(self) -> Iterator[Message]:
        """Yield the commands that settle the first of them."""
        if self.first:
            yield msg(f"titles.due-way-{self.register}", id=quoted([self.first]))
        if self.lacks:
            agency, day_or_filing, *body = self.lacks
            given = {"agency": agency, "thing": day_or_filing, "body": "".join(body)}
            yield msg(f"titles.due-way-{self.register}-owed", **given)


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
        # by day, all late ones as one: ids of what is on record, and what is not
        there: dict[str, list[tuple[str, str]]] = {}
        lacks: dict[str, list[tuple[str, ...]]] = {}
        for day, id_ in _days(ws, kind, first):
            there.setdefault(_of_line(day, first), []).append((day, id_))
        for day, *what in _owed(ws, kind, first, last):
            lacks.setdefault(_of_line(day, first), []).append((day, *what))
        for line in sorted(line for line in there.keys() | lacks.keys() if line <= end):
            known, absent = there.get(line, []), lacks.get(line, [])
            on = min(day for day, *_ in (*known, *absent))
            found.append(
                DueRecords(
                    kind.id,
                    date.fromisoformat(on),
                    len(known) + len(absent),
                    len(absent),
                    min(known)[1] if known else "",
                    min(absent)[1:] if absent else (),
                )
            )
    return found


def _of_line(day: str, first: date) -> str:
    """Return the day of the line that tells of a day: all late ones have one, before the others."""
    return "" if day < first.isoformat() else day


# what is owed here has no record yet; the board shows it by agency, and says of what is late so
ON_BOARD = {hearings.REPORT: ("heard", "report-overdue"), "filing": ("chase", "filing-late")}


def late_by(ws: Workspace, kind: Register) -> Callable[[str, Mapping[str, Any]], bool]:
    """Return what says of a record (id, values) whether it is one of those counted as late."""
    today = ws.today().isoformat()
    if kind.id == "institution":
        late = {id_ for id_, due in _newest(ws, today) if due and due < today}
        return lambda id_, _: id_ in late
    on, terms = carried(ws, kind), old_terms(ws, kind)
    return lambda id_, values: (
        "" < term_of(kind, terms, id_, values) < today and kind.wants(values) and id_ not in on
    )


def _days(ws: Workspace, kind: Register, first: date) -> Iterator[tuple[str, str]]:
    """Yield (ISO day, id) of every record of a register that wants something."""
    if kind.id == "filing":
        return  # what was called for is owed by others
    if kind.id == "institution":
        yield from _unrevised(ws, first.isoformat())
    else:
        yield from _open(ws, kind)


def _owed(ws: Workspace, kind: Register, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """Yield all that is to come into a register and was not put down yet.

    Each as (ISO day, agency, what was called for), of a report (day, agency, day, who hears it).
    """
    if kind.id == "filing":
        yield from _unfiled(ws, first)
    if kind.id == hearings.REPORT:
        agencies = [id_ for (id_,) in queries.rows(ws.ledger, "day", "agencies-now")]
        years = hearings.years_owing(ws, kind.id, first.year)
        for year in range(years[0], last.year + 1):
            for one in hearings.owed_reports(ws, year, agencies):
                yield one.due, one.agency, one.due, one.body


def _open(ws: Workspace, kind: Register) -> Iterator[tuple[str, str]]:
    """Yield (day, id) of each record that still wants something."""
    field, wants = kind.open
    # canonical JSON has no blanks: what stands there so is open, the rest need not be read
    signs = [f'"{field}":"{want}"' for want in wants if want]
    on, terms = carried(ws, kind), old_terms(ws, kind)
    for id_, content in queries.rows(ws.ledger, "day", "contents", (kind.id,)):
        if id_ in on:
            continue  # it wants that in the next year, where it stands anew
        if "" not in wants and not any(sign in content for sign in signs):
            continue
        values = json.loads(content)
        day = term_of(kind, terms, id_, values)
        if day and kind.wants(values):
            yield day, id_


def _unfiled(ws: Workspace, first: date) -> Iterator[tuple[str, str, str]]:
    """Yield (day, agency, filing) of each filing that may be owed, of everyone that lacks it."""
    since = hearings.years_owing(ws, "filing", first.year)[0]
    wanted = {
        id_: (str(day), str(json.loads(content)["due"]))
        for id_, _, year, content, day in queries.rows(ws.ledger, "day", "records-of", ("filing",))
        if year >= since
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
            for whose in known.owing(one, asked, due, done.get(id_, ())):
                yield due, whose, id_


def _unrevised(ws: Workspace, today: str) -> Iterator[tuple[str, str]]:
    """Yield (day, id) of each institution in force: the day by which it should be revised."""
    yield from ((due, id_) for id_, due in _newest(ws, today) if due)


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
