"""A registry taken in again, unchanged, brings no title back that the ledger says is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.ledger import queries
from civtui.locale import render
from civtui.workspace.files.imports import import_registry
from civtui.workspace.session import Workspace
from civtui.workspace.titles import endings
from civtui.workspace.titles.opening_titles import correct_title
from tests.titles.small import Sittings, let_pass, small_city

WHY = "查无文件"
FILE = """机关,处室名称,称号,命名时间
市a-1局,处1,文明处室,{}
市a-1局,处2,标兵处室,{}
"""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def written(ws: Workspace, first: str = "2022-06-15", second: str = "2023-05-04") -> Path:
    path = ws.dir / "in.csv"
    path.write_text(FILE.format(first, second), "utf-8")
    return path


def standing(ws: Workspace) -> set[tuple[str, ...]]:
    return set(queries.rows(ws.ledger, "agencies", "standing-titles"))


def said(answer: object, key: str) -> list[int]:
    return [one.row for one in answer.warnings if one.reason.key == f"exchange.{key}"]  # type: ignore[attr-defined]  # an answer


@pytest.mark.parametrize("days", [("2022-06-15", "2023-05-04"), ("", ""), ("2022.6", "2023年")])
def test_what_was_corrected_to_none_stays_so(ws: Workspace, days: tuple[str, str]) -> None:
    path = written(ws, *days)
    import_registry(ws, path)
    correct_title(ws, "civilized-office", "a-1局/处1", {"tier": "none"}, why=WHY)
    correct_title(ws, "model-office", "a-1局/处2", {"tier": "none"}, why=WHY)
    before, head = standing(ws), ws.head()
    answer = import_registry(ws, path)
    assert (standing(ws), ws.head(), answer.written) == (before, head, False)
    assert answer.changes["honors"] == 0 and not answer.cells
    assert said(answer, "corrected-kept") == [2, 3]
    assert said(answer, "from-today") == []
    assert all(
        WHY in render(w.reason, "zh") for w in answer.warnings if "corrected" in w.reason.key
    )


def test_a_corrected_tier_stays_and_a_later_day_is_another_title(ws: Workspace) -> None:
    import_registry(ws, written(ws))
    correct_title(ws, "model-office", "a-1局/处2", {"tier": "civilized-office"}, why=WHY)
    head = ws.head()
    answer = import_registry(ws, written(ws))
    assert ws.head() == head and said(answer, "corrected-kept") == [3]
    answer = import_registry(ws, written(ws, second="2024-05-04"))
    assert answer.written and said(answer, "title-anew") == [3]
    assert ("o-1-2", "model-office") in standing(ws)


def test_a_day_corrected_first_and_then_taken_away_is_the_same_title(ws: Workspace) -> None:
    import_registry(ws, written(ws))
    correct_title(ws, "civilized-office", "a-1局/处1", {"since": "2022-06-10"}, why=WHY)
    correct_title(ws, "civilized-office", "a-1局/处1", {"tier": "none"}, why=WHY)
    head = ws.head()
    assert said(import_registry(ws, written(ws)), "corrected-kept") == [2]
    assert ws.head() == head


def test_a_title_that_lapsed_is_not_written_again(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=date(2026, 2, 1))
    path = ws.dir / "in.csv"
    rows = "机关名称,称号,命名时间,期满时间\n市a-1局,市级文明单位,2023-03-01,2026-03-01\n"
    path.write_text(rows, "utf-8")
    import_registry(ws, path)
    assert standing(ws) == {("a-1", "municipal")}
    let_pass(ws, date(2026, 5, 1))
    import_registry(ws, path)  # records what the policy did, if anything
    head = ws.head()
    answer = import_registry(ws, path)
    assert (ws.head(), answer.written, standing(ws)) == (head, False, set())
    assert said(answer, "title-ended-left") == [2] and answer.changes["honors"] == 0
    path.write_text(rows.replace("2023-03-01", "2026-04-01").replace("2026-03-01", ""), "utf-8")
    assert said(import_registry(ws, path), "title-anew") == [2]
    assert standing(ws) == {("a-1", "municipal")}
    ws.close()


ROW = "机关名称,称号,命名时间\n市a-1局,市级文明单位,2026-01-05\n"
ENDS = [("withdraw", "withdrawn", "撤销"), ("delist", "delisted", "摘牌")]


@pytest.mark.parametrize(("matter", "cause", "word"), ENDS)
def test_how_a_title_ended_and_by_which_decision_is_said(
    ws: Workspace, matter: str, cause: Any, word: str
) -> None:
    path = ws.dir / "in.csv"
    path.write_text(ROW, "utf-8")
    import_registry(ws, path)
    ruled = Sittings(ws).decide(f"{matter}:municipal=a-1", ws.today())
    endings.end(ws, "municipal", ["a-1"], cause, ruled)
    (left,) = [
        render(one.reason, "zh")
        for one in import_registry(ws, path).warnings
        if one.reason.key == "exchange.title-ended-left"
    ]
    assert f"{word}（依据决定 {ruled}）" in left and "终止" not in left


def test_of_a_corrected_tier_one_thing_is_said(ws: Workspace) -> None:
    path = ws.dir / "in.csv"
    path.write_text(ROW, "utf-8")
    import_registry(ws, path)
    correct_title(ws, "municipal", "a-1局", {"tier": "provincial"}, why=WHY)
    (one,) = import_registry(ws, path).warnings
    text = render(one.reason, "zh")
    assert "现为：省级文明单位" in text and WHY in text and str(ws.today()) in text


def test_a_model_office_that_never_was_one_is_said_to_be_civilized(ws: Workspace) -> None:
    import_registry(ws, written(ws))
    correct_title(ws, "model-office", "a-1局/处2", {"tier": "civilized-office"}, why=WHY)
    texts = [render(one.reason, "zh") for one in import_registry(ws, written(ws)).warnings]
    assert [WHY in text and "现为：文明处室" in text for text in texts].count(True) == 1
