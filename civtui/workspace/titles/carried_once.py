"""A decision is carried out once on each whom it names; what comes after is decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import cards_of, of_decision
from civtui.workspace.titles.decided import decision_row
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


def refuse_spent_card(ws: Workspace, decision: str, card: str, holder: str) -> None:
    """Refuse a decision that was carried out on its card, or is about another one of `holder`.

    Where it does not tell which cards of the holder it is about, it is about one of them.

    Raises:
        Refused: as `refuse_spent`, or it is about other cards.
    """
    about = cards_of(ws, holder, of_decision(ws, decision))
    if not about:
        refuse_spent(ws, decision, [holder], None, "card-end")
        return
    for one in [card] if card in about else about:
        if (day := card_spent_on(ws, decision, one)) is not None:
            raise Refused(
                msg("titles.spent", holder=names_of(ws, [holder])[0], day=day),
                where={"rule": "decision-once"},
                value=decision,
                hint=msg("titles.way-decide-again"),
            )
    if card not in about:
        matter = decision_row(ws, decision).matter
        raise Refused(
            msg("titles.other-card", decision=decision, about=list(about), card=card),
            where={"rule": "decision"},
            value=card,
            hint=msg("titles.way-other-card", matter=matter, card=card),
        )


def card_spent_on(ws: Workspace, decision: str, card: str) -> str | None:
    """Return the day (ISO) on which a decision was carried out on a card; None where it was not."""
    row = queries.one(ws.ledger, "cards", "ended-by", {"decision": decision, "card": card})
    return str(row[0]) if row else None


def refuse_overruled(
    ws: Workspace, decision: str, holders: Sequence[str], card: str | None = None
) -> None:
    """Refuse a decision that a later one on the same matter went against.

    Args:
        card: the card that it is carried out on: what was refused of another says nothing of it.

    Raises:
        Refused: the later one, and its day.
    """
    for holder in holders:
        given = {"decision": decision, "holder": holder}
        for since in queries.rows(ws.ledger, "titles", "refused-since", given):
            about = of_decision(ws, since[0]) if card else ()
            if cards_of(ws, holder, about) and card not in about:
                continue
            raise Refused(
                msg("titles.refused-since", decision=since[0], day=since[1]),
                where={"rule": "decision"},
                value=decision,
                hint=msg("titles.way-decide"),
            )
