"""Why marks count for nothing: a conflict of interest, a recusal, no share of the judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.rounds.rounds import AssessorLine, RoundRow, SubjectLine
from civtui.workspace.session import Workspace

Pair = tuple[str, str]


def why_barred(
    ws: Workspace,
    round_: RoundRow,
    panel: Sequence[AssessorLine],
    subjects: Sequence[SubjectLine],
    barred: Iterable[Pair],
) -> dict[Pair, Message]:
    """Return why each of the pairs of judge and subject is barred, as the trace says it."""
    judges, lines = {a.id: a for a in panel}, {s.id: s for s in subjects}
    recused: dict[str, dict[str, str]] = {}
    found = {}
    for judge_id, subject_id in barred:
        judge, line = judges[judge_id], lines[subject_id]
        places = {line.id, line.owner}
        if judge_id not in recused:
            given = {"round": round_.id, "assessor": judge_id}
            recused[judge_id] = dict(queries.rows(ws.ledger, "card", "recusals", given))
        said = [recused[judge_id][place] for place in places if place in recused[judge_id]]
        if said:
            found[judge_id, subject_id] = msg("pipeline.aside-recused", why=said[0] or "—")
        elif places & {*judge.related, judge.agency}:
            found[judge_id, subject_id] = msg("pipeline.aside-conflict")
        else:
            found[judge_id, subject_id] = msg("pipeline.aside-share")
    return found
