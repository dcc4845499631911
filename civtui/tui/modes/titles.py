"""Mode 4, deeper: an agency's next rung, and applications on their way to a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.figures import shown_text
from civtui.model.text import msg
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line, verdict
from civtui.tui.modes.applying import file_application
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.modes.verb_form import Then
from civtui.tui.selecting import chosen_rows
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.finding.fields import CASE, case_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applicant_scores, applications, desk, notices
from civtui.workspace.titles.applications import CaseRow
from civtui.workspace.titles.next_steps import next_step
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.rules.eligibility import TierAnswer
    from civtui.tui.host import Host

TYPED_SIGN = "*"  # behind a score that no round counted
STATE_STYLE = {"granted": GOOD, "check-failed": BAD, "refused-above": BAD, "not-recommended": BAD,
               "withdrawn": DIM, "objection-upheld": BAD, "reform": DIM}  # fmt: skip


class Rung(Mode):
    """An agency's next rung: what holds, what is missing, the shortest way, and a what-if.

    Args:
        agency: id of the agency.
    """

    id = "rung"
    home = "eligibility"
    layout = "alone"

    def __init__(self, ws: Workspace, agency: str) -> None:
        super().__init__(ws)
        self.agency = agency
        self.more = 0

    def title(self) -> str:
        """Return the agency's name."""
        return self.rung.agency.name

    def load(self) -> None:
        """Work the rung out anew."""
        self.rung = desk.rung(self.ws, self.agency)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the rung, the offices nearest to it, the dates, and what would be."""
        found = self.rung
        lines = paragraph(found.agency.name, cells, BOLD)
        if found.answer is None:
            return [*lines, line(t("cli_titles.at-the-top"), GOOD)]
        head = t(
            "cli_titles.next-rung",
            honor=t(f"cli.honor-{found.tier}"),
            verdict=t(f"cli_eligibility.eligible-{found.answer.eligible}"),
        )
        lines += [[verdict(found.answer.eligible), Span(f" {head}", BOLD)], line()]
        lines += _reasons(found.answer, cells)
        for key, offices in (("civilized", found.offices), ("model", found.models)):
            for o in offices or ():
                text = t(f"cli_titles.near-{key}", name=o.name, total=shown_text(o.total)).strip()
                lines += paragraph(text, cells, NOTE, 2)
        for due in found.dates:
            lines += paragraph(f"{due.on}  {render(due.why)}", cells, WARN)
        lines += [line(), line(t("tui.what-if", count=f"{self.more:+d}"), BOLD)]
        answer = desk.what_if(self.ws, self.agency, civilized=self.more)
        for tier in answer.tiers:
            lines.append(
                [
                    verdict(tier.eligible),
                    Span(f" {t('cli.honor-' + tier.tier)}  "),
                    Span(t("common.joint").join(render(m.text) for m in tier.missing), DIM),
                ]
            )
        return lines

    def do_more(self, desk: Host) -> None:
        """Suppose one more civilized office."""
        self.more += 1
        desk.show_pane()

    def do_less(self, desk: Host) -> None:
        """Suppose one civilized office fewer."""
        self.more -= 1
        desk.show_pane()

    def do_file(self, desk: Host) -> None:
        """Apply for the next rung."""
        file_application(self.ws, desk, self.agency, self.rung.tier)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the tier's rule with its gates."""
        return [Topic("honor", self.rung.tier)] if self.rung.tier else [Topic("advanced")]


def _reasons(answer: TierAnswer, cells: int) -> list[Spans]:
    lines: list[Spans] = []
    for reason in answer.reasons:
        style = {True: GOOD, False: BAD, None: WARN}[reason.holds]
        lines += paragraph(f"{verdict(reason.holds).text} {render(reason.why)}", cells, style, 2)
    for missing in answer.missing:
        lines += paragraph("→ " + render(missing.text), cells, WARN, 2)
    return lines


class Cases(Mode):
    """Applications, newest first; Enter takes the next step of one.

    Args:
        at: the application to begin on.
        notice: only those of this public notice, to begin with.
    """

    id = "cases"
    row_of = "case"
    home = "eligibility"
    filters = True

    def __init__(self, ws: Workspace, at: str | None = None, notice: str = "") -> None:
        super().__init__(ws)
        self.at = at
        self.text = self.opened_on = f'notice:"{notice}"' if notice else ""

    def filter_fields(self) -> Fields:
        """Return the fields of an application."""
        return CASE

    def load(self) -> None:
        """Read the applications that the filter finds."""
        query = self.query()
        self.scores = applicant_scores.scores_given(self.ws)
        cases = applicant_scores.with_scores(applications.case_rows(self.ws), self.scores)
        self.found = {c.id: c for c in cases if query.matches(case_record(c))}
        self.rows = [
            Row(
                c.id,
                (
                    c.agency_name,
                    t(f"tui.short-{c.honor}"),
                    t(f"titles.state-{c.state}"),
                    self._score(c),
                ),
                (BOLD, DIM, STATE_STYLE.get(c.state, NOTE), DIM),
            )
            for c in self.found.values()
        ]

    def _score(self, c: CaseRow) -> str:
        """Return a score for the eye; one that somebody typed is marked, the pane says by whom."""
        given = self.scores.get(c.id)
        return "" if not c.score else shown_text(c.score) + TYPED_SIGN * bool(given and given.typed)

    def entered(self, desk: Host) -> None:
        """Stand on the application just filed."""
        if self.at in self.found:
            desk.grid.go(desk.grid.place_of(self.at))
            self.at = None

    def columns(self) -> list[Column]:
        """Return agency, honor, state, score."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-honor"), 8),
            Column(t("tui.column-state"), 13),
            Column(t("cli_titles.column-score"), 6, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the application: its steps so far, and what comes next."""
        if row is None:
            return []
        c = self.found[row.id]
        lines = [
            *paragraph(c.agency_name, cells, BOLD),
            line(f"{c.id}  {t('cli.honor-' + c.honor)}", DIM),
            line(f"{t('titles.state-' + c.state)}  {c.stepped}", STATE_STYLE.get(c.state, NOTE)),
            line(),
            *paragraph(t(f"tui.case-enter-{c.state}"), cells, WARN if c.open else DIM),
            line(),
        ]
        for key, text in (
            ("applied", c.applied),
            ("decision", f"{c.decision} {c.decided}" if c.decision else ""),
            ("notice", c.notice or ""),
            ("document", c.document),
            ("result", c.result),
            ("granted", t(f"cli.honor-{c.granted}") if c.granted not in (None, c.honor) else ""),
        ):
            if text:
                lines.append(line(f"{t('tui.case-' + key)}  {text}"))
        if c.notice:
            notice = notices.notice_row(self.ws, c.notice)
            lines.append(line(f"{notice.posted} – {notice.last}", DIM))
        given = self.scores.get(c.id)
        if given is not None:
            lines += paragraph(render(applicant_scores.score_said(self.ws, given)), cells, DIM)
        if c.state == "checked":
            lines += [line(), *self._places(c, cells)]
        return lines

    def _places(self, c: CaseRow, cells: int) -> list[Spans]:
        """Return where the application stands against the quota."""
        found = applications.ranking(self.ws, c.honor)
        lines: list[Spans] = []
        if found.places:
            p = found.places
            lines += paragraph(
                t("cli_titles.places", left=p.left, total=p.total, why=p.why), cells, DIM
            )
        lines += paragraph(render(found.selection.why), cells, DIM)
        for group in ("within", "tied", "beyond"):
            if c.id in getattr(found.selection, group):
                rank = found.selection.ranks[c.id]
                lines.append(line(f"#{rank}  {t('cli_titles.rank-' + group)}", NOTE))
        return lines

    def do_open(self, desk: Host) -> None:
        """Take the next step of the application."""
        row = desk.grid.current
        if row is None:
            return
        c = self.found[row.id]
        step = getattr(self, f"_{c.state.replace('-', '_')}", None)
        if step is None:
            desk.say(render(next_step(self.ws, c)), WARN)
        else:
            step(desk, c)

    def _applied(self, desk: Host, c: CaseRow) -> None:
        def checked(desk: Host, answer: Answer) -> None:
            outcome = answer.document()["outcome"]
            desk.reload()
            style = GOOD if outcome == "passed" else BAD
            desk.say(t(f"cli_titles.check-{outcome}", case=c.id), style)

        begin(desk, verb_of("apply.check"), {"case": c.id, **self._typed(c)}, then=checked)

    _check_failed = _applied

    def _typed(self, c: CaseRow) -> dict[str, str]:
        """Return what the form of a check begins with: a score that was typed, with its reason."""
        given = self.scores.get(c.id)
        if given is None or given.score is None or not given.typed:
            return {}
        return {"score": given.score, **({"why": given.why} if given.why else {})}

    def _checked(self, desk: Host, c: CaseRow) -> None:
        from civtui.tui.modes.to_agenda import to_agenda

        matter = "grant" if c.honor == applications.CITY_TIER else "recommend"
        chosen = [self.found[row.id] for row in chosen_rows(desk) if row.id in self.found]
        same = [r for r in chosen if (r.state, r.honor) == (c.state, c.honor)]
        to_agenda(desk, matter, [r.agency for r in same], c.honor)

    def _decided(self, desk: Host, c: CaseRow) -> None:
        same = [r.id for r in self.found.values() if (r.state, r.decision) == (c.state, c.decision)]

        def posted(desk: Host, answer: Answer) -> None:
            desk.reload()
            desk.say(answer.lines()[0], GOOD)

        begin(desk, verb_of("notice.add"), {"cases": same}, then=posted)

    def _noticed(self, desk: Host, c: CaseRow) -> None:
        own = c.honor == applications.CITY_TIER
        step = "grant" if own else "submit"
        applications.hold_noticed(self.ws, [c.id], self.ws.today(), step)
        if own:
            given = {"honor": c.honor, "holders": [c.agency], "decision": c.decision or ""}
            begin(desk, verb_of("honor.grant"), given, then=_become("granted"))
        else:
            begin(desk, verb_of("apply.submit"), {"cases": [c.id]}, then=_become("submitted"))

    def _submitted(self, desk: Host, c: CaseRow) -> None:
        given = {"case": c.id, "by": render(msg("rules.body-higher-body"))}

        def received(desk: Host, answer: Answer) -> None:
            desk.reload()
            desk.say(t(f"titles.state-{answer.document()['state']}"), GOOD)

        begin(desk, verb_of("apply.result"), given, then=received)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule of the title applied for, and that of the public notice."""
        row = desk.grid.current
        honor = [Topic("honor", self.found[row.id].honor)] if row else []
        return [*honor, Topic("notice"), Topic("group")]


def _become(state: str) -> Then:
    """Return what says that an application has come to a state."""

    def said(desk: Host, answer: Answer) -> None:
        desk.reload()
        desk.say(t(f"titles.state-{state}"), GOOD)

    return said
