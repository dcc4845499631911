"""What awaits a sitting: matters gathered on the agenda of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from civtui.workspace.session import Workspace
from civtui.workspace.titles.group import Item, SittingRow, call, sitting_rows
from civtui.workspace.titles.ids import free


def text_of(item: Item) -> str:
    """Return an item as `group.parse_item` reads it."""
    head = f"{item.matter}:{item.honor}" if item.honor else item.matter
    return f"{head}={','.join(item.subjects) or item.title}"


def new_sitting(ws: Workspace, agency: str = "") -> str:
    """Return an id for the next sitting of this year that no sitting has.

    Args:
        agency: of whose party group; the guidance group's where empty.
    """
    stem = f"{ws.today().year}-{agency}" if agency else str(ws.today().year)
    number = sum(s.id.startswith(f"{stem}-") for s in sitting_rows(ws)) + 1
    return free(ws, "sitting", stem, number)


def put_on_agenda(
    ws: Workspace,
    matters: Mapping[str, Sequence[str]],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
) -> SittingRow:
    """Put matters on the agenda of the next sitting, which is called where none is.

    The same matter and honor share an item. What stands there already is not written anew, and a
    sitting that is called for a later day keeps it.

    Args:
        matters: matter -> ids of the holders that it is about.
        agency: id of the agency whose party group decides; the guidance group where None.
        round_id: the round out of whose results they are proposed, if any; it stays with them.
    """
    owner = agency or ""
    sitting = waiting_for(ws, owner)
    items = list(sitting.agenda) if sitting else []
    rounds: dict[str, dict[str, str]] = {}
    for matter, names in matters.items():
        place = _placed(items, matter, honor, names)
        if round_id:
            rounds[str(place + 1)] = dict.fromkeys(names, round_id)
    if sitting and not _adds(sitting, items, rounds):
        return sitting
    made = sitting.id if sitting else new_sitting(ws, owner)
    texts = [text_of(item) for item in items]
    day = max(ws.today(), date.fromisoformat(sitting.on)) if sitting else ws.today()
    return call(ws, made, texts, held_on=day, agency=owner, rounds=rounds)


def waiting_for(ws: Workspace, agency: str | None) -> SittingRow | None:
    """Return the sitting of a body that is called and not held, None where none is."""
    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == (agency or "")]
    return waiting[-1] if waiting else None


def _adds(
    sitting: SittingRow, items: Sequence[Item], rounds: Mapping[str, Mapping[str, str]]
) -> bool:
    """Return whether an agenda with these items says more than the one that stands."""
    if tuple(items) != sitting.agenda:
        return True
    stands = {(item.item, *one) for item in sitting.agenda for one in item.rounds.items()}
    return not {(number, *one) for number, of in rounds.items() for one in of.items()} <= stands


def _placed(items: list[Item], matter: str, honor: str | None, names: Sequence[str]) -> int:
    """Put a matter among the items of an agenda, and return its place there."""
    for place, item in enumerate(items):
        if (item.matter, item.honor) == (matter, honor):
            both = tuple(dict.fromkeys((*item.subjects, *names)))
            items[place] = item._replace(subjects=both)
            return place
    items.append(Item(str(len(items) + 1), matter, honor, tuple(names), "", ()))
    return len(items) - 1
