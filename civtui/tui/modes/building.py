"""Mode 5: the building log, agency by agency; the registers and boards are behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.pictures import heat
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import activities, agencies
from civtui.workspace.finding.fields import BUILDING, building_record
from civtui.workspace.finding.query import Fields

if TYPE_CHECKING:
    from civtui.tui.host import Host

MONTHS = 12
NEWEST = 40
# a month is as dark as it gets from this many activities on
DARK = 3


class Building(Mode):
    """The building log: a heat map of the year, agency by agency."""

    id = "building"
    row_of = "agency"
    filters = True

    def filter_fields(self) -> Fields:
        """Return the fields of an agency and of its log."""
        return BUILDING

    def load(self) -> None:
        """Read the log by agency and month."""
        year = self.ws.today().year
        self.months = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
        counts = activities.months(self.ws)
        self.city = [sum(by.get(month, 0) for by in counts.values()) for month in self.months]
        query = self.query()
        self.found = {
            a.id: a
            for a in agencies.agency_rows(self.ws)
            if query.matches(building_record(a, sum(counts.get(a.id, {}).values())))
        }
        self.rows = []
        rows = []
        for a in self.found.values():
            by_month = counts.get(a.id, {})
            shade = heat([by_month.get(month, 0) for month in self.months], DARK)
            total = sum(by_month.get(month, 0) for month in self.months)
            newest = max((m for m in self.months if by_month.get(m)), default="")
            style = BAD if not total else WARN if total <= 2 else GOOD
            rows.append(
                Row(
                    a.id,
                    (a.short or a.name, shade, str(total), newest[5:]),
                    (BOLD, style, style, DIM),
                )
            )
        self.rows = rows

    def do_open(self, desk: Host) -> None:
        """Show the agency's registers and boards."""
        row = desk.grid.current
        if row is not None:
            desk.push(place(self.ws, "registers", row.id))

    def do_registers(self, desk: Host) -> None:
        """Show the registers and boards of the whole city."""
        desk.push(place(self.ws, "registers"))

    def do_add(self, desk: Host) -> None:
        """Record an activity of the agency under the cursor."""
        row = desk.grid.current
        if row is not None:
            begin(desk, verb_of("activity.add"), {"agency": row.id})

    def columns(self) -> list[Column]:
        """Return name, twelve months, total, newest month."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-heat"), MONTHS),
            Column(t("tui.column-count"), 4, "right"),
            Column(t("tui.column-newest"), 4, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the agency's newest activities."""
        if row is None:
            return []
        lines = paragraph(self.found[row.id].name, cells, BOLD)
        for a in activities.activity_rows(self.ws, row.id, NEWEST):
            lines.append([Span(f"{a.held[5:]} ", DIM), Span(a.title)])
            place = "  ".join(part for part in (a.venue, f"{a.people or ''}") if part)
            marks = [t("building.pieces", count=len(a.evidence))] if a.evidence else []
            marks += [t("tui.serves", count=len(a.items))] if a.items else []
            lines.append(line(f"      {'  '.join([place, *marks]).strip()}", DIM))
        if len(lines) == 1:
            lines += [line(), line(t("tui.no-activity"), WARN)]
        return [*lines, line(), *self._legend(cells)]

    def _legend(self, cells: int) -> list[Spans]:
        """Return what the shades mean, and the months of the whole city beside them."""
        said = t("home.heat", shades="  ".join(f"{heat([n], DARK)} {n}" for n in range(DARK + 1)))
        busiest = max(self.city, default=0)
        city = t("home.heat-city", shades=heat(self.city, busiest), count=busiest)
        keys = t("tui.building-keys")
        return [row for text in (said, city, keys) for row in paragraph(text, cells, DIM)]
