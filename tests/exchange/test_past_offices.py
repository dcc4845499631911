"""Offices that a file names as they were before: taken as today's, or refused where they went."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from civtui.workspace.imports import ImportAnswer, import_registry
from civtui.workspace.session import open_workspace
from tests.exchange.books import book
from tests.titles.city import City

HEADS = ["机关", "处室名称", "在编人数"]
DAY = ("--effective", "2026-01-01", "--document", "编发1号", "-y")


@pytest.fixture
def city(tmp_path: Path) -> City:
    made = City(tmp_path / "w")
    made.run("init", str(tmp_path / "w"))
    path = book(
        tmp_path / "名册.xlsx",
        机关名册=[["机关名称", "简称"], ["市财政局", None], ["市审计局", None]],
        处室名册=[HEADS, ["市财政局", "预算处", 9], ["市财政局", "国库处", 8],
              ["市审计局", "法规处", 7]],
    )  # fmt: skip
    made.do("import", "registry", str(path))
    return made


def take(city: City, *rows: list[object]) -> ImportAnswer:
    path = book(city.folder / "again.xlsx", 处室名册=[HEADS, *rows])
    with closing(open_workspace(city.folder)) as ws:
        return import_registry(ws, path)


def offices(city: City) -> list[tuple[str, str]]:
    return sorted((one["id"], one["name"]) for one in city.do("office", "list"))


def reasons(found: ImportAnswer) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key) for one in found.rejected]


def test_an_office_s_name_of_before_a_correction_is_the_same_office(city: City) -> None:
    city.do("office", "correct", "o-1-1", "--name", "预算一处", "--why", "改名")
    stood = offices(city)
    answer = take(city, ["市财政局", "预算处", 9], ["市财政局", "国库处", 8])
    assert [(w.row, w.reason.key) for w in answer.warnings] == [(2, "exchange.office-former")]
    assert offices(city) == stood


def test_an_office_s_name_of_before_a_reform_is_the_same_office(city: City) -> None:
    city.do("agency", "restructure", "g1", *DAY, "--rename-office", "o-1-1:预算一处")
    stood = offices(city)
    assert take(city, ["市财政局", "预算处", 9]).rejected == []
    assert offices(city) == stood


def test_the_old_name_beside_the_new_one_is_refused(city: City) -> None:
    city.do("office", "correct", "o-1-1", "--name", "预算一处", "--why", "改名")
    answer = take(city, ["市财政局", "预算一处", 9], ["市财政局", "预算处", 9])
    assert reasons(answer) == [(3, "exchange.office-former")]


def test_an_office_that_was_moved_is_refused_where_it_was(city: City) -> None:
    city.do("agency", "restructure", "g1", *DAY, "--move", "o-1-1:a-2")
    stood = offices(city)
    answer = take(city, ["市财政局", "预算处", 9], ["市审计局", "预算处", 9])
    assert reasons(answer) == [(2, "exchange.office-moved")]
    assert "市审计局/预算处" in answer.rejected[0].document()["reason"]
    assert offices(city) == stood


def test_an_office_that_ended_is_refused(city: City) -> None:
    city.do("agency", "restructure", "g1", *DAY, "--abolish-office", "o-1-1")
    assert reasons(take(city, ["市财政局", "预算处", 9])) == [(2, "exchange.office-ended")]
    city.do("office", "add", "市财政局", "预算处")
    assert take(city, ["市财政局", "预算处", 11]).rejected == []
