"""The other views of a place, by digit: those of its mode, then what a user has kept of its table.

A view that cannot be shown now keeps its digit, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.doing import does
from civtui.tui.modes.base import Choice
from civtui.tui.modes.deeds import Deeds
from civtui.tui.widgets.grid import Column
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Others(Deeds):
    """The other views of a mode.

    Args:
        name: what the mode's title says.
        own: the views.
        home: the digit's mode it belongs to.
    """

    id = "others"

    def __init__(self, ws: Workspace, name: str, own: Sequence[Choice], *, home: str) -> None:
        super().__init__(ws, name, own, (), home=home)

    def title(self) -> str:
        """Return of what place they are."""
        return t("tui.others-of", name=self.name)

    def columns(self) -> list[Column]:
        """Return the digit, the view, why it cannot be shown now."""
        digit, deed, why = super().columns()
        return [digit, deed._replace(title=t("tui.column-view")), why]

    @does("others")
    def do_others(self, host: Host) -> None:
        """Go back to the view that is shown."""
        host.pop()
