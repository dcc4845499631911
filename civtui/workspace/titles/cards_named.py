"""Which card an item of an agenda, or a decision, is about.

It is written down with either. Facts of earlier releases name the agency alone: there it is the
card that was open on the agency when the item was put, where that was one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from civtui.ledger import queries
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace

ENDS_OF_CARDS = ("clear-card", "prolong-card", "delist-card")


def of_item(ws: Workspace, sitting: str, item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cards that an item of an agenda is about, as its fact has it.

    Args:
        item: the item as it is written; of a matter that ends no card nothing is returned.
    """
    if item["matter"] not in ENDS_OF_CARDS:
        return ()
    if item.get("cards"):
        return tuple(item["cards"])
    found: list[str] = []
    for subject in item["subjects"]:
        given = {"sitting": sitting, "matter": item["matter"], "subject": subject}
        put = queries.one(ws.ledger, "cards", "put-by", given)
        found += _only_open(ws, subject, put[0]) if put and put[0] else ()
    return tuple(dict.fromkeys(found))


def of_decisions(ws: Workspace) -> dict[str, tuple[str, ...]]:
    """Return decision -> the cards it is about, of all that end or prolong cards."""
    found: dict[str, tuple[str, ...]] = {}
    rows = queries.rows(ws.ledger, "cards", "decided", {"matters": json.dumps(ENDS_OF_CARDS)})
    for id_, seq, subjects, cards, session, number, agenda in rows:
        whom = json.loads(subjects)
        if cards:
            found[id_] = tuple(json.loads(cards))
            continue
        item = next((i for i in json.loads(agenda or "[]") if i["item"] == number), None)
        if item is None:
            found[id_] = tuple(card for one in whom for card in _only_open(ws, one, seq))
            continue
        holders = {card: holder for card, holder, _ in _at(ws, seq)}
        found[id_] = tuple(c for c in of_item(ws, session, item) if holders.get(c) in whom)
    return found


def of_decision(ws: Workspace, decision: str) -> tuple[str, ...]:
    """Return the cards that a decision is about; empty where none is known."""
    return of_decisions(ws).get(decision, ())


def agency_of_card(ws: Workspace, card: str) -> str:
    """Return the agency that has a card today; empty where there is no such card."""
    row = queries.one(ws.ledger, "titles", "card-agency", (card,))
    return str(row[0]) if row else ""


def agencies_of(ws: Workspace, cards: Iterable[str]) -> tuple[str, ...]:
    """Return the agencies that have these cards today, each once."""
    return tuple(dict.fromkeys(agency_of_card(ws, card) for card in cards))


def cards_of(ws: Workspace, agency: str, cards: Iterable[str]) -> tuple[str, ...]:
    """Return those of `cards` that an agency, or who goes on with it, has today."""
    now = Lineage(ws).now(agency)
    return tuple(card for card in cards if agency_of_card(ws, card) == now)


def open_on(ws: Workspace, agency: str) -> tuple[str, ...]:
    """Return the cards that are open on an agency, or on who goes on with it, oldest first."""
    now = Lineage(ws).now(agency)
    return tuple(str(row[0]) for row in queries.rows(ws.ledger, "titles", "open-cards-of", (now,)))


def several_open(ws: Workspace, card: str) -> bool:
    """Return whether the agency that has a card has others that are open."""
    return len(open_on(ws, agency_of_card(ws, card))) > 1


def _only_open(ws: Workspace, agency: str, seq: int) -> tuple[str, ...]:
    """Return the card that was open on an agency when a fact was written, where that was one."""
    was = [card for card, holder, open_ in _at(ws, seq) if open_ and holder == agency]
    return (was[0],) if len(was) == 1 else ()


def _at(ws: Workspace, seq: int) -> list[tuple[str, str, bool]]:
    """Return the cards that had been issued when a fact was written: whose, and whether open."""
    given = {"seq": seq}
    heirs = dict(queries.rows(ws.ledger, "cards", "merged-by", given))
    found = []
    for card, holder, open_ in queries.rows(ws.ledger, "cards", "issued-by", given):
        now = str(holder)
        while now in heirs:
            now = str(heirs[now])
        found.append((str(card), now, bool(open_)))
    return found
