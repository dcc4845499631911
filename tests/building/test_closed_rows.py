"""A file's rows of a year that is closed are refused row by row, in the preview as in the write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.registers import change
from civtui.workspace.building.rollover import roll
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace
from tests.exchange.books import book
from tests.titles.small import START, small_city

HEADS = ["单位", "职责", "年度", "责任人/处室", "目标", "状态"]
OPEN = ["a-1局", "theory", 2026, "甲", "12次", "进行中"]
DONE = ["a-2局", "theory", 2026, "乙", "12次", "已完成"]
NEXT = ["a-3局", "theory", 2027, "丙", "12次", "计划中"]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", today=START)
    import_register(made, "duty", book(made.dir / "first.xlsx", 职责=[HEADS, OPEN, DONE]))
    roll(made, 2026)
    yield made
    made.close()


def take(ws: Workspace, *rows: list[object], dry: bool = False, skip: bool = False) -> ImportAnswer:
    path = book(ws.dir / "in.xlsx", 职责=[HEADS, *rows])
    return import_register(ws, "duty", path, dry_run=dry, skip_rejected=skip)


def told(answer: ImportAnswer) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, render(one.reason, "zh")) for one in answer.rejected]


def test_each_row_of_a_closed_year_is_refused_with_its_own_way(ws: Workspace) -> None:
    rows = ([*OPEN[:3], "丁", *OPEN[4:]], [*DONE[:3], "丁", *DONE[4:]], ["a-3局", *DONE[1:]], NEXT)
    seen = take(ws, *rows, dry=True)
    assert [(row, column) for row, column, _ in told(seen)] == [(n, "年度") for n in (2, 3, 4)]
    ways = [text for _, _, text in told(seen)]
    assert "civtui duty set a-1/theory/2027" in ways[0]
    assert "civtui duty set a-2/theory/2026 … --why …" in ways[1]
    assert "civtui duty add … --why …" in ways[2]
    assert all("2026 年度已结转" in text and render(seen.rejected[0].reason, "en") for text in ways)
    assert told(take(ws, *rows)) == told(seen) and len(record_rows(ws, "duty")) == 3
    assert (seen.accepted, seen.changes) == (1, {"records": 1})
    written = take(ws, *rows, skip=True)
    assert written.written and written.changes == seen.changes
    owners = {row.id: row.values["owner"] for row in record_rows(ws, "duty")}
    assert owners["a-1/theory/2026"] == "甲" and owners["a-3/theory/2027"] == "丙"
    assert (
        change(ws, "duty", "a-2/theory/2026", {"owner": "丁"}, why="更正").values["owner"] == "丁"
    )


def test_rows_of_a_closed_year_that_change_nothing_are_taken_as_they_stand(ws: Workspace) -> None:
    answer = take(ws, OPEN, DONE, NEXT)
    assert not answer.rejected and answer.same == 2 and answer.changes == {"records": 1}
