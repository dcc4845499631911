"""Totals as tables show them: rounded decimals, and totals that only look equal are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from civtui.locale import t
from civtui.model.figures import MOST_PLACES, PLACES, fixed, shown
from civtui.workspace.results import Results

NEAR = "≈"
FINE = 4  # a scheme's score is no points: its first figures are behind the point


def shown_totals(found: Results) -> dict[str, str]:
    """Return subject -> total for a table; `≈` behind those that others nearly equal."""
    exact = _exact(found)
    texts, near = _texts(exact, _places(found))
    return {
        row.subject: f"{texts[row.subject]}{NEAR if row.subject in near else ''}"
        if row.subject in texts
        else "—"
        for row in found.rows
    }


def near_said(found: Results) -> Iterator[str]:
    """Yield, for totals that differ by less than a table shows, what they are and whose."""
    exact = _exact(found)
    _, near = _texts(exact, _places(found))
    names = {row.subject: row.name for row in found.rows}
    groups: dict[str, list[str]] = defaultdict(list)
    for subject, text in near.items():
        groups[text].append(subject)
    for group in groups.values():
        said = [f"{names[s]} {_finer(exact, group, s)}" for s in group]
        yield t("workspace.near-tie", names=said)


def _exact(found: Results) -> dict[str, Fraction]:
    return {
        row.subject: Fraction(row.exact) if row.exact else Fraction(repr(row.total))
        for row in found.rows
        if row.total is not None
    }


def _places(found: Results) -> int:
    return PLACES if all(row.exact for row in found.rows if row.total is not None) else FINE


def _texts(exact: Mapping[str, Fraction], places: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts, and what those are rounded to that only look like another total."""
    texts = {subject: shown(value, places) for subject, value in exact.items()}
    values: dict[str, set[Fraction]] = defaultdict(set)
    for value in exact.values():
        values[fixed(value, places)].add(value)
    rounded = {subject: fixed(value, places) for subject, value in exact.items()}
    return texts, {s: text for s, text in rounded.items() if len(values[text]) > 1}


def _finer(exact: Mapping[str, Fraction], group: list[str], subject: str) -> str:
    """Return a total with as many decimals as tell those of its group apart."""
    differ = len({exact[s] for s in group})
    for places in range(PLACES, MOST_PLACES):
        if len({fixed(exact[s], places) for s in group}) == differ:
            return fixed(exact[subject], places)
    return fixed(exact[subject], MOST_PLACES)
