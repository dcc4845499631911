"""Mode 7, deeper: the sittings of the guidance group, their agenda and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import carried_by
from civtui.workspace.answers import Answer
from civtui.workspace.answers.group import may_hold
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, group
from civtui.workspace.titles.basis import results_said
from civtui.workspace.titles.decisions import DecisionRow
from civtui.workspace.titles.group import Item
from civtui.workspace.titles.holders import names_of
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host


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

    def do_open(self, desk: Host) -> None:
        """Go to the sitting's agenda."""
        row = desk.grid.current
        if row is not None:
            desk.push(Sitting(self.ws, row.id))

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule of the guidance group's sittings."""
        return [Topic("group")]


class Sitting(Mode):
    """One sitting: F7 1 records that it was held, Enter what it decided on an item.

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
        self.decided: dict[str, list[DecisionRow]] = {}
        for made in decisions.decision_rows(self.ws):
            if made.session == self.sitting:
                self.decided.setdefault(made.item, []).append(made)
        self.waiting = {one.decision for one in carried_by.waiting(self.ws)}
        self.rest = {i.item: decisions.remaining(self.ws, self.row, i) for i in self.row.agenda}
        self.found = {item.item: item for item in self.row.agenda}
        self.rows = [
            Row(
                i.item,
                (
                    i.item,
                    t(f"titles.matter-{i.matter}"),
                    t(f"tui.short-{i.honor}") if i.honor else "",
                    str(len(i.subjects) or ""),
                    self._outcome(i),
                ),
                (DIM, BOLD, DIM, DIM, WARN if self.rest[i.item] is not None else GOOD),
            )
            for i in self.row.agenda
        ]

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return the sitting, then a decision on the item: one that waits, else the newest."""
        made = self._waiting(row.id) or self.decided.get(row.id, [])
        return [("sitting", self.sitting), *([("decision", made[0].id)] if made else [])]

    def _waiting(self, item: str) -> list[DecisionRow]:
        """Return the decisions on an item that wait to be carried out."""
        return [d for d in self.decided.get(item, []) if d.id in self.waiting]

    def _outcome(self, item: Item) -> str:
        """Return what was decided on an item; on how many, where some of its holders are left."""
        left, of = self.rest[item.item], len(item.subjects)
        if left is not None and 0 < len(left) < of:
            return t("tui.decided-part", decided=of - len(left), of=of)
        made_on = self.decided.get(item.item, [])
        found = [t(f"cli_titles.outcome-{made.outcome}") for made in made_on]
        return t("common.joint").join(dict.fromkeys(found)) or "—"

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
        scores = results_said(self.ws, item, self.row.on, self.sitting)
        lines = [line(name, BOLD) for name in names]
        lines += [line(one, DIM) for one in scores]
        found = self.decided.get(item.item, [])
        lines += [line()] if found else []
        lines += [[Span(made.id, NOTE), Span(f"  {made.decided}", DIM)] for made in found]
        if self.row.present:
            count, chair = len(self.row.present), group.chair_called(self.ws, self.row)
            lines.append(line(t("cli_titles.present", count=count, chair=chair), DIM))
        key = f"sitting-{self.row.state}"
        if self.rest[row.id] is None:
            key = "sitting-carry-out" if self._waiting(row.id) else "sitting-done"
        return [*lines, line(), *paragraph(t(f"tui.{key}"), cells, NOTE)]

    def may_hold(self, desk: Host) -> Message | None:
        """Return why it cannot be put down as held: it is already."""
        return may_hold(self.ws, self.sitting, {})

    def do_hold(self, desk: Host) -> None:
        """Record that the sitting was held, all members present or those named."""

        def held(desk: Host, answer: Answer) -> None:
            desk.reload()
            desk.say(t("cli_titles.sitting-held"), GOOD)

        begin(desk, verb_of("group.hold"), {"sitting": self.sitting}, then=held)

    def do_open(self, desk: Host) -> None:
        """Record what was decided on the item, then carry out the decision."""
        row = desk.grid.current
        if row is None:
            return
        made, left = self.decided.get(row.id, []), self.rest[row.id]
        if left is None and (waiting := self._waiting(row.id)):
            verb, given = carried_by.hold_next(self.ws, waiting[0].id)
            begin(desk, verb_of(verb), given)
            return
        if left is None:
            raise Refused(msg("titles.decided-already", decision=made[0].id))
        given = {"sitting": self.sitting, "item": row.id, "outcome": "approved"}

        def decided(desk: Host, answer: Answer) -> None:
            found = answer.document()
            desk.reload()
            desk.say(f"{found['id']}  {t('cli_titles.outcome-' + found['outcome'])}", GOOD)

        remaining = {"subject": list(left)} if made else {}
        begin(desk, verb_of("decide.add"), {**given, **remaining}, then=decided)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule of the guidance group's sittings."""
        return [Topic("group")]
