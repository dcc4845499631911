"""What a user can do in every mode, by the ids of the registry of actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.tui import links, moving, selecting, sorting
from civtui.tui.chips import drop_last
from civtui.tui.keys.actions import actions_of
from civtui.tui.looks import WARN
from civtui.tui.mode_index import place

if TYPE_CHECKING:
    from civtui.tui.host import Host


def deed(id_: str) -> Callable[[Host], object] | None:
    """Return what an action does where the mode has no way of its own."""
    kind, _, rest = id_.partition("_")
    if kind == "go" and rest:
        return links.DEEDS.get(id_) or (lambda desk: desk.switch(rest))
    if kind == "move":
        return lambda desk: moving.move(desk, rest)
    if kind == "select" and rest and rest != "all":
        return selecting.deed(rest)
    return DEEDS.get(id_)


def refusal(id_: str) -> Callable[[Host], Message | None] | None:
    """Return what says why an action cannot be done now, where something may."""
    return REFUSALS.get(id_)


def do_quit(desk: Host) -> None:
    """Leave; every mark that was shown as saved is on disk."""
    desk.quit()


def do_back(desk: Host) -> None:
    """End what is being typed, a filter, or the mode."""
    if desk.grid.editing is not None:
        desk.grid.edit(None)
    elif desk.grid.unselect():
        desk.say("")
    elif desk.mode.text and desk.mode.text != desk.mode.opened_on:
        drop_last(desk)
    else:
        desk.pop()


def do_language(desk: Host) -> None:
    """Switch to the other language at once."""
    written = [str(mode.query()) for mode in desk.stack]
    lang = locale.following()
    locale.use(lang)
    for mode, text in zip(desk.stack, written, strict=True):
        mode.text = text
        mode.text = mode.query().shown(lang)
    desk.reload()


def do_reload(desk: Host) -> None:
    """Read everything anew, the plugins too that another session has enabled or disabled."""
    from civtui.workspace.plugins.plugins import look_again

    error = desk.attempt(lambda: look_again(desk.ws))
    desk.reload()
    if error is None:
        desk.say(t("tui.reloaded"))


def do_help(desk: Host) -> None:
    """Show every key of this mode."""
    actions = sorted(actions_of(desk.mode.id), key=lambda action: action.quiet)
    refused = refused_here(desk)
    desk.push(place(desk.ws, "help", about=desk.mode, actions=actions, refused=refused))


def do_guides(desk: Host) -> None:
    """Show the guides."""
    desk.push(place(desk.ws, "guides"))


def do_practice(desk: Host) -> None:
    """Practise scoring on samples."""
    desk.practise()


def do_wording(desk: Host) -> None:
    """Show the rule's own words behind what the cursor stands on."""
    topics = desk.mode.topics(desk)
    if desk.grid.editing is not None:
        desk.say(t("wording.first-store"), WARN)
    elif topics:
        desk.push(place(desk.ws, "wording", about=desk.mode, topics=topics))
    else:
        desk.say(t("wording.none"), WARN)


def do_palette(desk: Host) -> None:
    """Show everything there is to go to or to do, to find it by name."""
    refused = refused_here(desk)
    desk.places.pop("palette", None)
    desk.push(place(desk.ws, "palette", about=desk.mode, refused=refused))


def do_filter(desk: Host) -> None:
    """Ask for a filter and apply it as it is typed."""
    label, lang = t("tui.filter"), locale.current()
    names = " ".join(field.said(lang) for field in desk.mode.filter_fields())
    if names:
        label = t("finding.ask", fields=names)
    desk.ask(
        label,
        desk.mode.text,
        lambda text: filter_by(desk, text),
        live=True,
        keys=t("tui.keys-filter"),
    )


def filter_by(desk: Host, text: str) -> None:
    """Show what the filter finds.

    Raises:
        BadInput: it cannot be read (yet); the rows stay as they are.
    """
    before = desk.mode.text
    desk.mode.text = text
    try:
        desk.mode.load()
    except CivtuiError:
        desk.mode.text = before
        raise
    desk.show_chips()
    desk.show_grid(None)
    desk.say_found()


def may_unfilter(desk: Host) -> Message | None:
    """Return why no term of a filter can be dropped."""
    return None if desk.mode.query().terms else msg("finding.no-filter")


def do_unfilter(desk: Host) -> None:
    """Drop the last term of the filter."""
    drop_last(desk)


def do_pane_down(desk: Host) -> None:
    """Scroll the pane down."""
    desk.pane_widget.scroll_by(max(1, desk.pane_widget.size.height - 1))


def do_pane_up(desk: Host) -> None:
    """Scroll the pane up."""
    desk.pane_widget.scroll_by(-max(1, desk.pane_widget.size.height - 1))


def refused_here(desk: Host) -> dict[str, Message]:
    """Return the actions that cannot be done now in the screen's mode, with the reason."""
    asked = ((action.id, desk.why_not(action)) for action in actions_of(desk.mode.id))
    return {id_: reason for id_, reason in asked if reason is not None}


def do_deeds(desk: Host) -> None:
    """List what can be done with what the cursor stands on, by digit."""
    from civtui.tui.deeds_here import list_deeds

    list_deeds(desk)


def do_others(desk: Host) -> None:
    """List the other views of this place, by digit."""
    from civtui.tui.deeds_here import list_others

    list_others(desk)


DEEDS: dict[str, Callable[[Host], object]] = {
    **selecting.DEEDS,
    **sorting.DEEDS,
    "quit": do_quit,
    "back": do_back,
    "language": do_language,
    "reload": do_reload,
    "help": do_help,
    "guides": do_guides,
    "practice": do_practice,
    "wording": do_wording,
    "palette": do_palette,
    "filter": do_filter,
    "unfilter": do_unfilter,
    "pane_down": do_pane_down,
    "pane_up": do_pane_up,
    "deeds": do_deeds,
    "others": do_others,
}
REFUSALS: dict[str, Callable[[Host], Message | None]] = {
    **links.REFUSALS,
    **selecting.REFUSALS,
    "unfilter": may_unfilter,
}
