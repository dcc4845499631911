"""No fraction and no last digits of a float in tables; totals that only look equal are marked."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.locale import render
from civtui.model.facts.rounds import MarksImported
from civtui.model.figures import fixed, shown
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.answers.results import explain, results
from civtui.workspace.files.reports import formats, report
from civtui.workspace.results.results import results as of_round
from civtui.workspace.results.totals import near_said, shown_totals
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

# a fraction that is no share of whole things, and more decimals than anybody reads
UGLY = re.compile(r"[0-9]{3,}/[0-9]{3,}|[0-9]\.[0-9]{5,}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(252001, 3000), "84.00"),
        (84.00033333333333, "84.00"),
        (Fraction(25, 2), "12.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.33"),
        (Fraction(-2, 3), "-0.67"),
        (Fraction(1, 3000), "0.00033"),
        (0.1 + 0.2, "0.30"),
        (7.0, "7"),
        (Fraction(0), "0"),
        (Fraction(-1, 10**12), "0.000000000"),
        (1e21, "1000000000000000000000"),
        (float("inf"), "inf"),
    ],
)
def test_a_figure_for_the_eye(value: Fraction | float, text: str) -> None:
    assert shown(value) == text


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6))
def test_it_is_near_and_never_a_fraction(value: Fraction) -> None:
    assert "/" not in shown(value)
    assert abs(Fraction(shown(value)) - value) <= Fraction(1, 200)
    assert abs(Fraction(fixed(value, 4)) - value) <= Fraction(1, 20_000)


def test_a_sentence_says_no_fraction_and_no_float() -> None:
    said = render(msg("pipeline.capped", has=Fraction(252001, 3000), cap=84.0, lost=1 / 3000))
    assert said == "得 84.00，封顶 84，超出的 0.00033 不计"


@pytest.fixture
def ws(tmp_path: Path) -> Any:
    """Three offices and three judges; two totals differ by a third of a thousandth of a point."""
    made = small_city(tmp_path / "city")
    (tmp_path / "s.toml").write_text(
        'id = "s"\nversion = "1"\ntitle = "表"\ntotal = "100"\n[[item]]\nid = "a"\ntitle = "甲"\n'
        'kind = "points"\npoints = "100"\nstep = "0.001"\n',
        "utf-8",
    )
    judges = [{"id": k, "name": k, "agency": None, "related": []} for k in ("k1", "k2", "k3")]
    offices = ["o-1-1", "o-1-2", "o-1-3"]
    round_life.open_round(
        made, "r", name="r", standard=str(tmp_path / "s.toml"), subjects=offices, assessors=judges
    )
    texts = {"o-1-1": ("84", "84", "84.001"), "o-1-2": ("84", "84", "84"), "o-1-3": ("1", "2", "2")}
    rows = [
        (o, "a", f"k{n}", text, None) for o, own in texts.items() for n, text in enumerate(own, 1)
    ]
    made.write(MarksImported(round="r", rows=tuple(rows), source="test"), right=Right.MARK)
    yield made
    made.close()


def test_totals_that_only_look_equal_are_marked_and_told_apart(ws: Workspace) -> None:
    found = of_round(ws, "r")
    assert [row.exact for row in found.rows] == ["252001/3000", "84", "5/3"]  # the JSON keeps them
    assert shown_totals(found) == {"o-1-1": "84.00≈", "o-1-2": "84≈", "o-1-3": "1.67"}
    (said,) = near_said(found)
    assert "84.0003" in said
    assert "84.0000" in said


def test_no_table_report_or_trace_shows_a_fraction(ws: Workspace) -> None:
    asked: dict[str, Any] = {"draws": None, "seed": 1, "places": None, "calibrated": False}
    lines = list(results(ws, round="r", scheme=None, option=(), **asked).lines())
    lines += list(explain(ws, round="r", subject="o-1-1", item=None, calibrated=False).lines())
    made = report(ws, formats(ws)[0], "r")
    for section in made["sections"]:
        lines += [*section["text"], *(" ".join(row) for row in section["table"]["rows"])]
    assert any("84.00≈" in text for text in lines)
    assert not [text for text in lines if UGLY.search(text)]
