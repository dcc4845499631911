"""Calibration: severity is recovered, a disconnected panel is refused across its parts."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from civtui.scoring.calibration import calibrate

TRUE = {f"s{n}": 80 + 2 * n for n in range(12)}


def panel(common: int) -> list[list[Any]]:
    """Return marks of a mild and a severe judge with `common` subjects marked by both."""
    marks: list[list[Any]] = []
    for n, (subject, value) in enumerate(TRUE.items()):
        if n < 6:
            marks += [["mild", subject, value], ["fair", subject, value]]
        if n >= 6 or n < common:
            marks.append(["severe", subject, value - 5])
    return marks


def test_five_points_of_severity_are_recovered_and_the_order_with_them() -> None:
    answer = calibrate({"marks": panel(3)})
    assert answer["connected"] is True
    severity = {row["id"]: row["severity"] for row in answer["assessors"]}
    assert severity["severe"] - severity["mild"] == 5
    assert severity["severe"] - severity["fair"] == 5
    true = sorted(TRUE, key=lambda s: -TRUE[s])
    assert [r["id"] for r in sorted(answer["subjects"], key=lambda r: r["rank"])] == true
    raw = sorted(answer["subjects"], key=lambda r: -r["raw"])
    assert [r["id"] for r in raw] != true


def test_without_a_common_subject_nothing_is_compared_across() -> None:
    answer = calibrate({"marks": panel(0)})
    assert answer["connected"] is False
    assert len(answer["components"]) == 2
    assert sorted(r["rank"] for r in answer["subjects"]) == sorted([*range(1, 7), *range(1, 7)])
    assert any(w.key == "scoring.missing-link" for w in answer["warnings"])


def test_no_spare_mark_is_said() -> None:
    answer = calibrate({"marks": [["a", "x", 1], ["b", "x", 2], ["b", "y", 3]]})
    assert answer["residual_df"] == 0
    assert {row["standard_error"] for row in answer["assessors"]} == {None}
    assert any(w.key == "scoring.no-spare-mark" for w in answer["warnings"])


def test_a_hand_derived_balanced_design() -> None:
    # two by two, complete: effects are the differences of the marginal means
    marks = [["a", "x", 10], ["a", "y", 6], ["b", "x", 7], ["b", "y", 5]]
    answer = calibrate({"marks": marks})
    assert answer["grand_mean"] == 7
    assert [row["severity"] for row in answer["assessors"]] == [-1, 1]
    assert [row["effect"] for row in answer["subjects"]] == [1.5, -1.5]


@given(st.permutations(panel(3)))
def test_the_order_of_the_marks_changes_nothing(marks: list[list[Any]]) -> None:
    def figures(answer: dict[str, Any]) -> Any:
        return {r["id"]: (r["exact"], r["rank"]) for r in answer["subjects"]}

    assert figures(calibrate({"marks": marks})) == figures(calibrate({"marks": panel(3)}))


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyzw"), st.integers(0, 9)),
        min_size=1,
        max_size=20,
    )
)
def test_severities_sum_to_zero_within_each_part(rows: list[tuple[str, str, int]]) -> None:
    answer = calibrate({"marks": [list(row) for row in rows]})
    by_id = {row["id"]: Fraction(row["exact"]) for row in answer["assessors"]}
    for part in answer["components"]:
        assert sum(by_id[a] for a in part["assessors"]) == 0
