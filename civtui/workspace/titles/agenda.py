"""What awaits a sitting: matters gathered on the agenda of the next one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from civtui.workspace.session import Workspace
from civtui.workspace.titles.group import AgendaChanged, Item, SittingRow, call, sitting_rows
from civtui.workspace.titles.heirs import agenda_of
from civtui.workspace.titles.holders import honor_at_stake
from civtui.workspace.titles.ids import free

TRIES = 5  # of a matter put on an agenda that colleagues write on at the same moment


def text_of(item: Item) -> str:
    """Return an item as `group.parse_item` reads it."""
    head = f"{item.matter}:{item.honor}" if item.honor else item.matter
    return f"{head}={','.join(item.subjects) or item.title}"


def with_honors(
    ws: Workspace, items: Sequence[Item], stood: Container[tuple[str, str | None, str]]
) -> list[Item]:
    """Return items, a delisting that names no honor with the only one that is held.

    Args:
        stood: what stands on the agenda already, as (matter, honor, holder): that stays as it is.
    """
    found = []
    for item in items:
        new = not any((item.matter, None, one) in stood for one in item.subjects)
        bare = item.matter == "delist" and not item.honor and new
        found.append(item._replace(honor=honor_at_stake(ws, item.subjects)) if bare else item)
    return found


def new_sitting(ws: Workspace, agency: str = "") -> str:
    """Return an id for the next sitting of this year that no sitting has.

    It is written as the body's newest one of the form `…YEAR-NUMBER` is, with the next number.

    Args:
        agency: of whose party group; the guidance group's where empty.
    """
    year, of = str(ws.today().year), f"-{agency}" if agency else ""
    form = re.compile(rf"(.*?)20[0-9]{{2}}({re.escape(of)})?-[0-9]+")
    rows = sitting_rows(ws)
    own = (form.fullmatch(row.id) for row in rows if row.agency == agency)
    style = next(filter(None, own), None)
    stem = f"{style[1]}{year}{style[2] or ''}" if style else f"{year}{of}"
    numbered = re.compile(rf"{re.escape(stem)}-([0-9]+)")
    numbers = [int(found[1]) for row in rows if (found := numbered.fullmatch(row.id))]
    return free(ws, "sitting", stem, max(numbers, default=0) + 1)


class Placed(NamedTuple):
    """An agenda as it would be with matters put on it.

    Args:
        sitting: id of the sitting; of a new one where none is called.
        on: the day it is called for; that of a called sitting is moved only where it has passed.
        new: whether it is called for this.
        moved: whether it was called for a day that has passed.
        stood: the items that stand there, without them.
        items: the whole agenda.
        rounds: number of an item -> its subjects -> the round they are proposed out of.
        added: ids of those who do not stand there yet.
    """

    sitting: str
    on: date
    new: bool
    items: tuple[Item, ...]
    rounds: Mapping[str, Mapping[str, str]]
    added: tuple[str, ...]
    moved: bool
    stood: tuple[Item, ...]


def placed(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
) -> Placed:
    """Return the agenda of the next sitting with matters on it; arguments as `put_on_agenda`.

    Who stands on the agenda of a called sitting by the same matter and honor is not put there
    again.
    """
    owner = agency or ""
    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == owner]
    sitting = waiting[-1] if waiting else None
    # a day that has passed without the sitting is no day for what comes up today
    on = max(ws.today(), date.fromisoformat(sitting.on)) if sitting else ws.today()
    items = list(agenda_of(ws, sitting._replace(on=on.isoformat()))) if sitting else []
    rounds: dict[str, dict[str, str]] = {}
    added: list[str] = []
    for matter, names in matters.items():
        stand = {
            name: item.rounds.get(name, "")
            for s in waiting
            for item in s.agenda
            if (item.matter, item.honor) == (matter, honor)
            for name in item.subjects
        }
        own = {
            name
            for item in items
            if (item.matter, item.honor) == (matter, honor)
            for name in item.subjects
        }
        # of those who stand there the round they come out of may be new
        new = [n for n in names if n not in stand or (n in own and stand[n] != round_id != "")]
        if not new:
            continue
        added += new
        place = _on_item(items, matter, honor, new)
        if round_id:
            rounds[str(place + 1)] = dict.fromkeys(new, round_id)
    made = sitting.id if sitting else new_sitting(ws, owner)
    moved = sitting is not None and sitting.on != on.isoformat()
    who, stood = tuple(dict.fromkeys(added)), sitting.agenda if sitting else ()
    return Placed(made, on, sitting is None, tuple(items), rounds, who, moved, stood)


def put_on_agenda(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
) -> SittingRow:
    """Put matters on the agenda of the next sitting, which is called where none is.

    The same matter and honor share an item. A sitting that is called keeps its day and its papers,
    and nothing is written where everything stands there already.

    Args:
        matters: matter -> ids of the holders that it is about.
        agency: id of the agency whose party group decides; the guidance group where None.
        round_id: the round out of whose results they are proposed, if any; it stays with them.
    """
    for left in reversed(range(TRIES)):
        plan = placed(ws, matters, honor=honor, agency=agency, round_id=round_id)
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
    return standing(ws, matters, honor=honor, agency=agency)


def waiting_for(ws: Workspace, agency: str | None) -> SittingRow | None:
    """Return the sitting of a body that is called and not held, None where none is."""
    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == (agency or "")]
    return waiting[-1] if waiting else None


def standing(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
) -> SittingRow:
    """Return the called sitting on whose agenda the first of the holders stands by its matter."""
    wanted = {(matter, honor, name) for matter, names in matters.items() for name in names}
    return next(
        s
        for s in sitting_rows(ws)
        if s.state == "called" and s.agency == (agency or "")
        for item in s.agenda
        if any((item.matter, item.honor, name) in wanted for name in item.subjects)
    )


def _on_item(items: list[Item], matter: str, honor: str | None, names: Sequence[str]) -> int:
    """Put a matter among the items of an agenda, and return its place there."""
    for place, item in enumerate(items):
        if (item.matter, item.honor) == (matter, honor):
            both = tuple(dict.fromkeys((*item.subjects, *names)))
            items[place] = item._replace(subjects=both)
            return place
    items.append(Item(str(len(items) + 1), matter, honor, tuple(names), "", ()))
    return len(items) - 1
