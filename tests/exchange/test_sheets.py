"""Every sheet of a workbook that is not read is named, and a hidden one can be taken."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registers import read_rows
from civtui.exchange.registry import How, read_registry
from civtui.exchange.sheets import unread
from civtui.exchange.tables import read_tables
from civtui.model.errors import BadInput
from civtui.workspace.answers.as_read import as_read
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import ImportAnswer, import_registry
from tests.exchange.books import ODS_HEAD

HEADS = ["机关名称", "简称"]
FIELDS = {"agency": ("单位",), "title": ("活动名称",)}


def workbook(path: Path, heads: list[str], *rows: list[Any]) -> Path:
    """Write a workbook of a sheet, a hidden one, a very hidden one, a chart and an empty one."""
    made = openpyxl.Workbook()
    made.active.title = "机关"
    states = {"旧表": "hidden", "深藏": "veryHidden"}
    for sheet, row in zip(
        [made.active, *(made.create_sheet(name) for name in states)], rows, strict=True
    ):
        sheet.append(heads)
        sheet.append(row)
        sheet.sheet_state = states.get(sheet.title, "visible")
    made.create_chartsheet("图")
    made.create_sheet("空")
    made.save(path)
    return path


def registry(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "a.xlsx", HEADS, ["市甲局", "甲"], ["市乙局", "乙"], ["市丙局", "丙"]
    )


STATES = [
    ("机关", "", True),
    ("旧表", "hidden", False),
    ("深藏", "very-hidden", False),
    ("图", "no-table", False),
    ("空", "empty", False),
]


def test_each_sheet_that_is_not_read_is_named_with_the_reason(tmp_path: Path) -> None:
    plan = read_registry(registry(tmp_path), Known())
    assert [one.name for one in plan.agencies] == ["市甲局"]
    assert [(one.sheet, one.state, bool(one.kind)) for one in plan.seen] == STATES


def test_hidden_sheets_are_taken_by_choice_and_said(tmp_path: Path) -> None:
    plan = read_registry(registry(tmp_path), Known(), how=How(hidden=True))
    assert [one.name for one in plan.agencies] == ["市甲局", "市乙局", "市丙局"]
    assert [(one.sheet, one.state) for one in plan.seen if one.kind] == [
        ("机关", ""),
        ("旧表", "hidden"),
        ("深藏", "very-hidden"),
    ]


def test_the_preview_says_so_on_every_face(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", name="甲市")
    found = import_registry(ws, registry(tmp_path), dry_run=True)
    taken = import_registry(ws, registry(tmp_path), dry_run=True, hidden=True)
    said = "\n".join(as_read(found))
    assert "隐藏的工作表没有读入：旧表；要读入请选 --hidden" in said
    assert "深度隐藏的工作表（菜单里也看不到）没有读入：深藏" in said
    assert "没有读入的页（图表等）：图" in said
    assert "空的工作表：空" in said
    assert {one["sheet"]: one["state"] for one in found.document()["sheets"]} == {
        name: state for name, state, _ in STATES
    }
    assert "“旧表”（隐藏的工作表，按要求读入）" in "\n".join(as_read(taken))


def test_a_file_that_hides_all_its_tables_says_how_to_read_them(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "说明"
    away = made.create_sheet("名册")
    away.append(HEADS)
    away.append(["市甲局", "甲"])
    away.sheet_state = "hidden"
    made.save(tmp_path / "b.xlsx")
    with pytest.raises(BadInput) as caught:
        read_registry(tmp_path / "b.xlsx", Known())
    assert caught.value.hint is not None
    assert (caught.value.hint.key, caught.value.hint.values["sheets"]) == (
        "exchange.hidden-away",
        ["名册"],
    )


def test_registers_name_them_too(tmp_path: Path) -> None:
    heads, rows = ["单位", "活动名称"], [["市甲局", "一"], ["市乙局", "二"], ["市丙局", "三"]]
    path = workbook(tmp_path / "c.xlsx", heads, *rows)
    found = read_rows(path, FIELDS, {"agency", "title"}, kind="activity")
    assert [(one.sheet, one.state, bool(one.kind)) for one in found.seen] == STATES
    asked = read_rows(path, FIELDS, {"agency", "title"}, kind="activity", hidden=True)
    assert [row.values["title"] for row in asked.given] == ["一", "二", "三"]
    answer = ImportAnswer(1, [], [], {}, written=False, seen=found.seen)
    assert "隐藏的工作表没有读入：旧表" in "\n".join(as_read(answer))


def test_a_hidden_sheet_of_an_ods(tmp_path: Path) -> None:
    """LibreOffice keeps it as a style that the table has."""
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p>'
        "</table:table-cell></table:table-row>"
    )
    style = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="false"/></style:style></office:automatic-styles><office:body>'
    )
    head = ODS_HEAD.replace("<office:body>", style)
    text = (
        f'{head}<table:table table:name="一">{row}</table:table><table:table table:name="二" '
        f'table:style-name="ta1">{row}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
        archive.writestr("META-INF/manifest.xml", "<m/>")
    one, two = read_tables(tmp_path / "a.ods")
    assert (one.state, two.state, two.rows) == ("", "hidden", [])
    assert (unread(two, hidden=False).state, unread(two, hidden=True).state) == ("hidden", "empty")
    assert read_tables(tmp_path / "a.ods", hidden=True)[1].rows == [["甲"]]
