"""An agency refines the city's criteria in its own trade; the city's weights stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rounds.small import Boss, panel_city

CITY = """
id = "six"
version = "2"
title = "市标准"
total = "10"
item = [
  { id = "study", title = "学习", points = "6", item = [
    { id = "study.plan", title = "计划", kind = "points", points = "3" },
    { id = "study.use", title = "运用", kind = "points", points = "3" },
  ] },
  { id = "style", title = "作风", points = "4", item = [
    { id = "style.speed", title = "效率", kind = "points", points = "4" },
  ] },
  { id = "veto", title = "否决", kind = "veto", months = 12 },
]
"""
OWN = """id = "own"
version = "1"
title = "本局细则"
extends = "six@2"

[[criterion]]
id = "study"
points = "6"

[[criterion.item]]
id = "study.law"
title = "税法"
kind = "points"
points = "4"

[[criterion.item]]
id = "study.hall"
title = "大厅轮训"
kind = "yes-no"
points = "2"
"""


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city", titles=(("o-1-1", "civilized-office"),))
    for name, text in (("six", CITY), ("own", OWN)):
        (made.folder / "standards" / f"{name}.toml").write_text(text, encoding="utf-8")
    return made


def findings(city: Boss, old: str, new: str) -> list[tuple[str, int, str]]:
    path = city.folder / "standards" / "bad.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    status, found = city.run("standard", "check", str(path))
    assert status == 1
    return [(f["code"], f["line"], f["where"]) for f in found["findings"]]


def test_an_overlay_is_checked_against_the_city_with_the_line(city: Boss) -> None:
    assert city.do("standard", "check", "own")["findings"] == []
    assert findings(city, '"study"', '"stady"') == [("no-criterion", 7, "stady")]
    assert findings(city, 'points = "6"', 'points = "7"') == [("weight", 8, "study")]
    assert findings(city, 'points = "4"', 'points = "3"') == [("sum", 7, "study")]
    assert findings(city, '"study.hall"', '"style.speed"') == [("twice", 17, "style.speed")]
    bonus = 'kind = "yes-no"\npoints = "2"', 'kind = "bonus"\npoints = "2"'
    assert findings(city, *bonus) == [("sum", 7, "study"), ("beside", 17, "study.hall")]
    two = 'kind = "yes-no"', 'kind = "points"\nbands = [{ name = "优", min = "3" }]'
    assert ("unreachable", 17, "study.hall") in findings(city, *two)
    other = city.folder / "standards" / "bad.toml"
    other.write_text(OWN.replace("six@2", "six@1"), encoding="utf-8")
    status, said = city.run("standard", "check", str(other))
    assert (status, said["error"]["where"]["line"], said["error"]["allowed"]) == (4, 4, "six@2")


def test_composed_with_the_city_it_differs_in_the_own_items_alone(city: Boss) -> None:
    found = city.do("standard", "diff", "six", "own")
    changes = {(c["kind"], c["item"] or c["field"]) for c in found["changes"]}
    assert changes == {
        ("changed", "title"),
        ("added", "study.law"),
        ("added", "study.hall"),
        ("removed", "study.plan"),
        ("removed", "study.use"),
    }


def test_an_agencys_own_round_by_its_overlay_ends_with_its_party_group(city: Boss) -> None:
    new = ("round", "new", "own-r", "--standard", "six", "--overlay", "own")
    city.refused(*new, "--office", "a-1局/处1", rule="city-standard")
    new += ("--organizer", "a-1局", "--assessor", "k1:甲", "--assessor", "k2:乙")
    city.refused(*new, "--office", "a-2局/处1", rule="own-offices")
    shown = city.do(*new)
    assert [s["agency"] for s in shown["subjects"]] == ["a-1"] * 4
    assert shown["items"] == ["study.law", "study.hall", "style.speed", "veto"]
    pins = shown["standard"]
    assert (pins["extends"]["id"], pins["extends"]["version"]) == ("six", "2")
    assert (pins["id"], pins["overlay"]["id"], pins["overlay"]["version"]) == ("own", "own", "1")
    assert len({pins["sha256"], pins["extends"]["sha256"], pins["overlay"]["sha256"]}) == 3
    for n, office in enumerate(("o-1-1", "o-1-2", "o-1-3", "o-1-4")):
        for judge in ("k1", "k2"):
            for item, mark in zip(shown["items"], (str(4 - n), "是", "3", "无"), strict=True):
                city.do("mark", "set", "own-r", office, item, mark, "--assessor", judge)
    found = city.do("results", "own-r")
    assert [(r["subject"], r["total"]) for r in found["results"]] == [
        ("o-1-1", 9),
        ("o-1-2", 8),
        ("o-1-3", 7),
        ("o-1-4", 6),
    ]
    assert found["standard"]["sha256"] == pins["sha256"]
    city.do("round", "close", "own-r")
    grant = ("honor", "grant", "civilized-office", "o-1-2", "--decision")
    city.refused(*grant, "none", rule="decision")
    inside = ("decide", "inside", "a-1局", "grant", "o-1-2", "--honor", "civilized-office")
    city.do(*grant, city.do(*inside, "--session", "局党组会")["id"])
    assert "civilized-office" in city.do("office", "show", "o-1-2")["honors"]
    assert city.do("ledger", "verify")["ok"]


def test_a_changed_overlay_needs_a_new_version(city: Boss) -> None:
    new = ("round", "new", "--standard", "six", "--overlay", "own", "--organizer", "a-1局")
    city.do(*new, "r1")
    path = city.folder / "standards" / "own.toml"
    path.write_text(OWN.replace("税法", "新税法"), encoding="utf-8")
    assert city.run(*new, "r2")[0] == 4
    path.write_text(OWN.replace("税法", "新税法").replace('"1"', '"2"'), encoding="utf-8")
    city.do(*new, "r2")
    assert city.do("standard", "rerun", "r1", "own")["to"]["version"] == "2"
