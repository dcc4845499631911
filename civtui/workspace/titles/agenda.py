"""What awaits a sitting: matters gathered on the agenda of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    The same matter and honor share an item.

    Args:
        matters: matter -> ids of the holders that it is about.
        agency: id of the agency whose party group decides; the guidance group where None.
        round_id: the round out of whose results they are proposed, if any; it stays with them.
    """
    owner = agency or ""
    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == owner]
    sitting = waiting[-1] if waiting else None
    items = list(sitting.agenda) if sitting else []
    rounds: dict[str, dict[str, str]] = {}
    for matter, names in matters.items():
        place = _placed(items, matter, honor, names)
        if round_id:
            rounds[str(place + 1)] = dict.fromkeys(names, round_id)
    made = sitting.id if sitting else new_sitting(ws, owner)
    texts = [text_of(item) for item in items]
    return call(ws, made, texts, held_on=ws.today(), agency=owner, rounds=rounds)


def _placed(items: list[Item], matter: str, honor: str | None, names: Sequence[str]) -> int:
    """Put a matter among the items of an agenda, and return its place there."""
    for place, item in enumerate(items):
        if (item.matter, item.honor) == (matter, honor):
            both = tuple(dict.fromkeys((*item.subjects, *names)))
            items[place] = item._replace(subjects=both)
            return place
    items.append(Item(str(len(items) + 1), matter, honor, tuple(names), "", ()))
    return len(items) - 1
