"""Whom a reform brought into one agency within a round: a judge, and a subject of the round.

Counts and results go by the agencies of the day the round began (see `SubjectLine.owner`), so such
a pair stays expected. It is dealt no more, and no mark is written there; marks that stand stay and
count. A recusal ends what is expected there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import Refused
from civtui.model.text import Message, msg

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

NAMED = 3  # commands that are written out where marks are waited for in vain


class Met(NamedTuple):
    """A judge and a subject of one agency as of now, and of two when the round began.

    Args:
        given: marks that stand there, and stay.
        left: marks that are wanting there.
        due: marks are expected there.
    """

    assessor: str
    subject: str
    given: int
    left: int
    due: bool


def met(
    connection: sqlite3.Connection,
    round_id: str,
    *,
    assessor: str | None = None,
    subject: str | None = None,
    content: str = "{}",
    places: str = "[]",
) -> list[Met]:
    """Return the pairs of a round that reforms have brought into one agency.

    Args:
        assessor: only of this judge, `subject` only of this subject.
        content: what a reform says that is not done yet, as JSON: as it would be with it.
        places: agencies and offices of a judge who is not on the panel yet, as JSON.
    """
    given = {
        **{"round": round_id, "assessor": assessor, "subject": subject},
        **{"content": content, "places": places},
    }
    found = connection.execute(statements("queries", "rounds")["met"], given)
    return [
        Met(judge, one, marks, whole - marks, bool(due)) for judge, one, marks, whole, due in found
    ]


def closed_by_reform(
    ws: Workspace, round_id: str, *, assessor: str | None = None, places: str = "[]"
) -> dict[str, frozenset[str]]:
    """Return judge -> subjects that a reform closed to the judge, see `met`."""
    found: dict[str, set[str]] = {}
    pairs = met(ws.ledger.connection, round_id, assessor=assessor, places=places)
    for pair in pairs:
        found.setdefault(pair.assessor, set()).add(pair.subject)
    return {judge: frozenset(subjects) for judge, subjects in found.items()}


def refuse_met(
    connection: sqlite3.Connection, round_id: str, judge: str, subject: str, name: str
) -> None:
    """Refuse what a judge writes where a reform made judge and subject one agency's.

    Raises:
        Refused: it did, with the recusal that ends what is expected there.
    """
    if met(connection, round_id, assessor=judge, subject=subject):
        raise Refused(
            msg("workspace.met", assessor=name),
            where={"round": round_id, "rule": "conflict"},
            value=subject,
            hint=msg("workspace.way-met", round=round_id, assessor=judge, subject=subject),
        )


def waited_for(
    connection: sqlite3.Connection, round_id: str, assessor: str | None = None
) -> Message | None:
    """Return that marks are expected in vain, and the recusals that end it; None where none are."""
    pairs = [
        one for one in met(connection, round_id, assessor=assessor) if one.due and one.left > 0
    ]
    if not pairs:
        return None
    return msg("workspace.met-waited", count=len(pairs), ways=recusals(round_id, pairs))


def stood(connection: sqlite3.Connection, round_id: str) -> Message | None:
    """Return whose marks stand and count all the same, and the recusals that set them aside."""
    pairs = [one for one in met(connection, round_id) if one.due and one.given]
    if not pairs:
        return None
    return msg("workspace.met-stood", count=len(pairs), ways=recusals(round_id, pairs))


def recusals(round_id: str, pairs: Sequence[Met]) -> list[Message | str]:
    """Return the commands by which judges step back from subjects, the first few of them."""
    ways: list[Message | str] = [
        msg("workspace.way-met", round=round_id, assessor=one.assessor, subject=one.subject)
        for one in pairs[:NAMED]
    ]
    return [*ways, "…"] if len(pairs) > NAMED else ways
