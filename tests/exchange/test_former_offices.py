"""A list of before a reform or a correction is of today's offices, or told what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.books import book
from tests.titles.city import City

OLD = [
    ["单位", "处室", "在编人数"],
    ["市财政局", "办公室", 9],
    ["市财政局", "预算处", 8],
    ["市教育局", "办公室", 7],
    ["市教育局", "高教处", 6],
]


def city_of(folder: Path, reform: str = "") -> City:
    """Return a city of the old list, after a reform."""
    city = City(folder / "w")
    city.run("init", str(folder / "w"))
    city.do("import", "registry", str(book(folder / "旧名册.xlsx", 处室=OLD)))
    if reform:
        file = folder / "r.toml"
        file.write_text(f'id = "r"\neffective = 2026-01-05\n{reform}', "utf-8")
        city.do("agency", "reform", str(file))
    return city


def again(city: City, folder: Path) -> dict[str, Any]:
    """Import the old list once more, but for what is rejected."""
    _, found = city.run("import", "registry", str(folder / "旧名册.xlsx"), "--skip-rejected")
    answer: dict[str, Any] = found
    return answer


def offices(city: City) -> list[tuple[str, str]]:
    return sorted((row["id"], row["name"]) for row in city.do("office", "list"))


def rejected(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["row"], one["value"]) for one in answer["rejected"]]


@pytest.mark.parametrize(
    ("reform", "gone", "said"),
    [
        (
            '[[move]]\noffice = "市财政局/预算处"\nto = "市教育局"\n',
            [(3, "预算处")],
            "市教育局/预算处",
        ),
        (
            '[[merge_office]]\noffices = ["市财政局/办公室", "市财政局/预算处"]\nname = "综合处"\n',
            [(2, "办公室"), (3, "预算处")],
            "市财政局/综合处",
        ),
        ('[[abolish_office]]\noffice = "市教育局/高教处"\n', [(5, "高教处")], "2026-01-05"),
        (
            '[[split_office]]\noffice = "市财政局/预算处"\ninto = ["预算一处", "预算二处"]\n',
            [(3, "预算处")],
            "预算一处, 市财政局/预算二处",
        ),
    ],
)
def test_an_office_that_is_elsewhere_or_no_more_is_refused_with_what_became_of_it(
    tmp_path: Path, reform: str, gone: list[tuple[int, str]], said: str
) -> None:
    city = city_of(tmp_path, reform)
    before = offices(city)
    answer = again(city, tmp_path)
    assert rejected(answer) == gone
    assert all(said in one["reason"] for one in answer["rejected"])
    assert offices(city) == before


def test_an_office_of_another_name_is_taken_as_that_and_said(tmp_path: Path) -> None:
    city = city_of(tmp_path, '[[rename_office]]\noffice = "市财政局/办公室"\nname = "综合处"\n')
    city.do("office", "correct", "市教育局/高教处", "--name", "高等教育处", "--why", "笔误")
    before = offices(city)
    answer = again(city, tmp_path)
    assert rejected(answer) == [] and offices(city) == before
    assert [(one["row"], one["value"]) for one in answer["warnings"]] == [
        (2, "办公室"),
        (5, "高教处"),
    ]
    assert "综合处" in answer["warnings"][0]["reason"]


def test_a_name_that_an_office_bears_again_is_that_offices(tmp_path: Path) -> None:
    city = city_of(tmp_path, '[[move]]\noffice = "市财政局/预算处"\nto = "市教育局"\n')
    city.do("office", "add", "市财政局", "预算处")
    assert again(city, tmp_path)["rejected"] == []
    assert len(offices(city)) == len(OLD)


def test_a_name_that_two_offices_bear_after_a_merger_is_refused(tmp_path: Path) -> None:
    reform = '[[merge]]\nagencies = ["市财政局", "市教育局"]\nname = "市财教局"\n'
    city = city_of(tmp_path, reform)
    before = offices(city)
    answer = again(city, tmp_path)
    assert rejected(answer) == [(2, "办公室"), (4, "办公室")]
    assert "o-1-1" in answer["rejected"][0]["reason"]
    assert offices(city) == before


def test_an_agency_whose_name_was_corrected_is_no_second_one(tmp_path: Path) -> None:
    city = city_of(tmp_path)
    city.do("agency", "correct", "市财政局", "--name", "市国资和金融工作局", "--why", "笔误")
    answer = again(city, tmp_path)
    assert answer["rejected"] == [] and answer["changes"]["agencies"] == 0
    assert "市国资和金融工作局" in answer["warnings"][0]["reason"]
    city.do("agency", "add", "市财政局")  # another one may be called so
    assert len(city.do("agency", "list")) == 3


@pytest.mark.parametrize("sheet", ["处室", "单位"])
def test_an_agency_that_was_abolished_does_not_come_back_by_an_old_list(
    tmp_path: Path, sheet: str
) -> None:
    city = city_of(tmp_path, '[[abolish]]\nagency = "市教育局"\n')
    before = city.do("agency", "list"), offices(city)
    file = tmp_path / "旧名册.xlsx"
    if sheet == "单位":
        rows = [["单位", "现有称号"], ["市财政局", None], ["市教育局", "市级文明单位"]]
        book(file, 单位=rows)
    answer = again(city, tmp_path)
    assert {value for _, value in rejected(answer)} == {"市教育局"}
    assert all("2026-01-05" in one["reason"] for one in answer["rejected"])
    assert (city.do("agency", "list"), offices(city)) == before
    city.do("agency", "add", "市教育局")  # set up anew: it is one of its own
    city.run("import", "registry", str(file))
    assert sum(row["name"] == "市教育局" for row in city.do("agency", "list")) == 1
