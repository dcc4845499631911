"""Mode 3: the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Span, Spans, bar, line
from civtui.tui.modes.round_end import Ending
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import round_drafts, rounds
from civtui.workspace.finding.fields import ROUND, round_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.names import Names
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Rounds(Ending):
    """The rounds, newest first."""

    id = "rounds"
    row_of = "round"
    beside_from = 100

    def filter_fields(self) -> Fields:
        """Return the fields of a round."""
        return ROUND

    def load(self) -> None:
        """Read the rounds that the filter finds."""
        query = self.query()
        found = rounds.round_rows(self.ws)
        self.found = {row.id: row for row in found if query.matches(round_record(row))}
        self.rows = [
            Row(
                r.id,
                (
                    r.name,
                    t(f"cli.state-{r.state}"),
                    f"{r.given}/{r.expected}",
                    r.due or "",
                ),
                (BOLD, GOOD if r.state == "open" else DIM, DIM, DIM),
            )
            for r in self.found.values()
        ]

    def columns(self) -> list[Column]:
        """Return name, state, progress, due."""
        return [
            Column(t("tui.column-round"), 0, least=18),
            Column(t("tui.column-state"), 6),
            Column(t("tui.column-marks"), 10, "right"),
            Column(t("tui.column-due"), 10),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the round: standard, progress, each judge's share."""
        if row is None:
            return []
        r = self.found[row.id]
        lines = [
            *paragraph(r.name, cells, BOLD),
            *paragraph(f"{r.id}  {self._standard(r)}", cells, DIM),
            *self._extends(r),
            line(t("tui.round-size", subjects=r.subjects, items=len(r.items))),
            [Span(bar(r.given, r.expected, min(30, cells - 12)), GOOD),
             Span(f" {100 * r.given // max(1, r.expected)} %")],
            line(),
        ]  # fmt: skip
        for judge in rounds.panel_seen(self.ws, r):
            done = judge.given >= judge.expected
            day = judge.submitted
            locked = f" {t('panel.locked', day=day)}" if day else ""
            lines.append(
                [
                    Span(f"{judge.name}  "),
                    Span(bar(judge.given, judge.expected, 12), GOOD if done else NOTE),
                    Span(f" {judge.given}/{judge.expected}", DIM),
                    Span(locked, GOOD),
                ]
            )
        return [*lines, line(), *paragraph(t("tui.round-keys"), cells, DIM)]

    def _standard(self, round_: rounds.RoundRow) -> str:
        """Return what the round's standard is called."""
        pin = (round_.standard, round_.standard_version)
        return render(Names(self.ws).standard_named(*pin))

    def _extends(self, round_: rounds.RoundRow) -> list[Spans]:
        """Return the city's standard where an agency's overlay refines it."""
        base = rounds.document_of(self.ws, round_).get("extends")
        pin = base and Names(self.ws).standard_named(base["id"], base["version"])
        return [line(t("overlay.extends", pin=pin), DIM)] if pin else []

    def do_open(self, desk: Host) -> None:
        """Open the score sheet, or the results where the round is closed."""
        row = desk.grid.current
        if row is None:
            return
        if self.found[row.id].state == "open":
            desk.push(place(self.ws, "sheet", round_id=row.id))
        else:
            self.do_results(desk)

    def do_marks(self, desk: Host) -> None:
        """Open the list of every mark."""
        row = desk.grid.current
        if row is not None:
            desk.push(place(self.ws, "marks", round_id=row.id))

    def do_results(self, desk: Host) -> None:
        """Open the results."""
        row = desk.grid.current
        if row is not None:
            desk.push(place(self.ws, "results", round_id=row.id))

    def round_here(self, desk: Host) -> str | None:
        """Return the round under the cursor."""
        return desk.grid.current.id if desk.grid.current else None

    def do_new_round(self, desk: Host) -> None:
        """Fill in a new round."""
        from civtui.tui.modes.begin import begin

        begin(desk, verb_of("round.new"), {"standard": round_drafts.USUAL, "blind": "no"})

    def do_panel(self, desk: Host) -> None:
        """Open the panel: shares, sheets, links."""
        row = desk.grid.current
        if row is not None:
            desk.push(place(self.ws, "panel", round_id=row.id))

    def topics(self, desk: Host) -> list[Topic]:
        """Return the standard that the round pins."""
        row = desk.grid.current
        return [Topic("standard", row.id)] if row else []
