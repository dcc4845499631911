"""The results of a round, every figure open to its trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.tui.beside import beside
from civtui.tui.doing import does
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, TREE, WARN, Span, Spans, line
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.modes.beside_total import beside_total
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace.performing import performing
from civtui.workspace.reading.names import Names, Said
from civtui.workspace.results.results import Results as ResultsFound
from civtui.workspace.results.results import band_names, results_call
from civtui.workspace.results.schemes import options_said, title_of
from civtui.workspace.results.totals import left_out_told, near_said, shown_totals
from civtui.workspace.results.trace_text import how_said, step_said, ties_said, told_below
from civtui.workspace.results.traces import explain, figure_of, in_words
from civtui.workspace.results.wording import Topic
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import pinned_of
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda_after_reform import ended_named

if TYPE_CHECKING:
    from civtui.scoring.trace import Node
    from civtui.tui.host import Host


USUAL = "weighted-sum"


class Results(Mode):
    """The standing of every subject of a round.

    Args:
        round_id: the round.
    """

    id = "results"
    layout = "page"  # its names are long, its pane is short
    beside_from = 100
    home = "rounds"

    def __init__(self, ws: Workspace, round_id: str) -> None:
        super().__init__(ws)
        self.round_id = round_id
        self.scheme: str | None = None  # the round's own
        self.options: dict[str, str] | None = None
        self.out: dict[str, str] = {}

    def title(self) -> str:
        """Return the round's name, and the scheme where it is not the standard's own sum."""
        wanted = self.scheme or self.round.scheme
        return (
            self.round.name
            if wanted == USUAL
            else f"{self.round.name} · {render(title_of(self.ws, wanted))}"
        )

    def load(self) -> None:
        """Prepare the results; those of a plugin's scheme are asked for beside the session."""
        self.round = rounds.round_row(self.ws, self.round_id)
        self.call = results_call(self.ws, self.round_id, self.scheme, self.options)
        self.bands = band_names(self.ws, self.round_id)
        self.asked = (self.scheme or self.round.scheme) == USUAL
        if self.asked:
            self._show(self.call())
        else:
            self.rows, self.out = [], {}

    def moved(self, host: Host) -> None:
        """Ask the plugin, once."""
        if not self.asked:
            self.asked = True
            host.say(t("tui.working"), NOTE)
            asked = self.call
            beside(host, asked, lambda answer: self._said(host, answer, asked))

    def _said(
        self, host: Host, answer: ResultsFound | CivtuiError, asked: Callable[[], ResultsFound]
    ) -> None:
        if host.mode is not self or self.call is not asked:  # another scheme is asked by now
            return
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
        else:
            self._show(answer)
            host.show_grid(host.grid.current.id if host.grid.current else None)
            host.show_pane()
            stale = answer.stale
            said = t("cli.results-stale", seq=stale.seq, reason=stale.reason) if stale else ""
            host.say(said, WARN)

    def _show(self, found: ResultsFound) -> None:
        self.found = found
        totals = shown_totals(found)
        self.out = left_out_told(found.rows)
        marked = ended_named(self.ws, {r.subject: r.name for r in found.rows})
        self.rows = [
            Row(
                r.subject,
                (
                    marked[r.subject],
                    "—" if r.rank is None else str(r.rank),
                    totals[r.subject],
                    self._band(r.band),
                    str(r.missing or ""),
                    "" if r.low is None else f"{r.low}–{r.high}",
                    *((self.out[r.subject],) if self.out else ()),
                ),
                (BOLD, DIM, GOOD, NOTE, WARN, DIM, WARN),
            )
            for r in found.rows
        ]

    def _band(self, name: str | None) -> str:
        return render(self.bands.get(name, name)) if name else ""

    def columns(self) -> list[Column]:
        """Return name, rank, total, band, missing marks, rank interval, sheets left out if any."""
        holder = "agency" if self.round.scope == "agencies" else "office"
        widest = max(map(width, map(self._band, self.bands)), default=0)
        found = [
            Column(t(f"tui.column-{holder}"), 0, least=14),
            Column(t("tui.column-rank"), 4, "right"),
            Column(t("tui.column-total"), 8, "right"),
            Column(t("tui.column-band"), max(6, min(widest, 14))),
            Column(t("tui.column-missing"), 4, "right"),
            Column(t("tui.column-interval"), 7, "right"),
        ]
        return [*found, Column(t("scoring.column-left-out"), 8)] if self.out else found

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the first rungs of the trace: the criteria with their points."""
        if row is None:
            return []
        node = self._traced(row.id).document()
        lines = [
            *paragraph(row.cells[0], cells, BOLD),
            *(paragraph(render(agenda), cells, NOTE) if (agenda := self._for_agenda()) else ()),
            *paragraph(render(self._standard()), cells, DIM),
            *paragraph(render(self._scheme()), cells, DIM),
            *[line(said, DIM) for said in self._options()],
            *[one for said in near_said(self.found) for one in paragraph(said, cells, NOTE)],
            *[one for said in self.found.warnings for one in paragraph(said, cells, WARN)],
            *[one for said in self._method(row.id) for one in paragraph(said, cells, NOTE)],
            line(),
        ]
        if node["how"].startswith("scheme:"):
            lines.append(line(t("pipeline.sum-of-standard"), DIM))
        for child in _criteria(node):
            figure = figure_of(child)
            lines.append([Span(f"{child['label']}  "), Span(figure, BOLD)])
        return [*lines, line(), *paragraph(t("tui.results-keys"), cells, DIM)]

    def _standard(self) -> Said:
        pinned = self.round
        return Names(self.ws).standard_named(pinned.standard, pinned.standard_version)

    def _scheme(self) -> Said:
        stamp = self.found.scheme
        title = title_of(self.ws, str(stamp["id"]))
        return msg("standard.named", title=title, version=stamp["version"])

    def _options(self) -> list[str]:
        stamp = self.found.scheme
        return options_said(self.ws, str(stamp["id"]), stamp["options"])

    def _traced(self, subject: str) -> Node:
        """Return the trace of a total by the scheme whose figures stand here."""
        return explain(
            self.ws,
            self.round_id,
            subject,
            scheme=self.scheme,
            options=self.options,
            found=self.found,
        )

    def _method(self, subject: str) -> Iterator[str]:
        """Yield how the scheme came to a subject's total, where it says it, and read ties."""
        yield from step_said(self.found.details, subject, self.found.names)
        yield from ties_said(self.found.details)

    def _refused(self) -> Message | None:
        """Return why those at the line cannot be put on the agenda now, None where they can.

        A body decides on ranks of the round's own scheme, so that its agenda is drawn up beside
        no others.
        """
        refused = performing.refused(self.ws, verb_of("round.propose"), self.round_id)
        if refused is None and self.scheme is not None:
            own = title_of(self.ws, self.round.scheme)
            return msg("tui.results-other-scheme", own=own)
        return refused

    def _for_agenda(self) -> Said | None:
        """Return how those at the line are put on the agenda, or that it is not done here."""
        refused = self._refused()
        if refused is None:
            return msg("tui.results-propose")
        return refused if refused.key == "tui.results-other-scheme" else None

    @does("explain", "explain_open")
    def do_explain(self, host: Host) -> None:
        """Open the trace of the total."""
        row = host.grid.current
        if row is not None:
            host.push(Explain(self.ws, self.round_id, row.id, made=self._traced))

    def row_deeds(self, host: Host, row: Row) -> list[Choice]:
        """Put on the agenda: the marked rows, or all down to the place under the cursor."""
        from civtui.tui.modes.begin import begin
        from civtui.tui.selecting import chosen_rows

        verb, picked = verb_of("round.propose"), [one.id for one in chosen_rows(host)]
        here = next((one for one in self.found.rows if one.subject == row.id), None)
        line: dict[str, Any] = {"subject": picked}
        if len(picked) < 2 and here is not None and here.rank is not None:
            line = {"first": str(here.rank)}
        given = {"round": self.round_id, **line}
        return [
            Choice(
                render(verb.title),
                lambda host: begin(host, verb, given, deep=2),
                self._refused(),
                "civtui round propose",
            )
        ]

    @does("schemes")
    def do_schemes(self, host: Host) -> None:
        """Choose the scheme, and its options, by which the results are worked out."""
        host.push(place(self.ws, "schemes", round_id=self.round_id, chosen=self._by))

    def _by(self, scheme: str, options: dict[str, str]) -> None:
        own = scheme == self.round.scheme and options == pinned_of(self.ws, self.round_id).options
        self.scheme, self.options = (None, None) if own else (scheme, options)

    @does("fairness")
    def do_fairness(self, host: Host) -> None:
        """Open raw and calibrated ranks with their intervals."""
        host.push(place(self.ws, "fairness", round_id=self.round_id))

    def topics(self, host: Host) -> list[Topic]:
        """Return the standard that the figures follow."""
        return [Topic("standard", self.round_id)]


def _criteria(node: dict[str, Any]) -> list[dict[str, Any]]:
    while node["how"].startswith(("round", "cap", "scheme:")):
        node = node["children"][0]
    children: list[dict[str, Any]] = node["children"]
    return children


class Explain(Mode):
    """The trace of a figure, as a tree.

    Args:
        round_id, subject: whose total.
        item: only this item of it.
        calibrated: of the total without the assessors' severities.
        made: traces a total by a scheme that was chosen; by the round's own where None.
    """

    id = "explain"
    home = "rounds"
    layout = "alone"

    def __init__(
        self,
        ws: Workspace,
        round_id: str,
        subject: str,
        item: str | None = None,
        *,
        calibrated: bool = False,
        made: Callable[[str], Node] | None = None,
    ) -> None:
        super().__init__(ws)
        self.made = made
        self.round_id, self.subject, self.item = round_id, subject, item
        self.calibrated = calibrated

    def title(self) -> str:
        """Return whose figure it is."""
        return self.name

    def load(self) -> None:
        """Trace the figure."""
        which = (self.round_id, self.subject, self.item)
        found = (
            self.made(self.subject)
            if self.made and self.item is None
            else explain(self.ws, *which, calibrated=self.calibrated)
        )
        self.tree = in_words(self.ws, self.round_id, found).document()
        subjects = rounds.subjects_of(self.ws, rounds.round_row(self.ws, self.round_id))
        self.name = next(s.full_name for s in subjects if s.id == self.subject)
        self.beside = beside_total(self.ws, self.round_id, self.subject, self.item)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the tree, one line a node."""
        return [line(t("tui.explain-keys"), DIM), *self._lines(self.tree, 0, ""), *self.beside]

    def _lines(self, node: dict[str, Any], depth: int, above: str) -> list[Spans]:
        figure = figure_of(node)
        source = f"  {node['source']}" if node["source"] not in ("", above) else ""
        made: list[Spans] = [
            [
                Span(TREE[1] * max(0, depth - 1) + (TREE[0] if depth else ""), DIM),
                Span(f"{node['label']} "),
                Span(figure, BOLD + (WARN if node["value"] is None else GOOD)),
                Span(f" {how_said(node['how'])}".rstrip(), NOTE),
                Span(source, DIM),
            ]
        ]
        inner = TREE[1] * depth
        made += [[Span(inner, DIM), Span(f"※ {told}", WARN)] for told in told_below(node)]
        for child in node["children"]:
            made += self._lines(child, depth + 1, node["source"])
        return made

    def topics(self, host: Host) -> list[Topic]:
        """Return the standard that the figures follow."""
        return [Topic("standard", self.round_id)]
