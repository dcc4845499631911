"""Mode 3, deeper: agreement of a panel per criterion, pairs that split, marks to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.tui.doing import does
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.mode_index import place
from civtui.tui.modes.fairness import OfRound
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.fairness import SYMBOLS, Fairness

if TYPE_CHECKING:
    from civtui.scoring.fairness.agreeing import FacetAgreement, FarMark
    from civtui.tui.host import Host

WHOLE = "*"


class AgreementPanel(OfRound):
    """Agreement over all and per criterion; the rows below are marks far from the others'."""

    id = "agreement"

    def columns(self) -> list[Column]:
        """Return criterion, the measures, sheets compared, subjects in common."""
        return [
            Column(t("fairness.criterion"), 0),
            *(Column(symbol, 9, "right") for symbol in SYMBOLS.values()),
            Column(t("fairness.short-sheets"), 9, "right"),
            Column(t("fairness.common"), 6, "right"),
        ]

    def rows_of(self, found: Fairness) -> list[Row]:
        """Return the whole, the criteria, then the far marks."""
        done = found.agreement
        facets = [self._facet(one) for one in (done.whole, *done.criteria)]
        return [*facets, *(self._far_row(found, far) for far in done.far)]

    def _far_row(self, found: Fairness, far: FarMark) -> Row:
        where = (found.subjects.get(far.subject, far.subject), found.items.get(far.item, far.item))
        return Row(
            f"{far.subject} {far.item} {far.assessor}",
            (
                " ".join(map(render, where)),
                found.assessors.get(far.assessor, far.assessor),
                far.text,
                f"{float(far.others):.2f}",
                f"{100 * far.distance:+.0f} %",
                "",
                "",
            ),
            (BOLD, NOTE, WARN, DIM, WARN, DIM, DIM),
        )

    def _facet(self, one: FacetAgreement) -> Row:
        figures = tuple("—" if m.value is None else f"{m.value:.3f}" for m in one.measures)
        return Row(
            one.id or WHOLE,
            (
                render(one.title) if one.id else t("fairness.overall"),
                *figures,
                f"{one.complete}/{one.sheets}",
                str(one.subjects),
            ),
            (BOLD, *([GOOD] * len(figures)), DIM, DIM),
        )

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return why a measure is undefined, the pairs, or what a far mark lies far from."""
        found = self.asked.found
        if row is None or found is None:
            return []
        done = found.agreement
        lines: list[Spans] = []
        facet = next((f for f in (done.whole, *done.criteria) if (f.id or WHOLE) == row.id), None)
        if facet is None:
            return self._far(found, row, cells)
        for one in facet.measures:
            for warning in one.warnings:
                said = f"{SYMBOLS.get(one.measure, one.measure)}: {render(warning)}"
                lines += paragraph(said, cells, WARN)
        lines.append(line(t("fairness.pairs"), BOLD))
        names = [
            " × ".join(found.assessors.get(a, a) for a in (pair.first, pair.second))
            for pair in done.pairs
        ]
        wide = min(max(map(width, names), default=0), cells // 3)
        for pair, both in zip(done.pairs, names, strict=True):
            rho = "—" if pair.correlation is None else f"{pair.correlation:+.2f}"
            lines.append(
                [
                    Span(f"{fit(both, wide)}  "),
                    Span(
                        t(
                            "fairness.pair-said",
                            common=pair.common,
                            rho=rho,
                            difference=f"{pair.difference:+.2f}",
                            spread=f"{pair.spread:.2f}",
                        ),
                        DIM,
                    ),
                    Span(f"  {t('fairness.splits')}" if pair.splits else "", WARN),
                ]
            )
        far = t("fairness.far", count=done.far_count, shown=len(done.far))
        return [
            *lines,
            *paragraph(far, cells, NOTE),
            *paragraph(t("fairness.agreement-keys"), cells, DIM),
        ]

    def _far(self, found: Fairness, row: Row, cells: int) -> list[Spans]:
        far = next(f for f in found.agreement.far if row.id == f"{f.subject} {f.item} {f.assessor}")
        said = t(
            "fairness.far-said",
            assessor=found.assessors.get(far.assessor, far.assessor),
            text=far.text,
            others=f"{float(far.others):.2f}",
            share=f"{100 * far.distance:+.0f}",
            times=f"{abs(far.times):.1f}",
        )
        return [
            *paragraph(row.cells[0], cells, BOLD),
            *paragraph(said, cells),
            *paragraph(t("fairness.far-keys"), cells, DIM),
        ]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Open the trace of a far mark's item."""
        row = host.grid.current
        if row is not None and " " in row.id:
            subject, item, _ = row.id.split(" ", 2)
            host.push(place(self.ws, "cell", round_id=self.round_id, subject=subject, item=item))
        elif row is not None:
            host.pane_widget.scroll_by(1)
