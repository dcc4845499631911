"""Workbooks that end their native reader: they end its process only, and each is one error."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from civtui.exchange import tables
from civtui.exchange.tables import read_tables
from civtui.model.errors import BadInput
from civtui.model.progress import silent

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def raw(path: Path, rows: str, more: str = "") -> Path:
    """Write a workbook whose rows are given as they are to stand in the file."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, text)
    return path


def cell(place: str = "") -> str:
    at = f' r="{place}"' if place else ""
    return f"<c{at}><v>1</v></c>"


RUINOUS = {
    "rows without numbers, then the last column": f"<row>{cell()}</row>" * 20_000
    + f"<row>{cell('XFD1')}</row>",
    "the last row, then the last column": f'<row r="1048576">{cell()}</row>'
    f'<row r="1">{cell("XFD1")}</row>',
    "every column in rows without numbers": f"<row>{cell() * 16_384}</row>"
    + f"<row>{cell()}</row>" * 40_000,
    "a column that there is not": f'<row r="1">{cell("A1")}</row><row>{cell("XFDZZZ9")}</row>',
    "a row that there is not": f'<row r="1">{cell("A1")}</row><row>{cell("XFD999999999999")}</row>',
    "small letters": f'<row r="1">{cell("a1")}{cell("xfd1048576")}</row>',
}


@pytest.mark.parametrize("name", RUINOUS)
def test_a_workbook_that_ends_its_reader_is_one_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        read_tables(raw(tmp_path / "a.xlsx", RUINOUS[name]))
    assert error.value.message.key in ("exchange.gave-up", "exchange.too-large")
    assert error.value.hint is not None
    assert error.value.where == {"file": str(tmp_path / "a.xlsx")}


def test_merged_ranges_that_lie_over_one_another_are_bounded(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}")}{cell(f"CV{n}")}</row>' for n in range(1, 3001))
    ranges = "".join(f'<mergeCell ref="A1:CV{9000 + n}"/>' for n in range(200))
    merged = f'<mergeCells count="200">{ranges}</mergeCells>'
    with pytest.raises(BadInput) as error:
        read_tables(raw(tmp_path / "a.xlsx", rows, merged))
    assert error.value.message.key == "exchange.too-large"


def test_rows_and_cells_without_numbers_are_read_in_their_order(tmp_path: Path) -> None:
    (sheet,) = read_tables(raw(tmp_path / "a.xlsx", f"<row>{cell()}{cell()}</row>" * 3))
    assert sheet.rows == [[1.0, 1.0]] * 3


def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_SECONDS", 0)
    with pytest.raises(BadInput) as error:
        read_tables(raw(tmp_path / "a.xlsx", f"<row>{cell()}</row>"))
    assert error.value.message.key == "exchange.too-large"


def test_a_reader_that_is_slow_to_begin_gets_all_of_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "BEAT", 0.001)  # looked at before a pipe has taken a first part
    monkeypatch.setattr(tables, "MOST_SECONDS", 30)
    content = bytes(range(256)) * 8192
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    assert tables._asked([sys.executable, "-c", echo], content, silent) == content


def test_nothing_but_cells_is_made_of_what_a_reader_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "made"),)

    def answer(*_: Any) -> bytes:
        return pickle.dumps(("sheets", [Evil()]))

    monkeypatch.setattr(tables, "_asked", answer)
    with pytest.raises(BadInput) as error:
        read_tables(raw(tmp_path / "a.xlsx", ""))
    assert error.value.message.key == "exchange.gave-up"
    assert not (tmp_path / "made").exists()


def test_what_the_native_reader_says_of_a_fault_stays_with_it(tmp_path: Path) -> None:
    raw(tmp_path / "a.xlsx", RUINOUS["a column that there is not"])
    script = (
        "import sys\nfrom pathlib import Path\nfrom civtui.exchange.tables import read_tables\n"
        "from civtui.model.errors import BadInput\n"
        "try:\n    read_tables(Path(sys.argv[1]))\nexcept BadInput:\n    sys.exit(7)"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "a.xlsx")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (7, "", "")
