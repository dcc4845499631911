"""Seats in the guidance group: given, changed, taken away, never behind a sitting's back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import count
from secrets import token_hex
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.ledger import Person
from civtui.model.errors import BadInput, CivtuiError, NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids

PARTS = ("chair", "deputy", "member")
LAST = 1 << 62  # number of a fact that is yet to be written


class MemberRow(NamedTuple):
    """A member of the group; `until` is None while seated."""

    id: str
    name: str
    post: str
    part: str
    since: str
    until: str | None


class Change(NamedTuple):
    """What was put down of a seat, in the order of which it holds: day, then number of the fact."""

    day: str
    seq: int
    member: str
    seated: bool


def member_rows(ws: Workspace, *, seated: bool = False) -> list[MemberRow]:
    """Return the members, the chair first."""
    rows = [MemberRow(*row) for row in queries.rows(ws.ledger, "titles", "members")]
    return [row for row in rows if row.until is None or not seated]


def seated_on(ws: Workspace, day: date, before: int = LAST) -> list[MemberRow]:
    """Return the members that sat in the group on a day, the chair first.

    Args:
        before: number of a fact; what was put down of that very day after it does not count.
    """
    found: dict[str, MemberRow] = {}
    for id_, name, post, part, on, seated, seq in queries.rows(
        ws.ledger, "titles", "member-facts", (day.isoformat(),)
    ):
        if on == day.isoformat() and seq > before:
            continue
        since = found[id_].since if id_ in found else on
        found.pop(id_, None)
        if seated:
            found[id_] = MemberRow(id_, name, post, part, since, None)
    return sorted(found.values(), key=lambda row: (PARTS.index(row.part), row.id))


def seats_at(ws: Workspace, sitting: str, day: date) -> list[MemberRow]:
    """Return who had a seat when a sitting was held.

    Args:
        day: of the sitting, where it is not held yet.
    """
    row = queries.one(ws.ledger, "titles", "held-day", (sitting,))
    return seated_on(ws, date.fromisoformat(row[0]), row[1]) if row else seated_on(ws, day)


def seat(
    ws: Workspace,
    member: str,
    *,
    name: str = "",
    post: str | None = None,
    part: str | None = None,
    seated: bool = True,
    on: date | None = None,
    new: bool = False,
) -> MemberRow:
    """Give a member its seat, change it, or take it away.

    Args:
        name: the person; it stands in the erasable side table.
        post: the office that the seat goes with; None leaves it as it is.
        part: in the group; None leaves it as it is, of somebody new a plain member's.
        new: nobody has the id yet.

    Raises:
        BadInput: `part` is none of chair, deputy, member.
        Refused: a sitting that was held would have had other seats, or `new` and the id is taken.
    """
    from civtui.model.facts.group import MemberSet

    old = next((row for row in member_rows(ws) if row.id == member), None)
    part = part or (old.part if old else "member")
    if part not in PARTS:
        raise BadInput(
            msg("titles.no-part"), value=part, allowed=PARTS, nearest=nearest(part, PARTS)
        )
    if post is None:
        post = old.post if old else ""
    day = on or ws.today()

    def held(_connection: object) -> None:
        if new and any(row.id == member for row in member_rows(ws)):
            raise Refused(
                msg("titles.id-taken"),
                where={"rule": ids.RULE},
                value=member,
                hint=msg("titles.way-other-id"),
            )
        found = unsettled(ws, plus=[Change(day.isoformat(), LAST, member, seated)])
        if found is not None:
            raise found

    held(None)
    persons = [Person(f"p-{token_hex(8)}", token_hex(8), name)] if name else []
    token = persons[0].token if persons else None
    body = MemberSet(member=member, person=token, post=post, part=part, seated=seated)
    ws.write(body, right=Right.KEEP, effective=day, persons=persons, check=held)
    return next(row for row in member_rows(ws) if row.id == member)


def seat_new(ws: Workspace, name: str, **more: Any) -> MemberRow:
    """Give somebody new a seat under an id that the program makes; `more` as of `seat`."""
    made = ids.written(
        None, lambda: new_member(ws), lambda id_: seat(ws, id_, name=name, new=True, **more)
    )
    return next(row for row in member_rows(ws) if row.id == made)


def new_member(ws: Workspace) -> str:
    """Return an id that no member has, one who left included."""
    taken = {row.id for row in member_rows(ws)}
    return next(id_ for n in count(len(taken) + 1) if (id_ := f"m{n}") not in taken)


def hold_seated(ws: Workspace, member: str) -> None:
    """Hold that a member has a seat.

    Raises:
        NotFound: no such member.
    """
    rows = {row.id: row for row in member_rows(ws, seated=True)}
    if member not in rows:
        raise NotFound(msg("titles.no-member"), value=member, nearest=nearest(member, rows))


def unseat(ws: Workspace, member: str, *, on: date | None = None) -> MemberRow:
    """Take a member's seat away.

    Raises:
        NotFound: no such member.
        Refused: as `seat`.
    """
    hold_seated(ws, member)
    return seat(ws, member, seated=False, on=on)


def unsettled(
    ws: Workspace, *, plus: Sequence[Change] = (), without: Collection[int] = ()
) -> CivtuiError | None:
    """Return why seats cannot be set so: a sitting that was held would have had others.

    Who was there, who had to come and whether it could decide was asked of the seats of then.

    Args:
        plus: what would be put down of seats, or stand again.
        without: numbers of facts that would stand no more.
    """
    known = [Change(*row) for row in queries.rows(ws.ledger, "titles", "seat-changes")]
    then = [one for one in known if one.seq not in without]
    touched = min(
        (one.day for one in (*plus, *known) if one in plus or one.seq in without), default=""
    )
    for sitting, day, seq in queries.rows(ws.ledger, "titles", "held-since", (touched,)):
        if seq in without:
            continue
        was, now = (_seated(changes, day, seq) for changes in (known, [*then, *plus]))
        if was != now:
            who = sorted(was ^ now)
            return Refused(
                msg("titles.seats-held", sitting=sitting, day=day, members=who),
                where={"rule": "seats"},
                value=who[0],
                hint=msg("titles.way-seats-held", sitting=sitting, day=day),
            )
    return None


def seat_changes(rows: Iterable[tuple[Row, dict[str, object]]]) -> list[Change]:
    """Return what facts, each with its payload, say of seats."""
    return [
        Change(row.effective, row.seq, str(p["member"]), bool(p["seated"]))
        for row, p in rows
        if row.kind == "member-set"
    ]


def _seated(changes: Iterable[Change], day: str, before: int) -> set[str]:
    """Return who has a seat at a sitting of a day, held by the fact `before`."""
    found: set[str] = set()
    for one in sorted(changes):
        if one.day < day or (one.day == day and one.seq < before):
            (found.add if one.seated else found.discard)(one.member)
    return found
