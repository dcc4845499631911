"""What is due of public notices: their applications by where each stands, and objections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.text import Message, msg
from civtui.rules.case_steps import CITY_TIER, after_notice
from civtui.workspace.session import Workspace

# states of applications that await the city, with the end of the key of their line
TO_PUT = {"applied": "-applied", "check-failed": "-check-failed", "checked": ""}
Line = tuple[date, str, str, str, Message]  # day, kind, id, name, sentence: as `due.DueRow`


class _Noticed(NamedTuple):
    """An application under a notice, with the decision that stands behind it."""

    case: str
    agency: str
    honor: str
    decision: str


def notices_due(
    ws: Workspace, first: date, given: Mapping[str, Any], *, bars: bool
) -> Iterator[Line]:
    """Yield the lines of notices and of objections.

    Of a notice there is a line for what waits for its end, or can go on since, and one for each
    application to which an objection was upheld: it waits for nothing but to be closed.

    Args:
        first: the day that the answer is as of; `given` what the queries are given.
        bars: with what bars the step behind a notice that is over.
    """
    from civtui.workspace.titles.holders import holds

    rows = queries.rows(ws.ledger, "due", "notices", given)
    objections = _objections(ws, given)
    objected: dict[str, list[str]] = {}  # application -> its objections, the oldest first
    for id_, _, case in sorted(objections, key=lambda one: (str(one[1]), len(one[0]), one[0])):
        objected.setdefault(str(case), []).append(str(id_))
    waits: dict[tuple[str, str], list[_Noticed]] = {}
    for id_, end, case, agency, upheld, honor, decision in rows:
        if upheld is None:
            one = _Noticed(str(case), str(agency), str(honor), str(decision))
            waits.setdefault((str(id_), str(end)), []).append(one)
            continue
        called, whose = _called(ws, [str(case)], [str(agency)])
        why = msg("titles.due-notice-upheld", notice=id_, of=called, last=end, case=case)
        yield date.fromisoformat(str(upheld)), "notice", str(id_), whose, why
    for (id_, end), cases in waits.items():
        last, named = date.fromisoformat(end), [one.case for one in cases]
        open_ = [one for case in named for one in objected.get(case, ())]
        answers = [msg("titles.do-handle", objection=one) for one in open_]
        over = "-objected" if answers else "-over"
        key = f"titles.due-notice{over if last < first else ''}"
        called, whose = _called(ws, named, [one.agency for one in cases])
        step = after_notice({(one.honor, holds(ws, one.agency, one.honor)) for one in cases})
        given = {"notice": id_, "of": called, "last": end, "case": named[0], "step": step}
        why = msg(key, **given, ways=_ways(ws, cases), answers=answers)
        if last < first and bars:
            why = _barred(ws, why, cases, {*objected}, first)
        yield last + timedelta(days=1), "notice", id_, whose, why
    for id_, received, case in objections:
        called, _ = _called(ws, [str(case)], [])
        why = msg("titles.due-objection", objection=str(id_), case=called)
        yield date.fromisoformat(str(received)), "objection", str(id_), called, why


def _objections(ws: Workspace, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return unanswered objections (id, day, application), but where nothing hangs on them."""
    from civtui.workspace.titles.cases import case_row

    rows = queries.rows(ws.ledger, "due", "objections", given)
    return [one[:3] for one in rows if one[3] or not case_row(ws, str(one[2])).over]


def _ways(ws: Workspace, cases: Iterable[_Noticed]) -> list[Message]:
    """Return the commands of the step behind the notice of applications."""
    from civtui.workspace.titles.holders import typed

    above: list[str] = []
    own: dict[str, list[str]] = {}
    for one in cases:
        if one.honor == CITY_TIER:
            own.setdefault(one.decision, []).append(one.agency)
        else:
            above.append(one.case)
    ways = [msg("titles.do-submit", cases=" ".join(above))] if above else []
    return ways + [
        msg("titles.do-grant", honor=CITY_TIER, holders=typed(ws, whom), decision=decision)
        for decision, whom in own.items()
    ]


def _barred(
    ws: Workspace, why: Message, cases: list[_Noticed], objected: set[str], first: date
) -> Message:
    """Return why a notice that is over is due, with what bars the step behind it, and whom."""
    from civtui.workspace.titles.cases import case_row
    from civtui.workspace.titles.holders import names_of
    from civtui.workspace.titles.next_steps import what_first

    firsts: list[Message] = []
    free: list[_Noticed] = []
    for one in cases:
        row, case = case_row(ws, one.case), one.case
        found = what_first(ws, row, first)
        if found is not None:
            name = names_of(ws, [row.agency])[0]
            close = msg("titles.way-withdraw-case", case=case)
            given = {"name": name, "close": close, **found._asdict()}
            # one that an answer will settle is not given up meanwhile
            key = "first-of" if case in objected else "first-of-case"
            firsts.append(msg(f"titles.{key}", **given))
        else:
            free.append(one)
    if not firsts or {one.case for one in cases} <= objected:
        return why
    key = "barred" if len(firsts) == len(cases) else "partly"
    return msg(
        f"titles.due-notice-{key}", **{**why.values, "firsts": firsts, "ways": _ways(ws, free)}
    )


def _called(ws: Workspace, cases: list[str], agencies: list[str]) -> tuple[str, str]:
    """Return what people call applications and their agencies; of many the first ones."""
    from civtui.workspace.reading.names import Names

    names = Names(ws)
    return render(names.cases(cases)), render(names.holders(agencies)) if agencies else ""


def applications_due(ws: Workspace, last: date) -> Iterator[Line]:
    """Yield the applications that are to be checked, or passed it and stand before no sitting.

    One whose next step is barred, that lacks something, or whose title is gone that it is to keep,
    may have to be closed: the line names that too.
    """
    from civtui.workspace.titles.applicant_scores import score_since, scores_given, since_said
    from civtui.workspace.titles.cases import case_rows
    from civtui.workspace.titles.holders import holds
    from civtui.workspace.titles.next_steps import next_step, stands_before, what_first

    waiting = [row for row in case_rows(ws) if row.state in TO_PUT]
    given = scores_given(ws) if waiting else {}
    for row in waiting:
        on = date.fromisoformat(row.stepped)
        if on > last or stands_before(ws, row):
            continue
        since = score_since(ws, row, given.get(row.id))
        way = since_said(ws, row.id, since) if since else next_step(ws, row)
        gone = row.renewal and not holds(ws, row.agency, row.honor)
        if gone or row.state == "check-failed" or what_first(ws, row, ws.today()):
            close = msg("titles.way-withdraw-case", case=row.id)
            way = msg("titles.due-ways", one=way, two=close)
        called, _ = _called(ws, [row.id], [])
        why = msg(f"titles.due-application{TO_PUT[row.state]}", case=called, way=way)
        yield on, "application", row.agency, row.agency_name, why
