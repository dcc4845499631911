"""Whom a reform ended since a round is not proposed out of it; who was merged is, as its heir."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chain.road import Road, strict_road

REFORM = 'id = "r-1"\neffective = 2026-02-05\n'
STEPS = """
[[abolish_office]]
office = "市a-1局/处2"
[[merge_office]]
offices = ["市a-1局/处1", "市a-1局/处3"]
name = "处新"
"""


def reformed(city: Road, steps: str) -> Road:
    city.round()
    city.at("2026-02-10")
    file = city.folder / "reform.toml"
    file.write_text(REFORM + steps, encoding="utf-8")
    city.do("agency", "reform", str(file))
    return city


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


@pytest.mark.parametrize("line", [("--first", "3"), ("--from", "7")])
def test_who_is_no_more_is_left_out_and_who_was_merged_goes_on(
    city: Road, line: tuple[str, str]
) -> None:
    reformed(city, STEPS)
    put = city.do("round", "propose", "r1", *line)
    (heir,) = [row["subject"] for row in put["rows"]]
    assert heir not in ("o-1-1", "o-1-3") and "a-1局/处2" in put["gone"][0]
    agenda = city.do("group", "show", put["sitting"])["agenda"]
    assert [item["subjects"] for item in agenda] == [[heir]]
    said = city.said("round", "propose", "r1", *line)[1]
    assert "no more since a reform and left out: a-1局/处2" in said
    listed = city.said("results", "r1")[1]
    assert "a-1局/处2 (no more)" in listed and "a-1局/处1 (now a-1局/处新)" in listed
    assert "a-1局/处4 (" not in listed


def test_a_line_of_nobody_who_is_left_is_refused(city: Road) -> None:
    reformed(city, STEPS)
    said = city.refused("round", "propose", "r1", "--subject", "o-1-2", rule="line")
    assert "a-1局/处2" in said


def test_the_party_group_of_the_successor_decides(city: Road) -> None:
    merge = '[[merge]]\nagencies = ["市a-1局", "市a-2局"]\nname = "市新局"\n'
    put = reformed(city, merge).do("round", "propose", "r1", "--first", "1")
    home = city.do("office", "show", "o-1-1")["agency"]
    assert put["agency"] == (home["id"] if isinstance(home, dict) else home)
    assert city.do("group", "show", put["sitting"])["agenda"][0]["agency"] == put["agency"]
