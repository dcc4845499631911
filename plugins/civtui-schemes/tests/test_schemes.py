"""Each method against published worked examples, or exact ones derived by hand."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from civtui_schemes import distance, fuzzy, marks, paired, pairwise, weights

from civtui.api import CalculatorInput


def run(function: Any, **document: Any) -> Any:
    return function(CalculatorInput(document))


def order(answer: Any) -> list[str]:
    return [row.subject for row in sorted(answer.results, key=lambda row: row.rank)]


def ballots(*rows: tuple[str, int]) -> dict[str, Any]:
    return {
        "subjects": sorted(rows[0][0]),
        "ballots": [{"order": list(order), "count": count} for order, count in rows],
    }


# Tennessee's capital (Memphis, Nashville, Chattanooga, Knoxville), Wikipedia "Kemeny method"
TENNESSEE = ballots(("MNCK", 42), ("NCKM", 26), ("CKNM", 15), ("KCNM", 17))
# M. Schulze 2011, example 1: 45 voters
SCHULZE = ballots(
    ("ACBED", 5),
    ("ADECB", 5),
    ("BEDAC", 8),
    ("CABED", 3),
    ("CAEBD", 7),
    ("CBADE", 2),
    ("DCEBA", 7),
    ("EBADC", 8),
)
# C.-L. Hwang & K. Yoon 1981, the fighter aircraft
AIRCRAFT = {
    "subjects": ["A1", "A2", "A3", "A4"],
    "criteria": [
        {"id": f"X{n}", "weight": w, "sense": s}
        for n, (w, s) in enumerate(
            zip(
                ["0.2", "0.1", "0.1", "0.1", "0.2", "0.3"],
                ["max", "max", "max", "min", "max", "max"],
                strict=True,
            ),
            1,
        )
    ],
    "values": [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ],
}


def test_borda_of_tennessee() -> None:
    answer = run(pairwise.borda, **TENNESSEE)
    assert {r.subject: r.score for r in answer.results} == {"M": 126, "N": 194, "C": 173, "K": 107}
    n = run(pairwise.borda, **TENNESSEE, options={"points": "n"})
    assert {r.subject: r.score for r in n.results} == {"M": 226, "N": 294, "C": 273, "K": 207}


def test_copeland_of_tennessee() -> None:
    answer = run(pairwise.copeland, **TENNESSEE)
    assert {r.subject: r.score for r in answer.results} == {"N": 3, "C": 2, "K": 1, "M": 0}
    assert answer.details["condorcet_winner"] == "N"
    assert answer.details["pairwise"]["N>M"] == 58


def test_kemeny_of_tennessee() -> None:
    answer = run(pairwise.kemeny, **TENNESSEE)
    assert answer.details["order"] == ["N", "C", "K", "M"]
    assert answer.details["support"] == 393


def test_kemeny_of_a_cycle_counts_the_equally_good() -> None:
    answer = run(pairwise.kemeny, **ballots(("ABC", 1), ("BCA", 1), ("CAB", 1)))
    assert answer.details["condorcet_winner"] is None
    assert answer.details["support"] == 5
    assert "3" in answer.warnings[0].en


def test_schulze_own_example() -> None:
    assert order(run(pairwise.schulze, **SCHULZE)) == ["E", "A", "C", "B", "D"]
    assert run(pairwise.schulze, **SCHULZE).details["paths"]["E>D"] == 31


def test_schulze_elects_the_condorcet_winner() -> None:
    assert order(run(pairwise.schulze, **TENNESSEE)) == ["N", "C", "K", "M"]


def test_topsis_of_the_fighter_aircraft() -> None:
    answer = run(distance.topsis, **AIRCRAFT)
    published = {"A1": 0.643, "A2": 0.268, "A3": 0.613, "A4": 0.312}
    for row in answer.results:
        assert row.score == pytest.approx(published[row.subject], abs=0.001)
    assert order(answer) == ["A1", "A3", "A4", "A2"]


def test_topsis_min_max_by_hand() -> None:
    document = {
        "subjects": ["a", "b", "c"],
        "criteria": [{"id": "x", "weight": 1}, {"id": "y", "weight": 1, "sense": "min"}],
        "values": [[0, 0], [10, 10], [10, 0]],
        "options": {"normalization": "min-max"},
    }
    assert [r.score for r in run(distance.topsis, **document).results] == [0.5, 0.5, 1]


def test_topsis_without_variation_is_undefined() -> None:
    answer = run(
        distance.topsis, subjects=["a", "b"], criteria=[{"id": "x", "weight": 1}], values=[[3], [3]]
    )
    assert answer.results == []
    assert answer.warnings


def test_grey_relational_by_hand() -> None:
    # gaps to the ideal: a 0 and 1, b 1 and 0, c 1/2 and 1/2; rho 1/2
    answer = run(
        distance.grey_relational,
        subjects=["a", "b", "c"],
        criteria=[{"id": "x", "weight": 2}, {"id": "y", "weight": 1, "sense": "min"}],
        values=[[10, 4], [0, 0], [5, 2]],
    )
    assert [r.score for r in answer.results] == [
        Fraction(2, 3) + Fraction(1, 9),
        Fraction(2, 9) + Fraction(1, 3),
        Fraction(1, 2),
    ]


def test_ahp_of_the_leader_example() -> None:
    # "Analytic hierarchy process - leader example", Wikipedia: 0.217, 0.717, 0.066, CR 0.035
    matrix = [[1, "1/4", 4], [4, 1, 9], ["1/4", "1/9", 1]]
    answer = run(weights.ahp, subjects=["Tom", "Dick", "Harry"], matrix=matrix)
    assert [round(r.score, 3) for r in answer.results] == [0.217, 0.717, 0.066]
    newer = run(
        weights.ahp,
        subjects=["T", "D", "H"],
        matrix=matrix,
        options={"random_index": "alonso-lamata-2006"},
    )
    assert round(newer.details["consistency_ratio"], 3) == 0.035
    roots = run(
        weights.ahp, subjects=["T", "D", "H"], matrix=matrix, options={"method": "geometric-mean"}
    )
    assert [round(r.score, 3) for r in roots.results] == [0.217, 0.717, 0.066]


def test_ahp_of_a_consistent_matrix_is_exact() -> None:
    matrix = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]
    answer = run(weights.ahp, subjects=["a", "b", "c"], matrix=matrix)
    assert [r.score for r in answer.results] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert answer.details["lambda_max"] == pytest.approx(3)
    assert answer.details["consistency_ratio"] == pytest.approx(0, abs=1e-12)


def test_entropy_weights_by_hand() -> None:
    # a column that is even says nothing; the other has all the weight
    answer = run(
        weights.entropy_weights,
        subjects=["a", "b"],
        criteria=[{"id": "x"}, {"id": "y"}],
        values=[[1, 1], [1, 3]],
    )
    assert answer.details["weights"] == {"x": 0, "y": 1}
    e = -(0.25 * math.log(0.25) + 0.75 * math.log(0.75)) / math.log(2)
    assert answer.details["entropy"]["y"] == pytest.approx(e)
    assert [r.score for r in answer.results] == pytest.approx([0.25, 0.75])


def test_fuzzy_operators_by_hand() -> None:
    document = {
        "grades": ["优", "良", "中"],
        "factors": ["x", "y"],
        "weights": ["0.6", "0.4"],
        "membership": [["0.5", "0.3", "0.2"], ["0.2", "0.7", "0.1"]],
    }
    expected = {
        "weighted-average": ["19/50", "23/50", "4/25"],
        "min-max": ["1/2", "2/5", "1/5"],
        "product-max": ["3/10", "7/25", "3/25"],
        "bounded-sum": ["7/10", "7/10", "3/10"],
    }
    for operator, vector in expected.items():
        answer = run(fuzzy.fuzzy_comprehensive, **document, options={"operator": operator})
        assert answer.details["vector"] == [Fraction(v) for v in vector], operator
    assert run(fuzzy.fuzzy_comprehensive, **document).details["grade"] == "良"


def test_bradley_terry_of_wikipedia() -> None:
    # "Bradley-Terry model", Wikipedia, worked example
    wins = [[0, 2, 0, 1], [3, 0, 5, 0], [0, 3, 0, 1], [4, 0, 3, 0]]
    answer = run(paired.bradley_terry, subjects=list("ABCD"), wins=wins)
    assert [round(r.score, 3) for r in answer.results] == [0.139, 0.226, 0.143, 0.492]
    assert answer.details["log_ability"]["A"] == 0


def test_bradley_terry_of_two_is_the_share() -> None:
    answer = run(paired.bradley_terry, subjects=["a", "b"], wins=[[0, 3], [1, 0]])
    assert [r.score for r in answer.results] == pytest.approx([0.75, 0.25])


def test_bradley_terry_without_a_defeat_is_undefined() -> None:
    assert run(paired.bradley_terry, subjects=["a", "b"], wins=[[0, 3], [0, 0]]).results == []


def test_rank_sum_shares_ranks_and_leaves_partial_assessors_out() -> None:
    answer = run(
        marks.rank_sum, subjects=["a", "b", "c"], marks=[[9, 5, 1], [8, 5, None], [7, 9, 2]]
    )
    assert [r.score for r in answer.results] == [Fraction(7, 2), Fraction(9, 2), 4]
    assert [r.rank for r in answer.results] == [1, 3, 2]
    assert answer.warnings


def test_z_score_and_percentile_by_hand() -> None:
    document = {
        "subjects": ["a", "b", "c"],
        "assessors": ["k", "l"],
        "marks": [[1, 5], [2, 5], [3, 5]],
    }
    answer = run(marks.z_score, **document)
    assert [r.score for r in answer.results] == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])
    assert answer.details["constant"] == ["l"]
    answer = run(marks.percentile, **document)
    assert [r.score for r in answer.results] == [Fraction(50, 3), 50, Fraction(250, 3)]


def test_z_scores_that_cancel_out_are_level() -> None:
    # each judge puts another one first, by the same z-score of 1
    document = {"subjects": ["a", "b"], "marks": [["8.91", "9"], ["9.47", "0.99"]]}
    assert [row.rank for row in run(marks.z_score, **document).results] == [1, 1]


@pytest.mark.parametrize("function", [pairwise.borda, pairwise.copeland, pairwise.schulze])
def test_the_order_of_subjects_and_ballots_changes_nothing(function: Any) -> None:
    turned = {"subjects": TENNESSEE["subjects"][::-1], "ballots": TENNESSEE["ballots"][::-1]}
    assert order(run(function, **turned)) == order(run(function, **TENNESSEE))
