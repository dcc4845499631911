"""Schemes that compare a round item by item weigh by the standard's points, and say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.scoring.pipeline import RoundMarks, calculator_sheet
from civtui.workspace.plugins.plugins import enable
from civtui.workspace.results.calculators import run_scheme
from civtui.workspace.results.results import results
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.rounds.round_marks import calculator_input
from tests.titles.small import small_city

SAID = "权重按标准的分值（扣分项按本轮扣得最多的）：各部分封顶、取高之后逐项比较"


def leaf(id_: str, points: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "title": {"zh": id_}, "kind": "points", "points": points, **more}


def sheet(items: list[dict[str, Any]], marks: dict[str, dict[str, str]], **more: Any) -> Any:
    given = [(s, item, "k", text) for s, row in marks.items() for item, text in row.items()]
    document = {"id": "s", "version": "1", "item": items}
    return calculator_sheet(document, RoundMarks(tuple(marks), ("k",), given), **more)


UNEVEN = [leaf("big", "90"), leaf("small", "10")]
MARKS = {
    "a": {"big": "82", "small": "3"},
    "b": {"big": "70", "small": "10"},
    "c": {"big": "60", "small": "8"},
    "d": {"big": "75", "small": "2"},
}


@pytest.mark.parametrize("scheme", ["topsis", "grey-relational"])
def test_items_of_90_and_10_points_do_not_count_alike(scheme: str) -> None:
    """Counted alike, 80 points are put before 85."""

    def rank(answer: dict[str, Any]) -> dict[str, int]:
        return {row["subject"]: row["rank"] for row in answer["results"]}

    found = run_scheme(scheme, sheet(UNEVEN, MARKS))
    alike = run_scheme(scheme, sheet(UNEVEN, MARKS, edition=1))
    assert rank(alike)["b"] < rank(alike)["a"]
    assert rank(found)["a"] < rank(found)["b"]
    assert SAID in found["warnings"]
    assert found["options"]["weights"] == "points"
    assert "weights" not in alike["options"]
    equal = run_scheme(scheme, {**sheet(UNEVEN, MARKS), "options": {"weights": "equal"}})
    assert rank(equal) == rank(alike)


def test_what_a_cap_takes_is_no_criterion_of_its_own() -> None:
    group = {
        "id": "g",
        "title": {"zh": "g"},
        "cap": "12",
        "item": [leaf("x", "10"), leaf("y", "10")],
    }
    best = {
        "id": "m",
        "title": {"zh": "m"},
        "aggregate": "max",
        "weight": "2",
        "item": [leaf("p", "5"), leaf("q", "8")],
    }
    off = {"id": "off", "title": {"zh": "off"}, "kind": "penalty", "per": "2"}
    none = {**off, "id": "none"}
    marks = {
        "a": {"x": "9", "y": "8", "p": "5", "q": "1", "off": "0", "none": "0"},
        "b": {"x": "4", "y": "4", "p": "2", "q": "8", "off": "3", "none": "0"},
    }
    made = sheet([group, best, off, none], marks)
    assert [c["id"] for c in made["criteria"]][-1] == "adjustment"  # as the weighted sum needs it
    assert made["parts"] == {
        "criteria": [
            {"id": "g", "weight": "12", "sense": "max"},
            {"id": "m", "weight": "16", "sense": "max"},
            {"id": "off", "weight": "6", "sense": "min"},
        ],
        "values": [["12", "10", "0"], ["8", "16", "6"]],
    }


def test_a_round_of_an_earlier_release_answers_as_it_did(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "city")
    enable(ws, "civtui-schemes")
    judges = [{"id": "k", "name": "k", "agency": None, "related": []}]
    for id_ in ("new", "old"):
        round_life.open_round(
            ws,
            id_,
            name=id_,
            standard="civilized-office",
            scheme="topsis",
            subjects=["o-1-1", "o-1-2"],
            assessors=judges,
            options={"normalization": "min-max"},
        )
        items = [item.id for item in rounds.items_of(ws, rounds.round_row(ws, id_))]
        rows = [(o, i, "k", t, None) for o, t in (("o-1-1", "1"), ("o-1-2", "0")) for i in items]
        ws.write(MarksImported(round=id_, rows=tuple(rows), source="test"), right=Right.MARK)
    # as the table of a ledger of an earlier release has it
    ws.ledger.connection.execute("UPDATE round SET sheet = 1, options = '{}' WHERE id = 'old'")
    for id_, options in (
        ("new", {"normalization": "min-max", "weights": "points"}),
        ("old", {"normalization": "vector"}),
    ):
        bare = run_scheme("topsis", calculator_input(ws, id_), ws.host)
        found = results(ws, id_)
        assert found.scheme["options"] == bare["options"] == options
        assert [r.total for r in found.rows] == sorted(
            (row["score"] for row in bare["results"]), reverse=True
        )
        assert (SAID in found.warnings) == (id_ == "new")
    other = results(ws, "new", "topsis", {"normalization": "vector"})
    assert other.scheme["options"]["normalization"] == "vector"
    ws.close()
