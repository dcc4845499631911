"""Mode 5: what the warning signals say, asked beside the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.looks import BAD, BOLD, DIM, NOTE, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.modes.whose import name_of
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace
from civtui.workspace.signals import SignalRow, signal_call

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Signals(Mode):
    """What the warning signals say; one that cannot be looked for reads "not checked".

    Args:
        agency: only this agency, None for all.
    """

    id = "signals"
    home = "building"
    layout = "below"

    def __init__(self, ws: Workspace, agency: str | None = None) -> None:
        super().__init__(ws)
        self.agency = agency
        self.found: list[SignalRow] | None = None
        self.asked = False

    def title(self) -> str:
        """Return whose signals they are."""
        return f"{t('tui.signals')} · {name_of(self.ws, self.agency)}"

    def load(self) -> None:
        """Prepare what to ask; show what was said."""
        if self.found is None:
            self.call = signal_call(self.ws, self.agency)
            return
        self.rows = [
            Row(
                f"{s.signal} {s.agency}",
                (t(s.word), s.agency_name, render(s.title), _said(s)),
                (BAD if s.state == "warning" else DIM, BOLD, NOTE),
            )
            for s in sorted(self.found, key=lambda s: s.state != "warning")
            if s.state != "clear"
        ]

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return the agency that a signal is about."""
        return [("agency", agency)] if (agency := row.id.rpartition(" ")[2]) else []

    def called(self, row: Row) -> str:
        """Return the agency and what is seen."""
        return f"{row.cells[1]} {row.cells[2]}"

    def empty(self) -> str:
        """Return that nothing is seen, or that it is being looked for."""
        return t("tui.working") if self.found is None else t("tui.no-warning")

    def moved(self, desk: Host) -> None:
        """Ask, once, beside the session."""
        if not self.asked:
            self.asked = True
            beside(desk, self.call, lambda answer: self._told(desk, answer))

    def _told(self, desk: Host, answer: list[SignalRow] | CivtuiError) -> None:
        if isinstance(answer, CivtuiError):
            desk.refuse(answer)
            return
        self.found = answer
        if desk.mode is self:
            desk.reload()

    def columns(self) -> list[Column]:
        """Return state, agency, signal, what is seen."""
        return [
            Column(t("tui.column-state"), 8),
            Column(t("tui.column-agency"), 10),
            Column(t("tui.column-signal"), 16),
            Column(t("tui.column-seen"), 0),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what was seen, in full."""
        return paragraph(row.cells[3], cells) if row else []


def _said(signal: SignalRow) -> str:
    return signal.text or (render(signal.reason) if signal.reason else "")
