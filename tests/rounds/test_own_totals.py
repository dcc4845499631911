"""What a judge's own marks come to while they are entered is what the pipeline makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.workspace.marks.marks import set_mark
from civtui.workspace.marks.own_totals import OwnTotals, points_of, two_places
from civtui.workspace.results.traces import explain
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import panel_city

CAPPED = """
id = "capped"
version = "1"
title = "有封顶"
total = "7"
{rounding}
[[item]]
id = "work"
title = "工作"
kind = "points"
points = "5"
[[item]]
id = "vote"
title = "测评"
kind = "vote"
points = "2"
[[item]]
id = "extra"
title = "加分"
cap = "2"
[[item.item]]
id = "one"
title = "获奖"
kind = "bonus"
points = "2"
[[item.item]]
id = "two"
title = "创新"
kind = "bonus"
points = "2"
"""
MARKS = {"work": "4.5", "vote": "30/5/2", "one": "1.5", "two": "1"}


@pytest.mark.parametrize("rounding", ["", 'rounding = [{ stage = "item", places = 1 }]'])
def test_caps_votes_and_roundings_count_as_in_the_results(tmp_path: Path, rounding: str) -> None:
    city = panel_city(tmp_path / "city")
    (tmp_path / "city" / "standards" / "capped.toml").write_text(
        CAPPED.format(rounding=rounding), "utf-8"
    )
    city.do(
        "round", "new", "r", "--standard", "capped", "--office", "a-1局/处1", "--assessor", "k1:甲"
    )
    ws = open_workspace(tmp_path / "city", user="boss")
    round_ = rounds.round_row(ws, "r")
    totals = OwnTotals(rounds.document_of(ws, round_))
    assert totals.of(rounds.sheet(ws, "r", "k1"), "o-1-1") is None
    for item, text in MARKS.items():
        set_mark(ws, "r", "o-1-1", item, text, "k1")
    sheet = rounds.sheet(ws, "r", "k1")
    assert totals.of(sheet, "o-1-1") == explain(ws, "r", "o-1-1").value
    vote = next(i for i in sheet.items if i.id == "vote")
    assert two_places(points_of(vote, MARKS["vote"])) == "1.62"


def test_plain_sums_are_taken_as_they_are(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "city")
    city.do(
        "round", "new", "r", "--standard", "small", "--office", "a-1局/处1", "--assessor", "k1:甲"
    )
    ws = open_workspace(tmp_path / "city", user="boss")
    totals = OwnTotals(rounds.document_of(ws, rounds.round_row(ws, "r")))
    assert totals.plain
    set_mark(ws, "r", "o-1-1", "study", "3.5", "k1")
    set_mark(ws, "r", "o-1-1", "place", "1", "k1")
    assert totals.of(rounds.sheet(ws, "r", "k1"), "o-1-1") == 5.5
