"""Mode 1, the overview: how the city stands, and what is due today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.locale.width import fit
from civtui.tui.looks import BAD, BOLD, GOOD, NOTE, WARN, Span, Spans, bar, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.workspace.overview import cards_due, overview, running_rounds

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

BAR = 30


class Overview(Mode):
    """Figures and the honors pyramid above, rounds and cards to go on with below."""

    id = "overview"
    layout = "above"

    def load(self) -> None:
        """Read figures, rounds and cards."""
        self.found = overview(self.ws)
        open_: list[Row] = []
        closed: list[Row] = []
        for round_ in running_rounds(self.ws):
            row = Row(
                f"round:{round_.id}",
                (
                    t("tui.due-round"),
                    round_.name,
                    f"{round_.given}/{round_.expected}",
                    t(f"cli.state-{round_.state}"),
                    round_.due or "",
                ),
            )
            (open_ if round_.state == "open" else closed).append(row)
        open_ += [
            Row(
                f"card:{card.id}",
                (t("tui.due-card"), card.agency, card.cause, "", card.term_ends or ""),
                (WARN,) * 5,
            )
            for card in cards_due(self.ws)
        ]
        # what is due first stands first; what is over comes behind
        self.rows = [*sorted(open_, key=lambda row: row.cells[4] or "9"), *closed]

    def columns(self) -> list[Column]:
        """Return kind, what, how far, state, due."""
        return [
            Column(t("tui.column-kind"), 8),
            Column(t("tui.column-what"), 28),
            Column(t("tui.column-progress"), 0),
            Column(t("tui.column-state"), 8),
            Column(t("tui.column-due"), 10),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the figures and the pyramid, widest rung at the bottom."""
        found = self.found
        part, whole = found.advanced
        lines: list[Spans] = [
            [
                Span(t("tui.figures", agencies=found.agencies, offices=found.offices), BOLD),
            ],
            [
                Span(t("tui.advanced") + " "),
                Span(f"{part}/{whole} = {found.percent} %", BOLD + GOOD),
                Span("  "),
                Span(bar(part, whole, BAR), GOOD),
            ],
            line(),
        ]
        for honor, style in (("provincial", GOOD), ("municipal", NOTE), ("agency-level", NOTE),
                             ("none", BAD)):  # fmt: skip
            count = found.honors[honor]
            filled = round(BAR * count / whole) if whole else 0
            lines.append(
                [
                    Span(fit(t(f"cli.honor-{honor}"), 20)),
                    Span(fit(str(count), 4, "right") + " ", BOLD),
                    Span(bar(filled, filled, filled).center(BAR), style),
                ]
            )
        offices = found.office_honors
        lines += [
            line(),
            [
                Span(t("tui.office-honors", civilized=offices["civilized-office"],
                       model=offices["model-office"])),
                Span("   "),
                Span(t("tui.work", rounds=found.rounds, marks=found.marks)),
                Span("   "),
                Span(t("tui.cards-open", cards=found.cards), WARN if found.cards else GOOD),
            ],
        ]  # fmt: skip
        if found.lapsed:
            lines.append(line(t("tui.lapsed", count=found.lapsed), WARN))
        return lines

    def do_open(self, desk: Desk) -> None:
        """Go to the round or to the card."""
        row = desk.grid.current
        if row is None:
            return
        kind, _, id_ = row.id.partition(":")
        if kind == "round":
            desk.switch("rounds", at=id_)
        else:
            desk.switch("cards", at=id_)
