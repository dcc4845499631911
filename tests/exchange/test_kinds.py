"""A file that is no table says what it is and what to do, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from civtui.exchange.kinds import HINTS, OTHER, OTHER_SUFFIXES, kind_of
from civtui.exchange.tables import read_tables
from civtui.model.errors import BadInput
from tests.exchange.books import book, compound, ods, record, xls

WEB = "<html><head><meta charset=gb2312></head><body><table><tr><td>机关</table></body></html>"
XML = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text")
    return file.getvalue()


CASES = {
    "web": WEB.encode("gbk"),
    "web behind a mark": b"\xef\xbb\xbf\r\n  <!DOCTYPE html>" + WEB.encode(),
    "web in UTF-16": WEB.encode("utf-16"),
    "web of one file": b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\r\n" + WEB.encode(),
    "web table alone": b"<table border=1><tr><td>1</td></tr></table>",
    "xml-table": XML.encode(),
    "xml": b'<?xml version="1.0"?><rows><row/></rows>',
    "text": "机关名称,处室数\n市财政局,3\n".encode("gbk"),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "packed": packed("名册.txt"),
    "packed rar": b"Rar!\x1a\x07\x01\0",
    "word": packed("[Content_Types].xml", "word/document.xml"),
    "word before 2007": compound({"WordDocument": b""}),
    "word of OpenOffice": packed("mimetype", "content.xml"),
    "slides": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "binary": packed("[Content_Types].xml", "xl/workbook.bin"),
    "locked": compound({"EncryptionInfo": b"", "EncryptedPackage": b""}),
    "old": b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 20,
    "empty": b"\0" * 512,
}


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods"])
@pytest.mark.parametrize("name", CASES)
def test_a_file_says_what_it_is(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(CASES[name])
    kind = name.partition(" ")[0]
    with pytest.raises(BadInput) as error:
        read_tables(path)
    assert error.value.message.key == OTHER[kind]
    assert error.value.hint is not None
    assert error.value.hint.key == HINTS[kind]
    assert error.value.where == {"file": str(path)}


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"text"}))
def test_so_does_one_that_is_called_a_text(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_bytes(CASES[name])
    with pytest.raises(BadInput) as error:
        read_tables(tmp_path / "a.csv")
    assert error.value.message.key == OTHER[name.partition(" ")[0]]


def test_a_workbook_under_another_ones_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["机关", "=1+1"])
    made.save(tmp_path / "a.xlsx")
    for name in ("a.xls", "a.ods", "a.csv"):
        (tmp_path / name).write_bytes((tmp_path / "a.xlsx").read_bytes())
        (sheet,) = read_tables(tmp_path / name)
        assert (sheet.rows[0][0], sheet.empty_formulas) == ("机关", {(1, 1): "=1+1"})


def test_a_text_that_begins_like_a_letter_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("BM,数\n<5,3\n", "utf-8")
    assert read_tables(tmp_path / "a.csv")[0].rows == [["BM", "数"], ["<5", "3"]]


def test_a_password_of_an_xls_and_of_an_ods(tmp_path: Path) -> None:
    xls(tmp_path / "a.xls", record(0x0203, b"\0" * 14), before=record(0x002F, b"\0" * 54))
    path = ods(tmp_path / "a.ods", [["x"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["META-INF/manifest.xml"] += b"<manifest:encryption-data/>"
    parts["content.xml"] = b"\x93\x01\x02"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    for name in ("a.xls", "a.ods"):
        with pytest.raises(BadInput) as error:
            read_tables(tmp_path / name)
        assert error.value.message.key == "exchange.is-locked"


@pytest.mark.parametrize("suffix", OTHER_SUFFIXES)
def test_a_name_that_is_no_tables_says_what_to_do(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"x")
    with pytest.raises(BadInput) as error:
        read_tables(tmp_path / f"a{suffix}")
    assert error.value.message.key == "exchange.no-kind"
    assert error.value.hint is not None


def test_an_ods_laid_out_for_people_and_one_without_its_kind_are_read(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [["机关", "数"], ["市财政局", "3"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"><table:table-", b">\n  <table:table-")
    parts["content.xml"] = parts["content.xml"].replace(b"></table:table-", b">\n  </table:table-")
    del parts["mimetype"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_tables(path)[0].rows == [["机关", "数"], ["市财政局", "3"]]


def test_every_kind_has_its_words_and_its_way_on(tmp_path: Path) -> None:
    assert OTHER.keys() == HINTS.keys()
    assert set(OTHER_SUFFIXES.values()) <= HINTS.keys()
    assert kind_of(b"") == "empty"
    assert kind_of(book(tmp_path / "a.xlsx", 甲=[["x"]]).read_bytes()) == "xlsx"
