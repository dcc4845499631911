"""What was owed, or judged, before the New Year is not gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.building.boards import board
from civtui.workspace.overview.due import due_rows
from civtui.workspace.overview.due_records import ON_BOARD
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

HEARING = {"hearing": {"months": 3}}
FILING = {"title": "年度总结", "due": "2026-12-20"}
REPORT = {"agency": "a-1", "body": "party-group", "topic": "创建工作", "due": "2026-03-31"}
POST = {
    **{"agency": "a-1", "office": "o-1-1", "post": "处长", "business": "办件", "building": "创建"},
    **{"business-met": "met", "building-met": "missed"},
}


def let_be(ws: Workspace, day: date) -> None:
    ws.set_clock(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with closing(small_city(tmp_path / "w", own=HEARING, today=date(2026, 1, 6))) as made:
        let_be(made, date(2026, 12, 31))
        perform(made, verb_of("report.add"), REPORT)
        perform(made, verb_of("report.filing.add"), FILING)
        perform(made, verb_of("duty.post.add"), POST)
        yield made


def late(ws: Workspace) -> dict[str, int]:
    """Return how many of each register are late, which its board must show as well."""
    found = {
        row.subject: int(str(row.why.values["count"]))
        for row in due_rows(ws)
        if row.what == "record" and row.days < 0
    }
    for register, (name, state) in ON_BOARD.items():
        shown = [row for row in board(ws, name).rows if _says(row.cells, state)]
        assert len(shown) == found.get(register, 0), register
    return found


def _says(cells: tuple[object, ...], state: str) -> bool:
    return any(getattr(cell, "key", "") == f"building.{state}" for cell in cells)


def test_what_was_owed_stays_owed_until_its_year_is_closed(ws: Workspace) -> None:
    before = late(ws)
    agencies = before["filing"]
    assert before["report"] == 3 * agencies
    let_be(ws, date(2027, 1, 1))
    assert late(ws) == {"filing": agencies, "report": 4 * agencies}
    perform(ws, verb_of("year.roll"), {"year": "2026"})
    assert late(ws) == {"report": 1}  # the one that is on record, and was not heard


def test_a_year_in_which_nothing_was_kept_owes_nothing(tmp_path: Path) -> None:
    with closing(small_city(tmp_path / "w", own=HEARING, today=date(2026, 1, 6))) as made:
        let_be(made, date(2027, 1, 1))
        assert late(made) == {}


def test_the_board_of_posts_tells_the_verdict_that_stands(ws: Workspace) -> None:
    let_be(ws, date(2027, 1, 1))
    perform(ws, verb_of("year.roll"), {"year": "2026"})
    (row,) = board(ws, "gate", None, 2027).rows
    assert (render(row.cells[-1]), row.tone) == ("不合格（2026 年考核）", "bad")
    perform(ws, verb_of("duty.post.set"), {"record": row.id, "building-met": "met"})
    assert render(board(ws, "gate", None, 2027).rows[0].cells[-1]) == "不合格（2026 年考核）"
    perform(ws, verb_of("duty.post.set"), {"record": row.id, "business-met": "met"})
    assert render(board(ws, "gate", None, 2027).rows[0].cells[-1]) == "合格"
