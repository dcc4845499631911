"""Beside a total: parts by method, notes, skips, and the agency's own marks, never counted in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rounds.small import Boss, panel_city

STANDARD = """
id = "three-ways"
version = "1"
title = "三种方式"
total = "10"
item = [
  { id = "papers", title = "台账", kind = "points", points = "4", method = "materials" },
  { id = "more", title = "报告", kind = "points", points = "2", method = "materials" },
  { id = "visit", title = "现场", kind = "points", points = "3", method = "field-visit" },
  { id = "poll", title = "满意率", kind = "ratio", points = "1", thresholds = [
    { at_least = "0.9", points = "1" } ], method = "questionnaire" },
  { id = "veto", title = "否决", kind = "veto", months = 12 },
]
"""


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    (made.folder / "standards" / "three-ways.toml").write_text(STANDARD, encoding="utf-8")
    made.do("user", "set", "ding", "reporter", "--agency", "a-1局")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "three-ways",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    return made


def test_parts_by_method_notes_and_skips(city: Boss) -> None:
    for judge, marks in (("k1", ("4", "2")), ("k2", ("3", "1"))):
        for item, mark in zip(("papers", "visit"), marks, strict=True):
            city.do("mark", "set", "r", "o-1-1", item, mark, "--assessor", judge)
    city.do("mark", "note", "r", "o-1-1", "窗口有特色", "--assessor", "k1")
    city.do("mark", "note", "r", "o-1-1", "papers", "缺三月", "--assessor", "k2")
    city.do("mark", "skip", "r", "o-1-1", "poll", "--why", "问卷未收齐", "--assessor", "k2")
    found = city.do("explain", "r", "o-1-1")
    assert [(p["method"], p["points"], p["most"], p["marked"]) for p in found["methods"]] == [
        ("materials", "3.5", "6", 1),
        ("field-visit", "1.5", "3", 1),
        ("questionnaire", "0", "1", 0),
        ("", "0", "0", 0),
    ]
    assert [(n["item"], n["assessor"], n["text"]) for n in found["notes"]] == [
        ("", "k1", "窗口有特色"),
        ("papers", "k2", "缺三月"),
    ]
    assert [(s["item"], s["why"]) for s in found["skips"]] == [("poll", "问卷未收齐")]
    one = city.do("explain", "r", "o-1-1", "papers")
    status, said = city.run("explain", "r", "o-1-1", "14")
    assert status == 4 and said["error"]["allowed"][0].startswith("1.1 ")
    assert [n["text"] for n in one["notes"]] == ["缺三月"] and not one["skips"]
    assert city.do("round", "show", "r")["remarks"] == {"notes": 2, "skips": 1}


def test_two_scores_an_item_and_only_one_counts(city: Boss) -> None:
    own = ("--as", "ding", "mark", "self", "r", "o-1-1")
    city.do(*own, "papers", "4")
    city.do(*own, "papers", "3.5")
    city.do(*own, "poll", "95%")
    city.do("mark", "set", "r", "o-1-1", "papers", "3", "--assessor", "k1")
    found = city.do("explain", "r", "o-1-1")
    assert found["self"] == {
        "items": [
            {"item": "papers", "self": "3.5", "assessed": "3"},
            {"item": "poll", "self": "1", "assessed": None},
        ],
        "self_total": "3.5",
        "assessed_total": "3",
    }
    assert found["value"] is None and found["methods"][0]["points"] == "3"
    board = city.do("report", "compare", "a-1局")["rows"]
    assert [(row["item"], row["self"], row["assessed"]) for row in board] == [
        ("papers", "3.5", "3"),
        ("poll", "1", "—"),
    ]
    assert city.do("round", "show", "r")["self"] == {"given": 2}
    assert city.do("ledger", "verify")["ok"]


def test_who_may_assess_themselves_and_what(city: Boss) -> None:
    own = ("--as", "ding", "mark", "self", "r")
    assert city.run(*own, "o-2-1", "papers", "4")[0] == 3  # another agency's office
    assert city.run("--as", "jia", "mark", "self", "r", "o-1-1", "papers", "4")[0] == 3
    assert city.run(*own, "o-1-1", "papers", "5")[0] == 4
    assert city.run(*own, "o-1-1", "veto", "有")[0] == 4
    assert city.run(*own, "o-1-1", "nothing", "5")[0] == 4
    city.do("round", "close", "r")
    city.refused(*own, "o-1-1", "papers", "4", rule="round-open")
