"""The workbook as a spreadsheet program reads it back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from civtui_xlsx.workbook import render, sheet_name

from civtui.conformance import samples
from civtui.conformance.testing import conformance_of

test_conformance = conformance_of(str(Path(__file__).parents[1]))


def report(*rows: list[Any], title: str = "处室") -> dict[str, Any]:
    made = samples.reports()["one"]
    made["sections"][0]["title"] = title
    made["sections"][0]["table"]["rows"] = list(rows)
    return made


def read(made: dict[str, Any]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(made)))


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    sheet = read(report(["甲处", "9.5"], ["乙处", "007"], ["2024", "1/3"]))["处室"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_col=2)]
    assert found == [["甲处", 9.5], ["乙处", "007"], ["2024", "1/3"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "https://example.org", "{=1}"])
def test_no_cell_becomes_a_formula_or_a_link(text: str) -> None:
    cell = read(report([text, text]))["处室"]["A5"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_head_is_frozen_below_title_and_text() -> None:
    sheet = read(report(["甲处", "1"]))["处室"]
    assert sheet.freeze_panes == "B5"
    assert [cell.value for cell in sheet[4]] == ["处室", "得分"]


def test_the_stamp_has_its_own_sheet() -> None:
    sheet = read(report())["来源"]
    found = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3, max_col=2)}
    assert found["插件"] == "sample"
    assert found["校验值"] == "0" * 64


def test_sheet_names_are_allowed_and_differ() -> None:
    taken: set[str] = set()
    titles = ("甲/乙[1]", "甲/乙[1]", "", "长" * 40, "长" * 40, "👩" * 20)
    names = [sheet_name(title, taken) for title in titles]
    assert len({name.lower() for name in names}) == len(titles)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_what_a_workbook_cannot_hold_is_shown() -> None:
    cell = read(report(["甲\x1b[31m", "1"]))["处室"]["A5"]
    assert cell.value == "甲\\x1b[31m"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(report(["甲", "1"])) == render(report(["甲", "1"]))
