"""The core's calculators: exact, missing marks a state, one clear error for anything else."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.model.errors import BadInput
from civtui.scoring.contract import as_data, read_input
from civtui.scoring.json_text import read_json
from civtui.workspace.results.calculators import CORE, run_scheme

MARKS = {"subjects": ["a", "b"], "marks": [[9, "8.5", 7, 10, 1], [8, 8, None, 8, 8]]}


def scores(id_: str, document: Any) -> list[Any]:
    return [(r["exact"], r["rank"]) for r in run_scheme(id_, document)["results"]]


def test_the_trimmed_mean_of_the_skating_rule() -> None:
    # ISU: the highest and the lowest mark are dropped: (7 + 8.5 + 9) / 3
    assert scores("trimmed-mean", MARKS) == [("49/6", 1), ("8", 2)]
    answer = run_scheme("trimmed-mean", MARKS)
    assert answer["options"] == {"drop": 1}
    assert answer["details"]["dropped"]["a"] == [1, 10]


def test_mean_and_median_leave_absent_marks_out() -> None:
    assert scores("mean", MARKS) == [("7.1", 2), ("8", 1)]
    assert scores("median", MARKS) == [("8.5", 1), ("8", 2)]


def test_weighted_sum_keeps_a_missing_value_a_state() -> None:
    document = {
        "subjects": ["a", "b", "c"],
        "criteria": [
            {"id": "x", "weight": "1/3", "sense": "max"},
            {"id": "y", "weight": "0.1", "sense": "min"},
        ],
        "values": [[12.5, 10], [None, 10], ["12.5", 10]],
    }
    answer = run_scheme("weighted-sum", read_json(json.dumps(document)))
    assert [r["exact"] for r in answer["results"]] == ["19/6", None, "19/6"]
    assert [r["rank"] for r in answer["results"]] == [1, None, 1]
    assert any("b" in warning for warning in answer["warnings"])


def test_deduction_stops_at_the_floor() -> None:
    # by hand: regulations print tables of deductions, no worked sheet (see also the published ones
    # in `tests/standard/test_published.py`, 100 less 1 for each finding)
    document = {"subjects": ["a", "b"], "base": 100, "findings": {"a": ["0.1", 2], "b": [60, 60]}}
    assert scores("deduction", document) == [("97.9", 1), ("0", 2)]
    one_each = {
        "subjects": list("abc"),
        "base": 100,
        "options": {"floor": "60"},
        "findings": {"a": [1] * 10, "b": [1] * 11, "c": [1] * 50},
    }
    assert scores("deduction", one_each) == [("90", 1), ("89", 2), ("60", 3)]


@given(st.lists(st.lists(st.integers(0, 1000), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_float_creeps_in_and_order_changes_nothing(rows: list[list[int]]) -> None:
    names = [f"s{n}" for n in range(len(rows))]
    tenths = [[f"{v / 10:.1f}" for v in row] for row in rows]
    for id_ in ("mean", "median", "trimmed-mean"):
        straight = run_scheme(id_, {"subjects": names, "marks": tenths})["results"]
        turned = run_scheme(id_, {"subjects": names[::-1], "marks": tenths[::-1]})["results"]
        assert straight == turned[::-1]
        for row, result in zip(rows, straight, strict=True):
            assert Fraction(min(row), 10) <= Fraction(result["exact"]) <= Fraction(max(row), 10)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = ["subjects", "marks", "criteria", "values", "base", "findings", "options", "strange"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(CORE)), st.dictionaries(st.sampled_from(KEYS), junk))
def test_garbage_never_gives_a_traceback_or_nan(id_: str, document: dict[str, Any]) -> None:
    try:
        answer = as_data(CORE[id_](read_input(document)))
    except BadInput:
        return
    json.dumps(answer, allow_nan=False)


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"subjects": ["a"], "marks": [[1], [2]]}, "marks"),
        ({"subjects": ["a", "a"], "marks": [[1], [2]]}, "subjects[1]"),
        ({"subjects": ["a"], "marks": [["1,5"]]}, "marks[0][0]"),
        ({"subject": ["a"]}, "subject"),
    ],
)
def test_an_error_names_the_place(document: Any, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        run_scheme("mean", document)
    assert caught.value.where == {"key": key}


def test_the_command_line_prints_one_document_whatever_happens(tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    for text, status in (
        (json.dumps(MARKS), 0),
        ("{", 4),
        ('{"subjects": ["a"], "marks": [[NaN]]}', 4),
        ('{"subjects": ["a"], "marks": [[null]]}', 1),
    ):
        file.write_text(text)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "civtui",
                "scheme",
                "run",
                "mean",
                "--input",
                str(file),
                "--json",
            ],
            capture_output=True,
            text=True,
        )
        assert done.returncode == status, done.stderr
        assert isinstance(json.loads(done.stdout), dict)
        assert "Traceback" not in done.stderr
