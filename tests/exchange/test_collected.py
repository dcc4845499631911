"""What is asked of files that others collected (`tests/deep/collected.py`), on small ones."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.exchange.columns import header_at
from civtui.exchange.headers import MARKS
from civtui.exchange.tables import Cell, Sheet, read_tables
from civtui.workspace.building.intake import import_activities
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from civtui.workspace.session import Workspace
from tests.deep.collected import importers, results, unaccounted, with_words, words_of
from tests.exchange.books import book

ASKED = argparse.Namespace(seconds=60.0, only=None, account=True)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace of one agency."""
    made = init(tmp_path / "w", name="样例市")
    import_registry(
        made, book(tmp_path / "r.xlsx", 表=[["机关名称", "简称"], ["市财政局", "财政局"]])
    )
    yield made
    made.close()


def test_a_file_goes_to_every_importer_as_it_is_and_by_force(ws: Workspace, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", 表=[["甲", "乙", "丙"], ["市财政局", "#N/A", 3], [None, 1, "x"]]
    )
    tried = list(results(ws.dir, path, ASKED))
    hows = {one.importer: one.how for one in tried}
    assert len(tried) == 1 + 2 * len(importers())
    assert set(hows.values()) <= {"read", "refused"}
    assert hows["import.registry by force"] == "read"
    (tmp_path / "b.xls").write_bytes(b"<html>")
    (only,) = results(ws.dir, tmp_path / "b.xls", ASKED)
    assert (only.how, only.why) == ("refused", "exchange.is-web")


def test_a_header_is_given_the_words_of_an_importer() -> None:
    sheet = Sheet("表", [["名册", None, None], ["甲", "乙", None], ["x", "y", None]], {})
    assert with_words(sheet, ["机关", "处室", "数"]).rows[1] == ["机关", "处室", None, "数"]
    assert all(len(words_of(verb)) > 1 for verb in importers())


def test_a_cell_of_which_nothing_is_said_is_found() -> None:
    rows: list[list[str | float | None]] = [
        ["机关", "简称"],
        ["甲", "乙", "丙"],
        ["丁", None, None],
    ]
    sheet = Sheet("表", [[*row] for row in rows], {})
    columns = [{"place": place, "field": field} for place, field in (("A", "name"), ("B", ""))]
    seen = {"sheet": "表", "kind": "agency", "header": 1, "columns": columns, "rows": 2}
    said = {"sheets": [seen], "left_out": [], "rejected": []}
    assert list(unaccounted([sheet], said)) == ["表 C2"]
    assert list(unaccounted([sheet], {**said, "rejected": [{"sheet": "表", "row": 2}]})) == []
    assert list(unaccounted([sheet], {**said, "sheets": [{**seen, "rows": 1}]})) == [
        "表 C2",
        "表: 2 rows, 1 of them said",
    ]
    assert list(unaccounted([sheet], {**said, "sheets": [{**seen, "kind": ""}]})) == []


def test_a_sheet_that_is_read_as_two_is_accounted_for_once(tmp_path: Path) -> None:
    rows = [["机关名称", "处室名称"], ["市甲局", "办公室"], ["一、政府", None], ["市乙局", "√"]]
    path = book(tmp_path / "a.xlsx", 表=rows)
    own = init(tmp_path / "own", name="乙市")
    said = import_registry(own, path, dry_run=True).document()
    own.close()
    assert [one["kind"] for one in said["sheets"]] == ["agency", "office"]
    assert list(unaccounted(read_tables(path), said)) == []
    assert list(unaccounted(read_tables(path), {**said, "left_out": []})) == [
        "表: 3 rows, 2 of them said"
    ]


def test_an_activity_without_a_day_is_refused(ws: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 表=[["机关", "名称", "日期"], ["市财政局", "学雷锋", None]])
    (problem,) = import_activities(ws, path, dry_run=True).rejected
    assert (problem.row, problem.column) == (2, "日期")


def test_a_header_shorter_than_the_group_above_it_is_read() -> None:
    rows: list[list[Cell]] = [["y", "处室", "评分"], ["项目"], ["x", "办公室", "9"]]
    header = header_at(rows, 2, "marks", MARKS, {"subject", "item", "value"})
    assert header is not None
    assert header.columns == {"item": 0, "subject": 1, "value": 2}
