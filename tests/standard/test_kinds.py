"""Every kind of mark that standards in real use need: typed as a command, worth its points, traced.

The values follow from the standard below by hand.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.rounds.small import Boss, panel_city
from tests.standard.test_trace import checked, recomputed
from tests.titles.small import START

STANDARD = """
id = "kinds"
version = "1"
title = "各种评分方式"
total = "60"

[[item]]
id = "quality"
title = "质量档次"
kind = "points"
points = "10"
step = "0.5"
bands = [{ name = "优", min = "9", max = "10" }, { name = "良", min = "0", max = "8.5" }]

[[item]]
id = "grade"
title = "不等距等级"
kind = "grades"
points = "10"
grades = [{ label = "优", points = "10" }, { label = "良", points = "8" },
          { label = "中", points = "5" }, { label = "差", points = "0" }]

[[item]]
id = "plan"
title = "有无计划"
kind = "yes-no"
points = "5"

[[item]]
id = "faults"
title = "扣分"
kind = "count"
points = "10"
per = "3"
floor = "2"

[[item]]
id = "rate"
title = "达标率"
kind = "ratio"
points = "5"
thresholds = [{ at_least = "0.9", points = "5" }, { at_least = "2/3", points = "3" }]

[[item]]
id = "place"
title = "不在末位"
kind = "rank"
points = "5"
not_last = true

[[item]]
id = "poll"
title = "测评得票"
kind = "vote"
points = "15"
per_blank = "0.5"
void_blank = "1/3"

[[item]]
id = "extra"
title = "加分（封顶）"
cap = "4"
[[item.item]]
id = "extra.press"
title = "宣传加分"
kind = "bonus"
points = "3"
[[item.item]]
id = "extra.pilot"
title = "试点加分"
kind = "bonus"
points = "3"

[[item]]
id = "award"
title = "同类荣誉取最高"
aggregate = "max"
[[item.item]]
id = "award.city"
title = "市级表彰"
kind = "bonus"
points = "2"
[[item.item]]
id = "award.province"
title = "省级表彰"
kind = "bonus"
points = "5"

[[item]]
id = "complaint"
title = "查实投诉"
kind = "penalty"
per = "2"

[[item]]
id = "accident"
title = "责任事故"
kind = "veto"
months = 12
"""
# item -> (what is typed, what is stored, its points)
TYPED = {
    "quality": ("9.5", "9.5", "9.5"),
    "grade": ("２", "良", "8"),
    "plan": ("1", "是", "5"),
    "faults": ("2", "2", "4"),
    "rate": ("7/10", "7/10", "3"),
    "place": ("4/5", "4/5", "5"),
    "poll": ("8/1/1", "8/1/1", "11.5"),
    "extra.press": ("2.5", "2.5", "2.5"),
    "extra.pilot": ("3", "3", "3"),
    "award.city": ("2", "2", "2"),
    "award.province": ("5", "5", "5"),
    "complaint": ("1h", "1瞒", "-4"),
    "accident": ("0", "无", "0"),
}
TOTAL = Fraction("9.5") + 8 + 5 + 4 + 3 + 5 + Fraction("11.5") + 4 + 5 - 4
# the same item, typed otherwise
OTHERWISE = [
    ("grade", "D", "0"),
    ("faults", "9", "2"),  # the floor
    ("rate", "90%", "5"),
    ("rate", "0.66", "0"),  # 2/3 is not reached
    ("place", "5/5", "0"),
    ("poll", "6/0/4", "0"),  # two fifths of blanks void the vote
    ("poll", "0/8/1", "0"),
    ("complaint", "2", "-4"),
]


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city", today=START)
    path = made.folder / "standards" / "kinds.toml"
    path.write_text(STANDARD, encoding="utf-8")
    assert made.do("standard", "check", "kinds")["findings"] == []
    made.do("round", "new", "r", "--standard", "kinds", "--agency", "a-1局", "--assessor", "k1:甲")
    return made


def test_every_kind_is_stored_counted_and_traced(city: Boss) -> None:
    for item, (typed, stored, points) in TYPED.items():
        saved = city.do("mark", "set", "r", "o-1-1", item, typed, "--assessor", "k1")
        assert (saved["value"], saved["points"]) == (stored, float(points)), item
        assert city.do("explain", "r", "o-1-1", item)["exact"] == points
    tree = city.do("explain", "r", "o-1-1")
    assert Fraction(tree["exact"]) == TOTAL == recomputed(tree)
    assert checked(tree) > len(TYPED) * 2
    first = city.do("results", "r")["results"][0]
    assert (first["subject"], Fraction(first["exact"]), first["rank"]) == ("o-1-1", TOTAL, 1)
    for item, typed, points in OTHERWISE:
        city.do("mark", "set", "r", "o-1-1", item, typed, "--assessor", "k1")
        assert city.do("explain", "r", "o-1-1", item)["exact"] == points, (item, typed)


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        ("quality", "9.3"),
        ("quality", "10.5"),
        ("grade", "E"),
        ("plan", "2"),
        ("faults", "1.5"),
        ("rate", "7/0"),
        ("rate", "1.2"),
        ("place", "6/5"),
        ("poll", "1/2"),
        ("extra.press", "3.5"),
        ("complaint", "x"),
        ("accident", "2026-02-30"),
        ("accident", "2"),
    ],
)
def test_what_is_no_mark_of_its_kind_is_refused_with_what_is(
    city: Boss, item: str, typed: str
) -> None:
    status, said = city.run("mark", "set", "r", "o-1-1", item, typed, "--assessor", "k1")
    assert (status, said["error"]["where"]) == (4, {"item": item})
    assert said["error"]["allowed"]


@pytest.mark.parametrize(
    ("typed", "bars"),
    [("有", True), ("2025-01-05", True), ("2025-01-04", False), ("20250601", True), ("无", False)],
)
def test_a_veto_bars_within_its_window_alone(city: Boss, typed: str, bars: bool) -> None:
    # the round is as of 2026-01-05, the window has twelve months, its last day still bars
    for item, (usual, _, _) in TYPED.items():
        text = typed if item == "accident" else usual
        city.do("mark", "set", "r", "o-1-1", item, text, "--assessor", "k1")
    row = next(r for r in city.do("results", "r")["results"] if r["subject"] == "o-1-1")
    assert (row["rank"], row["total"]) == (None if bars else 1, float(TOTAL))
    leaf = city.do("explain", "r", "o-1-1", "accident")["children"][0]
    assert leaf["how"] == ("veto" if bars else "mark")
    if typed[:2] == "20":
        assert ("bars until" if bars else "ended") in leaf["source"]
