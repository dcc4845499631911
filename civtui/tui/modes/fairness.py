"""Mode 3, deeper: raw and calibrated ranks of a round with their intervals, an office's profile."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.near import told
from civtui.model.text import Message, msg
from civtui.tui.beside import beside
from civtui.tui.doing import does, refuses
from civtui.tui.intervals import against, whisker
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.fairness import DRAWS, Fairness, cut_said, fairness_call
from civtui.workspace.results.totals import raw_and_calibrated
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.scoring.fairness import Standing
    from civtui.tui.host import Host

BAR = 24
PICTURE = 20


class Asked:
    """What was asked about a round's fairness, shared by the modes that show it.

    It is worked out beside the session, once; what colleagues mark meanwhile is said, and F5 works
    it out anew.
    """

    def __init__(self, ws: Workspace, round_id: str) -> None:
        self.ws, self.round_id = ws, round_id
        self.places: int | None = None
        self.found: Fairness | None = None
        self.call: Callable[[], Fairness] | None = None
        self.seq = -1
        self.standings: dict[str, Standing] = {}
        self.means: dict[str, float] = {}

    def prepare(self) -> Fairness | None:
        """Read what is needed, where it is not known yet; return what is known."""
        if self.found is None and self.call is None:
            self.seq = self.ws.head()
            self.call = fairness_call(self.ws, self.round_id, draws=DRAWS, places=self.places)
        return self.found

    def ask(self, host: Host) -> None:
        """Work it out beside the session; the modes that wait for it are shown anew."""
        call, self.call = self.call, None
        if call is not None:
            beside(host, call, lambda answer: self._said(host, answer))

    def _said(self, host: Host, answer: Fairness | CivtuiError) -> None:
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
            return
        self.found = answer
        self.standings = {standing.subject: standing for standing in answer.standings}
        self.means = means_of(answer)
        if isinstance(host.mode, OfRound) and host.mode.asked is self:
            host.reload()

    def forget(self) -> None:
        """Let it be worked out anew."""
        self.found = None

    @property
    def old(self) -> bool:
        """Whether something was written since."""
        return self.found is not None and self.ws.head() != self.seq


class OfRound(Mode):
    """A mode that shows a part of a round's fairness.

    Args:
        asked: shared with the modes above it; None for the first of them.
    """

    home = "rounds"
    layout = "under"

    def __init__(self, ws: Workspace, round_id: str, asked: Asked | None = None) -> None:
        super().__init__(ws)
        self.round_id = round_id
        self.asked = asked or Asked(ws, round_id)

    def title(self) -> str:
        """Return the round's name, and whether marks have come in since."""
        name = rounds.round_row(self.ws, self.round_id).name
        return f"{name} · {t('fairness.old')}" if self.asked.old else name

    def load(self) -> None:
        """Show what is known, or prepare to ask."""
        found = self.asked.prepare()
        self.rows = self.rows_of(found) if found else ()

    def rows_of(self, found: Fairness) -> list[Row]:
        """Return the rows of the grid."""
        return []

    def moved(self, host: Host) -> None:
        """Ask, once, beside the session."""
        self.asked.ask(host)

    def empty(self) -> str:
        """Say that it is being worked out."""
        return t("tui.working") if self.asked.found is None else t("fairness.nothing")

    @does("reload")
    def do_reload(self, host: Host) -> None:
        """Work everything out anew."""
        self.asked.forget()
        host.reload()

    @does("severity")
    def do_severity(self, host: Host) -> None:
        """Show who is severe."""
        host.push(place(self.ws, "severity", round_id=self.round_id, asked=self.asked))

    @does("agreement")
    def do_agreement(self, host: Host) -> None:
        """Show how far the panel agrees."""
        host.push(place(self.ws, "agreement", round_id=self.round_id, asked=self.asked))


class Ranks(OfRound):
    """Raw beside calibrated totals and ranks; below, the office's profile against the round."""

    id = "fairness"

    def columns(self) -> list[Column]:
        """Return office, raw and calibrated total and rank, interval, picture."""
        return [
            Column(t("tui.column-office"), 0, least=14),
            Column(t("fairness.raw"), 7, "right"),
            Column(t("fairness.short-rank"), 4, "right"),
            Column(t("fairness.calibrated"), 7, "right"),
            Column(t("fairness.short-rank"), 4, "right"),
            Column(t("fairness.short-interval"), 7, "right"),
            Column(t("fairness.picture"), PICTURE),
        ]

    def rows_of(self, found: Fairness) -> list[Row]:
        """Return the subjects by their raw rank."""
        sure = {row.subject: row for row in found.robustness.rows} if found.robustness else {}
        last = max([1, *(r.high or 1 for r in sure.values())])
        ordered = sorted(found.standings, key=lambda s: (s.raw_rank is None, s.raw_rank or 0))
        raw, calibrated = raw_and_calibrated(found)
        made = []
        for one in ordered:
            own = sure.get(one.subject)
            interval = picture = ""
            if own is not None and own.low is not None and own.high is not None and own.rank:
                interval = f"{own.low}–{own.high}"
                picture = whisker(own.low, own.rank, own.high, 1, last, PICTURE)
            moved = one.rank != one.raw_rank
            made.append(
                Row(
                    one.subject,
                    (
                        found.subjects.get(one.subject, one.subject),
                        raw.texts[one.subject],
                        str(one.raw_rank or "—"),
                        calibrated.texts[one.subject],
                        f"{one.rank or '—'}{'*' if moved else ''}",
                        interval,
                        picture,
                    ),
                    (BOLD, GOOD, DIM, NOTE, WARN if moved else DIM, DIM, NOTE),
                )
            )
        return made

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the office's profile against the round, then what the figures rest on."""
        found = self.asked.found
        if row is None or found is None:
            return []
        standing = self.asked.standings[row.id]
        lines = [
            [Span(row.cells[0], BOLD), Span(f"  {self._chance(found, row.id)}", NOTE)],
            *profile(found, standing, self.asked.means, cells),
        ]
        for said in told(*raw_and_calibrated(found)):
            lines += paragraph(render(said), cells, NOTE)
        for warning in found.warnings():
            lines += paragraph(render(warning), cells, WARN)
        if found.robustness is not None:
            sure = found.robustness
            drawn = t("cli.results-draws", draws=sure.draws, seed=sure.seed)
            lines += paragraph(drawn, cells, DIM)
            if sure.cut:
                lines += paragraph(render(cut_said(sure)), cells, NOTE)
        return [*lines, *paragraph(t("fairness.ranks-keys"), cells, DIM)]

    def _chance(self, found: Fairness, subject: str) -> str:
        rows = found.robustness.rows if found.robustness else []
        own = next((row for row in rows if row.subject == subject), None)
        if own is None or own.passes is None or found.robustness is None:
            return ""
        share = f"{100 * own.passes:.0f}"
        return t("fairness.chance", places=found.robustness.places, share=share)

    @does("open")
    def do_open(self, host: Host) -> None:
        """Open the trace of the raw total."""
        row = host.grid.current
        if row is not None:
            host.push(place(self.ws, "explain", round_id=self.round_id, subject=row.id))

    @does("explain")
    def do_explain(self, host: Host) -> None:
        """Open the trace of the calibrated total."""
        row = host.grid.current
        if row is not None:
            host.push(
                place(self.ws, "explain", round_id=self.round_id, subject=row.id, calibrated=True)
            )

    @does("cut")
    def do_cut(self, host: Host) -> None:
        """Ask how many are within the cut."""
        value = str(self.asked.places or "")
        host.ask(t("fairness.ask-places"), value, lambda text: self._cut(host, text))

    @refuses("cut")
    def may_cut(self, host: Host) -> Message | None:
        """Return why not: what it would change is still being worked out."""
        return msg("tui.working") if self.asked.found is None else None

    def _cut(self, host: Host, text: str) -> None:
        most = len(self.asked.found.standings) if self.asked.found else 1
        places = whole(text)
        if text.strip() and (places is None or not 1 <= places <= most):
            raise BadInput(msg("fairness.no-places"), value=text, allowed=f"1–{most}")
        self.asked.places = places
        self.do_reload(host)


def means_of(found: Fairness) -> dict[str, float]:
    """Return the mean points of each criterion over the offices that have them."""
    given = {
        id_: [float(v) for s in found.standings if (v := s.criteria.get(id_)) is not None]
        for id_, _, _ in found.criteria
    }
    return {id_: fmean(values) for id_, values in given.items() if values}


def profile(
    found: Fairness, standing: Standing, means: dict[str, float], cells: int
) -> list[Spans]:
    """Return an office's points per criterion as bars, the round's mean marked on each."""
    from civtui.locale.width import fit, width

    names = {id_: render(title) for id_, title, _ in found.criteria}
    wide = min(max([8, *(width(name) for name in names.values())]), cells // 3)
    lines = []
    for id_, _, most in found.criteria:
        value = standing.criteria.get(id_)
        mean = means.get(id_)
        head = Span(fit(names[id_], wide) + " ")
        if value is None or not most:
            lines.append([head, Span(t("fairness.unmarked"), DIM)])
            continue
        bar = against(float(value), mean, float(most), min(BAR, max(6, cells - wide - 34)))
        over = float(value) - (mean or 0.0)
        lines.append(
            [
                head,
                Span(bar, GOOD if over >= 0 else WARN),
                Span(f" {float(value):.2f}/{float(most):g} ", BOLD),
                Span(t("fairness.mean", mean=f"{mean:.2f}", over=f"{over:+.2f}"), DIM),
            ]
        )
    return lines
