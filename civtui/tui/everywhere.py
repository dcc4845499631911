"""What a user can do in every mode: `do_<id>` of the action registry, on the screen `desk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.tui.keys.registry import DIGITS, MODES, actions_of
from civtui.tui.looks import NOTE, Span, Spans

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


def do_quit(desk: Desk) -> None:
    """Leave; every mark that was shown as saved is on disk."""
    desk.app.exit()


def do_back(desk: Desk) -> None:
    """End what is being typed, a filter, or the mode."""
    if desk.grid.editing is not None:
        desk.grid.edit(None)
    elif desk.mode.text:
        desk.mode.text = ""
        desk.reload()
        desk.say("")
    else:
        desk.pop()


def do_go(desk: Desk) -> None:
    """Wait for the digit of a mode."""
    desk.going = True
    hints: Spans = []
    for digit, name in zip(DIGITS, MODES, strict=True):
        hints += [Span(f"{digit} ", NOTE), Span(f"{t('tui.tab-' + name)}  ")]
    desk.says.show(hints)


def do_language(desk: Desk) -> None:
    """Switch between Chinese and English at once."""
    locale.use("en" if locale.current() == "zh" else "zh")
    desk.reload()


def do_reload(desk: Desk) -> None:
    """Read everything anew."""
    desk.reload()
    desk.say(t("tui.reloaded"))


def do_help(desk: Desk) -> None:
    """Show every key of this mode."""
    from civtui.tui.modes.help import Help

    desk.push(Help(desk.ws, desk.mode, actions_of(desk.mode.id)))


def do_palette(desk: Desk) -> None:
    """Show every action, to find one by name."""
    from civtui.tui.modes.help import Palette

    desk.push(Palette(desk.ws, desk.mode))


def do_filter(desk: Desk) -> None:
    """Ask for a filter and apply it as it is typed."""
    desk.ask(t("tui.filter"), desk.mode.text, lambda text: _filter(desk, text), live=True)


def _filter(desk: Desk, text: str) -> None:
    desk.mode.text = text
    desk.mode.load()
    desk.show_grid(None)
    desk.say(t("tui.filtered", text=text, count=len(desk.mode.rows)) if text else "")


def do_pane_down(desk: Desk) -> None:
    """Scroll the pane down."""
    desk.pane_widget.scroll_by(max(1, desk.pane_widget.size.height - 1))


def do_pane_up(desk: Desk) -> None:
    """Scroll the pane up."""
    desk.pane_widget.scroll_by(-max(1, desk.pane_widget.size.height - 1))
