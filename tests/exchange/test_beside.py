"""What a cell says beside its value: an error, a computed nothing, a percentage, hidden or not."""

from __future__ import annotations

import struct
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from civtui.exchange.beside import is_error, is_percent, percentage
from civtui.exchange.columns import Header
from civtui.exchange.rows import Row
from civtui.exchange.tables import Sheet, read_tables, trouble
from tests.exchange.books import book, edited, ods, record, xls
from tests.exchange.test_workbook import raw

ERROR_CELL = "exchange.error-cell"
SHEET = "xl/worksheets/sheet1.xml"
NUMBER, ERROR, FORMULA, ROW, COLUMN, STYLE = 0x0203, 0x0205, 0x0006, 0x0208, 0x007D, 0x00E0


def only(path: Path) -> Sheet:
    (sheet,) = read_tables(path)
    return sheet


def failing_xlsx(folder: Path) -> Path:
    made = openpyxl.Workbook()
    made.active.append(["机关", "#N/A", None, "#REF!"])
    made.active["B1"].data_type = made.active["D1"].data_type = "e"
    made.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def failing_ods(folder: Path) -> Path:
    wrong = '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'  # noqa: E501 - one element
    old = '<table:table-cell table:formula="of:=A9" office:value-type="float" office:value="0"><office:annotation><text:p>x</text:p></office:annotation><text:p>#REF!</text:p></table:table-cell>'  # noqa: E501 - one element
    cell = '<table:table-cell office:value-type="string"><text:p>机关</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}{wrong}<table:table-cell/>{old}</table:table-row>"
    return ods(folder / "a.ods", [], row)


def failing_xls(folder: Path) -> Path:
    cells = record(NUMBER, struct.pack("<3Hd", 0, 0, 0, 1))
    cells += record(ERROR, struct.pack("<3HBB", 0, 1, 0, 0x2A, 1))
    value = struct.pack("<BBBBHH", 2, 0, 0x17, 0, 0, 0xFFFF)
    cells += record(FORMULA, struct.pack("<3H", 0, 3, 0) + value + b"\0" * 8)
    return xls(folder / "a.xls", cells)


def failing_csv(folder: Path) -> Path:
    (folder / "a.csv").write_text("机关,#N/A,,#REF!\n", "utf-8")
    return folder / "a.csv"


@pytest.mark.parametrize("make", [failing_xlsx, failing_ods, failing_xls, failing_csv])
def test_an_error_is_no_blank(make: type, tmp_path: Path) -> None:
    sheet = only(make(tmp_path))
    assert sheet.rows[0][1:] == ["#N/A", None, "#REF!"]
    assert sheet.empty_formulas == {}
    wrong = [trouble(sheet, 1, place) for place in range(4)]
    assert [one and (one[0], one[1].key) for one in wrong] == [
        None,
        ("#N/A", ERROR_CELL),
        None,
        ("#REF!", ERROR_CELL),
    ]


def test_an_error_in_a_row_is_refused_once_with_place_and_value() -> None:
    sheet = Sheet(
        "表", [["机关名称", "处室数"], ["#N/A", "=A1"]], {(2, 1): "=A1"}, {(2, 0): "#N/A"}
    )
    header = Header(
        "agency", 1, {"name": 0, "offices": 1}, {"name": "机关名称", "offices": "处室数"}
    )
    row = Row(sheet, header, 2, sheet.rows[1])
    assert (row.text("name", needed=True), row.count("offices")) == ("", None)
    said = [(one.column, one.row, one.value, one.reason.key) for one in row.problems]
    assert said == [
        ("机关名称", 2, "#N/A", "exchange.error-cell"),
        ("处室数", 2, "=A1", "exchange.formula"),
    ]


def test_a_cell_too_narrow_for_its_day_has_lost_it() -> None:
    wrong = trouble(Sheet("表", [["########"]], {}), 1, 0)
    assert wrong is not None
    assert wrong[1].key == "exchange.too-narrow"
    assert is_error("########") and is_error("Err:502") and is_error("#DIV/0!")
    assert not any(map(is_error, ("#", "##", "#3", "Error", "", "#N/A 见附件")))


def test_an_error_and_a_formula_are_repeated_where_their_cell_is_merged_downwards(
    tmp_path: Path,
) -> None:
    made = openpyxl.Workbook()
    made.active["A1"], made.active["B1"], made.active["C3"] = "#N/A", "=1+1", "x"
    made.active["A1"].data_type = "e"
    made.active.merge_cells("A1:A3")
    made.active.merge_cells("B1:B2")
    made.save(tmp_path / "a.xlsx")
    sheet = only(tmp_path / "a.xlsx")
    assert [row[0] for row in sheet.rows] == ["#N/A"] * 3
    assert sheet.empty_formulas == {(row, 1): "=1+1" for row in (1, 2)}


@pytest.mark.parametrize("value", ["<v></v>", "<v/>"])
def test_a_formula_that_computed_an_empty_text_is_blank(tmp_path: Path, value: str) -> None:
    cell = f'<c r="A1" t="str"><f>IFERROR(VLOOKUP(B1,C:D,2,0),"")</f>{value}</c>'
    path = raw(tmp_path / "a.xlsx", f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    sheet = only(path)
    assert (sheet.rows, sheet.empty_formulas) == ([[None, 1.0]], {})


@pytest.mark.parametrize(
    "cell", ['<c r="A1"><f>B1</f><v></v></c>', '<c r="A1" t="str"><f>B1</f></c>']
)
def test_a_formula_without_a_value_is_none(tmp_path: Path, cell: str) -> None:
    path = raw(tmp_path / "a.xlsx", f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    assert only(path).empty_formulas == {(1, 0): "=B1"}


def test_a_nought_of_a_formula_counts_only_where_it_was_computed(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 甲=[["=1+1", 3]])
    edited(path, SHEET, r"<v ?(/>|></v>)", "<v>0</v>")
    assert only(path).empty_formulas == {(1, 0): "=1+1"}  # to be computed when it is opened
    edited(path, "xl/workbook.xml", r' fullCalcOnLoad="1"', "")
    assert (only(path).empty_formulas, only(path).rows) == ({}, [[0.0, 3.0]])


def test_a_formula_that_an_ods_has_not_computed_is_reported(tmp_path: Path) -> None:
    row = '<table:table-row><table:table-cell table:formula="of:=1+1"/><table:table-cell office:value-type="string" table:formula="of:=A9" office:string-value=""><text:p/></table:table-cell></table:table-row>'  # noqa: E501 - one element
    assert only(ods(tmp_path / "a.ods", [["x", "y"]], row)).empty_formulas == {(2, 0): "=1+1"}


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row hidden="1"><c><f>A1</f></c><c><v>1</v></c></row>'
        '<row r="5"><c r="C5"><v>1</v></c><c t="e"/></row>'
    )
    sheet = only(raw(tmp_path / "a.xlsx", rows))
    assert (sheet.rows[0][1], sheet.rows[4][2:]) == ("#N/A", [1.0, "#N/A"])
    assert sheet.empty_formulas == {(2, 0): "=A1"}
    assert sheet.hidden_rows == {2}


def test_what_has_no_value_is_there_beyond_the_last_value(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 甲=[["机关", "数"], ["市财政局", "=1+1"], [None, "=1+1"]])
    edited(path, SHEET, r'<c r="B1".*?</c>', "")
    sheet = only(path)
    assert sheet.rows == [["机关", None], ["市财政局", None], [None, None]]
    assert sheet.empty_formulas.keys() == {(2, 1), (3, 1)}


def test_hidden_rows_and_columns_of_an_xlsx(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for _ in range(4):
        made.active.append(["甲", "乙", "丙", "丁"])
    made.active.row_dimensions[2].hidden = made.active.row_dimensions[4].hidden = True
    made.active.column_dimensions.group("B", "C", hidden=True)
    made.save(tmp_path / "a.xlsx")
    sheet = only(tmp_path / "a.xlsx")
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 4}, {1, 2})
    assert sheet.rows[1] == ["甲", "乙", "丙", "丁"]  # they are read: who asks decides


def test_hidden_rows_and_columns_of_an_ods(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'  # noqa: E501 - two elements
    rows = (
        f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
        f'<table:table-row table:visibility="filter" table:number-rows-repeated="2">{cell}</table:table-row>'  # noqa: E501 - one element
        f'<table:table-row table:visibility="collapse">{cell}</table:table-row>'
    )
    sheet = only(ods(tmp_path / "a.ods", [], columns + rows))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3, 4, 5}, {2})


def test_hidden_rows_columns_and_percentages_of_an_xls(tmp_path: Path) -> None:
    styles = b"".join(record(STYLE, struct.pack("<HH16x", 0, form)) for form in (0, 9))
    cells = record(ROW, struct.pack("<8H", 1, 0, 3, 255, 0, 0, 0x20, 0))
    cells += record(COLUMN, struct.pack("<6H", 1, 2, 2048, 0, 1, 0))
    cells += record(NUMBER, struct.pack("<3Hd", 0, 0, 0, 0.5))
    cells += record(NUMBER, struct.pack("<3Hd", 1, 2, 1, 0.5))
    sheet = only(xls(tmp_path / "a.xls", cells, before=styles))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1, 2})
    assert sheet.rows == [[0.5, None, None], [None, None, "50%"]]


def test_a_percentage_is_what_people_see(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append([0.5, 0.07, 1, "甲", 0.5, None, 0.5])
    for place in ("A1", "B1", "C1", "D1", "F1"):
        made.active[place].number_format = "0%"
    made.active["E1"].number_format = '0.0"%"'
    made.active["G1"].number_format = "[红色]0.00%;-0.00%"
    made.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx").rows == [["50%", "7%", "100%", "甲", 0.5, None, "50%"]]
    cell = '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'  # noqa: E501 - one element
    row = f"<table:table-row>{cell}</table:table-row>"
    assert only(ods(tmp_path / "a.ods", [], row)).rows == [["50%"]]
    assert [percentage(n) for n in (0.57, -0.1, 1.005)] == ["57%", "-10%", "100.5%"]
    assert [is_percent(c) for c in ("0%", "0.00%", '0"%"', r"0\%", "0;0%", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_moment_keeps_its_time_and_midnight_is_a_day(tmp_path: Path) -> None:
    noon = datetime(2021, 3, 5, 12, 30)
    path = book(tmp_path / "a.xlsx", 甲=[[noon, datetime(2021, 3, 5), timedelta(hours=30), True]])
    assert only(path).rows == [[noon, date(2021, 3, 5), "30:00:00", True]]
