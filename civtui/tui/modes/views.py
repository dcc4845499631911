"""The named views of a table: a digit or Enter applies one, Insert keeps what is shown as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.arranging import arrangement_of, content_of
from civtui.tui.doing import does
from civtui.tui.kept_views import apply, filter_of
from civtui.tui.keys.actions import DIGITS
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.sorting import said
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.people import name_order, saved_views
from civtui.workspace.people.saved_views import View
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Views(Mode):
    """The views of the mode it was called from.

    Args:
        about: that mode.
    """

    id = "views"
    layout = "below"

    def __init__(self, ws: Workspace, about: Mode) -> None:
        super().__init__(ws)
        self.about = about
        self.home = about.home or about.id

    def title(self) -> str:
        """Return whose views they are."""
        return t("finding.views-of", mode=self.about.title())

    def load(self) -> None:
        """List the views."""
        self.found = saved_views.views(self.ws, self.about.table_id)
        self.rows = [
            Row(
                view.name,
                (
                    DIGITS[n] if n < len(DIGITS) - 1 else "",
                    view.name,
                    filter_of(self.about, view),
                    said(self.about, arrangement_of(view.columns)),
                ),
                (NOTE, BOLD, GOOD, DIM),
            )
            for n, view in enumerate(self.found)
        ]

    def columns(self) -> list[Column]:
        """Return digit, name, filter, order."""
        return [
            Column("", 1),
            Column(t("finding.column-view"), 20),
            Column(t("finding.column-filter"), 0),
            Column(t("finding.column-order"), 20),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return how to go on."""
        return paragraph(t("finding.views-keys"), cells, DIM)

    def typed(self, host: Host, key: str) -> bool:
        """Apply the view of a digit."""
        place = DIGITS.find(key)
        if len(key) != 1 or not 0 <= place < min(len(self.found), len(DIGITS) - 1):
            return False
        apply(host, self.about, self.found[place])
        return True

    @does("open")
    def do_open(self, host: Host) -> None:
        """Apply the view under the cursor."""
        if host.grid.current is not None:
            apply(host, self.about, self.found[host.grid.row])

    @does("add")
    def do_add(self, host: Host) -> None:
        """Keep filter, columns and order of the mode as a view."""

        def keep(name: str) -> None:
            view = View(
                name,
                str(self.about.query()),
                name_order.order_of(self.ws),
                content_of(self.about.arrangement),
            )
            saved_views.save(self.ws, self.about.table_id, view)
            host.reload()
            host.say(t("finding.view-kept", name=name), GOOD)

        host.ask(t("finding.ask-view"), "", keep)

    @does("remove")
    def do_remove(self, host: Host) -> None:
        """Take the view under the cursor away."""
        row = host.grid.current
        if row is not None:
            saved_views.remove(self.ws, self.about.table_id, row.id)
            host.reload()
            host.say(t("finding.view-removed", name=row.id), WARN)
