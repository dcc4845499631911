"""Mode 7, deeper: the sittings of the guidance group, their agenda and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.digits import whole
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.titles import FULL
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, group
from civtui.workspace.titles.holders import names_of
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


class Sittings(Mode):
    """The sittings of the guidance group, newest first."""

    id = "sittings"
    row_of = "sitting"
    home = "cards"

    def load(self) -> None:
        """Read the sittings."""
        self.found = {s.id: s for s in group.sitting_rows(self.ws)}
        self.rows = [
            Row(
                s.id,
                (s.id, s.on, t(f"cli_titles.sitting-{s.state}"), str(len(s.agenda))),
                (BOLD, DIM, GOOD if s.state == "held" else WARN, DIM),
            )
            for s in self.found.values()
        ]

    def columns(self) -> list[Column]:
        """Return id, day, state, number of items."""
        return [
            Column(t("cli_titles.column-sitting"), 0),
            Column(t("tui.column-day"), 10),
            Column(t("tui.column-state"), 8),
            Column(t("cli_titles.column-items"), 6, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the agenda."""
        if row is None:
            return []
        lines: list[Spans] = []
        for item in self.found[row.id].agenda:
            names = "、".join(names_of(self.ws, item.subjects)) or item.title
            lines += paragraph(f"{item.item}. {t('titles.matter-' + item.matter)}", cells, BOLD)
            lines += paragraph(names, cells, DIM, 2)
        return lines

    def do_open(self, desk: Desk) -> None:
        """Go to the sitting's agenda."""
        row = desk.grid.current
        if row is not None:
            desk.push(Sitting(self.ws, row.id))

    def topics(self, desk: Desk) -> list[Topic]:
        """Return the rule of the guidance group's sittings."""
        return [Topic("group")]


class Sitting(Mode):
    """One sitting: F6 records that it was held, Enter what it decided on an item.

    Args:
        sitting: its id.
    """

    id = "sitting"
    home = "cards"

    def __init__(self, ws: Workspace, sitting: str) -> None:
        super().__init__(ws)
        self.sitting = sitting

    def title(self) -> str:
        """Return the sitting's id and day."""
        s = self.row
        return f"{s.id}  {s.on}  {t('cli_titles.sitting-' + s.state)}"

    def load(self) -> None:
        """Read the agenda and what was decided on it."""
        self.row = group.sitting_row(self.ws, self.sitting)
        self.decided = {
            d.item: d for d in decisions.decision_rows(self.ws) if d.session == self.sitting
        }
        self.found = {item.item: item for item in self.row.agenda}
        self.rows = [
            Row(
                i.item,
                (
                    i.item,
                    t(f"titles.matter-{i.matter}"),
                    t(f"tui.short-{i.honor}") if i.honor else "",
                    str(len(i.subjects) or ""),
                    self._outcome(i.item),
                ),
                (DIM, BOLD, DIM, DIM, GOOD if i.item in self.decided else WARN),
            )
            for i in self.row.agenda
        ]

    def _outcome(self, item: str) -> str:
        found = self.decided.get(item)
        return t(f"cli_titles.outcome-{found.outcome}") if found else "—"

    def columns(self) -> list[Column]:
        """Return number, matter, honor, holders, outcome."""
        return [
            Column("#", 2, "right"),
            Column(t("cli_titles.column-matter"), 0),
            Column(t("tui.column-honor"), 8),
            Column(t("cli_titles.column-holders"), 7, "right"),
            Column(t("cli_titles.column-outcome"), 8),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the item's holders and what was decided."""
        if row is None:
            return []
        item = self.found[row.id]
        names = names_of(self.ws, item.subjects) or [item.title]
        lines = [line(name, BOLD) for name in names]
        found = self.decided.get(item.item)
        if found:
            lines += [line(), [Span(found.id, NOTE), Span(f"  {found.decided}", DIM)]]
        if self.row.present:
            count = len(self.row.present)
            lines.append(line(t("cli_titles.present", count=count, chair=self.row.chair), DIM))
        return [*lines, line(), *paragraph(t(f"tui.sitting-{self.row.state}"), cells, NOTE)]

    def do_hold(self, desk: Desk) -> None:
        """Record that the sitting was held, all members present or those named."""

        def held(text: str) -> None:
            group.hold_sitting(self.ws, self.sitting, present=text.replace(",", " ").split())
            desk.reload()
            desk.say(t("cli_titles.sitting-held"), GOOD)

        desk.ask(t("tui.ask-present"), "", held)

    def do_open(self, desk: Desk) -> None:
        """Record what was decided on the item."""
        row = desk.grid.current
        if row is None:
            return
        if row.id in self.decided:
            raise Refused(msg("titles.decided-already", decision=self.decided[row.id].id))

        def decide(text: str) -> None:
            head, _, votes = text.strip().partition(" ")
            outcomes: dict[str, group.Outcome] = {"1": "approved", "2": "refused"}
            outcome = outcomes.get(head.translate(FULL))
            parts = votes.replace("／", "/").split("/") if votes.strip() else []
            if outcome is None or (parts and len(parts) != 3):
                raise Refused(msg("tui.ask-outcome"))
            tally = [n for n in map(whole, parts) if n is not None]
            if parts and len(tally) != 3:
                raise Refused(msg("cli_titles.bad-votes"))
            given = (tally[0], tally[1], tally[2]) if tally else None
            made = decisions.decide(self.ws, self.sitting, row.id, outcome=outcome, votes=given)
            desk.reload()
            desk.say(f"{made.id}  {t('cli_titles.outcome-' + outcome)}", GOOD)

        desk.ask(t("tui.ask-outcome"), "1 ", decide)

    def topics(self, desk: Desk) -> list[Topic]:
        """Return the rule of the guidance group's sittings."""
        return [Topic("group")]
