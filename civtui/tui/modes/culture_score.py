"""Mode 6, deeper: an agency's culture score, and the warning signals that plugins look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Spans, bar, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.agencies import agencies
from civtui.workspace.building.culture_score import CultureScore, culture_score_call, shown
from civtui.workspace.building.signals import SignalRow, signal_call
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

BAR = 30


class Score(Mode):
    """The score with its indicators, then every signal; a dead one reads "not checked".

    Args:
        agency: the agency's id.
    """

    id = "score"
    home = "culture"
    layout = "alone"

    def __init__(self, ws: Workspace, agency: str) -> None:
        super().__init__(ws)
        self.agency = agency
        self.asking = False

    def title(self) -> str:
        """Return the agency's name."""
        return agencies.agency(self.ws, self.agency).name

    def load(self) -> None:
        """Prepare what to ask the programs and the signals."""
        self.score: CultureScore | None = None
        self.signals: list[SignalRow] = []
        score, signals = culture_score_call(self.ws, self.agency), signal_call(self.ws, self.agency)
        self.ask = lambda: (score(), signals())

    def moved(self, host: Host) -> None:
        """Ask them, beside the session."""
        if self.score is None and not self.asking:
            self.asking = True
            beside(host, self.ask, lambda answer: self._said(host, answer))

    def _said(self, host: Host, answer: tuple[CultureScore, list[SignalRow]] | CivtuiError) -> None:
        self.asking = False
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
        else:
            self.score, self.signals = answer
            host.show_pane()

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return score, indicators, signals."""
        if self.score is None:
            return [line(t("tui.working"), NOTE)]
        found = self.score.document()
        score = found["score"]
        lines = [line(t("tui.culture-score", score=shown(score)), BOLD)]
        for part, said in zip(self.score.parts, found["parts"], strict=True):
            points = shown(said["points"])
            lines += paragraph(f"{said['title']}  {shown(said['value'])}", cells, NOTE, 2)
            if part.points is None:
                lines += paragraph(said["reason"] or "", cells, WARN, 4)
            else:
                filled = bar(int(part.points), 100, min(BAR, cells - 10))
                lines.append(line(f"    {filled} {points}", GOOD))
        for program in self.score.absent:
            lines += paragraph(t("cli.culture-absent-score", program=program), cells, WARN, 2)
        lines += [line(), line(t("tui.signals"), BOLD)]
        for signal in self.signals:
            state = t(signal.word)
            said_text = signal.text or (render(signal.reason) if signal.reason else "")
            style = {"clear": DIM, "warning": BAD}.get(signal.state, WARN)
            lines += paragraph(f"{state}  {render(signal.title)}  {said_text}", cells, style, 2)
        if not self.signals:
            lines.append(line(t("tui.no-signals"), DIM))
        return lines
