"""Measures of agreement against published examples."""

from typing import Any

import pytest

from civtui.model.errors import BadInput
from civtui.scoring.agreement import MEASURES
from civtui.scoring.agreement.concordance import chi2_tail

N = None
# K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C/D
RELIABILITY = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# P. E. Shrout & J. L. Fleiss, Psychological Bulletin 86 (1979), table 2, judges by targets
SHROUT_FLEISS = [
    [9, 6, 8, 7, 10, 6],
    [2, 1, 4, 1, 5, 2],
    [5, 3, 6, 2, 6, 4],
    [8, 2, 8, 6, 9, 7],
]
# the worked example of "Fleiss' kappa", Wikipedia: 10 subjects, 14 raters, 5 categories
FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


def measure(name: str, **document: Any) -> Any:
    return MEASURES[name](document)


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_own_example(metric: str, alpha: float) -> None:
    value, _, _ = measure(f"krippendorff-{metric}", ratings=RELIABILITY)
    assert round(float(value), 3) == alpha


def test_krippendorff_binary_two_observers() -> None:
    # Krippendorff 2011, section A: two observers, binary data, alpha = 0.095
    ratings = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
    assert round(float(measure("krippendorff-nominal", ratings=ratings)[0]), 3) == 0.095


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("icc-1", 0.17),
        ("icc-2", 0.29),
        ("icc-3", 0.71),
        ("icc-1-k", 0.44),
        ("icc-2-k", 0.62),
        ("icc-3-k", 0.91),
    ],
)
def test_shrout_and_fleiss_table_4(kind: str, value: float) -> None:
    found, details, _ = measure(kind, ratings=SHROUT_FLEISS)
    assert round(float(found), 2) == value
    assert round(float(details["BMS"]), 2) == 11.24
    assert round(float(details["JMS"]), 2) == 32.49
    assert round(float(details["EMS"]), 2) == 1.02


def test_fleiss_kappa_of_the_worked_example() -> None:
    assert round(float(measure("fleiss-kappa", counts=FLEISS)[0]), 3) == 0.210


def test_cohens_kappa_of_the_grant_example() -> None:
    # "Cohen's kappa", Wikipedia: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: kappa = 0.4
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    value, _, _ = measure("cohen-kappa", ratings=[first, second])
    assert float(value) == 0.4


def test_kendalls_w_full_and_tied() -> None:
    value, details, _ = measure("kendall-w", ratings=[[1, 2, 3, 4]] * 3)
    assert value == 1
    assert details["chi2"] == 9
    assert details["rank_sums"] == [3, 6, 9, 12]
    # by hand: ranks (1, 2.5, 2.5) and (1, 2, 3): S = 12.5 - ... = 6.5, W = 12*6.5/(4*24 - 2*6)
    value, _, _ = measure("kendall-w", ratings=[[1, 2, 2], [1, 2, 3]])
    assert value == 78 / 84 or float(value) == pytest.approx(12 * 6.5 / 84)


def test_chi_square_tails_of_the_tables() -> None:
    assert chi2_tail(3.841459, 1) == pytest.approx(0.05, abs=1e-6)
    assert chi2_tail(18.307, 10) == pytest.approx(0.05, abs=1e-5)
    assert chi2_tail(0, 3) == 1


@pytest.mark.parametrize("name", [n for n in MEASURES if n != "fleiss-kappa"])
def test_what_does_not_vary_is_undefined_and_says_why(name: str) -> None:
    value, _, warnings = measure(name, ratings=[[3, 3, 3], [3, 3, 3]])
    assert value is None
    assert warnings


@pytest.mark.parametrize("name", list(MEASURES))
@pytest.mark.parametrize(
    "ratings", [[], [[]], "x", [[1, 2], [1]], [[float("nan")]], [[1, "1,5"]], [[True]], None]
)
def test_garbage_is_bad_input(name: str, ratings: Any) -> None:
    if name == "fleiss-kappa":
        with pytest.raises(BadInput):
            measure(name, counts=ratings)
    with pytest.raises(BadInput):
        measure(name, ratings=ratings)
