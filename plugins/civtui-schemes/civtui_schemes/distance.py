"""Methods that measure distance to an ideal: TOPSIS and grey relational analysis."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked


def _weights(data: CalculatorInput, options: dict[str, Any]) -> list[Fraction]:
    equal = options.get("weights") == "equal"
    weights = [ONE if equal else criterion.weight for criterion in data.criteria()]
    total = sum(weights, Fraction(0))
    if not total:
        raise bad_input(Bilingual("权重不能全为 0", "the weights are all 0"), key="criteria")
    return [weight / total for weight in weights]


POINTS = Bilingual(
    "权重按标准的分值（扣分项按本轮扣得最多的）：各部分封顶、取高之后逐项比较",
    "weights are the standard's points (of deductions, the largest of the round): parts are "
    "compared after caps and best-ofs",
)
EQUAL = Bilingual(
    "各部分权重相同，与标准的分值无关", "all parts weigh alike, whatever the standard's points"
)
ONE = Fraction(1)


def _input(data: CalculatorInput) -> tuple[CalculatorInput, dict[str, tuple[str, ...]]]:
    """Return what is weighed, a round's parts or else what was typed, and its further options."""
    parts = data.parts()
    return (data, {}) if parts is None else (parts, {"weights": ("points", "equal")})


def _weighing(options: dict[str, Any]) -> list[Bilingual]:
    """Return what is said of the weights of a round."""
    return {"points": [POINTS], "equal": [EQUAL]}.get(options.get("weights", ""), [])


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
        weights: of a round, `points` of the standard or `equal`.

    Weights are scaled to add up to 1. Source: C.-L. Hwang & K. Yoon, Multiple Attribute Decision
    Making, 1981, 3.7. Adding a subject can reverse the order of two others.
    """
    of_round, more = _input(data)
    options: dict[str, Any] = data.options(normalization=("vector", "min-max"), **more)
    data, said = of_round, _weighing(options)
    subjects, criteria = data.ids(), data.criteria()
    weights = _weights(data, options)
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
        return Answer(options, [], {}, [*said, *_flat(constant), reason])
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
    return Answer(options, ranked(subjects, scores, 1e-12), found, [*said, *_flat(constant)])


def grey_relational(data: CalculatorInput) -> Answer:
    """Return the grey relational grade to the ideal, exact.

    Options:
        rho: distinguishing coefficient, over 0 and up to 1.
        normalization: `min-max`, by each criterion's sense.
        weights: of a round, `points` of the standard or `equal`.

    Source: J. Deng, Control problems of grey systems, Systems & Control Letters 1 (1982) 288-294.
    """
    of_round, more = _input(data)
    options: dict[str, Any] = data.options(rho=Fraction(1, 2), normalization=("min-max",), **more)
    rho: Fraction = options["rho"]
    if not 0 < rho <= 1:
        raise bad_input(
            Bilingual("rho 须大于 0、不超过 1", "rho is over 0, at most 1"), option="rho"
        )
    data, said = of_round, _weighing(options)
    subjects, criteria = data.ids(), data.criteria()
    weights = _weights(data, options)
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
        return Answer(options, [], {}, [*said, *_flat(constant), reason])
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
    return Answer(options, ranked(subjects, scores), found, [*said, *_flat(constant)])
