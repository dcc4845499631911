"""Whom a reform brings into one agency within an open round: a judge, and what the judge marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civtui.model.facts.reform import Reformed
from civtui.model.text import Message, msg
from civtui.workspace.rounds.met import Met, met, recusals
from civtui.workspace.rounds.rounds import RoundRow, panel_seen, round_rows, subjects_of
from civtui.workspace.session import Workspace

NAMED = 5  # pairs that are called by name; a round has a line


def brought_together(ws: Workspace, fact: Reformed, names: Mapping[str, str]) -> Iterator[Message]:
    """Yield of each open round what a reform does to who marks whom in it, and the recusal.

    Args:
        fact: the reform, which is not done yet.
        names: what holders are called, those that it makes among them.
    """
    content = fact.model_dump_json()
    for round_ in round_rows(ws):
        if round_.state != "open":
            continue
        before = met(ws.ledger.connection, round_.id)
        after = met(ws.ledger.connection, round_.id, content=content)
        pairs = [one for one in after if one.due and one not in before]
        if pairs:
            yield _said(ws, round_, pairs, names)


def _said(ws: Workspace, round_: RoundRow, pairs: list[Met], names: Mapping[str, str]) -> Message:
    """Return it in one sentence; who may not know who judges reads of no judge."""
    judges = {one.id: one.name for one in panel_seen(ws, round_)}
    given = sum(one.given for one in pairs)
    if not judges:
        return msg("titles.round-met-unseen", round=round_.id, count=len(pairs), given=given)
    called = {one.id: names.get(one.id, one.full_name) for one in subjects_of(ws, round_)}
    said = [
        msg("titles.met-pair", judge=judges[one.assessor], subject=called[one.subject])
        for one in pairs[:NAMED]
    ]
    return msg(
        "titles.round-met",
        round=round_.id,
        count=len(pairs),
        pairs=[*said, *(["…"] if len(pairs) > NAMED else [])],
        given=given,
        ways=recusals(round_.id, pairs),
    )
