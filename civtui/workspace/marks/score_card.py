"""What stands beside a judge's marks on an office's card: earlier marks, evidence, history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.marks.admission import admits
from civtui.workspace.marks.own_totals import two_places
from civtui.workspace.rounds.rounds import Sheet, SubjectLine, barred_subjects
from civtui.workspace.rounds.seeing import What, hides_at_the_sheet
from civtui.workspace.session import Workspace

MILLI = 1000


class Before(NamedTuple):
    """The mark of an item in the newest round before this one.

    Args:
        round: name of that round.
        text: the mark as it was given; the mean of the points where several judges marked.
        judges: how many marked.
    """

    round: str
    opened: str
    text: str
    judges: int


class Kept(NamedTuple):
    """Evidence on record for an item: the activity that brought it, its day, names of pieces."""

    title: str
    held: str
    pieces: tuple[str, ...]


class Past(NamedTuple):
    """A change of a cell: when it was recorded, by whom; `value` is None where it was emptied."""

    seq: int
    recorded: str
    who: str
    value: str | None
    taken_back: bool


class Card(NamedTuple):
    """What is known of an office beside the judge's own marks, by item id.

    In a blind round neither the self-assessment, earlier marks nor those of others are in it.

    Args:
        own: points that the unit gives itself.
    """

    own: dict[str, str]
    before: dict[str, Before]
    others: dict[str, list[tuple[str, str]]]
    kept: dict[str, list[Kept]]


def blind(sheet: Sheet) -> bool:
    """Return whether a judge of the round sees nothing but the own marks while it is open."""
    return hides_at_the_sheet(sheet.round, What.MARKS)


def card(ws: Workspace, sheet: Sheet, subject: str) -> Card:
    """Return what stands beside the marks of `subject` on the card."""
    line = next(s for s in sheet.subjects if s.id == subject)
    hidden = blind(sheet)
    return Card(
        own={} if hidden else _own(ws, sheet, line),
        before={} if hidden else _before(ws, sheet, line),
        others={} if hidden else _others(ws, sheet, line),
        kept=_kept(ws, line),
    )


def _own(ws: Workspace, sheet: Sheet, line: SubjectLine) -> dict[str, str]:
    given = {"round": sheet.round.id, "subject": line.id, "agency": line.agency or line.id}
    items = {item.id for item in sheet.items}
    found = queries.rows(ws.ledger, "card", "own", given)
    return {item: str(points) for item, points in found if item in items}


def _before(ws: Workspace, sheet: Sheet, line: SubjectLine) -> dict[str, Before]:
    round_ = sheet.round
    given = {"round": round_.id, "opened": round_.opened, "subject": line.id, "agency": line.agency}
    marks: dict[str, list[tuple[str, str, str, str, int | None]]] = {}
    items = {item.id for item in sheet.items}
    for round_id, name, opened, item, value, points in queries.rows(
        ws.ledger, "card", "earlier", given
    ):
        if item in items:
            known = marks.setdefault(item, [])
            if not known or known[0][0] == round_id:
                known.append((round_id, name, opened, value, points))
    return {item: _earlier(known) for item, known in marks.items()}


def _earlier(known: list[tuple[str, str, str, str, int | None]]) -> Before:
    _, name, opened, value, _ = known[0]
    points = [p for *_, p in known if p is not None]
    if len(known) > 1 and len(points) == len(known):
        value = two_places(Fraction(sum(points), MILLI * len(points)))
    elif len(known) > 1:
        value = "/".join(dict.fromkeys(v for *_, v, _ in known))
    return Before(name, opened, value, len(known))


def _others(ws: Workspace, sheet: Sheet, line: SubjectLine) -> dict[str, list[tuple[str, str]]]:
    given = {"round": sheet.round.id, "subject": line.id, "agency": line.agency}
    found: dict[str, list[tuple[str, str]]] = {}
    for item, name, value in queries.rows(
        ws.ledger, "card", "others", {**given, "assessor": sheet.assessor.id}
    ):
        found.setdefault(item, []).append((name, value))
    return found


def _kept(ws: Workspace, line: SubjectLine) -> dict[str, list[Kept]]:
    found: dict[str, list[Kept]] = {}
    owned = json.dumps(Lineage(ws).owned(line.agency or line.id))
    for title, held, items, pieces in queries.rows(ws.ledger, "card", "kept", {"owned": owned}):
        for item in json.loads(items):
            found.setdefault(item, []).append(Kept(title, held, tuple(json.loads(pieces))))
    return found


class History:
    """Every change of a judge's cells, read once and then followed.

    Args:
        round_id, assessor: whose marks.
    """

    def __init__(self, round_id: str, assessor: str) -> None:
        self.given = {"round": round_id, "assessor": assessor}
        self.until = 0
        self.cells: dict[tuple[str, str], list[Past]] = {}

    def of(self, ws: Workspace, subject: str, item: str) -> list[Past]:
        """Return the changes of a cell, oldest first; imported marks are in none."""
        head = ws.head()
        if head > self.until:
            given = {**self.given, "since": self.until}
            for seq, kind, recorded, who, *cell, value in queries.rows(
                ws.ledger, "card", "cell-history", given
            ):
                past = Past(seq, recorded, who, value, kind == "mark-taken-back")
                self.cells.setdefault((cell[0], cell[1]), []).append(past)
            self.until = head
        return self.cells.get((subject, item), [])


def concerns(ws: Workspace, sheet: Sheet, since: int, until: int | None = None) -> bool:
    """Return whether any fact behind `since` may change `sheet`: all but marks of others.

    Args:
        until: only facts before this one are looked at.
    """
    edge = ws.head() + 1 if until is None else until
    given = {"since": since, "until": edge, "round": sheet.round.id, "assessor": sheet.assessor.id}
    return queries.one(ws.ledger, "card", "concerns", given) is not None


def conflict(ws: Workspace, sheet: Sheet, subject: str) -> CivtuiError | None:
    """Return why the judge of `sheet` may not mark `subject`, None where nothing is against it."""
    if subject not in sheet.barred:
        return None
    line = next(s for s in sheet.subjects if s.id == subject)
    judge = sheet.assessor
    if subject not in barred_subjects(judge, [line]):
        return None  # a reform closed it: `admission` says so
    given = {"round": sheet.round.id, "assessor": judge.id}
    recused = dict(queries.rows(ws.ledger, "card", "recusals", given))
    places = {line.id, line.owner}
    if judge.agency in places:
        why = msg("sheet.conflict-own", agency=line.agency_name)
    elif places & recused.keys():
        said = _first(recused[place] for place in (line.id, line.owner) if place in recused)
        why = msg("sheet.conflict-recused", why=said)
    else:
        why = msg("sheet.conflict-related", agency=line.agency_name)
    return Refused(
        msg("workspace.conflict", assessor=judge.name),
        value=line.name,
        allowed=None,
        hint=why,
    )


def refusal(ws: Workspace, sheet: Sheet, subject: str) -> CivtuiError | None:
    """Return why the judge of `sheet` may not mark `subject` now, None where it may be marked.

    The conflict of interest is said with its own reason; a share of others, a submitted sheet, a
    closed round and anchors that come first by `admission`.
    """
    found = conflict(ws, sheet, subject)
    if found is None:
        try:
            admits(sheet.round.id, sheet.assessor.id, subject)(ws.ledger.connection)
        except CivtuiError as error:
            return error
    return found


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")
