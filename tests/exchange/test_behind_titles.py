"""Words in brackets behind a title: none is dropped, and what is undone is no title."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.exchange.honors import AGENCY, OFFICE, read_dated
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

UNDOING = ("已摘牌", "已撤销", "取消", "停牌", "到期", "申报中", "拟", "推荐", "创建中", "复核中")
TITLES = [(kind, name) for kind, table in (("agency", AGENCY), ("office", OFFICE))
          for many in table.values() for name in many if not name.isascii()]  # fmt: skip


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
    for words in ("2023.5", "2023年5月命名", "保持", "在册", "荣誉称号"):
        assert read_dated(f"{name}（{words}）", kind), words
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
