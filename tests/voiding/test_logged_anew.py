"""An activity that was logged again since it was taken back is not put back beside that one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.building.activities import activity_rows, log_activity
from civtui.workspace.building.intake import import_activities
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.exchange.books import book
from tests.titles.small import small_city

WHY = "误录"
ROWS = [["日期", "单位", "活动"], ["2025-03-05", "a-1", "学雷锋"], ["2025-03-12", "a-2", "植树"]]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def titles(ws: Workspace) -> list[str]:
    return sorted(row.title for row in activity_rows(ws))


def load(ws: Workspace, folder: Path) -> int:
    """Import the log and return its fact."""
    return import_activities(ws, book(folder / "日志.xlsx", 活动=ROWS)).fact


def remove(ws: Workspace, title: str) -> int:
    """Take an activity out and return the fact that says so."""
    thing = next(row.id for row in activity_rows(ws) if row.title == title)
    answer = perform(ws, verb_of("activity.void"), {"thing": thing, "why": WHY})
    return int(answer.document()["by"])


def refused(ws: Workspace, seq: int) -> None:
    before = titles(ws)
    with pytest.raises(Refused) as told:
        void(ws, seq, WHY)
    assert told.value.message.key == "voiding.logged-since"
    assert titles(ws) == before


def test_one_that_was_taken_out_of_its_batch(ws: Workspace, tmp_path: Path) -> None:
    load(ws, tmp_path)
    by = remove(ws, "植树")
    load(ws, tmp_path)  # which leaves out what was taken out
    assert titles(ws) == ["学雷锋"]
    log_activity(ws, "a-2", "植树", on=date(2025, 3, 12))
    anew = ws.head()
    refused(ws, by)
    _, gone = void(ws, anew, WHY)
    void(ws, by, WHY)
    assert titles(ws) == ["学雷锋", "植树"]
    refused(ws, gone)  # and the other way round


def test_a_whole_batch(ws: Workspace, tmp_path: Path) -> None:
    _, by = void(ws, load(ws, tmp_path), WHY)
    anew = load(ws, tmp_path)
    refused(ws, by)
    void(ws, anew, WHY)
    void(ws, by, WHY)
    assert titles(ws) == ["学雷锋", "植树"]


def test_two_that_stood_beside_each_other_may_do_so_again(ws: Workspace) -> None:
    for _ in range(2):
        log_activity(ws, "a-1", "学雷锋", another=True)
    by = remove(ws, "学雷锋")
    void(ws, by, WHY)
    assert titles(ws) == ["学雷锋", "学雷锋"]


@pytest.mark.parametrize("back", [False, True], ids=["taken back", "put back"])
def test_one_that_would_be_called_as_another_is(ws: Workspace, back: bool) -> None:
    """Its title was corrected, and the title that comes back was logged since."""
    log_activity(ws, "a-1", "学雷锋", on=date(2025, 3, 5))
    (row,) = activity_rows(ws)
    perform(ws, verb_of("activity.correct"), {"activity": row.id, "title": "植树", "why": WHY})
    by = ws.head()
    if back:
        _, by = void(ws, by, WHY)
    log_activity(ws, "a-1", "植树" if back else "学雷锋", on=date(2025, 3, 5))
    anew = ws.head()
    refused(ws, by)
    void(ws, anew, WHY)
    void(ws, by, WHY)
    assert titles(ws) == ["植树" if back else "学雷锋"]
