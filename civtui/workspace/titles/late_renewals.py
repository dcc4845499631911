"""Renewals that were decided while a title stood, and put down when a policy had ended it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import agency_of, holds

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body


def ended_in_between(
    ws: Workspace, honor: str, holders: Sequence[str], decided: date
) -> dict[str, date]:
    """Return the day on which a policy ended each title that was to be kept by then.

    What was decided while the title stood counts from its day, however late it is put down: the
    term may have run out since (policy term-lapsed), or a later selection have given its first
    title (policy model-title-term).

    Raises:
        Refused: the title had ended before the decision to keep it.
    """
    found: dict[str, date] = {}
    for holder in holders:
        given = {"holder": holder, "honor": honor}
        row = queries.one(ws.ledger, "titles", "ended-by-policy", given)
        if row is None or holds(ws, holder, honor):
            continue
        if decided.isoformat() > row[1]:
            raise Refused(
                msg("titles.decided-late", until=row[1], decided=decided),
                where={"rule": "term"},
                value=holder,
                hint=msg("titles.way-anew"),
            )
        found[holder] = date.fromisoformat(row[0])
    return found


def overtaken_since(
    ws: Workspace, honor: str, holders: Sequence[str], decided: date
) -> dict[str, date]:
    """Return the day on which a later selection's first title ended each one that it gives anew.

    Who was selected anew goes on with the title; that of who else was decided on the same day may
    have been put down before.
    """
    found: dict[str, date] = {}
    for holder in holders:
        row = queries.one(
            ws.ledger, "titles", "ended-by-policy", {"holder": holder, "honor": honor}
        )
        if row and not row[2] and decided.isoformat() <= row[0] and not holds(ws, holder, honor):
            found[holder] = date.fromisoformat(row[0])
    return found


def undone(ws: Workspace, holders: Sequence[str], back: date) -> list[Body]:
    """Return what takes back all that policies did to holders and their agencies from a day on.

    They work out anew what is due, on titles that stand: a share that never fell brings no card.

    Raises:
        Refused: somebody went on with it since, a card that was re-inspected; that goes first.
    """
    from civtui.model.facts.voiding import Voided
    from civtui.workspace.fact_words import of_row
    from civtui.workspace.voiding.by_policy import by_policy
    from civtui.workspace.voiding.dependents import facts_of, hanging

    if not ws.asking:  # nothing is written then, and nobody went on with what is on no record
        ws.write(right=Right.KEEP)  # what is due is put on record first
    given = {
        "about": json.dumps([*holders, *{agency_of(ws, holder) for holder in holders}]),
        "since": back.isoformat(),
    }
    numbers = [seq for (seq,) in queries.rows(ws.ledger, "titles", "by-policy-since", given)]
    if not numbers:
        return []
    rows = facts_of(ws, numbers)
    later = [
        row
        for row in hanging(ws, rows, set(numbers))
        if not by_policy(row) and row.effective >= back.isoformat()  # else it rests on none of it
    ]
    if later:
        raise Refused(
            msg("voiding.hangs", count=len(later), seq=later[-1].seq, latest=of_row(ws, later[-1])),
            where={"rule": "term"},
            hint=msg("titles.way-late-first", seq=later[-1].seq),
        )
    return [Voided(facts=tuple(numbers))]
