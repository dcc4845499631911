"""Methods on marks, subject by assessor: rank sums, z-scores, percentiles."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, ResultRow, ranked

Column = list[Fraction | None]
HALVES = Bilingual(
    "同一考评员给的同分，彼此各算一半在下（自己也算在内）；得分相等者名次并列",
    "of equal marks by one assessor half count as below, the own among them; equal scores share "
    "the better rank",
)
MEAN_RANKS = Bilingual(
    "同一考评员给的同分取名次的平均", "equal marks by one assessor share their mean rank"
)


def _columns(data: CalculatorInput) -> tuple[tuple[str, ...], list[str], list[Column]]:
    """Return subjects, names of the assessors and each assessor's marks."""
    subjects = data.ids()
    rows = data.marks()
    width = len(rows[0]) if rows else 0
    names = list(data.ids("assessors")) if "assessors" in data.document else []
    names = names or [str(n) for n in range(1, width + 1)]
    return subjects, names, [list(column) for column in zip(*rows, strict=True)]


def _standing(values: list[Fraction]) -> tuple[dict[Fraction, int], Counter[Fraction]]:
    """Return how many are smaller than each value, and how many equal it."""
    level = Counter(values)
    below, before = {}, 0
    for value in sorted(level):
        below[value] = before
        before += level[value]
    return below, level


def rank_sum(data: CalculatorInput) -> Answer:
    """Return each subject's sum of ranks over the assessors; the smallest sum is best.

    An assessor's best mark has rank 1, equal marks share their mean rank. An assessor who left a
    subject out is left out, with a warning: ranks of a part cannot be added to ranks of the whole.
    """
    options = data.options()
    subjects, names, columns = _columns(data)
    sums = [Fraction(0)] * len(subjects)
    warnings: list[Bilingual] = []
    used = 0
    for name, column in zip(names, columns, strict=True):
        given = [mark for mark in column if mark is not None]
        if len(given) < len(column):
            warnings.append(
                Bilingual(
                    f"{name} 没有评全，不计入", f"{name} left subjects out and does not count"
                )
            )
            continue
        used += 1
        below, level = _standing(given)
        for n, mark in enumerate(given):
            above = len(given) - below[mark] - level[mark]
            sums[n] += above + Fraction(level[mark] + 1, 2)
    if not used:
        reason = Bilingual("没有评全的考评员，无从排序", "no assessor has marked all subjects")
        return Answer(options, [], {}, [*warnings, reason])
    smaller, _ = _standing(sums)
    rows = [
        ResultRow(subject, total, 1 + smaller[total])
        for subject, total in zip(subjects, sums, strict=True)
    ]
    return Answer(options, rows, {"assessors": used, "ties": MEAN_RANKS}, warnings)


def z_score(data: CalculatorInput) -> Answer:
    """Return each subject's mean z-score: mark less the assessor's mean, over the deviation.

    The population deviation of the assessor's own marks. An assessor whose marks are all equal
    says nothing of the order and is left out (`details.constant`). Not for panels in which each
    assessor judges other subjects: it takes true differences for severity. Raising a mark widens
    the spread that all are measured by, so it can lower the own place.
    """
    options = data.options()
    subjects, names, columns = _columns(data)
    found: list[list[float]] = [[] for _ in subjects]
    constant = []
    for name, column in zip(names, columns, strict=True):
        given = [mark for mark in column if mark is not None]
        if len(set(given)) < 2:
            constant.append(name)
            continue
        mean = sum(given, Fraction(0)) / len(given)
        variance = sum(((mark - mean) ** 2 for mark in given), Fraction(0)) / len(given)
        deviation = math.sqrt(variance)
        for n, mark in enumerate(column):
            if mark is not None:
                found[n].append(float(mark - mean) / deviation)
    return _means(options, subjects, found, constant)


def percentile(data: CalculatorInput) -> Answer:
    """Return each subject's mean percentile rank (0 to 100) over the assessors.

    Of an assessor's marks, the share below plus half the share of equal ones, the own included.
    """
    options = data.options()
    subjects, names, columns = _columns(data)
    found: list[list[Fraction]] = [[] for _ in subjects]
    constant = []
    for name, column in zip(names, columns, strict=True):
        given = [mark for mark in column if mark is not None]
        if len(set(given)) < 2:
            constant.append(name)
            continue
        below, level = _standing(given)
        for n, mark in enumerate(column):
            if mark is not None:
                share = (below[mark] + Fraction(level[mark], 2)) / len(given)
                found[n].append(100 * share)
    answer = _means(options, subjects, found, constant)
    absent = [*_absent(subjects, names, columns)]
    return replace(
        answer, details={**answer.details, "ties": HALVES}, warnings=[*answer.warnings, *absent]
    )


def _absent(
    subjects: Sequence[str], names: Sequence[str], columns: Sequence[Column]
) -> Iterator[Bilingual]:
    """Yield, for each subject that somebody left out, who did."""
    for n, subject in enumerate(subjects):
        out = [name for name, column in zip(names, columns, strict=True) if column[n] is None]
        if out:
            zh, en = "、".join(out), ", ".join(out)
            yield Bilingual(
                f"{subject} 缺 {zh} 的评分，按其余人的算",
                f"{subject} has no mark of {en}; those of the others count",
            )


def _means(options: Any, subjects: Any, found: list[list[Any]], constant: list[str]) -> Answer:
    warnings = [
        Bilingual(f"{name} 的评分没有高低，不计入", f"{name} marks all alike and does not count")
        for name in constant
    ]
    if not any(found):
        reason = Bilingual("所有评分都没有高低，结果无定义", "no marks differ: undefined")
        return Answer(options, [], {"constant": constant}, [*warnings, reason])
    scores = [
        math.fsum(row) / len(row)
        if row and isinstance(row[0], float)
        else sum(row, Fraction(0)) / len(row)
        if row
        else None
        for row in found
    ]
    # z-scores are of the size of 1, but their means may cancel out
    rows = ranked(subjects, scores, 1e-12, size=1)
    return Answer(options, rows, {"constant": constant}, warnings)
