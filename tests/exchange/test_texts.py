"""csv as it comes: its encoding, its separator, and quotes that stand alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.exchange.encodings import decoded, likeliest
from civtui.exchange.tables import Cell, read_tables
from civtui.exchange.texts import records
from civtui.model.errors import BadInput
from civtui.model.progress import silent

PROSE = "机关名称,处室数\n市财政局,3\n市教育局,12\n"
TAIWAN = "機關名稱,處室數\n市政府財政局,3\n市政府教育局,12\n"


def rows(path: Path) -> list[list[Cell]]:
    (sheet,) = read_tables(path)
    return sheet.rows


def split(text: str) -> list[list[str]]:
    return [row for piece in records(text, {}, silent) for row in piece]


def refused(text: str) -> tuple[str, object, object]:
    with pytest.raises(BadInput) as error:
        split(text)
    where = error.value.where
    return error.value.message.key, where["line"], where["column"]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_of_chinese_offices(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(PROSE.replace("\n", end).encode(encoding))
    assert rows(path) == [["机关名称", "处室数"], ["市财政局", "3"], ["市教育局", "12"]]


def test_the_encoding_of_taiwan_is_no_garbage(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TAIWAN.encode("cp950"))
    assert rows(tmp_path / "a.csv")[1] == ["市政府財政局", "3"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("place", [7, 58, -2])
def test_one_bad_byte_is_named_with_its_place(tmp_path: Path, encoding: str, place: int) -> None:
    lines = (PROSE * 20).splitlines(keepends=True)
    before, line, after = "".join(lines[:place]), lines[place], "".join(lines[place + 1 :])
    content = (before + line[:2]).encode(encoding) + b"\xff" + (line[2:] + after).encode(encoding)
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(BadInput) as error:
        read_tables(tmp_path / "a.csv")
    assert error.value.message.key == "exchange.bad-byte"
    assert error.value.message.values == {
        "byte": "FF",
        "encoding": "UTF-8" if encoding == "utf-8" else "GB18030",
    }
    number = place + 1 if place >= 0 else len(lines) + place + 1
    assert error.value.where == {"file": str(tmp_path / "a.csv"), "line": number, "column": 3}


def test_a_letter_cut_off_at_the_end_is_a_bad_byte() -> None:
    with pytest.raises(BadInput) as error:
        decoded(PROSE.strip().encode() + "局".encode()[:2], {})
    assert (error.value.message.key, error.value.where["line"]) == ("exchange.bad-byte", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_noughts_in_a_file_are_no_text(encoding: str) -> None:
    for text in ("name,count\nbureau of \0finance,3\n", PROSE.replace("财", "\0财")):
        with pytest.raises(BadInput) as error:
            decoded(text.encode(encoding), {})
        assert error.value.message.key == "exchange.nought"
    with pytest.raises(BadInput) as error:
        decoded(PROSE.encode(encoding) + b"\0" * 40, {})
    assert (error.value.message.key, error.value.where) == (
        "exchange.nought",
        {"line": 4, "column": 1},
    )


def test_a_language_of_latin_letters_is_not_read_as_hanzi() -> None:
    for text in ("nom,ville\nRené,Orléans\nAïda,Bâle\n", "name\nGrüße\n£5\n"):
        with pytest.raises(BadInput) as error:
            decoded(text.encode("latin-1"), {})
        assert error.value.message.key == "exchange.no-encoding"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8))
def test_a_text_in_utf_8_is_always_told(text: str) -> None:
    assert likeliest(text.encode()) == "utf-8"
    assert decoded(b"\xef\xbb\xbf" + text.encode(), {}) == text


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found(sign: str) -> None:
    text = f"2021年名册\n机关{sign}占比\n市财政局{sign}3,5\n市教育局{sign}4,5\n".replace("3,5", "3")
    assert split(text)[1:3] == [["机关", "占比"], ["市财政局", "3"]]
    noted = f'机关{sign}备注\n市财政局{sign}"一;二,三\t四|五;六,七\t八|九"\n'
    assert split(noted)[1] == ["市财政局", "一;二,三\t四|五;六,七\t八|九"]


def test_a_first_line_that_says_the_separator_keeps_its_row() -> None:
    assert split("sep=;\na;1,5\n") == [[], ["a", "1,5"]]


def test_cells_of_several_lines_are_read() -> None:
    text = '机关,备注,数\n市财政局,"一\n二, 三\n四",3\n"市\n教育局",,4\n'
    assert split(text)[1:] == [["市财政局", "一\n二, 三\n四", "3"], ["市\n教育局", "", "4"]]


MANY = "".join(f"市第{n}局,{n},甲\n" for n in range(1, 40))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (f'机关,数,类\n"市财政局,3,甲\n{MANY}', 2, 1),  # to the end of the file
        (f'机关,数,类\n市财政局,3,"甲\n{MANY}', 2, 8),
        (f'机关,数,类\n"市财政局,3,甲\n{MANY}市教育局",4,乙\n', 2, 1),  # to the next quote
        ('机关,数\n"市财政局,3\n市教育局",4\n', 2, 1),  # one row taken in by another
        (f'机关,数,类\n"市财政局,3,甲\n{MANY}"市教育局",4,乙\n', 2, 1),
        ('机关,数,类\n"市财政局,3,"甲"\n市教育局,4,乙\n', 2, 1),  # within its line
        ('机关,数\n市财政局,"3', 2, 6),
        ('机关,备注\n市财政局,"' + "一\n" * 150 + '"\n', 2, 6),
        (f'机关,备注,数\n"一\n二",甲,3\n"市财政局,3,甲\n{MANY}', 4, 1),  # lines, not records
    ],
)
def test_a_quote_that_stands_alone_takes_in_no_rows(text: str, line: int, column: int) -> None:
    assert refused(text) == ("exchange.stray-quote", line, column)


def test_quotes_that_do_no_harm_are_read_as_spreadsheets_do() -> None:
    text = '机关,数,备注\n市财政局,3,6"管\n"市"教育局,4,"乙" \n"他说""好""", 5 ,"丙"\t\n"丁",6,戊\n'
    assert split(text)[1:] == [
        ["市财政局", "3", '6"管'],
        ["市教育局", "4", "乙"],
        ['他说"好"', " 5 ", "丙"],
        ["丁", "6", "戊"],
    ]


@given(st.lists(st.lists(st.text("甲乙,\"\n ;'", max_size=6), min_size=1, max_size=5), max_size=12))
def test_what_a_spreadsheet_writes_is_read_whole_or_refused(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    lines = "sep=,\n" + out.getvalue()
    try:
        found = split(lines)[1:]
    except BadInput as error:
        assert error.message.key == "exchange.stray-quote"
    else:
        assert found == table
