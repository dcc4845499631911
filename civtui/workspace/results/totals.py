"""Totals of a round as tables show them: rounded, those that only look equal marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.figures import PLACES, fixed
from civtui.model.near import Column, Figure, column
from civtui.workspace.results.results import ResultRow, Results

if TYPE_CHECKING:
    from civtui.workspace.results.fairness import Fairness

FINE = 4  # a scheme's score is no points: its first figures are behind the point


def shown_totals(found: Results) -> dict[str, str]:
    """Return subject -> total for a table; `≈` behind those that others nearly equal."""
    return of_rows(found.rows).texts


def near_said(found: Results) -> Iterator[str]:
    """Yield, for totals that differ by less than a table shows, what they are and whose."""
    return map(render, of_rows(found.rows).said)


def of_rows(rows: Sequence[ResultRow]) -> Column:
    """Return the totals of rows of a result."""
    points = all(row.exact for row in rows if row.total is not None)
    figures = {
        row.subject: Figure(
            row.name, Fraction(row.exact) if row.exact and row.total is not None else row.total
        )
        for row in rows
    }
    return column(figures, PLACES if points else FINE)


def left_out_told(rows: Sequence[ResultRow]) -> dict[str, str]:
    """Return subject -> how many judges' sheets its total leaves out; nothing where none does."""
    if not any(row.left_out for row in rows):
        return {}
    return {
        row.subject: t("scoring.left-out", count=row.left_out) if row.left_out else ""
        for row in rows
    }


def raw_and_calibrated(found: Fairness, none: str = "—") -> tuple[Column, Column]:
    """Return the totals of a round's subjects as they were given, and without the severities."""
    names = {one.subject: found.subjects.get(one.subject, one.subject) for one in found.standings}
    raw = {s.subject: Figure(names[s.subject], s.raw, s.raw_rank) for s in found.standings}
    own = {s.subject: Figure(names[s.subject], s.calibrated, s.rank) for s in found.standings}
    return column(raw, text=_two, none=none), column(own, text=_two, none=none)


def _two(value: Fraction) -> str:
    return fixed(value, PLACES)
