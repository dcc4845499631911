"""A decision is carried out once on each whom it names; what comes after is decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import names_of

# what a decision is carried out on: titles, the issue of a card, its end, an appeal's answer
Carries = Literal["titles", "card", "card-end", "appeal"]


def refuse_spent(
    ws: Workspace, decision: str, holders: Sequence[str], honor: str | None, carries: Carries
) -> None:
    """Refuse a decision that was carried out on one of the holders already.

    A title given by it, lost since, is not given by it again; a card that it cleared was another.

    Args:
        honor: the title it is carried out on; a decision about all of them is carried out on each.

    Raises:
        Refused: it was, with the day on which it was.
    """
    for holder in holders:
        day = spent_on(ws, decision, holder, honor, carries)
        if day is not None:
            raise Refused(
                msg("titles.spent", holder=names_of(ws, [holder])[0], day=day),
                where={"rule": "decision-once"},
                value=decision,
                hint=msg(f"titles.way-decide-{'anew' if carries == 'titles' else 'again'}"),
            )


def spent_on(
    ws: Workspace, decision: str, holder: str, honor: str | None, carries: Carries
) -> str | None:
    """Return the day (ISO) on which a decision was carried out on a holder; None where it was not.

    Args:
        honor: as `refuse_spent`.
    """
    values = {"decision": decision, "holder": holder, "honor": honor}
    row = queries.one(ws.ledger, "titles", f"spent-on-{carries}", values)
    return str(row[0]) if row else None


def refuse_overruled(ws: Workspace, decision: str, holders: Sequence[str]) -> None:
    """Refuse a decision that a later one on the same matter went against.

    Raises:
        Refused: the later one, and its day.
    """
    for holder in holders:
        given = {"decision": decision, "holder": holder}
        since = queries.one(ws.ledger, "titles", "refused-since", given)
        if since is not None:
            raise Refused(
                msg("titles.refused-since", decision=since[0], day=since[1]),
                where={"rule": "decision"},
                value=decision,
                hint=msg("titles.way-decide"),
            )
