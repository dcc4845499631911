"""Fuzzy comprehensive evaluation: memberships of factors in grades, composed by the weights."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked

ONE = Fraction(1)
Vector = list[Fraction]


def fuzzy_comprehensive(data: CalculatorInput) -> Answer:
    """Return the membership of the whole in each grade, and the grade of the greatest.

    Options:
        operator: `weighted-average` (sum of w*r), `min-max` (max of min(w, r)), `product-max`
            (max of w*r), `bounded-sum` (sum of min(w, r), at most 1).

    Source: L. A. Zadeh 1965; P. Wang, Fuzzy Sets Theory and Its Applications (in Chinese), 1983.
    """
    options: dict[str, Any] = data.options(
        operator=("weighted-average", "min-max", "product-max", "bounded-sum")
    )
    grades, factors = data.ids("grades"), data.ids("factors")
    weights = _vector(data, "weights", len(factors))
    membership = data.full_grid("membership", len(factors), len(grades))
    for r, row in enumerate(membership):
        for c, value in enumerate(row):
            if not 0 <= value <= 1:
                raise bad_input(
                    Bilingual("隶属度须在 0 与 1 之间", "a membership is from 0 to 1"),
                    key=f"membership[{r}][{c}]",
                )
    warnings = []
    total = sum(weights, Fraction(0))
    if total != 1:
        has = f"{float(total):.6g}"
        warnings.append(
            Bilingual(
                f"权重之和为 {has}，不是 1，隶属度随之放大或缩小",
                f"the weights add up to {has}, not to 1, which scales the memberships",
            )
        )
    vector = [
        OPERATORS[options["operator"]](weights, [row[g] for row in membership])
        for g in range(len(grades))
    ]
    whole = sum(vector, Fraction(0))
    if not whole:
        reason = Bilingual(
            "对各等级都没有隶属，结果无定义", "no membership in any grade: undefined"
        )
        return Answer(options, [], {"vector": vector}, [*warnings, reason])
    best = max(vector)
    leading = [grade for grade, value in zip(grades, vector, strict=True) if value == best]
    if len(leading) > 1:
        names = "、".join(leading)
        warnings.append(Bilingual(f"并列的等级：{names}", f"grades level: {', '.join(leading)}"))
    found = {
        "vector": vector,
        "normalized": [value / whole for value in vector],
        "grade": leading[0],
    }
    return Answer(options, ranked(grades, vector), found, warnings)


def _vector(data: CalculatorInput, key: str, length: int) -> Vector:
    rows = data.rows(key)
    if len(rows) != length:
        raise bad_input(
            Bilingual(
                f"应有 {length} 个，读到 {len(rows)} 个", f"{length} are needed, {len(rows)} given"
            ),
            key=key,
        )
    found = [data.number(value, f"{key}[{n}]") for n, value in enumerate(rows)]
    for n, value in enumerate(found):
        if not 0 <= value <= 1:
            raise bad_input(
                Bilingual("权重须在 0 与 1 之间", "a weight is from 0 to 1"), key=f"{key}[{n}]"
            )
    return found


OPERATORS = {
    "weighted-average": lambda w, r: sum((a * b for a, b in zip(w, r, strict=True)), Fraction(0)),
    "min-max": lambda w, r: max(min(a, b) for a, b in zip(w, r, strict=True)),
    "product-max": lambda w, r: max(a * b for a, b in zip(w, r, strict=True)),
    "bounded-sum": lambda w, r: min(
        ONE, sum((min(a, b) for a, b in zip(w, r, strict=True)), Fraction(0))
    ),
}
