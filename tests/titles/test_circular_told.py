"""The circular tells a title taken as a sanction from one that is withdrawn, and names no other."""

from pathlib import Path

from civtui.workspace.answers import honor
from civtui.workspace.files.reports import _circular
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, endings
from civtui.workspace.titles.record import circular
from tests.titles.small import START, Sittings, small_city


def city(folder: Path) -> Workspace:
    """Return a city in which one was delisted, one's title withdrawn, one carded."""
    titles = [("a-1", "municipal"), ("a-2", "municipal")]
    ws, day = small_city(folder, titles=titles, today=START), START
    sittings = Sittings(ws)
    ruled = sittings.decide("delist:municipal=a-1", day)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled)
    ruled = sittings.decide("withdraw:municipal=a-2", day)
    endings.end(ws, "municipal", ["a-2"], "withdrawn", ruled)
    card_steps.issue(ws, "a-3", "脏乱", "整改", sittings.decide("card=a-3", day), card="c1")
    return ws


def test_a_delisting_is_no_withdrawal(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    lines = list(honor.circular(ws, year=START.year).lines())
    assert "摘牌 1" in lines and "撤销 1" in lines
    told = {row[2]: (row[0], row[3]) for row in _circular(ws)["table"]["rows"]}
    assert told == {
        "市a-1局": ("摘牌", "市级文明单位"),
        "市a-2局": ("撤销", "市级文明单位"),
        "市a-3局": ("黄牌警告", ""),
    }


def test_programs_find_both_where_they_were(tmp_path: Path) -> None:
    found = circular(city(tmp_path / "w"), START.year).document()
    assert found["counts"]["revoked"] == 2
    assert {row["event"] for row in found["annexes"]["revoked"]} == {"delisted", "withdrawn"}


def test_no_column_says_that_what_was_lost_is_held(tmp_path: Path) -> None:
    columns = _circular(city(tmp_path / "w"))["table"]["columns"]
    assert "现有称号" not in [one["title"] for one in columns]
