"""A cell of a day that says the month alone: its first day is taken, and that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.reading import is_month_alone
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.files.imports import ImportAnswer, import_registry
from tests.titles.small import small_city


@pytest.mark.parametrize(
    "value",
    [
        "2022.6",
        "2022-06",
        "2022/6",
        "202206",
        2022.6,
        202206,
        "2022年6月",
        "2022 年 6 月份",
        "2022年6",
        "二〇二二年六月",
        "２０２２年６月",
        "2022年6月起",
    ],
)
def test_a_month_alone(value: object) -> None:
    assert is_month_alone(value)


@pytest.mark.parametrize(
    "value",
    [
        "2022",
        2022,
        "2022年",
        "2022年6月1日",
        "2022.6.1",
        44713,
        44713.5,
        "20220601",
        date(2022, 6, 1),
        "",
        True,
    ],
)
def test_no_month_alone(value: object) -> None:
    assert not is_month_alone(value)


def months(
    answer: ImportAnswer, key: str = "month-alone", says: str = "1 日"
) -> list[tuple[int, str, int]]:
    found = [one for one in answer.warnings if one.reason.key == f"exchange.{key}"]
    assert all(says in render(one.reason, "zh") and render(one.reason, "en") for one in found)
    return [(one.row, one.value, one.reason.values["count"]) for one in found]


def test_it_is_said_once_a_column_wherever_days_are_read(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    path = ws.dir / "in.csv"
    rows = (
        "市乙局,市级文明单位,2022.6.3",
        "市丙局,市级文明单位,2022.6",
        "市丁局,市级文明单位,202305",
    )
    path.write_text("\n".join(["机关名称,文明称号,命名日期", *rows]), "utf-8")
    assert months(import_registry(ws, path, dry_run=True)) == [(3, "2022.6", 2)]
    path.write_text(
        "单位,活动名称,活动日期\n市a-1局,读书会,2026.2\n市a-2局,座谈会,2026-02-04\n", "utf-8"
    )
    assert months(import_activities(ws, path, dry_run=True)) == [(2, "2026.2", 1)]
    path.write_text("事项,期限\n半年小结,2026.3\n", "utf-8")
    answer = import_register(ws, "filing", path, dry_run=True)
    assert months(answer, "month-ends", "最后一日") == [(2, "2026.3", 1)]
    ws.close()


@pytest.mark.parametrize("written", ["2022.6", "2022年6月", "二〇二二年六月"])
@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("机关名称,文明称号,命名日期", "市乙局,市级文明单位,{}"),
        ("机关名称,市级文明单位", "市乙局,{}"),
        ("机关名称,市级文明单位,市级文明单位命名时间", "市乙局,√,{}"),
    ],
)
def test_every_spelling_is_said_alike(tmp_path: Path, heads: str, row: str, written: str) -> None:
    ws = small_city(tmp_path / "w")
    path = ws.dir / "in.csv"
    path.write_text(f"{heads}\n{row.format(written)}\n", "utf-8")
    assert months(import_registry(ws, path, dry_run=True)) == [(2, written, 1)]
    ws.close()


@pytest.mark.parametrize("cell", ["市级文明单位（2022.6）", "市级文明单位 2022年6月"])
def test_behind_a_title_it_is_said_too(tmp_path: Path, cell: str) -> None:
    ws = small_city(tmp_path / "w")
    path = ws.dir / "in.csv"
    path.write_text(f"机关名称,文明称号\n市乙局,{cell}\n", "utf-8")
    assert months(import_registry(ws, path, dry_run=True)) == [(2, cell, 1)]
    remark = "2022年6月（第二批）"
    path.write_text(f"机关名称,文明称号,命名日期\n市乙局,市级文明单位,{remark}\n", "utf-8")
    assert months(import_registry(ws, path, dry_run=True)) == [(2, remark, 1)]
    path.write_text("机关名称,市级文明单位\n市乙局,√（2022年6月）\n", "utf-8")
    assert months(import_registry(ws, path, dry_run=True)) == [(2, "√（2022年6月）", 1)]
    ws.close()
