"""A title without a day begins on the day of entry: said at its cell, before and after."""

from pathlib import Path
from typing import Any

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import How, read_registry
from civtui.locale import render
from civtui.model.text import Lang, msg
from civtui.workspace.agencies.agencies import titles_of
from civtui.workspace.answers.intake import foreseen, imported
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from tests.exchange.books import book

KNOWN = Known((KnownAgency("a-1", "市财政局", "", ""),))


def plan(path: Path, heads: list[str], *rows: list[Any]) -> Plan:
    return read_registry(book(path / "a.xlsx", 名册=[heads, *rows]), KNOWN, how=How())


def undated(found: Plan) -> list[tuple[int, str, list[str]]]:
    return [
        (one.row, one.column, [render(honor, "zh") for honor in one.reason.values["honors"]])
        for one in found.warnings
        if one.reason.key == "exchange.from-today"
    ]


def test_each_tick_without_a_day_says_from_when_it_counts(tmp_path: Path) -> None:
    heads = ["单位", "处室", "文明处室", "标兵处室", "命名时间"]
    found = plan(
        tmp_path,
        heads,
        ["市财政局", "甲处", "√", "", ""],
        ["市财政局", "乙处", "2021-03-05", "", ""],
        ["市财政局", "丙处", "", "√", ""],  # brings the civilized office's title: said once
        ["市财政局", "丁处", "√", "√", ""],
        ["市财政局", "戊处", "√", "", "2020-12-01"],
        ["市财政局", "己处", "", "", ""],
        ["市财政局", "庚处", "2021-03-05", "√", ""],
    )
    assert undated(found) == [
        (2, "文明处室", ["文明处室"]),
        (4, "标兵处室", ["标兵处室"]),
        (5, "文明处室", ["文明处室"]),
        (5, "标兵处室", ["标兵处室"]),
        (8, "标兵处室", ["标兵处室"]),
    ]


def test_a_named_title_without_a_day_says_so_too(tmp_path: Path) -> None:
    heads = ["机关名称", "简称", "现有称号", "命名时间"]
    rows = [
        ["市财政局", "", "市级文明单位", None],
        ["市教育局", "", "无", None],
        ["市民政局", "", "省级文明单位", "2019-12-01"],
    ]
    assert undated(plan(tmp_path, heads, *rows)) == [(2, "现有称号", ["市级文明单位"])]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_preview_and_answer_say_it_and_a_day_put_in_corrects_it(tmp_path: Path, lang: Lang) -> None:
    heads, row = ["机关名称", "简称", "市级文明单位"], ["市财政局", "财政局", "√"]
    path = book(tmp_path / "a.xlsx", 名册=[heads, row])
    ws = init(tmp_path / "w", name="甲市")
    today = ws.today().isoformat()
    shown = import_registry(ws, path, dry_run=True)
    written = import_registry(ws, path)
    values = {"skip_rejected": False}
    said = "\n".join(
        foreseen(shown, msg("verbs/import.foreseen-registry", **shown.changes), values).lines
    )
    for answer in (shown, written):
        (warning,) = answer.document()["warnings"]
        assert (warning["row"], warning["column"], warning["value"]) == (2, "市级文明单位", "√")
        assert today in warning["reason"]
        reason = render(answer.warnings[0].reason, lang)
        assert today in reason and ("登记当天" if lang == "zh" else "day of entry") in reason
    assert today in said and today in "\n".join(imported(written, skips=False).lines())
    assert [row.since for row in titles_of(ws, "a-1")] == [today]
    assert import_registry(ws, path).warnings == []  # it stands: nothing begins
    book(tmp_path / "a.xlsx", 名册=[heads, [*row[:2], "2021-03-05"]])
    assert import_registry(ws, path).warnings == []
    assert [row.since for row in titles_of(ws, "a-1")] == ["2021-03-05"]
    ws.close()


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("文明处室（2025.3.1）", {"civilized-office": "2025-03-01"}),
        ("文明处室2025年3月8日", {"civilized-office": "2025-03-08"}),
        ("文明处室 2025/3/8", {"civilized-office": "2025-03-08"}),
        ("文明处室（2024.12.5命名）", {"civilized-office": "2024-12-05"}),
        ("标兵处室(2024-06-01)", dict.fromkeys(["civilized-office", "model-office"], "2024-06-01")),
    ],
)
def test_a_day_behind_a_title_is_its_day(tmp_path: Path, cell: str, held: dict[str, str]) -> None:
    rows = [["机关名称", "处室名称", "处室称号"], ["市财政局", "办公室", cell]]
    path = book(tmp_path / "a.xlsx", 名册=rows)
    ws = init(tmp_path / "w", name="甲市")
    shown = import_registry(ws, path, dry_run=True)
    assert shown.rejected == [] and {p.column for p in shown.warnings} == {"机关名称"}
    assert (shown.changes["honors"], shown.brought) == (1, len(held) - 1)
    said = "\n".join(imported(import_registry(ws, path), skips=False).lines())
    assert ("另有 1 个文明处室称号" in said) is (len(held) == 2)
    assert {row.honor: row.since for row in titles_of(ws, "o-1-1")} == held
    ws.close()


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("文明处室（2025.13）", "words-behind"),
        ("2025.3", "which-honor"),
        ("先进处室（2025.3）", "no-honor"),
        ("文明处室（2023年度）", "words-behind"),
        ("文明处室（二〇二四年三月）", "words-behind"),
    ],
)
def test_a_day_that_is_none_and_a_day_alone_are_refused(
    tmp_path: Path, cell: str, why: str
) -> None:
    rows = [["机关名称", "处室名称", "处室称号"], ["市财政局", "办公室", cell]]
    ws = init(tmp_path / "w", name="甲市")
    found = import_registry(ws, book(tmp_path / "a.xlsx", 名册=rows), dry_run=True)
    key = f"exchange.{why}"
    assert [(p.row, p.column, p.reason.key) for p in found.rejected] == [(2, "处室称号", key)]
    ws.close()


def test_a_model_offices_day_moves_no_civilized_title_that_stands(tmp_path: Path) -> None:
    heads, office = ["机关名称", "处室名称", "处室称号"], ["市财政局", "办公室"]
    ws = init(tmp_path / "w", name="甲市")
    import_registry(
        ws, book(tmp_path / "a.xlsx", 名册=[heads, [*office, "文明处室（2024-03-01）"]])
    )
    path = book(tmp_path / "b.xlsx", 名册=[heads, [*office, "标兵处室（2025-04-01）"]])
    found = import_registry(ws, path)
    assert (found.changes["honors"], found.brought) == (1, 0)
    said = {row.honor: row.since for row in titles_of(ws, "o-1-1")}
    assert said == {"civilized-office": "2024-03-01", "model-office": "2025-04-01"}
    both = [*office, "文明处室（2024-05-01）、标兵处室（2025-04-01）"]  # which names its own day
    import_registry(ws, book(tmp_path / "c.xlsx", 名册=[heads, both]))
    said = {row.honor: row.since for row in titles_of(ws, "o-1-1")}
    assert said == {"civilized-office": "2024-05-01", "model-office": "2025-04-01"}
    ws.close()
