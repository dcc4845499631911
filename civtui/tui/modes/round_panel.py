"""Mode 3, deeper: the panel of a round, and what those who keep the round do there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.text import Message, msg
from civtui.tui.doing import does, refuses
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, bar
from civtui.tui.mode_index import place
from civtui.tui.modes.round_deal import links_lines, number_of_judges
from civtui.tui.modes.round_end import Ending
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.marks import remarks
from civtui.workspace.performing.reasons import reason
from civtui.workspace.results.wording import Topic
from civtui.workspace.rounds import rounds, shares, submissions
from civtui.workspace.rounds.met import closed_by_reform
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.workspace.rounds.rounds import AssessorLine

USUAL_JUDGES = 2


class RoundPanel(Ending):
    """The judges of a round.

    Args:
        round_id: the round.
    """

    id = "panel"
    home = "rounds"
    beside_from = 100

    def __init__(self, ws: Workspace, round_id: str) -> None:
        super().__init__(ws)
        self.round_id = round_id

    def title(self) -> str:
        """Return the round, its state and how it is dealt."""
        r = self.round
        dealt = t("roundwork.dealt", count=r.per_subject) if r.per_subject else ""
        return " · ".join(part for part in (r.name, t(f"cli.state-{r.state}"), dealt) if part)

    def load(self) -> None:
        """Read the panel with each judge's share, and how the judges are linked."""
        self.round = rounds.round_row(self.ws, self.round_id)
        self.deal = shares.deal(self.ws, self.round_id)
        self.subjects = rounds.subjects_of(self.ws, self.round)
        self.judges = {a.id: a for a in rounds.assessors_of(self.ws, self.round)}
        self.own = {id_: rounds.mine(a, self.subjects) for id_, a in self.judges.items()}
        self.met = closed_by_reform(self.ws, self.round_id)
        skips = remarks.skips_of(self.ws, self.round)
        skipped = Counter(k.assessor for k in skips if k.subject in self.own[k.assessor])
        self.rows = [
            Row(
                a.id,
                (
                    a.name,
                    str(len(self.own[a.id])),
                    f"{a.given}/{a.expected}",
                    str(skipped[a.id] or ""),
                    a.submitted or "",
                ),
                (BOLD, DIM, DIM, WARN, GOOD),
            )
            for a in self.judges.values()
        ]

    def columns(self) -> list[Column]:
        """Return judge, share, marks given of those expected, skipped, the day submitted."""
        return [
            Column(t("roundwork.column-judge"), 0),
            Column(t("roundwork.column-share"), 7, "right"),
            Column(t("tui.column-marks"), 10, "right"),
            Column(t("roundwork.column-skipped"), 8, "right"),
            Column(t("roundwork.column-submitted"), 10),
        ]

    def judge(self, host: Host) -> AssessorLine | None:
        """Return the judge under the cursor."""
        row = host.grid.current
        return self.judges[row.id] if row else None

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the judge's offices, those closed by a conflict, and how the panel is linked."""
        if row is None:
            return []
        a = self.judges[row.id]
        done = a.given >= a.expected
        names = {s.id: f"{s.agency_name}/{s.name}" for s in self.subjects}
        barred = rounds.barred_subjects(a, self.subjects)
        met = self.met.get(a.id, frozenset())
        lines: list[Spans] = [
            [
                Span(f"{a.name}  ", BOLD),
                Span(bar(a.given, a.expected, 12), GOOD if done else NOTE),
                Span(f" {100 * a.given // max(1, a.expected)} %", DIM),
            ],
            *paragraph(t("roundwork.panel-keys"), cells, NOTE),
            *links_lines(self.deal, cells),
        ]
        if barred:
            closed = [names[s.id] for s in self.subjects if s.id in barred]
            lines += paragraph(t("roundwork.barred", names=closed), cells, WARN)
        if met:
            closed = [names[s.id] for s in self.subjects if s.id in met]
            lines += paragraph(t("roundwork.met", names=closed), cells, WARN)
        if self.round.per_subject is None:
            return [*lines, *paragraph(t("roundwork.everybody"), cells, DIM)]
        share = [names[s.id] for s in self.subjects if s.id in self.own[a.id]]
        return [*lines, *paragraph(t("roundwork.share", names=share), cells, DIM)]

    def round_here(self, host: Host) -> str:
        """Return the round."""
        return self.round_id

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return the round: a judge has no verbs but those of the panel."""
        return [("round", self.round_id)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Open the judge's sheet."""
        judge = self.judge(host)
        if judge is not None:
            host.push(place(self.ws, "sheet", round_id=self.round_id, assessor=judge.id))

    @refuses("add")
    def may_add(self, host: Host) -> Message | None:
        """Say how a panel changes: nobody is added to one that stands."""
        return msg("roundwork.panel-stands")

    @does("add")
    def do_add(self, host: Host) -> None:
        """Add nobody (see `may_add`)."""

    # --- deal ---

    def _closed(self) -> Message | None:
        return None if self.round.state == "open" else msg("roundwork.is-closed")

    @refuses("deal")
    def may_deal(self, host: Host) -> Message | None:
        """Return why nothing can be dealt: the round is closed, or a sheet is submitted."""
        locked = [a.name for a in self.judges.values() if a.submitted]
        return self._closed() or (msg("roundwork.deal-locked", names=locked) if locked else None)

    @does("deal")
    def do_deal(self, host: Host) -> None:
        """Ask how many judges an office is to have, and show what that comes to."""
        most = len(self.judges)
        usual = str(self.round.per_subject or min(USUAL_JUDGES, most))
        host.ask(t("roundwork.ask-deal", most=most), usual, lambda text: self._deal(host, text))

    def _deal(self, host: Host, typed: str) -> None:
        count = number_of_judges(typed, len(self.judges))
        host.push(place(self.ws, "deal", round_id=self.round_id, per_subject=count))

    @does("links")
    def do_links(self, host: Host) -> None:
        """Show who judges what as it stands, and how the judges are linked."""
        host.push(place(self.ws, "deal", round_id=self.round_id))

    # --- one judge's sheet ---

    @refuses("unlock")
    def may_unlock(self, host: Host) -> Message | None:
        """Return why the sheet cannot be unlocked."""
        judge = self.judge(host)
        if judge is not None and judge.submitted is None:
            return msg("roundwork.not-locked", name=judge.name)
        return self._closed()

    @does("unlock")
    def do_unlock(self, host: Host) -> None:
        """Let a submitted sheet take marks again, with a reason."""
        judge = self.judge(host)
        if judge is not None:
            label = t("sheet.ask-unlock", name=judge.name)
            host.ask(label, "", lambda why: self._unlock(host, judge.id, why))

    def _unlock(self, host: Host, judge: str, why: str) -> None:
        from civtui.tui.modes.sheet_verbs import unlocked_said

        done = submissions.unlock(self.ws, self.round_id, judge, why=reason(why))
        host.reload()
        host.say(unlocked_said(done), GOOD)

    @refuses("hand_over")
    def may_hand_over(self, host: Host) -> Message | None:
        """Return why nothing can be handed over."""
        judge = self.judge(host)
        if judge is not None and judge.share is None:
            return msg("roundwork.deal-first")
        return self._closed()

    @does("hand_over")
    def do_hand_over(self, host: Host) -> None:
        """Hand the judge's offices over to another, by a form."""
        judge = self.judge(host)
        if judge is not None:
            self._begin(host, "round.hand-over", judge)

    @refuses("recuse")
    def may_recuse(self, host: Host) -> Message | None:
        """Return why the judge cannot step back."""
        return self._closed()

    @does("recuse")
    def do_recuse(self, host: Host) -> None:
        """Record that the judge steps back from an agency or an office, by a form."""
        judge = self.judge(host)
        if judge is not None:
            self._begin(host, "round.recuse", judge)

    def _begin(self, host: Host, verb: str, judge: AssessorLine) -> None:
        from civtui.tui.modes.begin import begin
        from civtui.verbs import verb_of

        begin(host, verb_of(verb), {"round": self.round_id, "assessor": judge.id})

    def topics(self, host: Host) -> list[Topic]:
        """Return the standard that the round pins."""
        return [Topic("standard", self.round_id)]
