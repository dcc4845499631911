"""Agencies and offices added by hand: as a registry would bring them, and held to as much."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.exchange.uscc import check_character
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.roles import Role
from civtui.verbs import verb_of
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from civtui.workspace.people.users import set_user
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.doing import void
from tests.voiding.tables import Tables, tables_of

BODY = "11350200MA0000001"
CODE = BODY + check_character(BODY)
# what is given by hand -> the column of a registry, and its cell
AGENCY = {
    "name": ("机关名称", "市教育局"),
    "short": ("简称", "教育局"),
    "category": ("类别", "行政"),
    "sector": ("委口", "教育口"),
    "code": ("统一社会信用代码", CODE),
    "offices": ("处室数", "3"),
    "staff": ("编制数", "41"),
    "chief": ("第一责任人", "张三"),
    "chief-phone": ("第一责任人电话", "13900000001"),
    "reporter": ("联络员", "李四"),
    "reporter-phone": ("联系电话", "5911111"),
    "order": ("序号", "7"),
}
OFFICE = {
    "name": ("处室名称", "办公室"),
    "staff": ("在编人数", "4"),
    "head": ("负责人", "王五"),
    "order": ("序号", "2"),
}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = init(tmp_path / "w", user="boss")
    yield made
    made.close()


def do(ws: Workspace, verb: str, **given: Any) -> Any:
    values = {key.replace("_", "-"): value for key, value in given.items()}
    return perform(ws, verb_of(verb), values).document()


def shown(ws: Workspace) -> Tables:
    """Return every table but that of the city itself, tokens of persons as their names."""
    connection = ws.ledger.connection
    persons = dict(connection.execute("SELECT token, name || phone FROM person"))
    return {
        table: [tuple(persons.get(cell, cell) for cell in row) for row in rows]
        for table, rows in tables_of(ws).items()
        if table != "place"
    }


def test_what_is_added_by_hand_stands_as_a_registry_would_have_brought_it(
    ws: Workspace, tmp_path: Path
) -> None:
    do(ws, "agency.add", **{field: cell for field, (_, cell) in AGENCY.items()})
    do(ws, "office.add", agency="教育局", **{field: cell for field, (_, cell) in OFFICE.items()})
    imported = init(tmp_path / "other", user="boss")
    for name, rows in (("a.csv", AGENCY), ("o.csv", {"agency": ("机关名称", "教育局")} | OFFICE)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(zip(*rows.values(), strict=True))
        import_registry(imported, tmp_path / name)
    assert shown(ws) == shown(imported)
    imported.close()
    given = {field.id for id_ in ("agency.add", "office.add") for field in verb_of(id_).fields}
    assert given - {"agency", "on"} == AGENCY.keys() | OFFICE.keys()


def test_both_are_taken_back_and_put_again(ws: Workspace) -> None:
    before = tables_of(ws)
    do(ws, "agency.add", name="市教育局")
    first = ws.head()
    with_agency = tables_of(ws)
    do(ws, "office.add", agency="市教育局", name="办公室")
    after, last = tables_of(ws), ws.head()
    with pytest.raises(Refused):  # the office hangs on it
        void(ws, first, "误录")
    _, of_office = void(ws, last, "误录")
    assert tables_of(ws) == with_agency
    _, of_agency = void(ws, first, "误录")
    assert tables_of(ws) == before
    for by in (of_agency, of_office):
        void(ws, by, "误录")
    assert tables_of(ws) == after


TAKEN: list[tuple[str, dict[str, Any], str]] = [
    ("agency.add", {"name": "市教育局"}, "name"),
    ("agency.add", {"name": "市 教育局"}, "name"),
    ("agency.add", {"name": "教育局"}, "name"),
    ("agency.add", {"name": "市教委", "short": "教育局"}, "short"),
    ("agency.add", {"name": "市教委", "short": "市教育局"}, "short"),
    ("agency.add", {"name": "市教委", "code": CODE}, "code"),
    ("agency.correct", {"agency": "市财政局", "name": "市教育局", "why": "误"}, "name"),
    ("agency.correct", {"agency": "市财政局", "name": "教育局", "why": "误"}, "name"),
    ("agency.correct", {"agency": "市财政局", "short": "教育局", "why": "误"}, "short"),
    ("agency.correct", {"agency": "市财政局", "short": "市教育局", "why": "误"}, "short"),
    ("office.add", {"agency": "教育局", "name": "办公室"}, "name"),
]
NO_SUCH: list[tuple[str, dict[str, Any], str]] = [
    ("agency.add", {"name": "√"}, "name"),
    ("agency.add", {"name": "市甲局、市乙局"}, "name"),
    ("agency.add", {"name": "市教委", "code": "123"}, "code"),
    ("office.add", {"agency": "教育局", "name": "无"}, "name"),
    ("office.add", {"agency": "教育局", "name": "法规处、人事处"}, "name"),
    ("office.add", {"agency": "教育局", "name": "合计"}, "name"),
]


@pytest.mark.parametrize(
    ("kind", "verb", "given", "field"),
    [*((Refused, *one) for one in TAKEN), *((BadInput, *one) for one in NO_SUCH)],
)
def test_what_an_import_asks_is_asked_of_what_is_added_by_hand(
    ws: Workspace, kind: type[CivtuiError], verb: str, given: dict[str, Any], field: str
) -> None:
    do(ws, "agency.add", name="市教育局", short="教育局", code=CODE)
    do(ws, "agency.add", name="市财政局", short="财政局")
    do(ws, "office.add", agency="教育局", name="办公室")
    before = ws.head()
    with pytest.raises(kind) as told:
        do(ws, verb, **given)
    assert told.value.where["field"] == field
    assert ws.head() == before


def test_an_agency_keeps_its_own_names_and_what_is_not_named_is_not_asked(ws: Workspace) -> None:
    do(ws, "agency.add", name="市教育局", short="教育局")
    do(ws, "agency.correct", agency="教育局", short="市教育局", why="误录")
    assert do(ws, "agency.correct", agency="市教育局", name="市教育局", why="误录")


def test_a_look_alike_is_said(ws: Workspace) -> None:
    do(ws, "agency.add", name="市教育局")
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("agency.add"), {"name": "教育局"})
    assert "市教育局" in locale.render(told.value.message, "zh")
    do(ws, "office.add", agency="市教育局", name="（办公室）")
    answer = perform(ws, verb_of("office.add"), {"agency": "市教育局", "name": "办公室"})
    assert any("（办公室）" in said for said in answer.aside)


def test_an_office_is_not_there_before_its_agency(ws: Workspace) -> None:
    do(ws, "agency.add", name="市教育局", on="2026-03-01")
    with pytest.raises(Refused) as told:
        do(ws, "office.add", agency="市教育局", name="办公室", on="2026-02-28")
    assert "2026-03-01" in locale.render(told.value.message, "zh")
    do(ws, "office.add", agency="市教育局", name="办公室", on="2026-03-01")


def test_who_may_not_import_a_registry_adds_nothing(ws: Workspace) -> None:
    do(ws, "agency.add", name="市教育局")
    set_user(ws, "see", Role.OBSERVER)
    seen = open_workspace(ws.dir, user="see")
    for verb, given in (
        ("agency.add", {"name": "市乙局"}),
        ("office.add", {"agency": "市教育局", "name": "办公室"}),
    ):
        assert verb_of(verb).right is verb_of("import.registry").right
        with pytest.raises(Refused):
            do(seen, verb, **given)
    seen.close()


def test_a_name_that_somebody_else_takes_meanwhile_is_refused(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, write = open_workspace(ws.dir, user="boss"), Workspace.write

    def overtaken(self: Workspace, *bodies: Any, **given: Any) -> list[int]:
        monkeypatch.setattr(Workspace, "write", write)
        do(other, "agency.add", name="市教育局")  # just before the transaction
        return write(self, *bodies, **given)

    monkeypatch.setattr(Workspace, "write", overtaken)
    with pytest.raises(Refused):
        do(ws, "agency.add", name="市教育局")
    assert len(do(ws, "agency.list")) == 1
    other.close()
