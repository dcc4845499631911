"""Public notices: posted for a term, objections received and answered on record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from secrets import token_hex
from typing import Literal, NamedTuple

from civtui.ledger import queries
from civtui.ledger.ledger import Person
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.rules.case_steps import NoticeState
from civtui.rules.workdays import NoticePeriod, NoticeTerm, notice_period
from civtui.workspace import days
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids
from civtui.workspace.titles.applications import (
    CaseRow,
    case_of,
    case_row,
    hold_case_gates,
)
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.refusing import hold


class NoticeRow(NamedTuple):
    """A public notice; dates are ISO texts, `cases` are ids of applications."""

    id: str
    posted: str
    days: int
    counting: str
    first: str
    last: str
    cases: tuple[str, ...]


class ObjectionRow(NamedTuple):
    """An objection; `outcome` is None until it is answered."""

    id: str
    notice: str
    case: str
    received: str
    signed: bool
    matter: str
    outcome: str | None
    finding: str
    handled: str | None
    person: str | None


def notice_rows(ws: Workspace) -> list[NoticeRow]:
    """Return the notices, newest first."""
    found = queries.rows(ws.ledger, "titles", "notices")
    return [NoticeRow._make((*row[:6], tuple(json.loads(row[6])))) for row in found]


def notice_row(ws: Workspace, notice: str) -> NoticeRow:
    """Return the notice `notice`.

    Raises:
        NotFound: there is none.
    """
    row = queries.one(ws.ledger, "titles", "notice", (notice,))
    if row is None:
        known = [r.id for r in notice_rows(ws)]
        raise NotFound(msg("titles.notice-unknown"), value=notice, nearest=nearest(notice, known))
    return NoticeRow._make((*row[:6], tuple(json.loads(row[6]))))


def objection_rows(ws: Workspace, notice: str | None = None) -> list[ObjectionRow]:
    """Return the objections, oldest first."""
    found = queries.rows(ws.ledger, "titles", "objections", {"notice": notice})
    return [ObjectionRow(*row)._replace(signed=bool(row[4])) for row in found]


def proposed(ws: Workspace, row: NoticeRow) -> list[str]:
    """Return the names of the agencies that a notice proposes."""
    return list(dict.fromkeys(case_row(ws, case).agency_name for case in row.cases))


def called(ws: Workspace) -> dict[str, str]:
    """Return what each notice is called: the days it stands, and of several of these days whom."""
    rows = notice_rows(ws)
    days = {row.id: f"{row.posted} – {row.last}" for row in rows}
    several = {said for said, count in Counter(days.values()).items() if count > 1}
    return {
        row.id: " ".join([said, *(proposed(ws, row) if said in several else ())])
        for row in rows
        for said in [days[row.id]]
    }


def whose(ws: Workspace, objection: ObjectionRow) -> str:
    """Return the name of the agency that an objection is against."""
    return case_row(ws, objection.case).agency_name


def notice_of(ws: Workspace, row: CaseRow) -> NoticeState | None:
    """Return the notice under which an application stands, with the objections to it."""
    if row.notice is None:
        return None
    last = date.fromisoformat(notice_row(ws, row.notice).last)
    mine = [o for o in objection_rows(ws, row.notice) if o.case == row.id]
    upheld = sum(o.outcome == "upheld" for o in mine)
    answered = max((date.fromisoformat(o.handled) for o in mine if o.handled), default=None)
    open_ = [o.id for o in mine if o.outcome is None]
    return NoticeState(row.notice, last, len(open_), upheld, answered, next(iter(open_), ""))


def period(ws: Workspace, posted: date, term: NoticeTerm | None = None) -> NoticePeriod:
    """Return from when to when a notice posted on `posted` stands, by the profile."""
    profile = ws.profile()
    return notice_period(posted, term or profile.notice_term(), profile.days_off())


def post(
    ws: Workspace, cases: Sequence[str], *, notice: str | None = None, on: date | None = None
) -> tuple[NoticeRow, NoticePeriod]:
    """Make decided applications public for the profile's term.

    Raises:
        Refused: an application is not decided, or a gate bars it.
    """
    from civtui.model.facts.applications import NoticePosted

    day, term = on or ws.today(), ws.profile().notice_term()
    stands = period(ws, day)
    counting: Literal["calendar", "working"] = (
        "calendar" if term.counting == "calendar" else "working"
    )

    def write(made: str) -> None:
        def decided(_: object) -> None:
            hold_post(ws, cases, day)
            ids.refuse_taken(ws, "notice", made)

        decided(None)
        hold_case_gates(ws, "notice", cases, day)
        body = NoticePosted(
            notice=made,
            cases=tuple(cases),
            days=term.days,
            counting=counting,
            first=stands.first,
            last=stands.last,
        )
        ws.write(body, right=Right.KEEP, effective=day, check=decided, ahead=True)

    stem, first = f"notice-{day.year}", len(notice_rows(ws)) + 1
    made = ids.written(notice, lambda: ids.free(ws, "notice", stem, first), write)
    return notice_row(ws, made), stands


def hold_post(ws: Workspace, cases: Sequence[str], day: date) -> None:
    """Refuse where one of the `cases` cannot be made public on `day`.

    Raises:
        Refused: it is not decided.
    """
    for case in cases:
        hold(case_steps.refuse_case(case_of(ws, case_row(ws, case)), "post", day))


def object_to(
    ws: Workspace,
    notice: str,
    case: str,
    matter: str,
    *,
    name: str = "",
    on: date | None = None,
    another: bool = False,
) -> ObjectionRow:
    """Record an objection; with a name it is signed, and the name stands in the side table.

    Args:
        another: it is another one, whatever one on record says.

    Raises:
        Refused: the notice does not name the application, or is over on that day, or the
            application is, or one on record says the same.
    """
    from civtui.model.facts.applications import ObjectionReceived

    day, row = on or ws.today(), notice_row(ws, notice)
    _hold_objected(ws, row, case, day)
    if not another:
        _hold_new(ws, notice, case, {"matter": matter, "name": name}, day)
    token, salt = token_hex(8), token_hex(8)
    persons = [Person(f"p-{token}", salt, name)] if name else []

    def write(made: str) -> None:
        body = ObjectionReceived(
            objection=made,
            notice=notice,
            case=case,
            signed=bool(name),
            person=persons[0].token if persons else None,
            matter=matter,
        )
        ws.write(
            body,
            right=Right.KEEP,
            effective=day,
            persons=persons,
            check=lambda _: ids.refuse_taken(ws, "objection", made),
        )

    first = len(objection_rows(ws, notice)) + 1
    made = ids.written(
        None, lambda: ids.free(ws, "objection", f"{notice}-o", first, between=""), write
    )
    return next(o for o in objection_rows(ws, notice) if o.id == made)


def _hold_new(ws: Workspace, notice: str, case: str, given: Mapping[str, str], day: date) -> None:
    """Refuse an objection that says what another one of the day says, of the same name."""
    from civtui.workspace.building.sameness import say_one
    from civtui.workspace.reading.names import Names

    for one in objection_rows(ws, notice):
        if (one.case, one.received) == (case, day.isoformat()):
            name = Names(ws).person(one.person) if one.person else ""
            if say_one(("matter", "name"), given, {"matter": one.matter, "name": name}):
                fault = Refused(
                    msg("building.double", id=one.id),
                    where={"rule": "double"},
                    value=one.id,
                    hint=msg("titles.way-another-objection"),
                )
                fault.field = "another"
                raise fault


def _hold_objected(ws: Workspace, row: NoticeRow, case: str, day: date) -> None:
    """Refuse an objection to what a notice does not name, that has ended, or outside its days.

    Raises:
        Refused: as `object_to`.
    """
    if case not in row.cases:
        raise Refused(
            msg("titles.not-in-notice", notice=row.id),
            where={"rule": "notice"},
            value=case,
            allowed=row.cases,
            hint=msg("titles.way-show-notice", notice=row.id),
        )
    filed = case_row(ws, case)
    if filed.over and filed.state != "granted":  # what came in time may be put down after it
        raise Refused(
            msg("titles.wrong-state", case=case, state=msg(f"titles.state-{filed.state}")),
            where={"rule": "order"},
            value=case,
            hint=msg("titles.way-nothing-to-object"),
        )
    if not date.fromisoformat(row.posted) <= day <= date.fromisoformat(row.last):
        raise Refused(
            msg("titles.outside-notice", first=row.posted, last=row.last),
            where={"rule": "notice"},
            value=day,
            hint=msg("titles.way-outside"),
        )


def handle(
    ws: Workspace, objection: str, *, upheld: bool, finding: str, on: date | None = None
) -> ObjectionRow:
    """Answer an objection with what was found.

    Raises:
        NotFound: there is no such objection.
        Refused: it is answered already, was received later, or is to be upheld against an
            application that has ended.
    """
    from civtui.model.facts.applications import ObjectionHandled

    day = on or ws.today()

    def allowed(_: object) -> None:
        hold_handle(ws, objection)
        if upheld:
            _hold_upheld(ws, objection)

    allowed(None)
    received = next(o.received for o in objection_rows(ws) if o.id == objection)
    days.hold_order(day, received, msg("titles.basis-objection"))
    outcome: Literal["upheld", "rejected"] = "upheld" if upheld else "rejected"
    ws.write(
        ObjectionHandled(objection=objection, outcome=outcome, finding=finding),
        right=Right.KEEP,
        effective=day,
        check=allowed,
    )
    return next(o for o in objection_rows(ws) if o.id == objection)


def _hold_upheld(ws: Workspace, objection: str) -> None:
    """Refuse to uphold an objection to an application that has ended: it stops nothing there.

    Raises:
        Refused: says how it ended, and what can be done of what was found.
    """
    case = next(o.case for o in objection_rows(ws) if o.id == objection)
    row = case_row(ws, case)
    if not row.over:
        return
    state = msg(f"titles.state-{row.told_on(ws.today())}")
    given = {"agency": names_of(ws, [row.agency])[0], "honor": row.granted or row.honor}
    raise Refused(
        msg("titles.upheld-too-late", case=Names(ws).case(case), state=state),
        where={"rule": "order"},
        value=objection,
        hint=msg(f"titles.way-{'granted' if row.granted else 'ended'}-objected", **given),
    )


def hold_handle(ws: Workspace, objection: str) -> None:
    """Refuse to answer an objection that is answered already.

    Raises:
        NotFound, Refused: as `handle`.
    """
    row = queries.one(ws.ledger, "titles", "objection", (objection,))
    if row is None:
        known = [o.id for o in objection_rows(ws)]
        raise NotFound(
            msg("titles.no-objection"), value=objection, nearest=nearest(objection, known)
        )
    if row[6]:
        raise Refused(
            msg("titles.answered", day=row[8]),
            where={"rule": "objection"},
            hint=_way_of_answered(ws, objection, row[1], row[2]),
        )


def _way_of_answered(ws: Workspace, objection: str, notice: str, case: str) -> Message:
    """Return what can be done of something new: another objection only while one is taken."""
    filed, row = case_row(ws, case), notice_row(ws, notice)
    if filed.over:
        given = {"agency": names_of(ws, [filed.agency])[0], "honor": filed.granted or filed.honor}
        return msg(f"titles.way-{'granted' if filed.granted else 'ended'}-anew", **given)
    taken = row.posted <= ws.today().isoformat() <= row.last
    way = msg("titles.way-new-objection" if taken else "titles.way-outside")
    return msg("titles.way-answered", way=way, objection=objection)
