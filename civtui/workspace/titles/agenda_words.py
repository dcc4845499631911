"""An agenda in words: whom an item is about, what stands beside it, what it takes the place of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda import Placed, past_undone
from civtui.workspace.titles.agenda_rivals import beside
from civtui.workspace.titles.applications import over_quota
from civtui.workspace.titles.cards_named import agencies_of, cards_of, open_on
from civtui.workspace.titles.cards_put import card_said
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.sittings import Item, SittingRow

if TYPE_CHECKING:
    from civtui.workspace.titles.proposing import Proposal


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


def beside_said(ws: Workspace, agenda: Sequence[Item], stood: Sequence[Item]) -> list[Message]:
    """Return what stands undecided, of the same titles and cards, beside what comes newly."""
    there = {(i.matter, i.honor, one) for i in stood for one in i.about}
    found: list[Message] = []
    for item in agenda:
        new = {one for one in item.about if (item.matter, item.honor, one) not in there}
        cards = [one for one in item.cards if one in new]
        whom = agencies_of(ws, cards) if item.cards else tuple(new)
        found += beside(ws, item.matter, item.honor, whom, cards) if whom else []
    return found


def over_said(ws: Workspace, agenda: Sequence[Item], on: str) -> list[Message]:
    """Return of each item that names more than there are places for that it does.

    The guidance group decides which of them (see `applications.over_quota`).
    """
    day = date.fromisoformat(on)
    asked = [over_quota(ws, i.matter, i.honor, i.subjects, day) for i in agenda if not i.agency]
    found = [why for why in asked if why is not None]
    left = ["" if why.values["left"] else "-none" for why in found]
    return [msg(f"verbs/group.over-quota{n}", why=w) for n, w in zip(left, found, strict=True)]


def replaced_said(
    ws: Workspace, planned: SittingRow, before: SittingRow | None, key: str
) -> list[Message]:
    """Return what of a sitting another agenda takes the place of, no line where nothing is."""
    if before is None or (before.on, before.agenda) == (planned.on, planned.agenda):
        return []
    said: list[Message] = []
    if before.agenda != planned.agenda:
        old, new = items_said(ws, before.agenda), items_said(ws, planned.agenda)
        said.append(msg(f"verbs/group.{key}", sitting=planned.id, old=old, new=new))
    if before.on != planned.on:
        said.append(msg(f"verbs/group.{key}-day", old=before.on, new=planned.on))
    return said


def past_said(ws: Workspace, agency: str | None) -> list[Message]:
    """Return a line for each called sitting of a body whose day has passed: it still waits."""
    return [
        msg("verbs/group.still-waits", sitting=row.id, day=row.on)
        for row in past_undone(ws, agency)
    ]


def proposed_said(done: Proposal, tie: Message) -> Iterator[Message]:
    """Yield who of a proposal holds the title, stood there, ties, is left out or fails, and why.

    Args:
        tie: said where there is one.
    """
    if done.renewed_names:
        yield msg("roundwork.proposed-renewed", names=list(done.renewed_names))
    if done.stood and len(done.stood) < len(done.rows):
        names = [row.name for row in done.rows if row.subject in done.stood]
        yield msg("roundwork.stood-some", names=names)
    if done.tied:
        yield tie
    if done.gone:
        yield msg("roundwork.gone-since", names=list(done.gone))
    yield from (msg("roundwork.left-out", name=one.name, why=one.why) for one in done.left_out)
    yield from (msg("roundwork.fails", name=one.name, why=one.why) for one in done.failing)


def beside_proposed(done: Proposal) -> Iterator[Message]:
    """Yield whom a proposal stands beside, and how the agenda is written anew."""
    if done.others:
        yield msg("roundwork.agenda-others", names=list(done.other_names))
    if done.others or len(done.stood) == len(done.rows):
        yield msg("roundwork.agenda-rewrite", sitting=done.sitting)
