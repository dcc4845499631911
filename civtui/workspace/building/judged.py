"""What targets come to on a day: the verdicts that stand, whatever year they are of.

A year that begins judges nothing by itself: what was judged last stands until it is judged anew,
and what is not done stays so until it is done, whether the year was closed in between or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from civtui.model.registers import REGISTERS
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.building.carried import old_terms, term_of
from civtui.workspace.building.records import RecordRow, record_rows
from civtui.workspace.kept import kept
from civtui.workspace.session import Workspace


class Unfinished(NamedTuple):
    """A duty that failed, or is late and not done.

    Args:
        row: the record that says so; of one that was carried on the one by which it goes on.
        year: the year of which it is, before it was carried on.
    """

    row: RecordRow
    year: int


def unfinished(ws: Workspace, day: date) -> list[Unfinished]:
    """Return the duties that failed, or are late and not done, as of a day; each once.

    Of a later year than the day's only that a duty was done by that day counts: so what a closed
    year left open stays so in that year, whatever became of it since.
    """
    return kept(ws, ("unfinished", day), lambda: _unfinished(ws, day))


def _unfinished(ws: Workspace, day: date) -> list[Unfinished]:
    kind, today = REGISTERS["duty"], day.isoformat()
    rows, terms = record_rows(ws, kind.id), old_terms(ws, kind)
    came = {row.carried: row for row in rows if row.carried}
    same: dict[tuple[str, str], list[RecordRow]] = {}
    for row in rows:
        same.setdefault((row.by, row.values["duty"]), []).append(row)

    def lacks(row: RecordRow) -> bool:
        late = "" < term_of(kind, terms, row.id, row.values) < today
        return row.values["state"] == "failed" or (late and row.values["state"] != "done")

    found = []
    for own in same.values():
        own.sort(key=_year)
        done = [_year(row) for row in own if row.values["state"] == "done" and _known(row, day)]
        left = [
            row
            for row in own
            if max(done, default=0) < _year(row) <= day.year
            and not (row.carried and _year(row) < day.year)
            and lacks(row)
        ]
        if left:
            first = left[0]
            while first.id in came:
                first = came[first.id]
            found.append(Unfinished(left[-1], _year(first)))
    return found


def posts_of(ws: Workspace, year: int) -> list[tuple[str, RecordRow]]:
    """Return the posts that count up to a year, each with its office of today.

    Of each post the newest record that is judged counts; where none ever was, the first. One that
    is on record no more falls once all posts of its office are judged in a later year.
    """
    return kept(ws, ("posts", year), lambda: [*_posts(ws, year)])


def _posts(ws: Workspace, year: int) -> Iterator[tuple[str, RecordRow]]:
    line = Lineage(ws)
    offices: dict[str, dict[tuple[str, str], list[RecordRow]]] = {}
    for row in sorted(record_rows(ws, "post"), key=_year):
        if _year(row) <= year:
            office, post = row.values["office"], row.values["post"]
            offices.setdefault(line.now(office), {}).setdefault((office, post), []).append(row)
    for id_, posts in offices.items():
        judged: dict[int, bool] = {}
        for row in (row for own in posts.values() for row in own):
            judged[_year(row)] = judged.get(_year(row), True) and _is_judged(row)
        whole = max((one for one, all_ in judged.items() if all_), default=0)
        for own in posts.values():
            if _year(own[-1]) >= whole:
                yield id_, next((row for row in reversed(own) if _is_judged(row)), own[0])


def studied(ws: Workspace, year: int, *, last: bool) -> Iterator[tuple[str, RecordRow]]:
    """Yield the study results of a year, each with its office of today.

    Args:
        last: where an office has none of that year, those of its last year before count.
    """
    line = Lineage(ws)
    newest: dict[str, int] = {}
    rows = [(line.now(row.values["office"]), row) for row in record_rows(ws, "study")]
    for office, row in rows:
        if _year(row) <= year:
            newest[office] = max(newest.get(office, 0), _year(row))
    yield from (one for one in rows if _year(one[1]) == (newest.get(one[0]) if last else year))


def _is_judged(row: RecordRow) -> bool:
    """Return whether a post passed, or missed one of its targets: then the other cannot mend it."""
    both = (row.values["business-met"], row.values["building-met"])
    return "missed" in both or "open" not in both


def _known(row: RecordRow, day: date) -> bool:
    return _year(row) <= day.year or row.day <= day.isoformat()


def _year(row: RecordRow) -> int:
    return row.year or 0
