"""Mode 3, deeper: the severity of each assessor with its error, per criterion, and the habits."""

from __future__ import annotations

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.tui.intervals import AXIS, place, whisker
from civtui.tui.looks import BOLD, DIM, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.fairness import OfRound
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.fairness import Fairness

PICTURE = 30
TWO_SIDED = 1.96  # of a normal distribution, for 95 %


def _scale() -> str:
    """Return the head of the picture: its axis stands where no severity is drawn."""
    middle = place(0, -1, 1, PICTURE)
    left = fit(t("fairness.lenient"), middle)
    right = fit(t("fairness.severe"), PICTURE - middle - 2, "right")
    return f"{left}{AXIS} {right}"


class SeverityPanel(OfRound):
    """Who is severe; below, the same per criterion, and what stands out as facts."""

    id = "severity"

    def columns(self) -> list[Column]:
        """Return assessor, sheets, severity, standard error, picture."""
        return [
            Column(t("fairness.assessor"), 0),
            Column(t("fairness.short-sheets"), 6, "right"),
            Column(t("fairness.short-severity"), 8, "right"),
            Column("±", 6, "right"),
            Column(_scale(), PICTURE),
        ]

    def rows_of(self, found: Fairness) -> list[Row]:
        """Return the panel, the most severe first."""
        ends = [
            abs(float(own.points)) + TWO_SIDED * (own.error or 0.0)
            for own in found.calibration.severity.values()
        ]
        far = max([0.1, *ends])
        ordered = sorted(found.calibration.severity.items(), key=lambda kv: -kv[1].points)
        made = []
        for assessor, own in ordered:
            value = float(own.points)
            reach = None if own.error is None else TWO_SIDED * own.error
            low, high = (None, None) if reach is None else (value - reach, value + reach)
            clear = reach is not None and abs(value) > reach
            made.append(
                Row(
                    assessor,
                    (
                        found.assessors.get(assessor, assessor),
                        str(own.subjects),
                        f"{value:+.2f}",
                        "—" if own.error is None else f"{own.error:.2f}",
                        whisker(low, value, high, -far, far, PICTURE, axis=0),
                    ),
                    (BOLD, DIM, WARN if clear else NOTE, DIM, WARN if clear else NOTE),
                )
            )
        return made

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the assessor's severity per criterion and habits."""
        found = self.asked.found
        if row is None or found is None:
            return []
        fits = [fit_ for fit_ in found.calibration.facets if row.id in fit_.severity]
        wide = min(max([8, *(width(render(f.facet.title)) for f in fits)]), cells // 3)
        far = max([0.1, *(abs(float(s.points)) for f in fits for s in f.severity.values())])
        lines = [line(row.cells[0], BOLD)]
        for one in fits:
            own = one.severity[row.id]
            value, room = float(own.points), min(24, max(7, cells - wide - 28))
            error = "" if own.error is None else f" ± {own.error:.2f}"
            rest = "" if own.rest is None else t("fairness.rest", rest=f"{own.rest:.2f}")
            lines.append(
                [
                    Span(fit(render(one.facet.title), wide) + " "),
                    Span(whisker(None, value, None, -far, far, room, axis=0), NOTE),
                    Span(f" {value:+.2f}{error} ", BOLD),
                    Span(rest, DIM),
                ]
            )
        lines += self._habits(found, row.id, cells)
        for warning in found.warnings():
            lines += paragraph(render(warning), cells, WARN)
        return [*lines, *paragraph(t("fairness.severity-keys"), cells, DIM)]

    def _habits(self, found: Fairness, assessor: str, cells: int) -> list[Spans]:
        own = next((h for h in found.habits if h.assessor == assessor), None)
        if own is None or not own.marks:
            return []
        said = [t("fairness.said-straight", count=own.straight, of=own.straight_of)]
        if own.usual is not None and own.usual_share is not None:
            usual, share = f"{100 * float(own.usual):.0f}", f"{100 * own.usual_share:.0f}"
            said.append(t("fairness.said-usual", usual=usual, share=share))
        if own.range is not None:
            said.append(t("fairness.said-range", range=f"{own.range:.2f}"))
        if own.halo is not None:
            said.append(t("fairness.said-halo", halo=f"{own.halo:+.2f}"))
        if own.drift is not None and own.drift_p is not None:
            said.append(t("fairness.said-drift", drift=f"{own.drift:+d}", p=f"{own.drift_p:.3f}"))
        else:
            said.append(t("fairness.said-no-drift"))
        return [made for text in said for made in paragraph(text, cells, DIM)]
