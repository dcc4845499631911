"""What an agency entered stays in reports after a reform ended it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.titles.city import City
from tests.titles.small import small_city


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    small_city(tmp_path / "w").close()
    city = City(tmp_path / "w")
    city.do("plugin", "enable", "civtui-three-new")
    city.do(
        "culture",
        "add",
        "three-new",
        "a-1",
        "plan",
        "--set",
        "year=2026",
        "--set",
        "goal=窗口一次办结",
        "--set",
        "lead=处1",
    )
    file = tmp_path / "reform.toml"
    file.write_text(
        'id = "r"\neffective = 2026-01-05\ndocument = "1号"\n'
        '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n',
        "utf-8",
    )
    city.do("agency", "reform", str(file))
    return city


def test_a_report_is_written_and_names_the_agency_of_the_entry(city: City, tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    city.do("export", "civtui:markdown", "-o", str(path))
    assert "市新局 (was a-1局)" in path.read_text("utf-8")


def test_its_views_are_shown_and_what_is_entered_is_the_successors(city: City) -> None:
    assert city.do("culture", "show", "three-new", "a-1")["views"]
    status, _ = city.run(
        "culture",
        "add",
        "three-new",
        "a-1",
        "plan",
        "--set",
        "year=2026",
        "--set",
        "goal=窗口一次办结",
        "--set",
        "lead=处1",
    )
    assert status == 0
    listed = city.do("culture", "list")
    assert [(p["agency"], p["entries"]) for p in listed["participations"]] == [("a-4", 2)]
    assert city.run("culture", "show", "three-new", "a-99")[0] == 4
