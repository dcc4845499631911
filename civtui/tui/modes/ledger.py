"""Mode 9: the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import history, tables
from civtui.workspace.finding.fields import FACT, fact_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.history import FactRow

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


class Ledger(Mode):
    """The facts, newest first."""

    id = "ledger"
    layout = "page"
    filters = True

    def filter_fields(self) -> Fields:
        """Return the fields of a fact."""
        return FACT

    def load(self) -> None:
        """Read the facts that the filter finds."""
        kinds = {kind: t(f"tui.fact-{kind}") for kind in history.kinds(self.ws)}

        def row(f: FactRow) -> Row:
            cells = (str(f.seq), kinds.get(f.kind) or t(f"tui.fact-{f.kind}"), f.effective, f.who)
            return Row(cells[0], cells, (DIM, BOLD, DIM, NOTE))

        rows = self.window(
            tables.facts(self.ws, kinds), row, lambda f: fact_record(f, kinds.get(f.kind, ""))
        )
        self.rows, self.found = rows, rows.found

    def columns(self) -> list[Column]:
        """Return number, kind, day, who."""
        return [
            Column("#", 7, "right", "number"),
            Column(t("tui.column-kind"), 0, "left", "kind"),
            Column(t("tui.column-day"), 10, "left", "day"),
            Column(t("tui.column-who"), 10, "left", "who"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the fact: its kind, when it was recorded, what it says."""
        if row is None:
            return []
        f = self.found[row.id]
        lines = [
            line(f"{f.seq}  {f.kind}", BOLD),
            line(f"{self.ws.shown(f.recorded)}  {f.who}", DIM),
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
