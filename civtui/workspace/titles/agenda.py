"""What awaits a sitting: matters gathered on the agenda of the next one."""

from __future__ import annotations

from collections.abc import Iterable

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
    matter: str,
    subjects: Iterable[str],
    *,
    honor: str | None = None,
    agency: str | None = None,
    round_id: str = "",
) -> SittingRow:
    """Put a matter on the agenda of the next sitting, which is called where none is.

    The same matter and honor share an item.

    Args:
        subjects: ids of the holders.
        agency: id of the agency whose party group decides; the guidance group where None.
        round_id: the round out of whose results they are proposed, if any; it stays with them.
    """
    owner = agency or ""
    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == owner]
    sitting = waiting[-1] if waiting else None
    items = list(sitting.agenda) if sitting else []
    names = tuple(subjects)
    for place, item in enumerate(items):
        if (item.matter, item.honor) == (matter, honor):
            both = tuple(dict.fromkeys((*item.subjects, *names)))
            items[place] = item._replace(subjects=both)
            break
    else:
        place = len(items)
        items.append(Item(str(len(items) + 1), matter, honor, names, "", ()))
    today = ws.today()
    made = sitting.id if sitting else new_sitting(ws, owner)
    rounds = {str(place + 1): dict.fromkeys(names, round_id)} if round_id else {}
    texts = [text_of(item) for item in items]
    return call(ws, made, texts, held_on=today, agency=owner, rounds=rounds)
