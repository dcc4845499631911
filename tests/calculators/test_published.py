"""Published examples of the core's schemes, agreement, trend and calibration, to their digits.

Together with the first ones in `test_core`, `test_agreement`, `test_trend` and `test_calibration`;
where no further example is printed, the second is derived by hand and says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from civtui.scoring.agreement import MEASURES
from civtui.scoring.calibration import calibrate
from civtui.scoring.trend import MEASURES as TRENDS
from civtui.workspace.results.calculators import run_scheme

N = None


def figures(printed: str) -> list[str]:
    return printed.split()


def scores(scheme: str, **document: Any) -> list[float]:
    return [row["score"] for row in run_scheme(scheme, document)["results"]]


def test_weighted_sums_as_printed() -> None:
    # "Weighted sum model", Wikipedia: 21.5, 22, 22
    criteria = [
        {"id": f"c{n}", "weight": w} for n, w in enumerate(("0.20", "0.15", "0.40", "0.25"))
    ]
    values = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
    found = scores("weighted-sum", subjects=["A1", "A2", "A3"], criteria=criteria, values=values)
    assert found == [21.5, 22, 22]
    # "Weighted arithmetic mean", Wikipedia: classes of 20 and 30 students, means 80 and 90
    shares = [{"id": "morning", "weight": "20/50"}, {"id": "afternoon", "weight": "30/50"}]
    assert scores("weighted-sum", subjects=["all"], criteria=shares, values=[[80, 90]]) == [86]


def test_means_medians_and_trimmed_means_as_printed() -> None:
    # "Mean" and "Arithmetic mean", Wikipedia
    salaries = [2500, 2700, 2400, 2300, 2550, 2650, 2750, 2450, 2600, 2400]
    assert scores("mean", subjects=["a"], marks=[[4, 36, 45, 50, 75]]) == [42]
    assert scores("mean", subjects=["a"], marks=[salaries]) == [2530]
    # "Median", Wikipedia
    assert scores("median", subjects=["a"], marks=[[1, 3, 3, 6, 7, 8, 9]]) == [6]
    assert scores("median", subjects=["a"], marks=[[1, 2, 3, 4, 5, 6, 8, 9]]) == [4.5]
    # "Truncated mean", Wikipedia; scipy.stats.trim_mean, reference page
    twenty = [92, 19, 101, 58, 1053, 91, 26, 78, 10, 13, -40, 101, 86, 85, 15, 89, 89, 28, -5, 41]
    share = {"share": "0.05"}
    assert scores("trimmed-mean", subjects=["a"], marks=[twenty], options=share) == [56.5]
    quarter = {"share": "0.25"}
    assert scores("trimmed-mean", subjects=["a"], marks=[[1, 2, 3, 5]], options=quarter) == [2.5]


# K. Krippendorff, "Krippendorff's alpha", Wikipedia, computational example: three coders, 15 units
CODERS = [
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
]


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.691358), ("interval", 0.810845)])
def test_alpha_of_three_coders(metric: str, alpha: float) -> None:
    value, _, _ = MEASURES[f"krippendorff-{metric}"]({"ratings": CODERS})
    assert round(float(value), 6) == alpha  # type: ignore[arg-type]  # it is defined here


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.642), ("interval", 0.547), ("ratio", 0.483)]
)
def test_alpha_of_the_content_analysis(metric: str, alpha: float) -> None:
    # K. Krippendorff, Content Analysis, 1980, p. 139: three coders, nine units
    ratings = [
        [1, 1, 2, 4, 1, 2, 1, 3, 2],
        [1, 2, 2, 4, 4, 2, 2, 3, 2],
        [1, 2, 2, 4, 4, 2, 3, 3, 2],
    ]
    value, _, _ = MEASURES[f"krippendorff-{metric}"]({"ratings": ratings})
    assert float(value) == pytest.approx(alpha, abs=0.001)  # type: ignore[arg-type]  # defined


# A. F. Hayes & K. Krippendorff, Communication Methods and Measures 1 (2007) 77-89, table 1: five
# observers of 40 articles, a point where one did not judge
ARTICLES = (
    "112.001122.01311211000201001111223222221 1130000.21102311121000302102111122222221 "
    "203000222100221123001.30.1012202.2232.21 .13....0.10022...31.103021122..122...12. "
    "2..0001.2....3112..0.0..2.0..20.2.2222.1"
)


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", "0.477"), ("ordinal", "0.7598"), ("interval", "0.757")]
)
def test_alpha_of_the_articles(metric: str, alpha: str) -> None:
    ratings = [[None if mark == "." else int(mark) for mark in row] for row in figures(ARTICLES)]
    value, _, _ = MEASURES[f"krippendorff-{metric}"]({"ratings": ratings})
    assert round(float(value), len(alpha) - 2) == float(alpha)  # type: ignore[arg-type]  # defined


def test_alpha_ordinal_and_ratio_by_hand() -> None:
    # units (1,1) (1,2) (2,2) (3,3): counts 3, 3, 2. Ordinal places 1.5, 4.5, 7: observed 18/8,
    # expected 600/56. Ratio differences 1/9, 1/4, 1/25: observed 1/36, expected 5.48/56
    ratings = [[1, 1, 2, 3], [1, 2, 2, 3]]
    ordinal, _, _ = MEASURES["krippendorff-ordinal"]({"ratings": ratings})
    assert ordinal == 1 - Fraction(18, 8) / Fraction(600, 56)
    ratio, _, _ = MEASURES["krippendorff-ratio"]({"ratings": ratings})
    assert ratio == Fraction(883, 1233)


def test_cohens_kappa_of_equal_agreement() -> None:
    # "Cohen's kappa", Wikipedia, same percentage agreement: 0.1304 and 0.2593
    for table, kappa in (((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)):
        both = [("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")]
        pairs = [pair for pair, count in zip(both, table, strict=True) for _ in range(count)]
        value, _, _ = MEASURES["cohen-kappa"](
            {"ratings": [list(r) for r in zip(*pairs, strict=True)]}
        )
        assert round(float(value), 4) == kappa  # type: ignore[arg-type]  # it is defined here


def test_fleiss_kappa_of_the_psychiatrists() -> None:
    # J. L. Fleiss, Psychological Bulletin 76 (1971) 378-382, table 1: kappa 0.430
    rows = (
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
        "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
    )
    counts = [[int(n) for n in row] for row in rows.split()]
    value, details, _ = MEASURES["fleiss-kappa"]({"counts": counts})
    assert round(float(value), 3) == 0.430  # type: ignore[arg-type]  # it is defined here
    shares = [round(float(share), 3) for share in details["shares"]]
    assert shares == [0.144, 0.144, 0.167, 0.306, 0.239]


# M. Gamer et al., R package irr, data set `anxiety`: 20 persons, 3 raters
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]


@pytest.mark.parametrize(
    ("kind", "value"),
    # irr prints the single ones; the average ones follow from them by Spearman-Brown, as in
    # K. O. McGraw & S. P. Wong, Psychological Methods 1 (1996) 30-46, table 4
    [
        ("icc-1", 0.175),
        ("icc-2", 0.198),
        ("icc-3", 0.216),
        ("icc-1-k", 3 * 0.175 / (1 + 2 * 0.175)),
        ("icc-2-k", 3 * 0.198 / (1 + 2 * 0.198)),
        ("icc-3-k", 3 * 0.216 / (1 + 2 * 0.216)),
    ],
)
def test_intraclass_of_the_anxiety_ratings(kind: str, value: float) -> None:
    found, _, _ = MEASURES[kind]({"ratings": ANXIETY})
    assert float(found) == pytest.approx(value, abs=0.001)  # type: ignore[arg-type]  # it is defined


def test_kendalls_w_of_the_anxiety_ratings_and_of_zars_birds() -> None:
    value, details, _ = MEASURES["kendall-w"]({"ratings": ANXIETY})
    assert round(float(value), 2) == 0.54  # type: ignore[arg-type]  # it is defined here
    assert round(float(details["chi2"]), 1) == 30.8
    assert round(details["p"], 4) == 0.0429
    # J. H. Zar, Biostatistical Analysis, 5th ed. 2010, example 20.5
    birds = [
        figures("10.4 10.8 11.1 10.2 10.3 10.2 10.7 10.5 10.8 11.2 10.6 11.4"),
        figures("7.4 7.6 7.9 7.2 7.4 7.1 7.4 7.2 7.8 7.7 7.8 8.3"),
        figures("17 17 20 14.5 15.5 13 19.5 16 21 20 18 22"),
    ]
    _, details, _ = MEASURES["kendall-w"]({"ratings": birds})
    assert [float(s) for s in details["rank_sums"]] == [
        14.5,
        21,
        30.5,
        6,
        11,
        3.5,
        20,
        11.5,
        29,
        28.5,
        22.5,
        36,
    ]


def test_cusum_of_the_nist_handbook() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.3: target 325, k 0.3175, h 4.1959
    series = (
        "324.925 324.675 324.725 324.350 325.350 325.225 324.125 324.525 325.225 324.600 "
        "324.625 325.150 328.325 327.250 327.825 328.500 326.675 327.775 326.875 328.350"
    )
    document = {"series": series.split(), "target": 325, "k": "0.3175", "h": "4.1959"}
    _, details, _ = TRENDS["cusum"](document)
    upper = [round(float(v), 2) for v in details["upper"]]
    assert details["first_signal"] == 14
    assert [upper[n] for n in (4, 12, 13, 14, 15, 16, 18, 19)] == [
        0.03,
        3.01,
        4.94,
        7.45,
        10.63,
        11.99,
        16.00,
        19.04,
    ]


def test_mann_kendall_by_hand_as_printed() -> None:
    # J. Little, "A Mann-Kendall example (by hand)", College of the Holy Cross: S 54, Z 2.9058
    series = figures("12.9 14.8 13.2 15.7 13.8 15.6 12.9 11.0 17.3 15.9 19.0 18.3 20.1 21.7")
    value, details, _ = TRENDS["mann-kendall"]({"series": series})
    assert value == 54
    assert round(details["z"], 4) == 2.9058
    assert round(details["p_one_sided"], 4) == 0.0018


def test_gini_of_incomes_as_printed() -> None:
    # N. C. Kakwani 1980, incomes of the USA in 1968, as in the R package ineq: 0.4620911
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    value, _, _ = TRENDS["gini"]({"counts": incomes})
    assert round(float(value), 7) == 0.4620911  # type: ignore[arg-type]  # it is defined here
    # R package phylotools 0.1.2, help page of gini: 0.3076923
    value, _, _ = TRENDS["gini"]({"counts": [1, 3, 2, 1, 1, 1, 4]})
    assert value == Fraction(4, 13)
    # "Gini coefficient", Wikipedia: a fifth that has four fifths of all, 60 %
    value, _, _ = TRENDS["gini"]({"counts": [1] * 8 + [16] * 2})
    assert value == Fraction(3, 5)


def test_calibration_of_montgomerys_catalysts() -> None:
    # D. C. Montgomery, Design and Analysis of Experiments, balanced incomplete blocks: effects
    # -9/8, -7/8, -4/8, 20/8, error mean square 0.65 on 5 degrees of freedom
    yields = {
        "1": (73, 74, N, 71),
        "2": (N, 75, 67, 72),
        "3": (73, 75, 68, N),
        "4": (75, N, 72, 75),
    }
    marks = [
        [f"batch {b}", name, value]
        for name, row in yields.items()
        for b, value in enumerate(row, 1)
    ]
    found = calibrate({"marks": marks})
    assert {row["id"]: Fraction(row["effect"]) for row in found["subjects"]} == {
        "1": Fraction(-9, 8),
        "2": Fraction(-7, 8),
        "3": Fraction(-1, 2),
        "4": Fraction(5, 2),
    }
    assert found["residual_df"] == 5
    # k (a - 1) / (lambda a^2) times the mean square
    error = (3 * 3 / (2 * 16) * 0.65) ** 0.5
    assert found["assessors"][0]["standard_error"] == pytest.approx(error)


def test_calibration_of_kuehls_pressures() -> None:
    # R. O. Kuehl, Design of Experiments, 2nd ed. 2000, monovinyl by pressure in ten runs; adjusted
    # means as F. de Mendiburu's R package agricolae prints them (BIB.test)
    pressures = figures(
        "250 325 475 250 475 550 325 400 550 400 475 550 325 475 550 "
        "250 400 475 250 325 400 250 400 550 250 325 550 325 400 475"
    )
    given = figures(
        "16 18 32 19 46 45 26 39 61 21 35 55 19 47 48 20 33 31 13 13 34 21 30 52 24 10 50 24 31 37"
    )
    marks = [
        [f"run {n // 3}", psi, value]
        for n, (psi, value) in enumerate(zip(pressures, given, strict=True))
    ]
    found = {
        row["id"]: round(row["adjusted"], 5) for row in calibrate({"marks": marks})["subjects"]
    }
    assert found == {
        "250": 20.46667,
        "325": 17.53333,
        "400": 30.86667,
        "475": 38.8,
        "550": 50.66667,
    }
