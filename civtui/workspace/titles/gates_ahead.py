"""What will bar a decision, said before it: where one may apply, on the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from civtui.model.text import Message, msg
from civtui.rules.consequences import gates_of
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_steps import second_of
from civtui.workspace.titles.cards_named import cards_of
from civtui.workspace.titles.cards_put import to_come
from civtui.workspace.titles.decisions import deed_of
from civtui.workspace.titles.gates import Shut, shut_gates
from civtui.workspace.titles.holders import honor_of, names_of
from civtui.workspace.titles.result_basis import SCOPES
from civtui.workspace.titles.sittings import Item, sitting_row

if TYPE_CHECKING:
    from civtui.workspace.titles.proposing import Proposal


def bars_of_tier(ws: Workspace, agency: str, honor: str, day: date) -> list[Message]:
    """Return what would bar the decision on an application, beside what bars the application.

    The honor's own gate is said by whoever answers for the tier.
    """
    later = {*gates_of("decide")} - {*gates_of("apply")}
    shut = shut_gates(ws, "decide", [agency], day, honor)
    return _said(ws, [one for one in shut if one.gate in later])


def bars_of_item(
    ws: Workspace,
    matter: str,
    honor: str | None,
    holders: Sequence[str],
    day: date,
    cards: Sequence[str] = (),
) -> list[Message]:
    """Return what would bar the decision on a matter of a sitting, as of its day.

    Args:
        cards: which of the holders' cards it is about; one whose re-inspection is still to come
            may stand on an agenda, and is not cleared without it.
    """
    deed = deed_of(matter, honor)
    gates = _said(ws, shut_gates(ws, deed, holders, day, honor)) if deed and holders else []
    return [*gates, *second_cards_ahead(ws, matter, holders, day)] + [
        msg(
            "titles.bars-decision",
            holder=names_of(ws, [holder])[0],
            why=msg("rules.card-not-inspected"),
            way=msg("titles.way-inspect-first", card=card),
        )
        for holder in holders
        for card in cards_of(ws, holder, cards)
        if to_come(ws, matter, card)
    ]


def second_cards_ahead(
    ws: Workspace, matter: str, holders: Sequence[str], day: date
) -> list[Message]:
    """Return whose card would be a second one that counts, and what follows from it by policy."""
    if matter != "card":
        return []
    found = ((holder, second_of(ws, holder, day)) for holder in holders)
    said = [(holder, note) for holder, ((*notes,), _) in found for note in notes]
    names = names_of(ws, [holder for holder, _ in said])
    return [
        msg("titles.second-ahead", holder=name, note=note)
        for name, (_, note) in zip(names, said, strict=True)
    ]


def bars_of_agenda(
    ws: Workspace, agenda: Sequence[Item], stood: Sequence[Item], on: str
) -> list[Message]:
    """Return what would bar the decisions on those who come newly on an agenda."""
    there = {(i.matter, i.honor, one) for i in stood for one in i.subjects}
    day = date.fromisoformat(on)
    new = (
        (i, [one for one in i.subjects if (i.matter, i.honor, one) not in there]) for i in agenda
    )
    return [*chain(*(bars_of_item(ws, i.matter, i.honor, whom, day, i.cards) for i, whom in new))]


def bars_of_proposal(ws: Workspace, made: Proposal) -> list[Message]:
    """Return what would bar the decisions on those who came on an agenda out of a round."""
    new = [row.subject for row in made.rows if row.subject not in made.stood]
    first = "grant" if honor_of(made.honor) in SCOPES else "recommend"
    day = date.fromisoformat(sitting_row(ws, made.sitting).on)
    matters = {"renew": [one for one in new if one in made.renewed]}
    matters[first] = [one for one in new if one not in made.renewed]
    found = (bars_of_item(ws, one, made.honor, whom, day) for one, whom in matters.items())
    return [*chain(*found)]


def _said(ws: Workspace, shut: Sequence[Shut]) -> list[Message]:
    """Return a line of each gate that bars, with its reason and the way out."""
    bars = [one for one in shut if one.barred]
    names = names_of(ws, [one.holder for one in bars])
    return [
        msg("titles.bars-decision", holder=name, why=one.why, way=one.way)
        for name, one in zip(names, bars, strict=True)
    ]
