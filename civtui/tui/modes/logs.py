"""Long lists behind other modes: the whole building log, and every mark of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.modes.whose import name_of
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import rounds, tables
from civtui.workspace.activities import ActivityRow, organ_title
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.finding.fields import ACTIVITY, MARK, activity_record, mark_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.rounds import exact_milli
from civtui.workspace.session import Workspace
from civtui.workspace.tables import MarkRow

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Log(Mode):
    """The building log, newest first.

    Args:
        agency: only this agency's, None for all.
    """

    id = "log"
    home = "building"
    filters = True
    beside_from = 100
    row_of = "activity"

    def __init__(self, ws: Workspace, agency: str | None = None) -> None:
        super().__init__(ws)
        self.agency = agency

    def title(self) -> str:
        """Return whose log it is."""
        return f"{t('grid.log')} · {name_of(self.ws, self.agency)}"

    def filter_fields(self) -> Fields:
        """Return the fields of an activity."""
        return ACTIVITY

    def load(self) -> None:
        """Read the activities that the filter finds."""
        agency = find_agency(self.ws, self.agency).id if self.agency else None
        rows = self.window(tables.activities(self.ws, agency), _activity, activity_record)
        self.rows, self.found = rows, rows.found

    def columns(self) -> list[Column]:
        """Return day, agency, title, people."""
        return [
            Column(t("tui.column-day"), 10, "left", "day"),
            Column(t("tui.column-agency"), 10, "left", "agency"),
            Column(t("grid.column-activity"), 0, "left", "title"),
            Column(t("grid.column-people"), 4, "right", "people"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the activity in full."""
        if row is None:
            return []
        a: ActivityRow = self.found[row.id]
        lines = [*paragraph(a.title, cells, BOLD), line(f"{a.held}  {a.agency_name}", DIM), line()]
        for text in (a.venue, a.leaders, organ_title(a.organ)):
            lines += paragraph(text, cells) if text else []
        if a.entry:
            lines.append(line(t("building.of-entry", entry=a.entry), NOTE))
        if a.evidence:
            lines.append(line(t("building.pieces", count=len(a.evidence)), NOTE))
        if a.items:
            lines.append(line(t("tui.serves", count=len(a.items)), NOTE))
        return lines

    def do_add(self, desk: Host) -> None:
        """Record an activity of the agency under the cursor."""
        row = desk.grid.current
        agency = self.agency or (self.found[row.id].agency if row else None)
        if agency:
            begin(desk, verb_of("activity.add"), {"agency": agency})


def _activity(a: ActivityRow) -> Row:
    cells = (a.held, a.agency_name, a.title, str(a.people or ""))
    return Row(a.id, cells, (DIM, NOTE, BOLD, DIM))


class Marks(Mode):
    """Every mark of a round.

    Args:
        round_id: the round.
    """

    id = "marks"
    home = "rounds"
    filters = True
    beside_from = 100

    def __init__(self, ws: Workspace, round_id: str) -> None:
        super().__init__(ws)
        self.round_id = round_id

    def title(self) -> str:
        """Return whose marks they are."""
        return f"{self.round.name} · {t('grid.marks')}"

    def filter_fields(self) -> Fields:
        """Return the fields of a mark."""
        return MARK

    def load(self) -> None:
        """Read the marks that the filter finds."""
        self.round = rounds.round_row(self.ws, self.round_id)
        self.items = {item.id: item for item in rounds.items_of(self.ws, self.round)}
        rows = self.window(tables.marks(self.ws, self.round), self._row, mark_record)
        self.rows, self.found = rows, rows.found

    def _row(self, m: MarkRow) -> Row:
        item = self.items.get(m.item)
        cells = (
            f"{m.agency_name}/{m.subject_name}",
            render(item.title) if item else m.item,
            m.assessor_name,
            m.value,
            "" if m.points is None else exact_milli(m.points),
        )
        return Row(m.id, cells, (BOLD, DIM, NOTE, GOOD, DIM))

    def columns(self) -> list[Column]:
        """Return office, item, judge, mark, points."""
        return [
            Column(t("tui.column-office"), 0, "left", "subject"),
            Column(t("grid.column-item"), 16, "left", "item"),
            Column(t("grid.column-judge"), 8, "left", "assessor"),
            Column(t("grid.column-mark"), 6, "right", "value"),
            Column(t("grid.column-points"), 6, "right", "points"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the mark with the rule of its item."""
        if row is None:
            return []
        m: MarkRow = self.found[row.id]
        item = self.items.get(m.item)
        lines = [
            *paragraph(f"{m.agency_name}/{m.subject_name}", cells, BOLD),
            line(f"{m.assessor_name}  {m.value}", GOOD),
            line(t("grid.mark-number", seq=m.seq), DIM),
            line(),
        ]
        if item is not None:
            lines += paragraph(f"{render(item.title)}  {render(item.rule)}", cells)
        return lines

    def do_open(self, desk: Host) -> None:
        """Open the way of the mark into the office's total."""
        row = desk.grid.current
        if row is not None:
            m: MarkRow = self.found[row.id]
            desk.push(
                place(self.ws, "cell", round_id=self.round_id, subject=m.subject, item=m.item)
            )
