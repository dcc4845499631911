"""A round that ends with marks missing says how many, and whether anybody accepted that."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from itertools import product
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.model.facts.rounds import RoundClosed
from civtui.verbs import verb_of
from civtui.workspace.answers import Foreseen
from civtui.workspace.performing import foreseeing
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import open_workspace
from tests.chain.road import strict_road
from tests.rounds.small import ITEMS, Boss, scored_city

CELLS = 12  # two offices, three items, two judges


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "city")


def mark(city: Boss, count: int) -> None:
    """Give the first `count` marks of the round."""
    cells = [(o, i, j) for o in ("o-1-1", "o-2-1") for i in ITEMS for j in ("k1", "k2")]
    assert len(cells) == CELLS
    for office, item, judge in cells[:count]:
        value = "是" if item == "place" else "3"
        city.do("mark", "set", "r", office, item, value, "--assessor", judge)


def said(city: Boss, *words: str) -> str:
    """Return what a command prints for people."""
    out = StringIO()
    with redirect_stdout(out):
        assert run(["-w", str(city.folder), "--as", "boss", *words]) == 0
    return out.getvalue()


def shown(city: Boss) -> list[object]:
    """Return what every list and answer says of the gap."""
    found = [city.do("round", "show", "r")["gap"], city.do("results", "r")["gap"]]
    return [*found, next(r["gap"] for r in city.do("round", "list") if r["id"] == "r")]


def test_a_script_of_today_ends_it_and_the_gap_is_on_record_as_not_accepted(city: Boss) -> None:
    mark(city, CELLS - 2)
    assert shown(city) == [None] * 3, "an open round is on its way"
    assert "未认可" in said(city, "round", "close", "r")
    gap = {"missing": 2, "accepted": False, "reason": ""}
    assert shown(city) == [gap] * 3
    assert "缺 2 个评分，未认可" in said(city, "ledger", "log", "--limit", "1")


def test_the_way_that_is_told_of_an_open_gap_is_the_one_that_works(city: Boss) -> None:
    mark(city, CELLS - 2)
    told = said(city, "round", "close", "r")
    ways = ["civtui round open r", "civtui round close r --accept-gap"]
    assert all(way in told for way in ways)
    reason = ("round", "close", "r", "--accept-gap", "乙离职")
    _, refused = city.run(*reason)
    assert all(way in refused["error"]["hint"] for way in ways)
    city.do("round", "open", "r")
    city.do(*reason)
    assert shown(city) == [{"missing": 2, "accepted": True, "reason": "乙离职"}] * 3


def test_with_a_reason_it_counts_and_the_reason_is_told_everywhere(city: Boss) -> None:
    mark(city, CELLS - 1)
    assert "已认可：乙离职" in said(city, "round", "close", "r", "--accept-gap", "乙离职")
    assert shown(city) == [{"missing": 1, "accepted": True, "reason": "乙离职"}] * 3
    assert "理由：乙离职" in said(city, "ledger", "log", "--limit", "1")


def test_a_whole_round_takes_no_reason_and_its_fact_is_as_it_always_was(city: Boss) -> None:
    mark(city, CELLS)
    city.refused("round", "close", "r", "--accept-gap", "无", rule="gap")
    city.do("round", "close", "r")
    assert shown(city) == [None] * 3
    assert RoundClosed(round="r").model_dump(mode="json") == {"round": "r", "state": "closed"}
    whole = RoundClosed(round="r", missing=2, gap="x").model_dump(mode="json")
    assert whole == {"round": "r", "state": "closed", "missing": 2, "gap": "x"}


def test_taken_up_again_it_forgets_the_reason(city: Boss) -> None:
    mark(city, CELLS - 1)
    city.do("round", "close", "r", "--accept-gap", "乙离职")
    city.refused("round", "close", "r", "--accept-gap", "另一理由", rule="gap")
    city.do("round", "open", "r")
    city.do("round", "close", "r")
    assert shown(city) == [{"missing": 1, "accepted": False, "reason": ""}] * 3


def test_a_form_asks_for_the_reason_before_anything_is_done(city: Boss) -> None:
    mark(city, CELLS - 1)
    ws, verb = open_workspace(city.folder, user="boss"), verb_of("round.close")
    told = foreseeing.foreseen(ws, verb, {"round": "r"})
    assert not told.ready and "还缺 1 个评分" in told.lines[-1]
    given = {"round": "r", "accept-gap": "乙离职"}
    told = foreseeing.foreseen(ws, verb, given)
    assert told.ready and "乙离职" in "".join(told.lines)
    assert not isinstance(foreseeing.as_foreseen(ws, verb, given, told), Foreseen)
    row = rounds.round_row(ws, "r")
    assert row.complete and row.gap == {"missing": 1, "accepted": True, "reason": "乙离职"}
    ws.close()


def test_whether_it_may_carry_a_title(city: Boss) -> None:
    mark(city, CELLS - 1)
    ws = open_workspace(city.folder, user="boss")
    assert not rounds.round_row(ws, "r").complete
    assert not round_life.close_round(ws, "r").complete
    round_life.close_round(ws, "r", reopen=True)
    assert round_life.close_round(ws, "r", accept_gap="乙离职").complete
    ws.close()


def test_where_titles_need_a_result_a_command_wants_the_reason_too(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.round(skip=("o-1-2", "study"), close=False)
    said = city.refused("round", "close", "r1", rule="gap")
    assert "1" in said and city.do("round", "show", "r1")["state"] == "open"
    city.do("round", "close", "r1", "--accept-gap", "该处室无此项")
    city.do("round", "open", "r1")
    city.do("mark", "set", "r1", "o-1-2", "study", "4")
    city.do("round", "close", "r1")


def test_what_a_gap_leaves_out_is_said_where_somebody_is_proposed(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w", title_needs_result="flagged")
    city.at("2026-02-01")
    city.do(
        "round",
        "new",
        "r1",
        "--standard",
        "small",
        "--organizer",
        "a-1局",
        "--office",
        "o-1-1",
        "--office",
        "o-1-2",
        "--assessor",
        "k1:甲",
    )
    city.do("mark", "set", "r1", "o-1-1", "study", "4")
    city.do("round", "close", "r1")
    said = city.refused("round", "propose", "r1", "--first", "1", rule="title-needs-result")
    assert "5" in said, "marks missing"
    hint = city.run("round", "propose", "r1", "--first", "1")[1]["error"]["hint"]
    assert "--accept-gap" in hint


def test_a_round_in_which_nobody_may_mark_does_not_close_without_a_word(city: Boss) -> None:
    for judge, office in product(("k1", "k2"), ("o-1-1", "o-2-1")):
        city.do("round", "recuse", "r", judge, office, "--why", "亲属")
    told = city.refused("round", "close", "r", rule="gap")
    assert "nobody may give a mark" in told
    city.do("round", "void", "r", "--why", "无人可评")
