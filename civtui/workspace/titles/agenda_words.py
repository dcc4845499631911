"""An agenda in words: whom an item is about, and which of their cards."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.locale import t
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda import Placed
from civtui.workspace.titles.cards_named import cards_of, open_on
from civtui.workspace.titles.cards_put import card_said
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.sittings import Item


def item_about(ws: Workspace, item: Item) -> list[str]:
    """Return whom an item is about; of an agency with several open cards with the card's id."""
    found = []
    for subject, name in zip(item.subjects, names_of(ws, item.subjects), strict=True):
        cards = cards_of(ws, subject, item.cards) if len(open_on(ws, subject)) > 1 else ()
        found.append(" ".join([name, *cards]))
    return found


def items_said(ws: Workspace, agenda: Sequence[Item]) -> list[Message]:
    """Return each item of an agenda as a sentence: number, matter, whom it is about, papers."""
    found: list[Message] = []
    for item in agenda:
        about = t("common.separator").join(item_about(ws, item)) or item.title or "—"
        papers = [f"[{paper}]" for paper in item.papers]
        found.append(
            msg(
                f"verbs/group.item-said{'-honor' if item.honor else ''}",
                number=item.item,
                matter=msg(f"titles.matter-{item.matter}"),
                honor=msg(f"cli.honor-{item.honor}"),
                holders=" ".join([about, *papers]),
            )
        )
    return found


def added_said(ws: Workspace, plan: Placed) -> list[str | Message]:
    """Return whom an agenda takes on newly: of an agency with several open cards which of them."""
    many = [card for one in plan.added if len(open_on(ws, one)) > 1 for card in plan.cards]
    plain = [one for one in plan.added if len(open_on(ws, one)) < 2 or not plan.cards]
    return [*names_of(ws, plain), *(card_said(ws, card) for card in dict.fromkeys(many))]
