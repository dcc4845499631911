"""A closed round leaves no rank open, and a line tells which judges' sheets it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.tui.modes.results import Results
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.small import ITEMS, Boss, scored_city
from tests.rounds.test_gaps import said

OF_SHEETS = ("mean", "median", "trimmed-mean")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    """Return a round with marks missing: k1 lacks one of the first office, k2 of the second all."""
    made = scored_city(tmp_path / "city")
    cells = [("o-1-1", "k1", ITEMS[1:], "1"), ("o-1-1", "k2", ITEMS, "2")]
    cells += [("o-2-1", "k1", ITEMS, "3")]
    for office, judge, items, points in cells:
        for item in items:
            value = "是" if item == "place" else points
            made.do("mark", "set", "r", office, item, value, "--assessor", judge)
    return made


@pytest.mark.parametrize("scheme", ["weighted-sum", *OF_SHEETS])
def test_no_rank_is_open_once_the_round_is_closed(city: Boss, scheme: str) -> None:
    words = ("results", "r", "--scheme", scheme)
    rows = city.do(*words)["results"]
    assert all(row["low"] <= row["rank"] <= row["high"] for row in rows)
    assert any(row["low"] < row["high"] for row in rows)
    city.do("round", "close", "r", "--accept-gap", "一人离职")
    closed = city.do(*words)["results"]
    assert all(row["low"] == row["rank"] == row["high"] for row in closed)
    assert [row["total"] for row in closed] == [row["total"] for row in rows]
    city.do("round", "open", "r")
    assert city.do(*words)["results"] == rows


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("scheme", ["weighted-sum", *OF_SHEETS])
def test_the_line_tells_the_sheets_that_it_leaves_out(
    city: Boss, scheme: str, closed: bool
) -> None:
    if closed:
        city.do("round", "close", "r", "--accept-gap", "一人离职")
    out = {"o-1-1": 1 if scheme in OF_SHEETS else 0, "o-2-1": 0}
    rows = city.do("results", "r", "--scheme", scheme)["results"]
    assert {row["subject"]: row["left_out"] for row in rows} == out
    told = said(city, "results", "r", "--scheme", scheme).splitlines()
    assert ("不计入" in told[0]) == bool(out["o-1-1"])
    line = next(one for one in told if "a-1局/" in one)
    assert ("1 份" in line) == bool(out["o-1-1"])


def shown(ws: Workspace, scheme: str) -> dict[str, str]:
    mode = Results(ws, "r")
    mode.scheme = scheme
    mode.load()
    if not mode.asked:
        mode._show(mode.call())
    assert {len(row.cells) for row in mode.rows} == {len(mode.columns())}
    return {row.id: " ".join(row.cells) for row in mode.rows}


@pytest.mark.parametrize("scheme", OF_SHEETS)
def test_the_screens_line_tells_it_too(city: Boss, scheme: str) -> None:
    ws = open_workspace(city.folder)
    lines = shown(ws, scheme)
    assert "1 份" in lines["o-1-1"]
    assert "1 份" not in lines["o-2-1"]
    assert "1 份" not in shown(ws, "weighted-sum")["o-1-1"]
    ws.close()


def test_the_report_tells_it_too(tmp_path: Path) -> None:
    from civtui.workspace.files.reports import _round

    made = scored_city(tmp_path / "city")
    made.do(
        *["round", "new", "own", "--standard", "small", "--scheme", "median", "--office", "o-1-1"]
    )
    judge = made.do("round", "show", "own")["assessors"][0]["id"]
    made.do("mark", "set", "own", "o-1-1", ITEMS[0], "1", "--assessor", judge)
    ws = open_workspace(made.folder)
    table = _round("own")(ws)["table"]
    ws.close()
    assert table["columns"][-1]["title"] == "不计入"
    assert [row[-1] for row in table["rows"]] == ["1 份"]
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}
