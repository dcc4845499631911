"""Files in, cells out, with the file's own row numbers; a bad file is an error, never a fault."""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.exchange import workbook
from civtui.exchange.archive import column
from civtui.exchange.tables import read_tables
from civtui.model.errors import BadInput
from tests.exchange.books import book, edited, ods

ROOMY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_rows_keep_the_sheets_own_numbers(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["C4"] = "机关"
    made.active["C6"] = datetime(2021, 3, 5)
    made.save(tmp_path / "a.xlsx")
    (sheet,) = read_tables(tmp_path / "a.xlsx")
    assert sheet.rows[3] == [None, None, "机关"]
    assert sheet.rows[5] == [None, None, date(2021, 3, 5)]


def test_cells_merged_downwards_are_repeated_and_titles_are_not(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["B3"] = "名册", "财政局", "办公室", "人事处"
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    made.save(tmp_path / "a.xlsx")
    (read,) = read_tables(tmp_path / "a.xlsx")
    assert read.rows == [["名册", None], ["财政局", "办公室"], ["财政局", "人事处"]]


def test_only_formulas_without_a_value_are_bare(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 甲=[["=1+1", '=A1&"<甲>"', "乙"]])
    edited(path, "xl/worksheets/sheet1.xml", r"<f>1\+1</f><v ?(/>|></v>)", "<f>1+1</f><v>2</v>")
    (sheet,) = read_tables(path)
    assert sheet.empty_formulas == {(1, 1): '=A1&"<甲>"'}
    assert sheet.rows[0][0] == 2.0


def test_bare_formulas_belong_to_their_sheet_whatever_the_files_are_called(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 一=[["x"]], 二=[["y", "=1+1"]])
    edited(path, "xl/_rels/workbook.xml.rels", r"sheet1\.xml", "sheet9.xml")
    edited(path, "xl/_rels/workbook.xml.rels", r"sheet2\.xml", "sheet1.xml")
    edited(path, "xl/_rels/workbook.xml.rels", r"sheet9\.xml", "sheet2.xml")
    one, two = read_tables(path)
    assert (one.rows[0][0], two.rows[0][0]) == ("y", "x")
    assert (one.empty_formulas, two.empty_formulas) == ({(1, 1): "=1+1"}, {})


def test_hidden_sheets_and_charts_are_named_and_not_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "今年"
    away = made.create_sheet("去年")
    away.sheet_state = "hidden"
    away["A1"] = "旧"
    made.create_chartsheet("图")
    made.save(tmp_path / "a.xlsx")
    found = [(one.name, one.state, one.rows) for one in read_tables(tmp_path / "a.xlsx")]
    assert found == [("Sheet", "", [["今年"]]), ("去年", "hidden", []), ("图", "no-table", [])]
    asked = [(one.name, one.rows) for one in read_tables(tmp_path / "a.xlsx", hidden=True)]
    assert asked == [("Sheet", [["今年"]]), ("去年", [["旧"]]), ("图", [])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_in_every_usual_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(delimiter.join(["机关名称", "处室数"]) + "\n财政局" + delimiter, encoding)
    (sheet,) = read_tables(path)
    assert sheet.name == "名册"
    assert sheet.rows == [["机关名称", "处室数"], ["财政局", None]]


def test_csv_keeps_guarded_numbers_and_reports_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"=""0591""",=1+1\n', "utf-8")
    (sheet,) = read_tables(path)
    assert sheet.rows == [["0591", "=1+1"]]
    assert sheet.empty_formulas == {(1, 1): "=1+1"}


def test_the_shortest_formula_of_a_csv_is_one_and_a_lone_sign_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关名称,处室数\n=A,=\n", "utf-8")
    (sheet,) = read_tables(path)
    assert sheet.empty_formulas == {(2, 0): "=A"}


def test_ods_that_is_cut_off_inside_is_damaged_not_half_read(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [["机关名称", "简称"], ["财政局", "财"], ["教育局", "教"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    end = parts["content.xml"].index("教育局".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:end] if name == "content.xml" else content)
    with pytest.raises(BadInput) as caught:
        read_tables(path)
    assert caught.value.message.key == "exchange.damaged"
    assert str(caught.value.message.values["reason"]).startswith("no element found")


def test_ods_with_the_usual_endless_empty_rows(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501 - one element
    path = ods(tmp_path / "a.ods", [["机关名称", "简称"], ["财政局", ""]], empty)
    (sheet,) = read_tables(path)
    assert [row[:2] for row in sheet.rows[:2]] == [["机关名称", "简称"], ["财政局", None]]


def test_one_stray_cell_in_the_last_corner_is_refused_not_laid_out(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = made.active["XFD1048576"] = 1
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(BadInput) as caught:
        read_tables(tmp_path / "a.xlsx")
    assert caught.value.message.key == "exchange.too-large"
    far = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'  # noqa: E501 - one element
    with pytest.raises(BadInput) as caught:
        read_tables(ods(tmp_path / "a.ods", [["x"]], far))
    assert caught.value.message.key == "exchange.too-large"


def test_many_rows_with_one_far_column_are_still_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"], made.active["AD30000"] = "机关", 1
    made.save(tmp_path / "a.xlsx")
    (sheet,) = read_tables(tmp_path / "a.xlsx")
    assert len(sheet.rows) == 30000


def test_an_archive_that_would_fill_the_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("civtui.exchange.archive.MOST_BYTES", 1000)
    content = book(tmp_path / "a.xlsx", 甲=[["x"]]).read_bytes()
    assert workbook.read(content) == ("too-large", "")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.xlsx", b"", "is-empty"),
        ("a.csv", b"", "is-empty"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        ("a.xlsx", "机关名称,简称".encode(), "is-text"),
        ("a.ods", b"\x00" * 100, "is-empty"),
        ("a.ods", b"\x01\x00" * 100, "is-unknown"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        ("a.csv", b"\x81\xff\xff", "no-encoding"),
        ("a.csv", b"x" * 200_000, "damaged"),
        ("a.pdf", b"%PDF", "no-kind"),
    ],
)
def test_what_is_no_table_says_so(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_tables(path)
    assert caught.value.message.key == f"exchange.{key}"
    assert caught.value.where["file"] == str(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", "x")
    with pytest.raises(BadInput):
        read_tables(tmp_path / "a.xlsx")
    with pytest.raises(BadInput):
        read_tables(tmp_path / "none.xlsx")


@ROOMY
@given(st.randoms(use_true_random=False), st.integers(1, 40), st.sampled_from(["xlsx", "ods"]))
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path: Path, chance: random.Random, spots: int, kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    rows = [["机关名称", "处室数"], ["财政局", "3"], ["教育局", "=1+1"]]
    book(path, 甲=rows) if kind == "xlsx" else ods(path, rows)
    content = bytearray(path.read_bytes())
    for _ in range(spots):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content[: chance.choice([len(content), len(content) // 2])]))
    try:
        sheets = read_tables(path)
    except BadInput as error:
        assert error.where["file"] == str(path)
    else:
        assert all(isinstance(row, list) for sheet in sheets for row in sheet.rows)


@ROOMY
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_broken_xml_inside_a_whole_archive_is_read_or_refused(
    tmp_path: Path, chance: random.Random, spots: int
) -> None:
    path = book(tmp_path / "a.xlsx", 甲=[["机关名称", "处室数"], ["财政局", 3], ["教育局", "=1+1"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(spots):
        part = parts[chance.choice(sorted(parts))]
        part[chance.randrange(len(part))] = chance.choice(b'<>"&/ \x00\xff19Z')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
    try:
        sheets = read_tables(path)
    except BadInput as error:
        assert error.where["file"] == str(path)
    else:
        assert all(isinstance(row, list) for sheet in sheets for row in sheet.rows)


def test_columns_count_as_spreadsheets_do() -> None:
    assert [column(name) for name in (b"A", b"Z", b"AA", b"XFD")] == [0, 25, 26, 16383]
