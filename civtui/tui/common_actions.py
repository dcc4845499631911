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
        return links.DEEDS.get(id_) or (lambda host: host.switch(rest))
    if kind == "move":
        return lambda host: moving.move(host, rest)
    if kind == "select" and rest and rest != "all":
        return selecting.deed(rest)
    return DEEDS.get(id_)


def refusal(id_: str) -> Callable[[Host], Message | None] | None:
    """Return what says why an action cannot be done now, where something may."""
    return REFUSALS.get(id_)


def do_quit(host: Host) -> None:
    """Leave; every mark that was shown as saved is on disk."""
    host.quit()


def do_back(host: Host) -> None:
    """End what is being typed, a filter, or the mode."""
    if host.grid.editing is not None:
        host.grid.edit(None)
    elif host.grid.unselect():
        host.say("")
    elif host.mode.text and host.mode.text != host.mode.opened_on:
        drop_last(host)
    else:
        host.pop()


def do_language(host: Host) -> None:
    """Switch to the other language at once."""
    written = [str(mode.query()) for mode in host.stack]
    lang = locale.following()
    locale.use(lang)
    for mode, text in zip(host.stack, written, strict=True):
        mode.text = text
        mode.text = mode.query().shown(lang)
    host.reload()
    host.say("")  # what was said is in the other language


def do_reload(host: Host) -> None:
    """Read everything anew, the plugins too that another session has enabled or disabled."""
    from civtui.workspace.plugins.plugins import look_again

    error = host.attempt(lambda: look_again(host.ws))
    host.reload()
    if error is None:
        host.say(t("tui.reloaded"))


def do_help(host: Host) -> None:
    """Show every key of this mode."""
    actions = sorted(actions_of(host.mode.id), key=lambda action: action.quiet)
    refused = refused_here(host)
    host.push(place(host.ws, "help", about=host.mode, actions=actions, refused=refused))


def do_guides(host: Host) -> None:
    """Show the guides."""
    host.push(place(host.ws, "guides"))


def do_practice(host: Host) -> None:
    """Practise scoring on samples."""
    host.practise()


def do_wording(host: Host) -> None:
    """Show the rule's own words behind what the cursor stands on."""
    topics = host.mode.topics(host)
    if host.grid.editing is not None:
        host.say(t("wording.first-store"), WARN)
    elif topics:
        host.push(place(host.ws, "wording", about=host.mode, topics=topics))
    else:
        host.say(t("wording.none"), WARN)


def do_palette(host: Host) -> None:
    """Show everything there is to go to or to do, to find it by name."""
    refused = refused_here(host)
    host.places.pop("palette", None)
    host.push(place(host.ws, "palette", about=host.mode, refused=refused))


def do_filter(host: Host) -> None:
    """Ask for a filter and apply it as it is typed."""
    label, lang = t("tui.filter"), locale.current()
    names = " ".join(field.said(lang) for field in host.mode.filter_fields())
    if names:
        label = t("finding.ask", fields=names)
    host.ask(
        label,
        host.mode.text,
        lambda text: filter_by(host, text),
        live=True,
        keys=t("tui.keys-filter"),
    )


def filter_by(host: Host, text: str) -> None:
    """Show what the filter finds.

    Raises:
        BadInput: it cannot be read (yet); the rows stay as they are.
    """
    before = host.mode.text
    host.mode.text = text
    try:
        host.mode.load()
    except CivtuiError:
        host.mode.text = before
        raise
    host.show_chips()
    host.show_grid(None)
    host.say_found()


def may_unfilter(host: Host) -> Message | None:
    """Return why no term of a filter can be dropped."""
    return None if host.mode.query().terms else msg("finding.no-filter")


def do_unfilter(host: Host) -> None:
    """Drop the last term of the filter."""
    drop_last(host)


def do_pane_down(host: Host) -> None:
    """Scroll the pane down."""
    host.pane_widget.scroll_by(max(1, host.pane_widget.size.height - 1))


def do_pane_up(host: Host) -> None:
    """Scroll the pane up."""
    host.pane_widget.scroll_by(-max(1, host.pane_widget.size.height - 1))


def refused_here(host: Host) -> dict[str, Message]:
    """Return the actions that cannot be done now in the screen's mode, with the reason."""
    asked = ((action.id, host.why_not(action)) for action in actions_of(host.mode.id))
    return {id_: reason for id_, reason in asked if reason is not None}


def do_deeds(host: Host) -> None:
    """List what can be done with what the cursor stands on, by digit."""
    from civtui.tui.deeds_here import list_deeds

    list_deeds(host)


def do_others(host: Host) -> None:
    """List the other views of this place, by digit."""
    from civtui.tui.deeds_here import list_others

    list_others(host)


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
