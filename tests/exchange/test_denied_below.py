"""An office that is denied the title of civilized office and given that of a model one."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.locale import render


def read(tmp_path: Path, civilized: str, model: str) -> Plan:
    path = tmp_path / "r.csv"
    text = f"机关名称,机关简称,处室名称,文明处室,标兵\n市乙局,乙局,办公室,{civilized},{model}\n"
    path.write_text(text, "utf-8")
    return read_registry(path, Known())


@pytest.mark.parametrize(
    "no", ["×", "否", "No", "无", "0", "—", "/", "-", "未", "（无）", "无（未申报）"]
)
def test_it_is_refused_with_place_and_values(tmp_path: Path, no: str) -> None:
    plan = read(tmp_path, no, "√")
    (one,) = plan.rejected
    assert (one.row, one.column, one.value) == (2, "文明处室", no)
    said = render(one.reason, "zh")
    assert no in said and "√" in said and "标兵" in said and "标兵处室必是文明处室" in said


@pytest.mark.parametrize(
    ("civilized", "model", "held"),
    [
        ("", "√", {"civilized-office", "model-office"}),
        ("√", "√", {"civilized-office", "model-office"}),
        ("√", "×", {"civilized-office"}),
        ("×", "×", set()),
    ],
)
def test_what_agrees_is_taken(tmp_path: Path, civilized: str, model: str, held: set[str]) -> None:
    plan = read(tmp_path, civilized, model)
    assert plan.rejected == [] and {one.honor for one in plan.titles} == held


def test_the_tick_is_cited_and_not_its_day(tmp_path: Path) -> None:
    heads = "机关名称,处室名称,文明处室,标兵处室,标兵处室命名时间"
    (one,) = read_rows(tmp_path, heads, "市乙局,办公室,无,√,2024-5-6").rejected
    assert one.reason.values["other"] == "标兵处室" and one.reason.values["said"] == "√"


def read_rows(tmp_path: Path, heads: str, row: str) -> Plan:
    path = tmp_path / "r.csv"
    path.write_text(f"{heads}\n{row}\n", "utf-8")
    return read_registry(path, Known())


@pytest.mark.parametrize(
    ("heads", "row", "column", "value"),
    [
        ("机关名称,处室名称,处室称号,标兵", "市乙局,办公室,标兵处室,否", "标兵", "否"),
        ("机关名称,处室名称,处室称号,文明处室", "市乙局,办公室,文明处室,×", "文明处室", "×"),
        ("机关名称,处室名称,处室称号,标兵", "市乙局,办公室,无,√", "处室称号", "无"),
        ("机关名称,文明称号,省级文明单位", "市乙局,无,√", "文明称号", "无"),
        ("机关名称,文明称号,省级文明单位", "市乙局,省级文明单位,0", "省级文明单位", "0"),
        (
            "机关名称,处室名称,文明处室,标兵处室命名时间",
            "市乙局,办公室,否,2024-5-6",
            "文明处室",
            "否",
        ),
        (
            "机关名称,处室名称,处室称号,文明处室,标兵",
            "市乙局,办公室,标兵处室,否,否",
            "标兵",
            "否",
        ),
    ],
)
def test_one_column_denies_what_another_says(
    tmp_path: Path, heads: str, row: str, column: str, value: str
) -> None:
    (one,) = read_rows(tmp_path, heads, row).rejected
    assert (one.row, one.column, one.value) == (2, column, value)
    assert "矛盾" in render(one.reason, "zh") and "wrong" in render(one.reason, "en")
