"""Calibration: takes each assessor's severity out of the marks by an additive model.

mark = grand mean + subject effect - severity + rest, fitted by least squares (`additive`); effects
and severities each sum to zero. Only within a connected part can subjects be compared.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import fsum
from typing import Any, NamedTuple

from civtui.model.text import Message, msg
from civtui.scoring.additive import Pattern, effects, errors
from civtui.scoring.contract import CalculatorInput, first_places
from civtui.scoring.numbers import exact_text, number
from civtui.scoring.pipeline.combine import exact_sum

MOST_ASSESSORS = 400
MOST_NAMED = 4


class Mark(NamedTuple):
    """One mark of the design."""

    assessor: str
    subject: str
    value: Fraction


class Fit(NamedTuple):
    """What a connected part comes to: adjusted values, severities with errors, spare marks."""

    adjusted: dict[str, Fraction]
    severity: dict[str, Fraction]
    error: dict[str, float | None]
    residual_df: int


def calibrate(document: Any) -> dict[str, Any]:
    """Return the calibration of `{"marks": [[assessor, subject, value], ...]}`.

    Returns:
        The document of `SCHEMES.md`; `severity` is positive for an assessor who gives less.

    Raises:
        BadInput: a row is no such triple.
    """
    data = CalculatorInput(document)
    data.options()
    marks = _marks(data)
    parts = components(marks)
    of = {subject: n for n, part in enumerate(parts) for subject in part[1]}
    shares: list[list[Mark]] = [[] for _ in parts]
    for mark in marks:
        shares[of[mark.subject]].append(mark)
    fits = [fit(share) for share in shares]
    connected = len(parts) == 1
    warnings: list[Message] = []
    if not connected:
        warnings += [_missing_link(parts[0], other) for other in parts[1:]]
    residual_df = sum(one.residual_df for one in fits)
    if residual_df == 0:
        warnings.append(msg("scoring.no-spare-mark"))
    return {
        "connected": connected,
        "components": [{"assessors": a, "subjects": s} for a, s in parts],
        "grand_mean": number(_mean(list(fits[0].adjusted.values()))) if connected else None,
        "subjects": [r for f, own in zip(fits, shares, strict=True) for r in _subjects(f, own)],
        "assessors": [
            {
                "id": id_,
                "severity": number(value),
                "exact": exact_text(value),
                "standard_error": one.error[id_],
            }
            for one in fits
            for id_, value in one.severity.items()
        ],
        "residual_df": residual_df,
        "warnings": warnings,
    }


def _marks(data: CalculatorInput) -> list[Mark]:
    found = []
    for place, row in enumerate(data.rows("marks")):
        at = f"marks[{place}]"
        if (
            not isinstance(row, list)
            or len(row) != 3
            or not all(isinstance(name, str) and name for name in row[:2])
        ):
            raise data.fail(at, msg("scoring.no-triple"), row)
        if row[2] is not None:
            found.append(Mark(row[0], row[1], data.number(row[2], f"{at}[2]")))
    if not found:
        raise data.fail("marks", msg("scoring.empty"))
    if len({mark.assessor for mark in found}) > MOST_ASSESSORS:
        raise data.fail("marks", msg("scoring.too-many-assessors", most=MOST_ASSESSORS))
    return found


def components(marks: list[Mark]) -> list[tuple[list[str], list[str]]]:
    """Return the connected parts of a design as (assessors, subjects), in order of appearance."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for mark in marks:
        parent[root(("assessor", mark.assessor))] = root(("subject", mark.subject))
    groups: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for mark in marks:
        assessors, subjects = groups.setdefault(root(("subject", mark.subject)), ({}, {}))
        assessors.setdefault(mark.assessor)
        subjects.setdefault(mark.subject)
    return [(list(assessors), list(subjects)) for assessors, subjects in groups.values()]


def _missing_link(one: tuple[list[str], list[str]], other: tuple[list[str], list[str]]) -> Message:
    return msg(
        "scoring.missing-link",
        one=one[1][:MOST_NAMED],
        other=other[1][:MOST_NAMED],
        judges=one[0][:MOST_NAMED],
        others=other[0][:MOST_NAMED],
    )


def fit(marks: list[Mark]) -> Fit:
    """Return the least-squares fit of a connected part, exact but for the standard errors."""
    by_subject: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_subject[mark.subject].append(mark)
    judges = list(dict.fromkeys(mark.assessor for mark in marks))
    place = {judge: n for n, judge in enumerate(judges)}
    found = effects(len(judges), _patterns(by_subject, place))
    own_effect = dict(zip(judges, found.values, strict=True))
    panels: dict[tuple[str, ...], Fraction] = {}
    adjusted = {}
    for subject, own in by_subject.items():
        panel = tuple(mark.assessor for mark in own)
        if panel not in panels:
            panels[panel] = sum((own_effect[judge] for judge in panel), Fraction(0)) / len(panel)
        adjusted[subject] = _mean([mark.value for mark in own]) - panels[panel]
    effect = {judge: float(value) for judge, value in own_effect.items()}
    fitted = {subject: float(value) for subject, value in adjusted.items()}
    rest = [float(m.value) - effect[m.assessor] - fitted[m.subject] for m in marks]
    df = len(marks) - len(adjusted) - len(judges) + 1
    spread: list[float | None] = [None] * len(judges)
    if df > 0:
        spread = list(errors(found.laplacian, found.parts, fsum(r * r for r in rest) / df))
    return Fit(
        adjusted,
        {judge: -value for judge, value in own_effect.items()},
        dict(zip(judges, spread, strict=True)),
        df,
    )


def _patterns(by_subject: dict[str, list[Mark]], place: dict[str, int]) -> list[Pattern]:
    sums: dict[tuple[int, ...], list[list[Fraction]]] = {}
    for own in by_subject.values():
        ordered = sorted(own, key=lambda mark: place[mark.assessor])
        cell = sums.setdefault(tuple(place[mark.assessor] for mark in ordered), [])
        cell.append([mark.value for mark in ordered])
    return [
        Pattern(
            judges,
            Fraction(len(cells)),
            tuple(exact_sum(column) for column in zip(*cells, strict=True)),
        )
        for judges, cells in sums.items()
    ]


def _mean(values: list[Fraction]) -> Fraction:
    return exact_sum(values) / len(values)


def _subjects(one: Fit, marks: list[Mark]) -> list[dict[str, Any]]:
    own: dict[str, list[Fraction]] = defaultdict(list)
    for mark in marks:
        own[mark.subject].append(mark.value)
    middle = _mean(list(one.adjusted.values()))
    places = first_places(one.adjusted.values())
    return [
        {
            "id": subject,
            "effect": number(value - middle),
            "adjusted": number(value),
            "exact": exact_text(value),
            "raw": number(_mean(own[subject])),
            "rank": places[value],
        }
        for subject, value in one.adjusted.items()
    ]
