"""Recusal: a judge steps back in the middle of a round; the marks given there are set aside."""

from __future__ import annotations

from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.marks.admission import still_open
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import SubjectLine
from civtui.workspace.rounds.subjects import agency_or_office
from civtui.workspace.session import Workspace


class Recusal(NamedTuple):
    """What a recusal came to.

    Args:
        whom: id of the agency or the office.
        subjects: the subjects of the round that are closed to the judge by it.
        set_aside: marks that were given there and no longer count.
    """

    round: str
    assessor: str
    whom: str
    subjects: list[str]
    set_aside: int


def recuse(ws: Workspace, round_id: str, assessor: str, whom: str, *, why: str) -> Recusal:
    """Record that a judge does not judge an agency or an office, and set the marks there aside.

    Args:
        whom: an agency (all that is its now, or is it) or one office.
        why: the reason, in a person's words: a conflict that showed, a request.

    Raises:
        NotFound: no such round, judge, agency or office.
        BadInput: no reason, or nothing in the round is meant.
        Refused: the round is closed, or an assessor names somebody else.
    """
    from civtui.model.facts.rounds import Recused

    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor)
    if not why.strip():
        raise BadInput(msg("workspace.recusal-why"), where={"round": round_id})
    subjects = rounds.subjects_of(ws, round_)
    target = agency_or_office(ws, whom)
    before = rounds.barred_subjects(judge, subjects)
    line = Lineage(ws)
    meant = [s.id for s in subjects if s.id not in before and target in _whose(line, s)]
    if not meant:
        raise BadInput(
            msg("workspace.recusal-nothing", assessor=judge.name),
            where={"round": round_id},
            value=whom,
        )
    found = queries.rows(ws.ledger, "rounds", "marks-by", (round_id, judge.id))
    own = rounds.mine(judge, subjects)
    set_aside = sum(row[0] in meant and row[0] in own for row in found)
    right = Right.MARK if ws.role == Role.ASSESSOR else Right.KEEP
    whole = {s.id for s in subjects if target in (s.id, s.owner)} - before == {*meant}
    targets = [target] if whole else meant  # a reform made it another one's since the round began
    bodies = [Recused(round=round_id, assessor=judge.id, subject=one) for one in targets]
    ws.write(*bodies, right=right, why=why, check=still_open(round_id))
    return Recusal(round_id, judge.id, target, meant, set_aside)


def _whose(line: Lineage, subject: SubjectLine) -> set[str]:
    """Return what a subject is called by: itself, who goes on with it, the agency of it now."""
    now = line.now(subject.id)
    return {subject.id, now, line.offices.get(now, subject.agency)}
