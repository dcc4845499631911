"""Hands a judge's share, the part not marked yet, over to somebody else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, Refused, UsageFault, nearest
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.workspace.marks.admission import still_open, takes_marks
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.met import closed_by_reform
from civtui.workspace.rounds.rounds import AssessorLine, RoundRow, SubjectLine
from civtui.workspace.rounds.subjects import judge as read_judge
from civtui.workspace.session import Workspace


class HandOver(NamedTuple):
    """What a hand-over came to.

    Args:
        subjects: those that the other judge has now.
        kept: subject -> why it could not go (with `all_open`).
        set_aside: marks of the first judge there, which no longer count.
    """

    round: str
    assessor: str
    to: str
    subjects: list[str]
    kept: dict[str, str]
    set_aside: int
    seq: int


def hand_over(
    ws: Workspace,
    round_id: str,
    assessor: str,
    to: str,
    *,
    subjects: Sequence[str] = (),
    all_open: bool = False,
    why: str,
) -> HandOver:
    """Hand subjects of one judge's share over to another judge.

    What the first judge marked completely stays; marks in a subject that was only begun are set
    aside, for one office is judged by one person throughout.

    Args:
        to: a judge of the panel, or a newcomer as `ID:NAME[:AGENCY[:RELATED...]]`.
        subjects: ids of the round's subjects.
        all_open: everything that the judge has not marked completely.
        why: the reason, in a person's words.

    Raises:
        NotFound: round, judge or subject is unknown.
        BadInput: no reason, or nothing is left to hand over.
        UsageFault: neither subjects nor `all_open`.
        Refused: the round deals no shares or is closed, a sheet is submitted, or the other judge
            may not have a subject that was named.
    """
    from civtui.model.facts.panel import HandedOver

    round_ = rounds.round_row(ws, round_id)
    giver = rounds.assessor_for(ws, round_, assessor)
    right = Right.MARK if ws.role == Role.ASSESSOR else Right.KEEP
    ws.require(right)
    if not subjects and not all_open:
        raise UsageFault(msg("panel.which-subjects"), hint=msg("panel.office-or-all"))
    _may_give(giver, round_id, why)
    taker, newcomer = _taker(ws, round_, giver, to)
    plan = _plan(ws, round_, giver, taker, subjects, joins=newcomer is not None)

    def check(connection: sqlite3.Connection) -> None:
        still_open(round_id)(connection)
        for judge in [giver] if newcomer else [giver, taker]:
            takes_marks(round_id, judge.id)(connection)
        now = rounds.round_row(ws, round_id)
        again = rounds.assessor_for(ws, now, giver.id)
        to_now, joins = _taker(ws, now, again, to)
        _unchanged(plan, _plan(ws, now, again, to_now, subjects, joins=joins is not None))

    body = HandedOver(
        round=round_id,
        assessor=giver.id,
        to=taker.id,
        subjects=tuple(plan.subjects),
        anchors=tuple(plan.anchors),
        newcomer=newcomer,
    )
    (seq,) = ws.write(body, right=right, why=why.strip(), check=check)
    return HandOver(round_id, giver.id, taker.id, plan.subjects, plan.kept, plan.set_aside, seq)


def takers(ws: Workspace, round_id: str, assessor: str, subject: str) -> list[AssessorLine]:
    """Return the judges of the panel who may take a subject over from another one.

    Raises:
        NotFound: round, judge or subject is unknown.
        Refused: nobody may, or the judge may not hand it over; why.
    """
    round_ = rounds.round_row(ws, round_id)
    giver = rounds.assessor_for(ws, round_, assessor)
    ws.require(Right.MARK if ws.role == Role.ASSESSOR else Right.KEEP)
    _dealt(giver, round_id)
    connection = ws.ledger.connection
    takes_marks(round_id, giver.id)(connection)
    found: list[AssessorLine] = []
    reasons: list[Refused] = []
    for judge in rounds.assessors_of(ws, round_):
        if judge.id == giver.id:
            continue
        try:
            takes_marks(round_id, judge.id)(connection)
            _plan(ws, round_, giver, judge, (subject,), joins=False)
        except Refused as error:
            reasons.append(error)
        else:
            found.append(judge)
    if found:
        return found
    if len({error.message.key for error in reasons}) == 1:
        raise reasons[0]
    raise Refused(
        msg("panel.nobody-takes"),
        where={"round": round_id},
        value=subject,
        hint=msg("panel.newcomer-only"),
    )


def _may_give(giver: AssessorLine, round_id: str, why: str) -> None:
    if not why.strip():
        raise BadInput(msg("panel.hand-over-why"), where={"round": round_id})
    _dealt(giver, round_id)


def _dealt(giver: AssessorLine, round_id: str) -> None:
    if giver.share is None:
        raise Refused(
            msg("panel.not-dealt"),
            where={"round": round_id, "rule": "dealt"},
            value=round_id,
            hint=msg("panel.assign-first"),
        )


def _unchanged(plan: _Plan, now: _Plan) -> None:
    if now != plan:
        raise Refused(msg("panel.changed"), hint=msg("panel.again"))


def _taker(
    ws: Workspace, round_: RoundRow, giver: AssessorLine, to: str
) -> tuple[AssessorLine, Any]:
    """Return the judge who takes over, and what a newcomer brings to the panel."""
    panel = rounds.assessors_of(ws, round_)
    ids = [judge.id for judge in panel]
    wanted, colon, _ = to.partition(":")
    if wanted == giver.id:
        raise BadInput(msg("panel.to-oneself"), where={"round": round_.id}, value=wanted)
    for judge in panel:
        if judge.id == wanted:
            return judge, None
    if not colon:
        raise NotFound(
            msg("workspace.no-assessor"),
            where={"round": round_.id},
            value=to,
            allowed=ids,
            nearest=nearest(to, ids),
            hint=msg("panel.newcomer"),
        )
    # a judge hands over within the panel; who joins it is not theirs to say
    ws.require(Right.KEEP)
    new = read_judge(ws, to)
    line = AssessorLine(
        new["id"], new["name"], new["agency"], tuple(new["related"]), 0, 0, None, frozenset()
    )
    return line, new


class _Plan(NamedTuple):
    """What goes over, what stays and why, and the marks that are set aside by it."""

    subjects: list[str]
    anchors: list[str]
    kept: dict[str, str]
    set_aside: int


def _plan(
    ws: Workspace,
    round_: RoundRow,
    giver: AssessorLine,
    taker: AssessorLine,
    named: Iterable[str],
    *,
    joins: bool,
) -> _Plan:
    subjects = rounds.subjects_of(ws, round_)
    share = giver.share or frozenset()
    found = queries.rows(ws.ledger, "rounds", "begun", (round_.id,))
    marks = {subject: count for judge, subject, count in found if judge == giver.id}
    own = rounds.mine(giver, subjects)
    places = json.dumps([one for one in (taker.agency, *taker.related) if one])
    met = closed_by_reform(ws, round_.id, assessor=taker.id, places=places)
    barred = rounds.barred_subjects(taker, subjects) | met.get(taker.id, frozenset())
    has = taker.share or frozenset()
    asked = list(dict.fromkeys(named))
    ids = [s.id for s in subjects]
    for subject in asked:
        if subject not in ids:
            raise NotFound(
                msg("workspace.no-subject"),
                where={"round": round_.id},
                value=subject,
                nearest=nearest(subject, ids),
            )
    going, kept = [], {}
    for line in subjects:
        if asked and line.id not in asked:
            continue
        done = line.id in own and marks.get(line.id, 0) >= len(round_.items)
        reason = _stays(line, share, done=done, barred=line.id in barred, has=line.id in has)
        if reason is None:
            going.append(line.id)
        elif asked:
            raise Refused(
                msg(f"panel.stays-{reason}", assessor=giver.name, other=taker.name),
                where={"round": round_.id, "rule": reason},
                value=line.id,
                hint=msg("panel.other-choice"),
            )
        elif reason in ("conflict", "has"):
            kept[line.id] = reason
    if not going:
        raise BadInput(
            msg("panel.nothing-to-hand", assessor=giver.name),
            where={"round": round_.id},
            value=giver.id,
        )
    anchors = [s.id for s in subjects if s.anchor and s.id not in barred] if joins else []
    set_aside = sum(marks.get(s, 0) for s in going if s in own)
    return _Plan(going, anchors, kept, set_aside)


def _stays(
    line: SubjectLine, share: frozenset[str], *, done: bool, barred: bool, has: bool
) -> str | None:
    """Return why a subject cannot go over, None where it can."""
    for reason, holds in (
        ("share", line.id not in share),
        ("anchor", line.anchor),
        ("done", done),
        ("conflict", barred),
        ("has", has),
    ):
        if holds:
            return reason
    return None
