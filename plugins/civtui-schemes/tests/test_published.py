"""A second published example for each method, right to the digits that were printed.

The first ones stand in `test_schemes.py`. Where a source prints no further example the second one
is derived by hand there and says so.
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from civtui_schemes import distance, fuzzy, marks, paired, pairwise, weights

from civtui.api import CalculatorInput


def run(function: Any, **document: Any) -> Any:
    return function(CalculatorInput(document))


def ballots(*rows: tuple[str, int]) -> dict[str, Any]:
    return {
        "subjects": sorted(rows[0][0]),
        "ballots": [{"order": list(order), "count": count} for order, count in rows],
    }


def figures(printed: str) -> list[str]:
    return printed.split()


def scores(answer: Any, digits: int) -> list[float]:
    return [round(float(row.score), digits) for row in answer.results]


# Condorcet's own 60 voters: H. P. Young, "Condorcet's Theory of Voting", American Political
# Science Review 82 (1988) 1231-1244
YOUNG = ballots(("ABC", 23), ("BCA", 17), ("BAC", 2), ("CAB", 10), ("CBA", 8))


def test_borda_of_condorcets_voters() -> None:
    assert scores(run(pairwise.borda, **YOUNG), 0) == [58, 69, 53]


def test_copeland_of_condorcets_voters_is_a_cycle() -> None:
    answer = run(pairwise.copeland, **YOUNG)
    assert scores(answer, 0) == [1, 1, 1]
    assert answer.details["condorcet_winner"] is None
    assert answer.details["pairwise"] == {
        "A>B": 33,
        "B>A": 27,
        "B>C": 42,
        "C>B": 18,
        "C>A": 35,
        "A>C": 25,
    }


def test_kemeny_of_condorcets_voters() -> None:
    answer = run(pairwise.kemeny, **YOUNG)
    assert (answer.details["order"], answer.details["support"]) == (["B", "C", "A"], 104)


def test_schulze_second_example() -> None:
    # M. Schulze, "A new monotonic, clone-independent ... method" (2011), example 2: 30 voters
    answer = run(
        pairwise.schulze,
        **ballots(
            ("ACBD", 5),
            ("ACDB", 2),
            ("ADCB", 3),
            ("BACD", 4),
            ("CBDA", 3),
            ("CDBA", 3),
            ("DACB", 1),
            ("DBAC", 5),
            ("DCBA", 4),
        ),
    )
    assert answer.details["pairwise"]["A>C"] == 20
    assert [row.subject for row in sorted(answer.results, key=lambda row: row.rank)] == [
        "D",
        "A",
        "C",
        "B",
    ]


def test_topsis_of_six_sites() -> None:
    # J. Papathanasiou & N. Ploskas, Multiple Criteria Decision Aid (Springer 2018), ch. 1
    answer = run(
        distance.topsis,
        subjects=list("123456"),
        criteria=[{"id": f"c{n}", "weight": w} for n, w in enumerate(("0.4", "0.3", "0.1", "0.2"))],
        values=[
            [8, 7, 2, 1],
            [5, 3, 7, 5],
            [7, 5, 6, 4],
            [9, 9, 7, 3],
            [11, 10, 3, 7],
            [6, 9, 5, 4],
        ],
    )
    assert scores(answer, 3) == [0.387, 0.327, 0.391, 0.615, 0.868, 0.493]


def test_grey_relational_of_five_cars() -> None:
    # B. F. Yıldırım & E. Önder (eds.), Çok Kriterli Karar Verme Yöntemleri, 2nd ed. (Dora 2015), as
    # kept in the tests of JMcDM (M. H. Satman et al., JOSS 6 (2021) 3430)
    answer = run(
        distance.grey_relational,
        subjects=list("ABCDE"),
        criteria=[
            {"id": f"c{n}", "weight": w, "sense": s}
            for n, (w, s) in enumerate(
                (
                    ("0.05", "min"),
                    ("0.20", "max"),
                    ("0.10", "min"),
                    ("0.15", "max"),
                    ("0.10", "max"),
                    ("0.40", "min"),
                )
            )
        ],
        values=[
            [105000, 105, 10, 4, 300, 10],
            [120000, 110, 15, 4, 500, 8],
            [150000, 120, 12, 3, 550, 12],
            [115000, 105, 20, 4, 600, 9],
            [135000, 115, 15, 5, 400, 9],
        ],
    )
    assert scores(answer, 6) == [0.525, 0.700714, 0.546429, 0.576282, 0.650952]


def test_grey_relational_of_six_suppliers() -> None:
    # 司守奎、孙玺菁, 数学建模算法与应用, 例 14.5; figures as printed by xyfJASON,
    # mathematical-modeling-python (2021)
    table = [
        figures("0.83 0.90 0.99 0.92 0.87 0.95"),
        figures("326 295 340 287 310 303"),
        figures("21 38 25 19 27 10"),
        figures("3.2 2.4 2.2 2.0 0.9 1.7"),
        figures("0.20 0.25 0.12 0.33 0.20 0.09"),
        figures("0.15 0.20 0.14 0.09 0.15 0.17"),
        figures("250 180 300 200 150 175"),
        figures("0.23 0.15 0.27 0.30 0.18 0.26"),
        figures("0.87 0.95 0.99 0.89 0.82 0.94"),
    ]
    answer = run(
        distance.grey_relational,
        subjects=list("123456"),
        criteria=[
            {"id": f"c{n}", "weight": 1, "sense": "min" if n in (1, 2, 3) else "max"}
            for n in range(9)
        ],
        values=[list(row) for row in zip(*table, strict=True)],
    )
    assert scores(answer, 6) == [0.462992, 0.555994, 0.649074, 0.652723, 0.493562, 0.613015]
    assert [row.rank for row in answer.results] == [6, 4, 2, 1, 5, 3]


def test_ahp_of_buying_a_house() -> None:
    # T. L. Saaty, "How to make a decision", European Journal of Operational Research 48 (1990) 9-26
    matrix = [
        [1, 5, 3, 7, 6, 6, "1/3", "1/4"],
        ["1/5", 1, "1/3", 5, 3, 3, "1/5", "1/7"],
        ["1/3", 3, 1, 6, 3, 4, 6, "1/5"],
        ["1/7", "1/5", "1/6", 1, "1/3", "1/4", "1/7", "1/8"],
        ["1/6", "1/3", "1/3", 3, 1, "1/2", "1/5", "1/6"],
        ["1/6", "1/3", "1/4", 4, 2, 1, "1/5", "1/6"],
        [3, 5, "1/6", 7, 5, 5, 1, "1/2"],
        [4, 7, 5, 8, 6, 6, 2, 1],
    ]
    answer = run(weights.ahp, subjects=list("abcdefgh"), matrix=matrix)
    assert scores(answer, 3) == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert round(answer.details["lambda_max"], 3) == 9.669
    assert round(answer.details["consistency_index"], 3) == 0.238
    assert round(answer.details["consistency_ratio"], 3) == 0.169


@pytest.mark.parametrize(
    ("values", "published"),
    [
        # X. Xu, European Journal of Operational Research 156 (2004) 530-532
        (
            [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, "28.9"], [68, 70, 60, 29]],
            [0.4630, 0.3992, 0.1378, 0.0],
        ),
        # E. K. Zavadskas & V. Podvezko, Int. J. Information Technology & Decision Making 15 (2016)
        # 267-283
        (
            [["3.0", 100, 10, 7], ["2.5", 80, 8, 5], ["1.8", 50, 20, 11], ["2.2", 70, 12, 9]],
            [0.1146, 0.1981, 0.4185, 0.2689],
        ),
    ],
)
def test_entropy_weights_as_printed(values: Any, published: list[float]) -> None:
    criteria = [{"id": f"c{n}"} for n in range(4)]
    answer = run(weights.entropy_weights, subjects=list("abcd"), criteria=criteria, values=values)
    assert [round(w, 4) for w in answer.details["weights"].values()] == published


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        # the two kinds of customers of the clothes example of Chinese textbooks: 谢季坚、刘承平,
        # 模糊数学方法及其应用
        (["0.1", "0.2", "0.3", "0.4"], [0.2, 0.3, 0.4, 0.1]),
        (["0.4", "0.35", "0.15", "0.1"], [0.35, 0.4, 0.2, 0.1]),
    ],
)
def test_fuzzy_evaluation_of_clothes(given: list[str], printed: list[float]) -> None:
    answer = run(
        fuzzy.fuzzy_comprehensive,
        grades=["很欢迎", "较欢迎", "不太欢迎", "不欢迎"],
        factors=["花色", "式样", "耐穿", "价格"],
        weights=given,
        membership=[
            ["0.2", "0.5", "0.2", "0.1"],
            ["0.7", "0.2", "0.1", 0],
            [0, "0.4", "0.5", "0.1"],
            ["0.2", "0.3", "0.5", 0],
        ],
        options={"operator": "min-max"},
    )
    assert [float(value) for value in answer.details["vector"]] == printed


def test_bradley_terry_of_the_baseball_league() -> None:
    # A. Agresti, Categorical Data Analysis (2002), table 10.10: American League East, 1987
    answer = run(
        paired.bradley_terry,
        subjects=[
            "Milwaukee",
            "Detroit",
            "Toronto",
            "New York",
            "Boston",
            "Cleveland",
            "Baltimore",
        ],
        wins=[
            [0, 7, 9, 7, 7, 9, 11],
            [6, 0, 7, 5, 11, 9, 9],
            [4, 6, 0, 7, 7, 8, 12],
            [6, 8, 6, 0, 6, 7, 10],
            [6, 2, 6, 7, 0, 7, 12],
            [4, 4, 5, 6, 6, 0, 6],
            [2, 4, 1, 3, 1, 7, 0],
        ],
    )
    ability = answer.details["log_ability"]
    over = [round(ability[team] - ability["Baltimore"], 2) for team in ability]
    assert over == [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0]


def test_rank_sums_of_rounding_first_base() -> None:
    # M. Hollander & D. A. Wolfe, Nonparametric Statistical Methods (1973) 140-146: rank sums of the
    # times 53, 47, 32; the fastest way is the best here, so times count against
    times = [
        "5.40 5.50 5.55",
        "5.85 5.70 5.75",
        "5.20 5.60 5.50",
        "5.55 5.50 5.40",
        "5.90 5.85 5.70",
        "5.45 5.55 5.60",
        "5.40 5.40 5.35",
        "5.45 5.50 5.35",
        "5.25 5.15 5.00",
        "5.85 5.80 5.70",
        "5.25 5.20 5.10",
        "5.65 5.55 5.45",
        "5.60 5.35 5.45",
        "5.05 5.00 4.95",
        "5.50 5.50 5.40",
        "5.45 5.55 5.50",
        "5.55 5.55 5.35",
        "5.45 5.50 5.55",
        "5.50 5.45 5.25",
        "5.65 5.60 5.40",
        "5.70 5.65 5.55",
        "6.30 6.30 6.25",
    ]
    columns = [[f"-{row.split()[way]}" for row in times] for way in range(3)]
    answer = run(marks.rank_sum, subjects=["round", "narrow", "wide"], marks=columns)
    assert scores(answer, 1) == [53, 47, 32]


def test_rank_sums_of_bird_measures() -> None:
    # J. H. Zar, Biostatistical Analysis, 5th ed. 2010, example 20.5 (smallest has rank 1)
    measures = [
        "10.4 10.8 11.1 10.2 10.3 10.2 10.7 10.5 10.8 11.2 10.6 11.4",
        "7.4 7.6 7.9 7.2 7.4 7.1 7.4 7.2 7.8 7.7 7.8 8.3",
        "17 17 20 14.5 15.5 13 19.5 16 21 20 18 22",
    ]
    rows = [[f"-{v}" for v in bird] for bird in zip(*map(str.split, measures), strict=True)]
    answer = run(marks.rank_sum, subjects=[f"bird {n}" for n in range(12)], marks=rows)
    assert scores(answer, 1) == [14.5, 21, 30.5, 6, 11, 3.5, 20, 11.5, 29, 28.5, 22.5, 36]


def test_z_scores_as_printed() -> None:
    # "Standard deviation", Wikipedia, eight marks with mean 5 and population deviation 2
    row = [2, 4, 4, 4, 5, 5, 7, 9]
    answer = run(marks.z_score, subjects=list("abcdefgh"), marks=[[v] for v in row])
    assert scores(answer, 6) == [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]
    # scipy.stats.zscore, reference page; its inputs are themselves rounded to four digits
    given = figures("0.7972 0.0767 0.4383 0.7866 0.8091 0.1954 0.6307 0.6599 0.1065 0.0508")
    printed = [1.1273, -1.247, -0.0552, 1.0923, 1.1664, -0.8559, 0.5786, 0.6748, -1.1488, -1.3324]
    answer = run(marks.z_score, subjects=list("abcdefghij"), marks=[[v] for v in given])
    for row_, value in zip(answer.results, printed, strict=True):
        assert math.isclose(row_.score, value, abs_tol=3e-4)


def test_percentile_as_printed() -> None:
    # scipy.stats.percentileofscore([1, 2, 3, 3, 4], 3, kind="mean"), reference page: 60.0
    answer = run(marks.percentile, subjects=list("abcde"), marks=[[v] for v in (1, 2, 3, 3, 4)])
    assert scores(answer, 6)[2:4] == [60, 60]
    # "Percentile rank", mathsisfun.com: 12 % of a class got D, 50 % C, 30 % B, 8 % A; B is at 77
    grades = [1] * 12 + [2] * 50 + [3] * 30 + [4] * 8
    names = [f"pupil {n}" for n in range(100)]
    answer = run(marks.percentile, subjects=names, marks=[[grade] for grade in grades])
    assert {row.score for row in answer.results[62:92]} == {77}
