"""What F6 and F7 list: the other views of a place, and the deeds of what the cursor stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render
from civtui.tui.keys.actions import BY_ID, Action, listed_in
from civtui.tui.keys.dispatch import refusal
from civtui.tui.links import about
from civtui.tui.modes.deeds import Choice, Deeds
from civtui.verbs import verb_of

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


def list_deeds(desk: Desk) -> None:
    """Show the deeds of the mode, then the verbs of the row under the cursor."""
    mode, row = desk.mode, desk.grid.current if desk.mode.layout != "alone" else None
    own = [_own(desk, action) for action in listed_in(mode.id, "deed")]
    if row is not None:
        own += mode.row_deeds(desk, row)
    stands = mode.stands_for(row) if row is not None else []
    if not stands:
        there = about(desk)
        stands = [(kind, id_) for kind, id_ in there._asdict().items() if id_]
    name = mode.called(row) if row is not None else ""
    home = mode.home or mode.id
    desk.push(Deeds(desk.ws, name or mode.title(), own, stands, home=home))


def list_others(desk: Desk) -> None:
    """Show the other views of the mode, then those kept of its table and the page that keeps."""
    from civtui.tui.modes.others import Others

    mode = desk.mode
    found = listed_in(mode.id, "view")
    own = [_own(desk, action) for action in found if action.id != "views"]
    if BY_ID["views"] in found:
        from civtui.tui.modes.views import kept

        own += [*kept(mode), _own(desk, BY_ID["views"])]
    desk.push(Others(desk.ws, mode.title(), own, home=mode.home or mode.id))


def _own(desk: Desk, action: Action) -> Choice:
    def do(desk: Desk) -> None:
        desk.pop()
        desk.keys.run(action)

    verb = verb_of(desk.mode.adds) if action.id == "add" and desk.mode.adds else None
    cli = " ".join((*verb.noun.split(), verb.name)) if verb else action.cli
    title = verb.title if verb else action.title
    command = f"civtui {cli}" if cli else ""
    return Choice(render(title), do, refusal(desk, action), command)
