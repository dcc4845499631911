"""Uneven spots: the old sectors as a dot plot of their agencies, the one furthest behind first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.locale.width import fit
from civtui.tui.doing import does
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.modes.overview_page import percent
from civtui.tui.pictures import bar, dots
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.building.evenness import STAGES, evenness
from civtui.workspace.results.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host

NAME = 14


class Uneven(Mode):
    """The sectors; below, the agencies of the one under the cursor."""

    id = "uneven"
    home = "overview"
    beside_from = 100

    def title(self) -> str:
        """Return its name."""
        return t("home.uneven")

    def load(self) -> None:
        """Read how even the building is."""
        self.even = evenness(self.ws)
        self.found = {sector.name: sector for sector in self.even.sectors}
        self.rows = [
            Row(
                s.name,
                (
                    s.name or "—",
                    str(len(s.spots)),
                    f"{s.advanced}/{len(s.spots)}",
                    f"{percent(s.share)} %",
                    f"{'+' if s.gap >= 0 else '-'}{percent(abs(s.gap))}",
                ),
                (BOLD, DIM, DIM, BAD if s.gap < 0 else GOOD, BAD if s.gap < 0 else GOOD),
            )
            for s in self.even.sectors
        ]

    def columns(self) -> list[Column]:
        """Return sector, agencies, those with an honor, share of civilized offices, gap."""
        return [
            Column(t("home.column-sector"), 0),
            Column(t("tui.column-agency"), 6, "right"),
            Column(t("tui.advanced"), 8, "right"),
            Column(t("tui.column-share"), 6, "right"),
            Column(t("home.column-gap"), 5, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the sectors as dots, then the agencies of the sector, worst first."""
        if row is None:
            return []
        sector = self.found[row.id]
        axis = max(10, cells - 1)
        lines: list[Spans] = [
            line(t("home.even-title", percent=percent(self.even.share)), BOLD),
            dots([spot.share for spot in sector.spots], self.even.share, axis),
            line(fit("0 %", axis - 5) + "100 %", DIM),
            *paragraph(t("home.even-legend"), cells, DIM),
            line(),
        ]
        shape = max(5, min(20, cells - NAME - 22))
        for spot in sector.spots:
            a = spot.agency
            behind = spot.share < self.even.share
            lines.append(
                [
                    Span(fit(a.short or a.name, NAME)),
                    Span(bar(spot.share, shape), BAD if behind else GOOD),
                    Span(f" {a.civilized}/{a.offices} ", DIM),
                    Span(t(f"tui.short-{a.honor or 'none'}") + " ", NOTE),
                    *([Span(t(f"home.stage-{a.stage}"), WARN)] if a.stage in STAGES[1:] else []),
                ]
            )
        return [*lines, line(), *paragraph(t("home.uneven-keys"), cells, DIM)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Go to the agencies of the sector."""
        if host.grid.current is not None:
            host.push(place(self.ws, "agencies", text=host.grid.current.id))

    def topics(self, host: Host) -> list[Topic]:
        """Return what counts as advanced, and the title of offices."""
        return [Topic("advanced"), Topic("honor", "civilized-office")]
