"""The views that a user has kept of a table: their filters as they read now, how one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.tui.arranging import arrangement_of
from civtui.tui.looks import NOTE
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.sorting import said
from civtui.workspace.finding.query import parse
from civtui.workspace.people import name_order, saved_views
from civtui.workspace.people.saved_views import View

if TYPE_CHECKING:
    from civtui.tui.host import Host


def filter_of(about: Mode, view: View) -> str:
    """Return a view's filter in the language in use; as it was kept where it can't be read now."""
    try:
        query = parse(view.text, about.filter_fields())
    except CivtuiError:
        return view.text
    return query.shown(locale.current())


def apply(host: Host, about: Mode, view: View) -> None:
    """Leave the page that lists the views, and show the mode below it as a view was kept."""
    about.text = filter_of(about, view)
    about.query()  # one that cannot be read any more is refused here
    about.arrangement = arrangement_of(view.columns)
    name_order.choose(about.ws, view.names)
    host.pop()
    host.say(t("finding.view-applied", name=view.name), NOTE)


def kept_views(about: Mode) -> list[Choice]:
    """Return the views that the user has kept of a mode's table, to be applied."""

    def choice(view: View) -> Choice:
        more = (filter_of(about, view), said(about, arrangement_of(view.columns)))
        return Choice(view.name, lambda host: apply(host, about, view), more=more)

    return [choice(view) for view in saved_views.views(about.ws, about.table_id)]
