"""Mode 9: the ledger, each fact as a sentence, with its way back on its row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, PLAIN, WARN, Spans
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import history, performing, tables
from civtui.workspace.fact_words import sentence, taken
from civtui.workspace.fact_words.details import details
from civtui.workspace.finding.fields import FACT, fact_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.history import FactRow
from civtui.workspace.names import Names

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.verbs.verb import Verb

NEAR = 100  # facts behind one, so few that what hangs on it is found while a key waits


class Ledger(Mode):
    """The facts, newest first."""

    id = "ledger"
    layout = "page"
    filters = True
    beside_from = 140
    row_of = "fact"

    def filter_fields(self) -> Fields:
        """Return the fields of a fact."""
        return FACT

    def load(self) -> None:
        """Read the facts that the filter finds."""
        kinds = {kind: t(f"tui.fact-{kind}") for kind in history.kinds(self.ws)}
        self.names, self.ways = Names(self.ws), dict[tuple[str, int], list[Spans]]()

        def row(f: FactRow) -> Row:
            cells = (str(f.seq), self._told(f), f.effective, f.who)
            gone = f.taken_back_by is not None
            return Row(cells[0], cells, (DIM,) * 4 if gone else (DIM, PLAIN, DIM, NOTE))

        rows = self.window(
            tables.facts(self.ws, kinds, lambda f: sentence(self.ws, f, self.names)),
            row,
            lambda f: fact_record(f, kinds.get(f.kind, "")),
        )
        self.rows, self.found = rows, rows.found

    def first_row(self, desk: Host) -> str | None:
        """Return the newest fact that the user has written since the mode was opened before."""
        newest = history.newest_of(self.ws, desk.written_to)
        desk.written_to = self.ws.head()
        return str(newest) if newest else None

    def _told(self, f: FactRow) -> str:
        return taken(f, sentence(self.ws, f, self.names))

    def columns(self) -> list[Column]:
        """Return number, sentence, day, who; by the sentence facts are sorted kind by kind."""
        return [
            Column("#", 7, "right", "number"),
            Column(t("tui.column-fact"), 0, "left", "kind"),
            Column(t("tui.column-day"), 10, "left", "day"),
            Column(t("tui.column-who"), 10, "left", "who"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the fact: its sentence, reason, papers and way back, then field by field."""
        if row is None:
            return []
        f = self.found[row.id]
        key = "facts.recorded" if f.who else "facts.recorded-hidden"
        lines = paragraph(sentence(self.ws, f, self.names), cells, BOLD)
        recorded = t(key, when=self.ws.shown(f.recorded), who=f.who, day=f.effective)
        lines += paragraph(recorded, cells, DIM)
        if f.why:
            lines += paragraph(t("facts.why", why=f.why), cells, NOTE)
        if pieces := json.loads(f.evidence):
            lines += paragraph(t("facts.evidence", pieces=self.names.evidence(pieces)), cells)
        lines += self._way(f, cells)
        for label, value in details(self.names, f):
            lines += paragraph(t("facts.field-line", label=label, value=value), cells)
        return lines

    # --- the way back ---

    def _way(self, f: FactRow, cells: int) -> list[Spans]:
        """Return how a fact is taken back, or why it stays."""
        if f.taken_back_by is not None:
            said = "facts.reform-back" if f.kind == "reformed" else "facts.taken-back"
            return paragraph(t(said, by=f.taken_back_by), cells, WARN)
        if performing.permitted(self.ws, verb_of("ledger.void")) is not None:
            return []
        key = f"{f.seq}", cells
        if key not in self.ways:
            self.ways[key] = self._found_way(f, cells)
        return self.ways[key]

    def _found_way(self, f: FactRow, cells: int) -> list[Spans]:
        from civtui.workspace.voiding.doing import taking
        from civtui.workspace.voiding.ways import other_way, why_it_stays

        other = other_way(self.ws, f.seq)
        own = t("facts.way-other", verb=verb_of(other[0]).title) if other else ""
        if self.ws.head() - f.seq > NEAR:
            return paragraph(own or t("facts.way-look"), cells, DIM)
        refusal = taking(self.ws, f.seq).refusal
        if refusal is None:
            return paragraph(t("facts.way-void", fact=f.seq), cells, DIM)
        return paragraph(own or t("facts.way-none", why=why_it_stays(refusal)), cells, DIM)

    def called(self, row: Row) -> str:
        """Return number and sentence."""
        return f"#{row.cells[0]} {row.cells[1]}"

    def row_deeds(self, desk: Host, row: Row) -> list[Choice]:
        """Return the way back that a fact has of its own, filled with what it says."""
        from civtui.workspace.voiding.ways import other_way

        found = other_way(self.ws, int(row.id))
        return [self._choice(verb_of(found[0]), found[1])] if found else []

    def _choice(self, verb: Verb, values: Mapping[str, Any]) -> Choice:
        from civtui.tui.modes.begin import begin

        try:
            refused = performing.refused(self.ws, verb, str(values.get(verb.row, "")))
        except CivtuiError as error:
            refused = error.message
        command = " ".join(("civtui", *verb.noun.split(), verb.name))
        return Choice(
            render(verb.title), lambda desk: begin(desk, verb, values, deep=2), refused, command
        )

    def do_verify(self, desk: Host) -> None:
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
