"""Chiefs and reporters with their telephones: imported, shown, found, chased, put right."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import CivtuiError
from civtui.model.roles import Role
from civtui.workspace.agencies.people import Contact, correct_people, people
from civtui.workspace.answers import agency as answers
from civtui.workspace.answers import voiding
from civtui.workspace.building import registers
from civtui.workspace.building.boards import board
from civtui.workspace.files.imports import import_registry
from civtui.workspace.files.reports import export
from civtui.workspace.people.users import set_user
from civtui.workspace.reading.destinations import destinations
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

TODAY = date(2026, 6, 1)
ROW = ("市a-1局", "王一把", "0001", "李联络", "0002")


def city(tmp_path: Path, own: dict[str, object] | None = None) -> Workspace:
    ws = small_city(tmp_path / "w", today=TODAY, own=own)
    path = tmp_path / "registry.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        heads = ["单位名称", "第一责任人", "第一责任人电话", "联络员", "联络员电话"]
        csv.writer(file).writerows([heads, ROW])
    assert import_registry(ws, path).rejected == []
    return ws


def as_role(ws: Workspace, role: Role, agency: str | None = None) -> None:
    set_user(ws, "u", role=role, agency=agency)
    ws.user, ws.role = "u", role


def test_they_are_shown_found_and_chased(tmp_path: Path) -> None:
    ws = city(tmp_path)
    assert people(ws, "a-1")["a-1"][2:4] == (Contact("王一把", "0001"), Contact("李联络", "0002"))
    assert "李联络 0002" in "\n".join(answers.show(ws, agency="a-1").lines())
    (place,) = [place for place in destinations(ws) if place.kind == "agency" and place.id == "a-1"]
    assert {"王一把", "0002"} <= set(place.also)
    registers.add(ws, "filing", None, {"title": "总结", "due": "2026-05-01"})
    rows = {row.id.split()[-1]: row.cells[-2:] for row in board(ws, "chase").rows}
    assert rows == {"a-1": ("李联络", "0002"), "a-2": ("", ""), "a-3": ("", "")}
    assert [row["agency"] for row in answers.people(ws, text="0001").document()] == ["a-1"]


def test_they_are_put_right_and_back(tmp_path: Path) -> None:
    ws = city(tmp_path)
    correct_people(ws, "a-1", why="换人", reporter="赵联络", reporter_phone="")
    found = people(ws, "a-1")["a-1"]
    assert (found.chief, found.reporter) == (Contact("王一把", "0001"), Contact("赵联络", ""))
    written = ws.ledger.fact(ws.head())
    assert written is not None and "赵联络" not in written.payload
    with pytest.raises(CivtuiError):
        correct_people(ws, "a-1", why="没有变化", reporter="赵联络")
    voiding.last(ws, of="agency", thing="a-1", why="弄错")
    assert people(ws, "a-1")["a-1"].reporter == Contact("李联络", "0002")


def test_who_sees_them(tmp_path: Path) -> None:
    ws = city(tmp_path)
    as_role(ws, Role.OBSERVER)
    assert people(ws) == {}
    assert "people" not in answers.show(ws, agency="a-1").document()


def test_a_reporter_sees_those_of_the_own_agency(tmp_path: Path) -> None:
    ws = city(tmp_path)
    as_role(ws, Role.REPORTER, "a-1")
    assert set(people(ws)) == {"a-1"}
    with pytest.raises(CivtuiError):
        correct_people(ws, "a-1", why="不可以", chief="别人")


def test_a_profile_may_show_them_to_everybody(tmp_path: Path) -> None:
    ws = city(tmp_path, {"persons": {"seen_by": "everybody"}})
    as_role(ws, Role.OBSERVER)
    assert set(people(ws)) == {"a-1", "a-2", "a-3"}


def persons_told(ws: Workspace, tmp_path: Path) -> str:
    """Return the part of the city's report on persons, empty where there is none."""
    path = export(ws, "csv", tmp_path / f"{ws.role}.csv")
    return path.read_text("utf-8-sig").partition("第一责任人与联络员")[2]


def test_an_export_tells_them_to_whom_the_screen_does(tmp_path: Path) -> None:
    ws = city(tmp_path)
    assert "a-1局,王一把,0001,李联络,0002" in persons_told(ws, tmp_path)
    as_role(ws, Role.REPORTER, "a-1")
    assert "李联络" in persons_told(ws, tmp_path)
    ws.role = Role.OBSERVER
    assert persons_told(ws, tmp_path) == ""


def test_an_export_tells_everybody_where_the_profile_says_so(tmp_path: Path) -> None:
    ws = city(tmp_path, {"persons": {"seen_by": "everybody"}})
    as_role(ws, Role.OBSERVER)
    assert "李联络,0002" in persons_told(ws, tmp_path)


def test_telephones_typed_by_an_input_method_are_kept_in_plain_digits(tmp_path: Path) -> None:
    from civtui.verbs import verb_of
    from civtui.workspace.performing.performing import perform

    ws = city(tmp_path)
    typed, plain = "１３９００００００２２", "13900000022"
    correct_people(ws, "a-1", why="换号", chief_phone=typed, reporter_phone=typed)
    found = people(ws, "a-1")["a-1"]
    assert (found.chief.phone, found.reporter.phone) == (plain, plain)
    assert [row["agency"] for row in answers.people(ws, text=typed).document()] == ["a-1"]
    given = {"name": "市新局", "chief": "甲", "chief-phone": typed, "reporter": "乙"}
    made = perform(ws, verb_of("agency.add"), {**given, "reporter-phone": typed}).document()
    new = people(ws, made["id"])[made["id"]]
    assert (new.chief.phone, new.reporter.phone) == (plain, plain)
