"""Mode 6, deeper: an agency's culture score, and the warning signals that plugins look for."""

from __future__ import annotations

from civtui.locale import render, t
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Spans, bar, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import agencies
from civtui.workspace.culture_score import culture_score
from civtui.workspace.session import Workspace
from civtui.workspace.signals import signal_rows

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

    def title(self) -> str:
        """Return the agency's name."""
        return agencies.agency(self.ws, self.agency).name

    def load(self) -> None:
        """Ask the programs and the signals."""
        self.score = culture_score(self.ws, self.agency)
        self.signals = signal_rows(self.ws, self.agency)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return score, indicators, signals."""
        found = self.score.document()
        score = found["score"]
        lines = [line(t("tui.culture-score", score=score or "—"), BOLD)]
        for part, said in zip(self.score.parts, found["parts"], strict=True):
            points = said["points"]
            lines += paragraph(f"{said['title']}  {said['value'] or '—'}", cells, NOTE, 2)
            if part.points is None:
                lines += paragraph(said["reason"] or "", cells, WARN, 4)
            else:
                filled = bar(int(part.points), 100, min(BAR, cells - 10))
                lines.append(line(f"    {filled} {points}", GOOD))
        for program in self.score.absent:
            lines += paragraph(t("cli.culture-absent-score", program=program), cells, WARN, 2)
        lines += [line(), line(t("tui.signals"), BOLD)]
        for signal in self.signals:
            state = t(f"tui.signal-{signal.state}")
            said_text = signal.text or (render(signal.reason) if signal.reason else "")
            style = {"clear": DIM, "warning": BAD}.get(signal.state, WARN)
            lines += paragraph(f"{state}  {render(signal.title)}  {said_text}", cells, style, 2)
        if not self.signals:
            lines.append(line(t("tui.no-signals"), DIM))
        return lines
