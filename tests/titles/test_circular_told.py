"""The circular tells a title taken as a sanction from one that is withdrawn, and names no other."""

from pathlib import Path

import pytest

from civtui.workspace.answers import honor
from civtui.workspace.files.reports import _circular
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, group
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


def delisted_by_card(folder: Path, **policies: str) -> tuple[Workspace, Sittings, str]:
    """Return a city whose first agency has no title and was delisted through its card."""
    ws = small_city(folder, today=START, policies=policies)
    sittings = Sittings(ws)
    card_steps.issue(ws, "a-1", "严重", "整改", sittings.decide("card=a-1", START), card="c1")
    card_steps.progress(ws, "c1", "re-inspected", met=False)
    ruled = sittings.decide("delist-card=a-1", START)
    card_steps.conclude(ws, "c1", "delisted", ruled)
    return ws, sittings, ruled


def of(ws: Workspace, agency: str) -> list[tuple[str, str]]:
    """Return under which headings, and by which decision, the year's paper names an agency."""
    return [(row[0], row[4]) for row in _circular(ws)["table"]["rows"] if row[2] == agency]


def test_a_delisting_that_took_no_title_is_in_the_paper_of_the_year(tmp_path: Path) -> None:
    ws, _, ruled = delisted_by_card(tmp_path / "w")
    assert of(ws, "市a-1局").count(("摘牌", ruled)) == 1
    assert ("摘牌 1") in list(honor.circular(ws, year=START.year).lines())
    (row,) = circular(ws, START.year).annexes["revoked"]
    assert (row["event"], row["honor"], row["card"]) == ("delisted", None, "c1")
    assert not circular(ws, START.year + 1).annexes["revoked"]


def test_a_delisting_through_a_card_is_told_once_where_it_took_a_title(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    sittings = Sittings(ws)
    card_steps.issue(ws, "a-1", "严重", "整改", sittings.decide("card=a-1", START), card="c1")
    card_steps.progress(ws, "c1", "re-inspected", met=False)
    ruled = sittings.decide("delist-card=a-1", START)
    card_steps.conclude(ws, "c1", "delisted", ruled)
    assert of(ws, "市a-1局").count(("摘牌", ruled)) == 1


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
@pytest.mark.parametrize(("outcome", "counts"), [("approved", 0), ("refused", 1)])
def test_an_appeal_ends_such_a_delisting_or_lets_it_stand(
    tmp_path: Path, choice: str, outcome: group.Outcome, counts: int
) -> None:
    ws, sittings, ruled = delisted_by_card(tmp_path / "w", appeal=choice)
    appeals.appeal(ws, "a-1", ruled)
    waiting = 0 if choice == "suspended" else 1
    assert len(circular(ws, START.year).annexes["revoked"]) == waiting
    answer = sittings.decide("appeal=a-1", START, outcome)
    appeals.answer_appeal(ws, "a-1", ruled, answer)
    assert len(circular(ws, START.year).annexes["revoked"]) == counts
