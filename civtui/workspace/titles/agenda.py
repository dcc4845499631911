"""What awaits a sitting: matters gathered on the agenda of the next one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda_after_reform import agenda_of
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, cards_of
from civtui.workspace.titles.cards_put import cards_meant
from civtui.workspace.titles.group import AgendaChanged, call, refuse_over
from civtui.workspace.titles.holders import AGENCY_HONORS, hold_known
from civtui.workspace.titles.sittings import (
    Item,
    SittingRow,
    new_sitting,
    sitting_row,
    sitting_rows,
    text_of,
)

OF_AGENCIES = ("appeal", "card", *ENDS_OF_CARDS)  # matters about no honor and agencies alone
TRIES = 5  # of a matter put on an agenda that colleagues write on at the same moment


class Placed(NamedTuple):
    """An agenda as it would be with matters put on it.

    Args:
        sitting: id of the sitting; of a new one where none is called.
        on: the day it is called for.
        new: whether it is called for this.
        stood: the items that stand there, without them.
        items: the whole agenda.
        rounds: number of an item -> its subjects -> the round they are proposed out of.
        added: ids of those who do not stand there yet; `cards` which of their cards.
    """

    sitting: str
    on: date
    new: bool
    items: tuple[Item, ...]
    rounds: Mapping[str, Mapping[str, str]]
    added: tuple[str, ...]
    stood: tuple[Item, ...]
    cards: tuple[str, ...] = ()


def placed(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
    cards: Sequence[str] = (),
) -> Placed:
    """Return the agenda of the next sitting with matters on it; arguments as `put_on_agenda`.

    Who stands on the agenda of a called sitting by the same matter and honor is not put there
    again.

    Raises:
        NotFound: there is no such holder.
    """
    for matter, names in matters.items():
        above = honor in AGENCY_HONORS if honor else matter in OF_AGENCIES
        hold_known(ws, names, agencies=above)
    owner = agency or ""
    waiting = waiting_for(ws, owner)
    past = past_undone(ws, owner)  # may have been held: nothing more comes on such an agenda
    sitting = next((s for s in reversed(waiting) if s not in past), None)
    on = date.fromisoformat(sitting.on) if sitting else ws.today()
    items = list(agenda_of(ws, sitting)) if sitting else []
    rounds: dict[str, dict[str, str]] = {}
    added: list[str] = []
    about: list[str] = []
    for matter, names in matters.items():
        own_cards = cards_meant(ws, matter, names, cards, on)
        if matter in ENDS_OF_CARDS:
            there = {
                one for s in waiting for i in s.agenda if i.matter == matter for one in i.about
            }
            fresh = [card for card in own_cards if card not in there]
            whom = _of_fresh(ws, names, own_cards, fresh, there)
            if whom:
                _on_item(items, matter, honor, whom, fresh)
            added, about = [*added, *whom], [*about, *fresh]
            continue
        new = _not_there(names, (matter, honor), round_id, waiting, items)
        if not new:
            continue
        added += new
        place = _on_item(items, matter, honor, new)
        if round_id:
            rounds[str(place + 1)] = dict.fromkeys(new, round_id)
    made = sitting.id if sitting else new_sitting(ws, owner)
    who, stood = tuple(dict.fromkeys(added)), sitting.agenda if sitting else ()
    new_one, every = sitting is None, tuple(items)
    return Placed(made, on, new_one, every, rounds, who, stood, tuple(about))


def _of_fresh(
    ws: Workspace,
    names: Sequence[str],
    cards: Sequence[str],
    fresh: Sequence[str],
    there: Collection[str],
) -> list[str]:
    """Return the agencies of which a card is newly put on an agenda.

    One without a card is refused by the deed, or stands there since an earlier release.

    Args:
        cards: all cards that are meant; `fresh` those that do not stand there.
        there: cards and agencies that stand there.
    """
    return [
        name
        for name in names
        if cards_of(ws, name, fresh) or not (cards_of(ws, name, cards) or name in there)
    ]


def _not_there(
    names: Sequence[str],
    by: tuple[str, str | None],
    round_id: str,
    waiting: Sequence[SittingRow],
    items: Sequence[Item],
) -> list[str]:
    """Return who stands on no agenda yet, and who does for another round than now.

    Args:
        by: matter and honor.
        items: of the sitting that they are put before.
    """
    stand = {
        name: item.rounds.get(name, "")
        for sitting in waiting
        for item in sitting.agenda
        if (item.matter, item.honor) == by
        for name in item.subjects
    }
    own = {name for item in items if (item.matter, item.honor) == by for name in item.subjects}
    return [n for n in names if n not in stand or (n in own and stand[n] != round_id != "")]


def put_on_agenda(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
    cards: Sequence[str] = (),
) -> SittingRow:
    """Put matters on the agenda of the next sitting, which is called where none is to come.

    The same matter and honor share an item. A sitting that is called keeps its day and its papers,
    and nothing is written where everything stands there already.

    Args:
        matters: matter -> ids of the holders that it is about.
        agency: id of the agency whose party group decides; the guidance group where None.
        round_id: the round out of whose results they are proposed, if any; it stays with them.
        cards: which of the holders' cards it is about.
    """
    for left in reversed(range(TRIES)):
        plan = placed(ws, matters, honor=honor, agency=agency, round_id=round_id, cards=cards)
        if not plan.added:
            break
        texts = [text_of(item) for item in plan.items]
        papers = {item.item: item.papers for item in plan.items if item.papers}
        try:
            return call(
                ws,
                plan.sitting,
                texts,
                held_on=plan.on,
                agency=agency or "",
                rounds=plan.rounds,
                kept=papers,
                upon=plan.stood,
            )
        except AgendaChanged:  # a colleague put something there: on top of that
            if not left:
                raise
    return standing(ws, matters, honor=honor, agency=agency, cards=cards)


def to_move(ws: Workspace, sitting: str, day: date) -> tuple[Item, ...]:
    """Return the agenda that a called sitting has on another day: whom a reform ends falls.

    Raises:
        NotFound: no such sitting.
        Refused: it was held, or stands on that day already.
    """
    row = sitting_row(ws, sitting)
    refuse_over(ws, row)
    if row.on == day.isoformat():
        raise Refused(
            msg("titles.on-that-day", day=row.on),
            where={"rule": "sitting"},
            value=sitting,
            hint=msg("titles.way-other-day"),
        )
    return agenda_of(ws, row._replace(on=day.isoformat()))


def move(ws: Workspace, sitting: str, day: date) -> SittingRow:
    """Give a called sitting another day; its agenda with its papers stays.

    Raises:
        Refused: as `to_move`.
    """
    items, row = to_move(ws, sitting, day), sitting_row(ws, sitting)
    return call(
        ws,
        sitting,
        [text_of(item) for item in items],
        held_on=day,
        agency=row.agency,
        kept={item.item: item.papers for item in items if item.papers},
        upon=row.agenda,
    )


def waiting_for(ws: Workspace, agency: str | None) -> list[SittingRow]:
    """Return the sittings of a body that are called and not held, the newest first."""
    return [s for s in sitting_rows(ws) if s.state == "called" and s.agency == (agency or "")]


def past_undone(ws: Workspace, agency: str | None) -> list[SittingRow]:
    """Return those of them whose day has passed: held and not recorded, or not moved."""
    return [s for s in waiting_for(ws, agency) if s.on < ws.today().isoformat()]


def standing(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    cards: Sequence[str] = (),
) -> SittingRow:
    """Return the called sitting on whose agenda the first of the holders stands by its matter.

    Args:
        cards: which of their cards, where it is about those.
    """
    wanted = {(m, honor, one) for m, names in matters.items() for one in cards or names}
    return next(
        s
        for s in sitting_rows(ws)
        if s.state == "called" and s.agency == (agency or "")
        for item in s.agenda
        if any((item.matter, item.honor, name) in wanted for name in (*item.subjects, *item.cards))
    )


def _on_item(
    items: list[Item],
    matter: str,
    honor: str | None,
    names: Sequence[str],
    cards: Sequence[str] = (),
) -> int:
    """Put a matter among the items of an agenda, and return its place there."""
    for place, item in enumerate(items):
        if (item.matter, item.honor) == (matter, honor):
            both = tuple(dict.fromkeys((*item.subjects, *names)))
            about = tuple(dict.fromkeys((*item.cards, *cards)))
            items[place] = item._replace(subjects=both, cards=about)
            return place
    made = Item(str(len(items) + 1), matter, honor, tuple(names), "", (), cards=tuple(cards))
    items.append(made)
    return len(items) - 1
