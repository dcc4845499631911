"""What is wrong with a registry's row is said once for each cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from tests.exchange.books import book, code

AGENCIES = ["机关名称", "机关简称", "统一社会信用代码"]
OFFICES = ["机关名称", "处室名称", "文明处室", "标兵处室"]


def refused(tmp_path: Path, *rows: list[str]) -> list[tuple[int, str]]:
    plan = read_registry(book(tmp_path / "r.xlsx", S=rows), Known())
    return [(one.row, one.column) for one in plan.rejected]


def test_an_agency_told_twice_in_name_and_code_is_refused_once(tmp_path: Path) -> None:
    first, other = ["市乙局", "乙局", code(1)], ["市丙局", "丙局", code(2)]
    assert refused(tmp_path, AGENCIES, first, other, first) == [(4, "机关名称")]


def test_a_code_of_an_earlier_row_is_refused_once(tmp_path: Path) -> None:
    first, other = ["市乙局", "乙局", code(1)], ["市丙局", "丙局", code(2)]
    # the name repeats row 2, the code row 3: two things to mend, and each is said once
    crossed = ["市乙局", "乙局", code(2)]
    found = refused(tmp_path, AGENCIES, first, other, crossed)
    assert found == [(4, "机关名称"), (4, "统一社会信用代码")]


@pytest.mark.parametrize("agency", ["市乙局、市丙局", "2024-03-04"])
def test_a_cell_read_for_agency_and_office_is_refused_once(tmp_path: Path, agency: str) -> None:
    row = [agency, "办公室", "", "√"]
    assert refused(tmp_path, OFFICES, row) == [(2, "机关名称")]


def test_a_title_that_is_denied_is_refused_once(tmp_path: Path) -> None:
    heads = ["机关名称", "处室名称", "处室称号", "文明处室", "标兵处室"]
    row = ["市乙局", "办公室", "标兵处室", "否", "√"]
    assert refused(tmp_path, heads, row) == [(2, "文明处室")]
