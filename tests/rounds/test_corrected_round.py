"""A round's name and due day put right, with marks in it, closed or not."""

from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.workspace.session import open_workspace
from tests.rounds.small import Boss, scored_city

WHY = ("--why", "名称有误")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "w")


def test_a_round_with_marks_gets_its_right_name_and_day(city: Boss) -> None:
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "study", "1")
    city.do("round", "correct", "r", "--title", "一季度抽查", "--due", "2026-03-31", *WHY)
    shown = city.do("round", "show", "r")
    assert (shown["name"], shown["due"]) == ("一季度抽查", "2026-03-31")
    assert [one["name"] for one in city.do("round", "list")] == ["一季度抽查"]
    city.do("round", "close", "r", "-y")
    city.do("round", "correct", "r", "--due", "", *WHY)
    assert city.do("round", "show", "r")["due"] is None
    city.do("round", "void", "r", *WHY, "-y")
    assert city.do("round", "show", "r")["due"] == "2026-03-31"
    ws = open_workspace(city.folder)
    assert verify(ws.ledger) == []
    ws.close()


def test_what_is_wrong_is_refused(city: Boss) -> None:
    name = city.do("round", "show", "r")["name"]
    for given in (("--title", name), ("--title", " "), ("--due", "元旦"), ()):
        assert city.run("round", "correct", "r", *given, *WHY)[0] == 4, given
    assert city.run("round", "correct", "none", "--title", "甲", *WHY)[0] == 4
    assert city.run("round", "correct", "r", "--title", "甲", "--why", " ")[0] == 4
    assert city.run("--as", "jia", "round", "correct", "r", "--title", "甲", *WHY)[0] == 3


def test_a_round_opened_wrongly_takes_its_corrections_along(city: Boss) -> None:
    seq = city.do("status")["ledger"]["seq"]
    city.do("round", "correct", "r", "--title", "一季度抽查", *WHY)
    assert city.do("ledger", "void", str(seq), *WHY, "-y")["facts"] == [seq, seq + 1]
