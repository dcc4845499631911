"""Mode 1, the overview: how the city stands, what is due, what changed, where it is uneven."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from civtui.locale import render, t
from civtui.tui.doing import does
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, PLAIN, WARN, Spans, line
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.modes.overview_links import follow, led, stands_for
from civtui.tui.modes.overview_page import low_page, narrow_page, percent, wide_page
from civtui.tui.pictures import bar
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.automatic.telling import fault_line
from civtui.workspace.overview import day
from civtui.workspace.overview.due import RECORD
from civtui.workspace.overview.overview import TIERS, overview, running_rounds
from civtui.workspace.people import visits

if TYPE_CHECKING:
    from rich.style import Style

    from civtui.tui.host import Host
    from civtui.workspace.building.evenness import Evenness
    from civtui.workspace.results.wording import Topic

SOON = 14
LOW, TINY = 16, 60
# agencies named in the line of those furthest behind
LAGGARDS = 2
DUE_TOPIC = {
    "appeal": "group",
    "sitting": "group",
    "carrying-out": "group",
    "notice": "notice",
    "objection": "notice",
    "term": "advanced",
}
# what takes longer to load comes this long behind the first screen
BEHIND_SECONDS = 0.05


class Limits(NamedTuple):
    """Rows a section may take at a height of the screen; `judges` is rows a round."""

    due: int
    steps: int
    rounds: int
    closed: int
    judges: int
    late: int
    changes: int
    uneven: int


SHORT = Limits(3, 2, 2, 0, 1, 2, 2, 2)
TALL = Limits(6, 4, 4, 2, 6, 3, 6, 4)
HIGH = Limits(12, 6, 8, 4, 8, 8, 12, 8)


class Overview(Mode):
    """Figures and pictures in the pane, and every line that wants something as a link."""

    id = "overview"
    layout = "page"
    beside_from = 100
    narrow = "above"
    # whether a first screen was shown in this process: then what takes longer comes at once
    warm: ClassVar[bool] = False
    even: Evenness | None = None
    late: list[day.Deadline] | None = None  # of the registers; None until it is read
    limits = SHORT
    wide = low = tiny = False

    def load(self) -> None:
        """Read what the first screen needs; the rest too where that costs nothing any more."""
        ws = self.ws
        self.found = overview(ws)
        wrong = fault_line(ws)
        self.fault = render(wrong) if wrong else ""
        self._read_due(whole=Overview.warm)
        # what is due first stands first; what is over comes behind, the newest first
        rounds = running_rounds(ws, HIGH.rounds)
        self.running = sorted(rounds, key=lambda r: (r.state != "open" and "~") or r.due or "9")
        self.judges = day.judges(ws)
        self.steps = day.steps(ws, self.found.agencies, self.found.rounds)
        self.visit = visits.last_visit(ws)
        self.changes = visits.changes(ws, HIGH.changes + 1)
        if Overview.warm:
            self.load_more()
        self.lay_rows()

    def _read_due(self, *, whole: bool) -> None:
        """Read what is due; what is late of the registers has a section, in their own order."""
        found = day.deadlines(self.ws, HIGH.due + 1 + HIGH.late, ahead=whole)
        late = [one for one in found if one.what == RECORD and one.days < 0]
        self.due = [one for one in found if one not in late][: HIGH.due + 1]
        self.late = None
        if whole:
            from civtui.model.registers import REGISTERS

            order = list(REGISTERS)
            self.late = sorted(late, key=lambda one: order.index(one.subject))

    def load_more(self) -> None:
        """Read the evenness of the city."""
        from civtui.workspace.building.evenness import evenness, years

        self.even = evenness(self.ws) if self.found.agencies else None
        self.years = years(self.ws)

    def entered(self, host: Host) -> None:
        """Let what takes longer follow the first screen."""
        Overview.warm = True
        if self.late is None:
            host.set_timer(BEHIND_SECONDS, lambda: self._follow(host))

    def _follow(self, host: Host) -> None:
        if host.mode is self and self.late is None:
            self._read_due(whole=True)
            self.load_more()
            self.lay_rows()
            host.show_grid(host.grid.current.id if host.grid.current else None)

    def sized(self, host: Host) -> None:
        """Take as many rows as the screen has room for."""
        width, height = host.size
        self.wide = width >= self.beside_from
        self.low = height < LOW
        tiny, self.tiny = self.tiny, width < TINY
        limits = SHORT if height < 30 else TALL if height < 50 else HIGH
        if limits is not self.limits or tiny != self.tiny:
            self.limits = limits
            self.lay_rows()
            if host.mode is self and host.grid.source:
                host.show_grid(host.grid.current.id if host.grid.current else None)

    def lay_rows(self) -> None:
        """Lay the rows out, section by section."""
        sections = (
            *self._due_rows(),
            *self._step_rows(),
            *self._round_rows(),
            *self._late_rows(),
            *self._change_rows(),
            *self._uneven_rows(),
        )
        rows, before = [], ""
        for row in sections:
            kind = row.cells[0]
            shown = "" if kind == before else kind
            before = kind
            cells = (shown, *row.cells[1:])
            if self.tiny:
                cells = (f"{kind} {row.cells[1].strip()}", row.cells[3][:5])
            rows.append(row._replace(cells=cells))
        self.rows = rows

    def columns(self) -> list[Column]:
        """Return kind, what, how far, when."""
        if self.tiny:
            return [Column(t("tui.column-what"), 0), Column(t("tui.column-due"), 5)]
        return [
            Column("", 6),
            Column(t("tui.column-what"), 0),
            Column(t("home.column-figure"), 15),
            Column(t("tui.column-due"), 15),
        ]

    def _due_rows(self) -> list[Row]:
        due = self.due
        kept = due[: self.limits.due]
        rows = [
            _row(
                f"due:{d.key}",
                "due",
                self._due_text(d),
                "",
                when(d.on, d.days),
                urgency(d.days),
            )
            for d in kept
        ]
        if len(due) > len(kept):
            rows.append(_row("go:cards", "due", t("home.more-due"), "", "", DIM))
        return rows

    def _due_text(self, d: day.Deadline) -> str:
        if d.said is not None:
            return render(d.said)
        name = t(f"cli.honor-{d.name}") if d.what == "term" else d.name
        over = "-over" if d.what == "term" and d.days < 0 else ""
        return t(f"home.due-{d.what}{over}", name=name, count=d.much)

    def _step_rows(self) -> list[Row]:
        steps = [
            *([day.Step("profile", name=self.fault)] if self.fault else []),
            *self.steps,
            *([day.Step("lapsed", much=self.found.lapsed)] if self.found.lapsed else []),
        ]
        rows = [
            _row(
                f"step:{s.what}/{s.about}",
                "next",
                t(f"home.step-{s.what}", name=s.name, count=s.much),
                t("home.marks-left", count=s.much) if s.what == "mine" else "",
                "",
                WARN,
            )
            for s in steps[: self.limits.steps]
        ]
        if not self.found.agencies:
            rows += [
                _row(f"step:{what}/", "next", t(f"home.step-{what}"), "", "", NOTE)
                for what in ("practice", "guides")
            ]
        return rows

    def _round_rows(self) -> list[Row]:
        rows: list[Row] = []
        closed = 0
        for r in self.running:
            if r.state != "open":
                if closed == self.limits.closed:
                    break
                closed += 1
            done = Fraction(r.given, r.expected or 1)
            figure = f"{r.given}/{r.expected}"
            open_ = r.state == "open"
            rows.append(
                _row(
                    f"round:{r.id}",
                    "round",
                    r.name,
                    f"{figure:<10}{int(100 * done):>3} %" if open_ else t("cli.state-closed"),
                    when(r.due, day.days_to(self.ws, r.due)) if open_ and r.due else "",
                    BOLD if open_ else DIM,
                )
            )
            rows += self._judge_rows(r.id)
        return rows[: self.limits.rounds * (1 + self.limits.judges)]

    def _judge_rows(self, round_id: str) -> list[Row]:
        found = self.judges.get(round_id, [])
        if not found or self.limits.judges == 1:
            said = t("common.separator").join(f"{j.name} {j.percent} %" for j in found[:2])
            text, many = t("home.judges", judges=said), t("home.people", count=len(found))
            return [_row(f"judge:{round_id}/", "round", text, many, "", DIM)] if found else []
        return [
            _row(
                f"judge:{round_id}/{j.id}",
                "round",
                f"  {j.name}",
                f"{bar(Fraction(j.given, j.expected or 1), 10)} {j.percent:>3}%",
                f"{j.given}/{j.expected}",
                GOOD if j.given >= j.expected else PLAIN,
            )
            for j in found[: self.limits.judges]
        ]

    def _late_rows(self) -> list[Row]:
        return [
            _row(
                f"late:{late.subject}",
                "late",
                late.name,
                t("home.records", count=late.much),
                when(late.on, late.days),
                BAD,
            )
            for late in (self.late or ())[: self.limits.late]
        ]

    def _called(self, change: visits.Change) -> str:
        """Return what a change is called; what tells its sort is loaded where there are sorts."""
        if change.kind not in ("withdrawn", "card-ended") or change.times > 1:
            return t(f"tui.fact-{change.kind}")
        from civtui.workspace.fact_words import kind_of

        fact = self.ws.ledger.fact(change.seq)
        return render(kind_of(change.kind, fact.payload if fact else ""))

    def _change_rows(self) -> list[Row]:
        kept = self.changes[: self.limits.changes]
        rows = []
        for c in kept:
            what = t("home.change", who=_who(c), what=self._called(c))
            about = t("home.about" if c.times == 1 else "home.about-more", name=c.name)
            rows.append(
                _row(
                    f"change:{c.kind}/{c.seq}/{c.about}",
                    "change",
                    what + (about if c.name else ""),
                    t("home.times", count=c.times) if c.times > 1 else "",
                    c.day[5:],
                    PLAIN,
                )
            )
        if len(self.changes) > len(kept):
            rows.append(_row("go:ledger", "change", t("home.more-changes"), "", "", DIM))
        return rows

    def _uneven_rows(self) -> list[Row]:
        even = self.even
        if even is None:
            return []
        behind = [s for s in even.sectors if s.gap < 0][: self.limits.uneven - 1]
        rows = []
        for place, s in enumerate(behind, 1):
            # the last one that is shown stands for those after it that are where it is
            alike = even.sectors[place - 1 :] if place == len(behind) else (s,)
            count = sum(other.share == s.share for other in alike)
            name, part = s.name or "—", percent(s.share)
            text = t("home.sector", name=name, percent=part)
            if count > 1:
                text = t("home.sectors", name=name, count=count, percent=part)
            figure = t("home.behind", points=percent(-s.gap))
            rows.append(_row(f"uneven:{s.name}", "uneven", text, figure, "", BAD))
        last = even.laggards()
        if last:
            said = [
                f"{s.agency.short or s.agency.name} {s.agency.civilized}/{s.agency.offices}"
                for s in last[:LAGGARDS]
            ]
            zero = sum(s.share == 0 for s in last)
            figure = t("home.zero", count=zero) if zero else ""
            text = t("home.laggards", names=t("common.separator").join(said))
            rows.append(_row(f"laggards:{last[0].agency.sector}", "uneven", text, figure, "", BAD))
        return rows

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return figures and pictures, for the room there is."""
        if not self.found.agencies:
            how = paragraph(t("home.empty-how"), cells, NOTE)
            return [line(t("home.empty"), BOLD), line(), *how]
        if self.wide:
            return wide_page(self, cells)
        return low_page(self, cells) if self.low else narrow_page(self, cells)

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return what a line tells of; a line of several that are alike stands for none."""
        return stands_for(self.ws, row.id, self.due, self.changes)

    def called(self, row: Row) -> str:
        """Return what a line says; its first cell is the name of the section."""
        return row.cells[0 if self.tiny else 1].strip()

    def row_deeds(self, host: Host, row: Row) -> list[Choice]:
        """Return the way to the place where the line leads, as Enter goes there."""
        return [led(self.ws, row.id)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Go to the thing under the cursor."""
        if host.grid.current is not None:
            follow(host, host.grid.current.id)

    def topics(self, host: Host) -> list[Topic]:
        """Return the rule of the line under the cursor, then that of the figures above."""
        from civtui.workspace.results.wording import Topic

        row = host.grid.current
        kind, _, rest = row.id.partition(":") if row else ("", "", "")
        first = rest.partition("/")[0]
        own = {
            "due": Topic(DUE_TOPIC.get(first, "card")),
            "late": Topic("register", rest),
            "round": Topic("standard", rest),
            "judge": Topic("standard", first),
        }.get(kind)
        held = [Topic("honor", tier) for tier in reversed(TIERS[1:])]
        return [*([own] if own else []), Topic("advanced"), *held]


def _row(id_: str, kind: str, what: str, figure: str, due: str, style: Style) -> Row:
    return Row(id_, (t(f"home.kind-{kind}"), what, figure, due), (NOTE, style, DIM, style))


def _who(change: visits.Change) -> str:
    """Return who did it: a policy by its id, or somebody whose name one may not know."""
    from civtui.workspace.reading.policy_words import name_of

    _, policy, id_ = change.who.partition("policy:")
    return t("home.by-policy", policy=name_of(id_)) if policy else change.who or t("home.somebody")


def urgency(days: int) -> Style:
    """Return how a number of days left looks."""
    return BAD if days < 0 else WARN if days <= SOON else GOOD


def when(on: str, days: int) -> str:
    """Return a day of the year with the days left, or how late it is."""
    return f"{on[5:]} {t('home.late' if days < 0 else 'home.left', days=abs(days))}"
