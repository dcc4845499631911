"""The deeds of what the cursor stands on: those of the mode, then the verbs of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.tui.kept_views import kept_views
from civtui.tui.keys.actions import BY_ID, Action, listed_in
from civtui.tui.links import about
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice
from civtui.tui.selecting import chosen_rows
from civtui.verbs import verb_of

if TYPE_CHECKING:
    from civtui.tui.host import Host


def list_deeds(host: Host) -> None:
    """Show the deeds of the mode, then the verbs of the row under the cursor."""
    if host.mode.waits:  # nothing stands there to do something with
        raise Refused(msg("tui.working"), hint=msg("tui.working-way"))
    mode, row = host.mode, host.grid.current if host.mode.layout != "alone" else None
    name = mode.called(row) if row is not None else ""
    called = name or mode.title()
    own = [_own(host, action, called) for action in listed_in(mode.id, "deed")]
    if row is not None:
        own += mode.row_deeds(host, row)
    stands = mode.stands_for(row) if row is not None else []
    if not stands:
        there = about(host)
        stands = [(kind, id_) for kind, id_ in there._asdict().items() if id_]
    home = mode.home or mode.id
    last = mode.list_deeds() if row is not None else []
    chosen = chosen_rows(host) if row is not None else []
    among = [thing for one in chosen for thing in mode.stands_for(one)] if len(chosen) > 1 else []
    made = place(
        host.ws,
        "deeds",
        name=called,
        own=own,
        rows=stands,
        last=last,
        home=home,
        selected=among,
        kinds=mode.deeds_of,
    )
    host.push(made)


def list_others(host: Host) -> None:
    """Show the other views of the mode, then those kept of its table and the page that keeps."""
    mode = host.mode
    found = listed_in(mode.id, "view")
    own = [_own(host, action) for action in found if action.id != "views"]
    if BY_ID["views"] in found:
        own += [*kept_views(mode), _own(host, BY_ID["views"])]
    called, home = mode.title(), mode.home or mode.id
    host.push(place(host.ws, "others", name=called, own=own, home=home))


def _own(host: Host, action: Action, of: str = "") -> Choice:
    """Return an action as an entry of a list; one that enters something says of what."""

    def do(host: Host) -> None:
        host.pop()
        host.perform(action)

    verb = verb_of(host.mode.adds) if action.id == "add" and host.mode.adds else None
    cli = " ".join((*verb.noun.split(), verb.name)) if verb else action.cli
    enters = action.id == "add" and of
    title = verb.title if verb else msg("verbs.add-of", name=of) if enters else action.title
    command = f"civtui {cli}" if cli else ""
    return Choice(render(title), do, host.why_not(action), command)
