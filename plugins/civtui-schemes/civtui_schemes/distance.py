"""Methods that measure distance to an ideal: TOPSIS and grey relational analysis."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked


def _weights(data: CalculatorInput) -> list[Fraction]:
    weights = [criterion.weight for criterion in data.criteria()]
    total = sum(weights, Fraction(0))
    if not total:
        raise bad_input(Bilingual("权重不能全为 0", "the weights are all 0"), key="criteria")
    return [weight / total for weight in weights]


def _flat(constant: list[str]) -> list[Bilingual]:
    return [
        Bilingual(
            f"准则 {id_} 的值没有差异，不起作用", f"criterion {id_} does not vary and has no say"
        )
        for id_ in constant
    ]


def topsis(data: CalculatorInput) -> Answer:
    """Return the relative closeness to the ideal: d- / (d+ + d-).

    Options:
        normalization: `vector` (by the column's length) or `min-max` (to 0..1).

    Weights are scaled to add up to 1. Source: C.-L. Hwang & K. Yoon, Multiple Attribute Decision
    Making, 1981, 3.7. Adding a subject can reverse the order of two others.
    """
    options: dict[str, Any] = data.options(normalization=("vector", "min-max"))
    subjects, criteria = data.ids(), data.criteria()
    weights = _weights(data)
    values = data.full_grid("values", len(subjects), len(criteria))
    table: list[list[float]] = []
    constant = []
    for c, criterion in enumerate(criteria):
        column = [row[c] for row in values]
        if len(set(column)) == 1:
            constant.append(criterion.id)
            table.append([0.0] * len(column))
            continue
        low, high = min(column), max(column)
        if options["normalization"] == "vector":
            length = math.sqrt(sum((v * v for v in column), Fraction(0)))
            unit = [float(v) / length for v in column]
        else:
            unit = [float((v - low) / (high - low)) for v in column]
        sign = 1 if criterion.sense == "max" else -1
        table.append([sign * float(weights[c]) * value for value in unit])
    if len(constant) == len(criteria):
        reason = Bilingual("各准则都没有差异，结果无定义", "no criterion varies: undefined")
        return Answer(options, [], {}, [*_flat(constant), reason])
    ideal = [
        math.sqrt(math.fsum((column[r] - max(column)) ** 2 for column in table))
        for r in range(len(subjects))
    ]
    anti = [
        math.sqrt(math.fsum((column[r] - min(column)) ** 2 for column in table))
        for r in range(len(subjects))
    ]
    scores = [b / (a + b) if a + b else 0.5 for a, b in zip(ideal, anti, strict=True)]
    found = {
        "ideal": dict(zip(subjects, ideal, strict=True)),
        "anti_ideal": dict(zip(subjects, anti, strict=True)),
        "distances": {
            name: {"ideal": a, "anti_ideal": b}
            for name, a, b in zip(subjects, ideal, anti, strict=True)
        },
    }
    return Answer(options, ranked(subjects, scores, 1e-12), found, _flat(constant))


def grey_relational(data: CalculatorInput) -> Answer:
    """Return the grey relational grade to the ideal, exact.

    Options:
        rho: distinguishing coefficient, over 0 and up to 1.
        normalization: `min-max`, by each criterion's sense.

    Source: J. Deng, Control problems of grey systems, Systems & Control Letters 1 (1982) 288-294.
    """
    options: dict[str, Any] = data.options(rho=Fraction(1, 2), normalization=("min-max",))
    rho: Fraction = options["rho"]
    if not 0 < rho <= 1:
        raise bad_input(
            Bilingual("rho 须大于 0、不超过 1", "rho is over 0, at most 1"), option="rho"
        )
    subjects, criteria = data.ids(), data.criteria()
    weights = _weights(data)
    values = data.full_grid("values", len(subjects), len(criteria))
    gaps: list[list[Fraction]] = []
    constant = []
    for c, criterion in enumerate(criteria):
        column = [row[c] for row in values]
        low, high = min(column), max(column)
        if low == high:
            constant.append(criterion.id)
            gaps.append([Fraction(0)] * len(column))
        elif criterion.sense == "max":
            gaps.append([(high - v) / (high - low) for v in column])
        else:
            gaps.append([(v - low) / (high - low) for v in column])
    least = min(gap for column in gaps for gap in column)
    most = max(gap for column in gaps for gap in column)
    if not most:
        reason = Bilingual("各准则都没有差异，结果无定义", "no criterion varies: undefined")
        return Answer(options, [], {}, [*_flat(constant), reason])
    coefficients = [
        [(least + rho * most) / (column[r] + rho * most) for column in gaps]
        for r in range(len(subjects))
    ]
    scores = [
        sum((w * x for w, x in zip(weights, row, strict=True)), Fraction(0)) for row in coefficients
    ]
    found = {
        "coefficients": {
            name: dict(zip((c.id for c in criteria), row, strict=True))
            for name, row in zip(subjects, coefficients, strict=True)
        }
    }
    return Answer(options, ranked(subjects, scores), found, _flat(constant))
