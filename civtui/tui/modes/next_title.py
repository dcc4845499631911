"""Mode 4, deeper: an agency's next rung, what is missing, and what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.figures import shown_text
from civtui.tui.doing import does
from civtui.tui.looks import (
    BAD,
    BOLD,
    DIM,
    GOOD,
    NOTE,
    WARN,
    Span,
    Spans,
    line,
    tier_verdict,
    verdict,
)
from civtui.tui.modes.base import Mode
from civtui.tui.modes.table import go
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.lists.titles import application
from civtui.workspace.results.wording import Topic
from civtui.workspace.session import Workspace
from civtui.workspace.titles import next_title
from civtui.workspace.titles.eligibility import mark

if TYPE_CHECKING:
    from civtui.rules.eligibility import TierAnswer
    from civtui.tui.host import Host


class Rung(Mode):
    """An agency's next rung: what holds, what is missing, the shortest way, and a what-if.

    Args:
        agency: id of the agency.
    """

    id = "rung"
    home = "eligibility"
    layout = "alone"

    def __init__(self, ws: Workspace, agency: str) -> None:
        super().__init__(ws)
        self.agency = agency
        self.more = 0

    def title(self) -> str:
        """Return the agency's name."""
        return self.rung.agency.name

    def load(self) -> None:
        """Work the rung out anew."""
        self.rung = next_title.rung(self.ws, self.agency)
        self.bars = next_title.bars_of(self.ws, self.rung)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the rung, the offices nearest to it, the dates, and what would be."""
        found = self.rung
        lines = paragraph(found.agency.name, cells, BOLD)
        if found.answer is None:
            return [*lines, line(t("cli_titles.at-the-top"), GOOD)]
        head = t(
            "cli_titles.next-rung",
            honor=t(f"cli.honor-{found.tier}"),
            verdict=t(f"cli_eligibility.eligible-{found.answer.eligible}"),
        )
        lines += [[verdict(found.answer.eligible), Span(f" {head}", BOLD)], line()]
        for bar in self.bars:
            lines += paragraph(render(bar), cells, WARN, 2)
        lines += _reasons(found.answer, cells)
        for key, offices in (("civilized", found.offices), ("model", found.models)):
            for o in offices or ():
                text = t(f"cli_titles.near-{key}", name=o.name, total=shown_text(o.total)).strip()
                lines += paragraph(text, cells, NOTE, 2)
        for due in found.dates:
            lines += paragraph(f"{due.on}  {render(due.why)}", cells, WARN)
        lines += [line(), line(t("tui.what-if", count=f"{self.more:+d}"), BOLD)]
        answer = next_title.what_if(self.ws, self.agency, civilized=self.more)
        for tier in answer.tiers:
            lines.append(
                [
                    tier_verdict(mark(found.agency.honors, tier)),
                    Span(f" {t('cli.honor-' + tier.tier)}  "),
                    Span(t("common.joint").join(render(m.text) for m in tier.missing), DIM),
                ]
            )
        return lines

    @does("more")
    def do_more(self, host: Host) -> None:
        """Suppose one more civilized office."""
        self.more += 1
        host.show_pane()

    @does("less")
    def do_less(self, host: Host) -> None:
        """Suppose one civilized office fewer."""
        self.more -= 1
        host.show_pane()

    @does("file")
    def do_file(self, host: Host) -> None:
        """Apply for the next rung."""
        go(host, application(self.ws, self.agency, self.rung.tier))

    def topics(self, host: Host) -> list[Topic]:
        """Return the tier's rule with its gates."""
        return [Topic("honor", self.rung.tier)] if self.rung.tier else [Topic("advanced")]


def _reasons(answer: TierAnswer, cells: int) -> list[Spans]:
    lines: list[Spans] = []
    for reason in answer.reasons:
        style = {True: GOOD, False: BAD, None: WARN}[reason.holds]
        lines += paragraph(f"{verdict(reason.holds).text} {render(reason.why)}", cells, style, 2)
    for missing in answer.missing:
        lines += paragraph("→ " + render(missing.text), cells, WARN, 2)
    return lines
