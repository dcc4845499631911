"""Methods that find weights: the analytic hierarchy process and entropy weights."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked

# mean consistency index of random matrices by size, from size 1
RANDOM_INDEX: dict[str, tuple[float, ...]] = {
    # T. L. Saaty, The Analytic Hierarchy Process, 1980
    "saaty-1980": (
        0,
        0,
        0.58,
        0.90,
        1.12,
        1.24,
        1.32,
        1.41,
        1.45,
        1.49,
        1.51,
        1.48,
        1.56,
        1.57,
        1.59,
    ),
    # J. A. Alonso & M. T. Lamata, Int. J. Uncertainty 14 (2006) 445-459
    "alonso-lamata-2006": (
        0,
        0,
        0.5247,
        0.8816,
        1.1086,
        1.2479,
        1.3417,
        1.4057,
        1.4499,
        1.4854,
        1.5141,
        1.5365,
        1.5551,
        1.5713,
        1.5838,
    ),
}
CONSISTENT = 0.1


def ahp(data: CalculatorInput) -> Answer:
    """Return priorities out of pairwise comparisons, with the consistency ratio.

    Options:
        method: `eigenvector` (Saaty) or `geometric-mean` of the rows (Crawford & Williams 1985).
        random_index: table of random indices, `saaty-1980` or `alonso-lamata-2006`.

    Source: T. L. Saaty, Journal of Mathematical Psychology 15 (1977) 234-281.
    """
    options = data.options(
        method=("eigenvector", "geometric-mean"), random_index=tuple(RANDOM_INDEX)
    )
    subjects = data.ids()
    size = len(subjects)
    exact = data.full_grid("matrix", size, size)
    warnings = _check(exact)
    matrix = [[float(value) for value in row] for row in exact]
    weights = _powers(matrix) if options["method"] == "eigenvector" else _roots(matrix)
    products = [math.fsum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
    lambda_max = math.fsum(p / w for p, w in zip(products, weights, strict=True)) / size
    index = (lambda_max - size) / (size - 1) if size > 1 else 0.0
    table = RANDOM_INDEX[options["random_index"]]
    random = table[size - 1] if size <= len(table) else None
    ratio = index / random if random else None if random is None else 0.0
    if ratio is not None and ratio > CONSISTENT:
        warnings.append(
            Bilingual(
                f"一致性比率 {ratio:.3f} 超过 {CONSISTENT}，判断前后不一",
                f"consistency ratio {ratio:.3f} is over {CONSISTENT}: the judgments disagree",
            )
        )
    if random is None:
        warnings.append(
            Bilingual(f"{size} 阶没有随机指标", f"the table has no random index for size {size}")
        )
    found = {
        "lambda_max": lambda_max,
        "consistency_index": index,
        "random_index": random,
        "consistency_ratio": ratio,
    }
    return Answer(options, ranked(subjects, weights, 1e-12), found, warnings)


def _check(matrix: list[list[Fraction]]) -> list[Bilingual]:
    crooked = False
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value <= 0 or (r == c and value != 1):
                raise bad_input(
                    Bilingual(
                        "比较值须为正，对角线为 1", "comparisons are positive, 1 on the diagonal"
                    ),
                    key=f"matrix[{r}][{c}]",
                )
            crooked = crooked or matrix[c][r] * value != 1
    if not crooked:
        return []
    return [Bilingual("矩阵不是互反的（a[i][j]·a[j][i]≠1）", "the matrix is not reciprocal")]


def _powers(matrix: list[list[float]]) -> list[float]:
    weights = _roots(matrix)
    for _ in range(10_000):
        longer = [math.fsum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
        total = math.fsum(longer)
        longer = [value / total for value in longer]
        change = max(abs(a - b) for a, b in zip(longer, weights, strict=True))
        weights = longer
        if change < 1e-15:
            break
    return weights


def _roots(matrix: list[list[float]]) -> list[float]:
    means = [math.exp(math.fsum(map(math.log, row)) / len(row)) for row in matrix]
    total = math.fsum(means)
    return [value / total for value in means]


def entropy_weights(data: CalculatorInput) -> Answer:
    """Return subjects by weighted shares; a criterion that spreads more weighs more.

    Values become shares of their column's sum; a criterion of sense `min` counts by the share of
    the rest. Source: C. E. Shannon 1948; C.-L. Hwang & K. Yoon, Multiple Attribute Decision
    Making, 1981, 3.4. Raising a mark can lower the own score, since it moves the weights.
    """
    options: dict[str, Any] = data.options()
    data = data.parts() or data
    subjects, criteria = data.ids(), data.criteria(weights=False)
    count = len(subjects)
    values = data.full_grid("values", count, len(criteria))
    if count < 2:
        reason = Bilingual("至少要有两个对象", "at least two subjects are needed")
        return Answer(options, [], {}, [reason])
    shares: list[list[float]] = []
    entropy: dict[str, float] = {}
    for c, criterion in enumerate(criteria):
        column = [row[c] for row in values]
        total = sum(column, Fraction(0))
        if min(column) < 0 or not total:
            raise bad_input(
                Bilingual("一列的值不能为负，也不能全为 0", "a column is not negative, nor all 0"),
                key="values",
                column=criterion.id,
            )
        exact = [value / total for value in column]
        even = len(set(exact)) == 1
        logs = math.fsum(float(p) * math.log(p) for p in exact if p)
        entropy[criterion.id] = 1.0 if even else -logs / math.log(count)
        if criterion.sense == "min":
            exact = [(1 - p) / (count - 1) for p in exact]
        shares.append([float(p) for p in exact])
    spread = {id_: 1 - value for id_, value in entropy.items()}
    total_spread = math.fsum(spread.values())
    if total_spread <= 0:
        reason = Bilingual(
            "各列都没有差异，权重无定义", "no column varies: the weights are undefined"
        )
        return Answer(options, [], {"entropy": entropy, "weights": {}}, [reason])
    weights = {id_: value / total_spread for id_, value in spread.items()}
    scores = [
        math.fsum(weights[c.id] * shares[n][r] for n, c in enumerate(criteria))
        for r in range(count)
    ]
    found = {"entropy": entropy, "weights": weights}
    return Answer(options, ranked(subjects, scores, 1e-12), found)
