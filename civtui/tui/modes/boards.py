"""Modes 5 and 9: the building log, the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.looks import BAD, BOLD, DIM, EMPTY, FULL, GOOD, HALF, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import activities, agencies, history
from civtui.workspace.finding import matcher

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

MONTHS = 12
NEWEST = 40
FACTS = 2000


class Building(Mode):
    """The building log: a heat map of the year, agency by agency."""

    id = "building"
    filters = True

    def load(self) -> None:
        """Read the log by agency and month."""
        year = self.ws.today().year
        self.months = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
        counts = activities.months(self.ws)
        test = matcher(self.text)
        self.found = {
            a.id: a
            for a in agencies.agency_rows(self.ws)
            if not self.text or test(f"{a.name} {a.short} {a.sector}")
        }
        self.rows = []
        rows = []
        for a in self.found.values():
            by_month = counts.get(a.id, {})
            heat = "".join(_heat(by_month.get(month, 0)) for month in self.months)
            total = sum(by_month.get(month, 0) for month in self.months)
            newest = max((m for m in self.months if by_month.get(m)), default="")
            style = BAD if not total else WARN if total <= 2 else GOOD
            rows.append(
                Row(
                    a.id,
                    (a.short or a.name, heat, str(total), newest[5:]),
                    (BOLD, style, style, DIM),
                )
            )
        self.rows = rows

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
            lines.append(line(f"      {place}", DIM))
        if len(lines) == 1:
            lines += [line(), line(t("tui.no-activity"), WARN)]
        return lines


def _heat(count: int) -> str:
    return EMPTY if not count else HALF if count < 2 else FULL


class Ledger(Mode):
    """The newest facts."""

    id = "ledger"
    filters = True

    def load(self) -> None:
        """Read the newest facts that the filter finds."""
        test = matcher(self.text)
        self.found = {
            str(f.seq): f
            for f in history.fact_rows(self.ws, limit=FACTS)
            if not self.text or test(f"{f.kind} {f.who} {f.payload}")
        }
        self.rows = [
            Row(
                id_,
                (id_, t(f"tui.fact-{f.kind}"), f.effective, f.who),
                (DIM, BOLD, DIM, NOTE),
            )
            for id_, f in self.found.items()
        ]

    def columns(self) -> list[Column]:
        """Return number, kind, day, who."""
        return [
            Column("#", 7, "right"),
            Column(t("tui.column-kind"), 0),
            Column(t("tui.column-day"), 10),
            Column(t("tui.column-who"), 10),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the fact: its kind, when it was recorded, what it says."""
        if row is None:
            return []
        f = self.found[row.id]
        lines = [
            line(f"{f.seq}  {f.kind}", BOLD),
            line(f"{f.recorded[:19]}  {f.who}", DIM),
            *paragraph(f.why, cells, NOTE),
        ]
        for key, value in json.loads(f.payload).items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            if value not in (None, "", []):
                shown = text if len(text) < 400 else text[:400] + "…"
                lines += paragraph(f"{key}: {shown}", cells)
        return lines

    def do_verify(self, desk: Desk) -> None:
        """Check the whole ledger and say what came of it."""
        faults = history.verify(self.ws)
        if faults:
            first = faults[0]
            desk.say(
                t("cli.verify-fault", table=first.table, row=first.row, what=first.message), BAD
            )
        else:
            head = self.ws.ledger.head()
            desk.say(t("cli.verify-ok", seq=head.seq, head=head.hash[:12]), GOOD)
