"""A row that somebody has struck through is taken, and said to be in doubt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from civtui.exchange.plan import Known
from civtui.exchange.registers import read_rows
from civtui.exchange.registry import How, read_registry
from civtui.model.registers import ACTIVITY
from civtui.workspace.building.intake import columns_of, needed_of


def book(path: Path, rows: list[list[str]], struck: int, *, strike: bool) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell in sheet[struck]:
        cell.font = Font(strike=strike, bold=True)
    made.save(path / "a.xlsx")
    return path / "a.xlsx"


@pytest.mark.parametrize("strike", [True, False])
def test_a_struck_row_of_a_registry_is_said_once(tmp_path: Path, strike: bool) -> None:
    rows = [["单位", "处室", "人数"], ["市财政局", "办公室", "9"], ["市轻工局", "办公室", "3"]]
    path = book(tmp_path, rows, 3, strike=strike)
    plan = read_registry(path, Known(), how=How(today=date(2026, 6, 1)))
    found = [(w.row, w.value) for w in plan.warnings if w.reason.key == "exchange.struck"]
    assert found == ([(3, "市轻工局")] if strike else [])


def test_a_struck_row_of_a_register_is_said(tmp_path: Path) -> None:
    rows = [["单位", "日期", "活动"], ["市财政局", "2026-1-5", "植树"]]
    path = book(tmp_path, rows, 2, strike=True)
    found = read_rows(path, columns_of(ACTIVITY), needed_of(ACTIVITY), kind="activity")
    assert [(w.row, w.reason.key) for w in found.warnings] == [(2, "exchange.struck")]
