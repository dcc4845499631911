"""Mode 7: what is due, and all cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.model.registers import REGISTERS
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.modes.to_agenda import to_agenda
from civtui.tui.modes.verb_form import Then
from civtui.tui.pictures import timeline
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import due
from civtui.workspace.answers import Answer
from civtui.workspace.cards import card_rows
from civtui.workspace.carrying_out import undone
from civtui.workspace.session import Workspace
from civtui.workspace.titles import clocks
from civtui.workspace.told_things import OF_CARD, open_card, things_due
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from rich.style import Style

    from civtui.tui.host import Host
    from civtui.workspace.due import DueRow

SOON = 14
DUE_TOPIC = {"appeal": "group", "sitting": "group", "notice": "notice", "objection": "notice"}


def urgency(days: int | None) -> Style:
    """Return how a number of days left looks."""
    return DIM if days is None else BAD if days < 0 else WARN if days <= SOON else GOOD


class Board(Mode):
    """What is due, late things first."""

    id = "cards"
    layout = "page"

    def load(self) -> None:
        """Read what is due."""
        self.found = {f"{d.what}/{d.subject}/{d.on}": d for d in due.due_rows(self.ws)}
        rows = [
            Row(
                id_,
                (d.name, _kind(d), d.on.isoformat(), str(d.days)),
                (BOLD, NOTE, DIM, urgency(d.days)),
            )
            for id_, d in self.found.items()
        ]
        self.rows = rows

    def columns(self) -> list[Column]:
        """Return what it is about, the kind, the day, days left."""
        return [
            Column(t("tui.column-subject"), 0),
            Column(t("tui.column-kind"), max([10, *(width(row.cells[1]) for row in self.rows)])),
            Column(t("tui.column-due"), 10),
            Column(t("tui.column-days"), 5, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the dates on a line, why this one is due, and what Enter does."""
        if row is None:
            return []
        days = [int(one.cells[3]) for one in self.rows]
        drawn = timeline(days, self.ws.today(), due.WARN_DAYS, cells, int(row.cells[3]))
        said = paragraph(t("home.timeline", days=due.WARN_DAYS), cells, DIM)
        enter = paragraph(t(f"tui.{enter_key(self.found[row.id])}"), cells, NOTE)
        # first: on a low screen the rest lies below the fold
        return [*enter, *drawn, *said, line(), *self._about(row, cells)]

    def _about(self, row: Row, cells: int) -> list[Spans]:
        d = self.found[row.id]
        key = "tui.due-in" if d.days >= 0 else "tui.due-late"
        lines = [
            *paragraph(d.name, cells, BOLD),
            line(t(key, days=abs(d.days)), urgency(d.days)),
            *paragraph(render(d.why), cells, WARN),
            line(),
        ]
        if d.what == due.RECORD:
            lines += paragraph(render(REGISTERS[d.subject].wording), cells)
        card = self._card(d)
        if card:
            lines += card_lines(self.ws, card, cells)
        return lines

    def _card(self, d: DueRow) -> str | None:
        if d.what not in OF_CARD:
            return None
        return open_card(self.ws, d.subject)

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return what a row is about."""
        d = self.found.get(row.id)
        return things_due(self.ws, d.what, d.subject) if d else []

    def do_open(self, desk: Host) -> None:
        """Do what is due, or go where it is done."""
        row = desk.grid.current
        if row is None:
            return
        d = self.found[row.id]
        card = self._card(d)
        if card and d.what == "reminder":
            begin(desk, verb_of("card.remind"), {"card": card}, then=_reminded)
        elif card and d.what == "re-inspection":
            begin(desk, verb_of("card.inspect"), {"card": card}, then=_inspected(row.id))
        elif card:
            met = clocks.card_detail(self.ws, card).state.met
            to_agenda(desk, "clear-card" if met else "delist-card", [d.subject])
        elif d.what == "objection":
            begin(desk, verb_of("notice.handle"), {"objection": d.subject}, then=_handled)
        elif d.what == "notice":
            desk.push(place(self.ws, "cases", at=str(d.why.values["case"]), notice=d.subject))
        elif d.what == "appeal" and (answer := d.why.values["answer"]):
            of = {"agency": d.subject, "decision": d.why.values["appealed"], "answer": answer}
            begin(desk, verb_of("honor.appeal"), of, then=_handled)
        elif d.what == "sitting" or (d.what == "appeal" and d.why.values["at"]):
            desk.push(place(self.ws, "sitting", sitting=str(d.why.values.get("at") or d.subject)))
        elif d.what == "appeal":
            to_agenda(desk, "appeal", [d.subject])
        elif d.what == "carrying-out":
            found = undone(self.ws, max(d.on, self.ws.today()))
            one = next(one for one in found if one.decision == d.subject)
            begin(desk, verb_of(one.verb), one.given, then=_handled)
        elif d.what == due.RECORD:
            desk.push(place(self.ws, "due_records", register=d.subject, on=d.on))
        elif d.what == "round":
            desk.switch("rounds", at=d.subject)
        else:  # a title's term, a bar, what the profile will do: of somebody who has titles
            from civtui.tui.links import push_holder

            push_holder(desk, d.subject)

    def do_all(self, desk: Host) -> None:
        """Show all cards."""
        desk.push(Cards(self.ws))

    def do_sittings(self, desk: Host) -> None:
        """Show the sittings of the guidance group."""
        desk.push(place(self.ws, "sittings"))

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule of the yellow card, or of what is due."""
        row = desk.grid.current
        d = self.found.get(row.id) if row else None
        if d is not None and d.what == due.RECORD:
            return [Topic("register", d.subject)]
        what = d.what if d else ""
        return [Topic(DUE_TOPIC.get(what, "card"))]


def enter_key(d: DueRow) -> str:
    """Return the key of what Enter does with something due; with an appeal, as far as it came."""
    stage = d.why.key.removeprefix("titles.due-") if d.what == "appeal" else d.what
    return f"due-enter-{stage}"


def _kind(d: DueRow) -> str:
    """Return what kind of thing is due; of a register how many records."""
    if d.what != due.RECORD:
        return t(f"cli_titles.due-{d.what}")
    return t("tui.due-records" if d.days < 0 else "home.records", count=d.why.values["count"])


def _reminded(desk: Host, answer: Answer) -> None:
    desk.reload()
    desk.say(t("tui.reminded"), GOOD)


def _handled(desk: Host, answer: Answer) -> None:
    desk.reload()
    desk.say(answer.lines()[0], GOOD)


def _inspected(at: str) -> Then:
    """Return what goes from a re-inspection's row to that of the decision it asks for."""

    def said(desk: Host, answer: Answer) -> None:
        desk.reload()
        desk.show_grid(at.replace("re-inspection", "decision", 1))
        desk.say(t("cli_titles.step-re-inspected"), GOOD)

    return said


def card_lines(ws: Workspace, card: str, cells: int) -> list[Spans]:
    """Return a card: why, what is asked, its steps."""
    c = clocks.card_detail(ws, card)
    s = c.state
    lines = [
        line(f"{s.id}  {s.issued}  {t('cli.card-' + s.state)}", DIM),
        *paragraph(c.cause, cells, WARN),
        *paragraph(t("tui.demands", text=c.demands), cells),
        line(t("tui.decision", id=c.decision), NOTE),
    ]
    for step in c.steps:
        met = "" if step.met is None else t(f"cli_titles.met-{step.met}")
        text = "  ".join(p for p in (t(f"cli_titles.step-{step.step}"), met, step.note) if p)
        lines += paragraph(f"{step.day}  {text}", cells, DIM)
    return lines


class Cards(Mode):
    """All yellow cards, open ones first."""

    id = "all_cards"
    row_of = "card"
    home = "cards"
    layout = "page"

    def load(self) -> None:
        """Read the cards."""
        self.rows = [
            Row(
                c.id,
                (
                    c.agency_name,
                    t(f"cli.card-{c.state}"),
                    c.term_ends or "—",
                    "" if c.days_left is None else str(c.days_left),
                ),
                (BOLD, WARN if c.state == "open" else GOOD, DIM, urgency(c.days_left)),
            )
            for c in card_rows(self.ws)
        ]

    def columns(self) -> list[Column]:
        """Return agency, state, end of term, days left."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-state"), 8),
            Column(t("tui.column-term"), 10),
            Column(t("tui.column-days"), 5, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the card with its steps."""
        return [] if row is None else card_lines(self.ws, row.id, cells)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule of the yellow card."""
        return [Topic("card")]
