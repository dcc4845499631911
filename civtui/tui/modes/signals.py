"""Mode 5: what the warning signals say, asked beside the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.modes.table import TableMode
from civtui.workspace.building.signals import SignalRow, signal_call

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Signals(TableMode):
    """What the warning signals say; one that cannot be looked for reads "not checked"."""

    waits, asked = True, False

    def load(self) -> None:
        """Prepare what to ask; show what was said."""
        if self.waits:
            self.call, self.about = signal_call(self.ws, self.of or None), []
        super().load()

    def empty(self) -> str:
        """Return that nothing is seen, or that it is being looked for."""
        return t("tui.working") if self.waits else t("tui.no-warning")

    def moved(self, host: Host) -> None:
        """Ask, once, beside the session."""
        if not self.asked:
            self.asked = True
            beside(host, self.call, lambda answer: self._told(host, answer))

    def _told(self, host: Host, answer: list[SignalRow] | CivtuiError) -> None:
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
            return
        self.about, self.waits = answer, False
        if host.mode is self:
            host.reload()
