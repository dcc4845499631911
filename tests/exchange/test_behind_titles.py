"""Words in brackets behind a title: none is dropped, and what is undone is no title."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.exchange.honors import AGENCY, OFFICE, read_dated
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

UNDOING = (
    "已摘牌",
    "已撤销",
    "取消",
    "停牌",
    "到期",
    "申报中",
    "拟",
    "推荐",
    "创建中",
    "复核中",
    "复查不合格",
    "复查未通过",
    "未复查合格",
    "第三批撤销",
    "保留，后取消",
    "不予保留",
    "取消保留",
    "不再保留",
    "待复查合格",
    "降级",
)
HARMLESS = (
    "复查合格",
    "复核通过",
    "届满复查合格",
    "通过复查",
    "年审合格",
    "第三批",
    "第12届",
    "首批",
    "续",
    "保留",
    "继续保留",
    "予以保留",
    "保留荣誉称号",
    "蝉联",
    "称号",
)
TITLES = [
    (kind, name)
    for kind, table in (("agency", AGENCY), ("office", OFFICE))
    for many in table.values()
    for name in many
    if not name.isascii()
]


def read(head: str, cell: Cell, kind: str) -> Plan:
    known = Known((KnownAgency("a-1", "市财政局", "财政局", ""),))
    heads: list[Cell] = ["机关名称", "处室名称"] if kind == "office" else ["机关名称", "简称"]
    row: list[Cell] = ["市财政局", "办公室"] if kind == "office" else ["市审计局", "审计局"]
    sheet = Sheet("表", [[*heads, head], [*row, cell]], {})
    return read_registry(Path("a.xlsx"), known, None, [sheet])


@pytest.mark.parametrize(("kind", "name"), TITLES)
def test_a_title_is_not_held_by_words_that_may_undo_it(kind: str, name: str) -> None:
    for words in UNDOING:
        for brackets in ("（{}）", "({})", " （ {} ）"):
            assert read_dated(name + brackets.format(words), kind) is None, words


@pytest.mark.parametrize(("kind", "name"), TITLES)
def test_a_day_and_harmless_words_leave_it_held(kind: str, name: str) -> None:
    for words in ("2023.5", "2023年5月命名", "保持", "在册", "荣誉称号", *HARMLESS):
        assert read_dated(f"{name}（{words}）", kind), words
    for words in HARMLESS:
        for behind in (words, f" {words}", f"（第三批）（{words}）", f"（首批，{words}）"):
            assert read_dated(name + behind, kind), behind
    assert read_dated(name, kind)


@pytest.mark.parametrize(
    ("head", "cell", "kind", "words"),
    [
        ("现有称号", "市级文明单位（已摘牌）", "agency", "已摘牌"),
        ("现有称号", "省级文明单位(申报中)", "agency", "申报中"),
        ("处室称号", "文明处室（拟）", "office", "拟"),
        ("处室称号", "文明处室（2023.5），标兵处室（推荐）", "office", "推荐"),
        ("处室称号", "文明处室（已撤销）2023.5", "office", "已撤销"),
        ("文明处室", "文明处室（已撤销）", "office", "已撤销"),
        ("市级文明单位", "市级（停牌）", "agency", "停牌"),
    ],
)
def test_the_refusal_names_cell_words_and_what_is_allowed(
    head: str, cell: str, kind: str, words: str
) -> None:
    plan = read(head, cell, kind)
    assert plan.titles == []
    (problem,) = plan.rejected
    assert (problem.row, problem.column, problem.value) == (2, head, cell)
    said = locale.render(problem.reason)
    assert words in said
    assert ("文明处室" if kind == "office" else "市级文明单位") in said or "市直机关" in said


@pytest.mark.parametrize("honor", ["荣誉", "荣誉称号", "所获荣誉"])
@pytest.mark.parametrize("day", ["时间", "授予时间", "获评时间", "日期"])
@pytest.mark.parametrize("kind", ["agency", "office"])
def test_a_title_and_the_day_beside_it_are_a_pair(honor: str, day: str, kind: str) -> None:
    name = "文明处室" if kind == "office" else "市级文明单位"
    own: list[Cell] = ["单位", "处室"] if kind == "office" else ["单位", "简称"]
    sheet = Sheet("表", [[*own, honor, day], ["市甲局", "甲处", name, "2023.5.6"]], {})
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [(one.honor, str(one.since)) for one in plan.titles] == [
        ("civilized-office" if kind == "office" else "municipal", "2023-05-06")
    ]


def test_a_bare_day_apart_from_a_title_is_none_of_its() -> None:
    rows: list[list[Cell]] = [["单位", "时间", "简称", "称号"], ["市甲局", "2023.5", "甲局", None]]
    plan = read_registry(Path("a.xlsx"), Known(), None, [Sheet("表", rows, {})])
    assert [(one.column, one.reason.key) for one in plan.warnings] == [
        ("时间", "exchange.unused-near")
    ]
