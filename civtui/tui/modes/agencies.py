"""Mode 2: agencies, the offices of one, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, YES, Span, Spans, bar, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import agencies
from civtui.workspace.agencies import AgencyRow, OfficeRow
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

HONOR_STYLE = {"provincial": GOOD, "municipal": NOTE, "agency-level": NOTE, "": DIM}


class Agencies(Mode):
    """The agencies in official order."""

    id = "agencies"
    filters = True

    def load(self) -> None:
        """Read the agencies that the filter finds."""
        self.found = {row.id: row for row in agencies.agency_rows(self.ws, self.text)}
        self.rows = [
            Row(
                a.id,
                (
                    a.short or a.name,
                    t(f"tui.short-{a.honor or 'none'}"),
                    str(a.offices),
                    f"{a.civilized}",
                    f"{a.model}",
                    "!" if a.card else "",
                ),
                (BOLD, HONOR_STYLE[a.honor], DIM, DIM, DIM, WARN),
            )
            for a in self.found.values()
        ]

    def columns(self) -> list[Column]:
        """Return name, honor, offices, civilized, model, card."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-honor"), 8),
            Column(t("tui.column-offices"), 4, "right"),
            Column(t("tui.column-civilized"), 4, "right"),
            Column(t("tui.column-model"), 4, "right"),
            Column("", 1),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the agency in full: name, sector, honors, share of civilized offices."""
        if row is None:
            return []
        a = self.found[row.id]
        return [
            *paragraph(a.name, cells, BOLD),
            line(f"{a.id}  {a.sector}", DIM),
            line(),
            *self._honors(a),
            line(),
            [Span(t("tui.share", part=a.civilized, whole=a.offices))],
            [Span(bar(a.civilized, a.offices, min(30, cells)), GOOD)],
            line(t("tui.model-count", count=a.model)),
            *([line(t("tui.card-here"), WARN)] if a.card else []),
            line(),
            line(t(f"tui.runs-{a.runs_program}")),
            *([line(t(f"tui.stage-{a.stage}"), DIM)] if a.stage else []),
        ]

    def _honors(self, a: AgencyRow) -> list[Spans]:
        titles = agencies.titles_of(self.ws, a.id)
        if not titles:
            return [line(t("cli.honor-none"), DIM)]
        return [
            [
                Span(f"{YES} " if title.ended is None else "  ", GOOD),
                Span(t(f"cli.honor-{title.honor}"), BOLD if title.ended is None else DIM),
                Span(f"  {title.since}" + (f" – {title.ended or title.until or ''}"), DIM),
            ]
            for title in titles
        ]

    def do_open(self, desk: Desk) -> None:
        """Go to the agency's offices."""
        row = desk.grid.current
        if row is not None:
            desk.push(Offices(self.ws, self.found[row.id]))


class Offices(Mode):
    """The offices of one agency.

    Args:
        agency: the agency they belong to.
    """

    id = "offices"
    home = "agencies"
    filters = True

    def __init__(self, ws: Workspace, agency: AgencyRow) -> None:
        super().__init__(ws)
        self.agency = agency

    def title(self) -> str:
        """Return the agency's name."""
        return self.agency.name

    def load(self) -> None:
        """Read the offices that the filter finds."""
        self.found = {o.id: o for o in agencies.office_rows(self.ws, self.agency.id, self.text)}
        self.rows = [
            Row(
                o.id,
                (o.name, t(f"tui.short-{o.honors[-1]}") if o.honors else "", str(o.staff or "")),
                (BOLD, GOOD if "model-office" in o.honors else NOTE, DIM),
            )
            for o in self.found.values()
        ]

    def columns(self) -> list[Column]:
        """Return name, honor, staff."""
        return [
            Column(t("tui.column-office"), 0),
            Column(t("tui.column-honor"), 8),
            Column(t("tui.column-staff"), 4, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the office's titles and the rounds that judge it."""
        if row is None:
            return []
        o: OfficeRow = self.found[row.id]
        lines = [*paragraph(f"{o.agency_name} / {o.name}", cells, BOLD), line(o.id, DIM), line()]
        for title in agencies.titles_of(self.ws, o.id):
            ended = title.ended is not None
            basis = title.decision or t("cli.opening-balance")
            lines.append(
                [
                    Span(f"{'  ' if ended else YES + ' '}", GOOD),
                    Span(t(f"cli.honor-{title.honor}"), BAD if ended else BOLD),
                    Span(f"  {title.since} {basis}", DIM),
                ]
            )
        rounds = agencies.rounds_of(self.ws, o.id)
        if rounds:
            lines += [line(), line(t("tui.judged-in"), DIM)]
            lines += [line(f"{name}  {t('cli.state-' + state)}") for _, name, state in rounds]
        return lines
