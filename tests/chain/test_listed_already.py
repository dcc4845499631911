"""What stands on an agenda already is not written anew, and a taking back says what stands."""

from datetime import date
from pathlib import Path

import pytest

from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.performing import performing
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.group import call
from tests.chain.road import Road, strict_road


@pytest.fixture
def city(tmp_path: Path) -> Road:
    made = strict_road(tmp_path / "w")
    made.round()
    made.at("2026-02-10")
    return made


def done(city: Road, verb: str, **given: object) -> Answer:
    ws = open_workspace(city.folder)
    try:
        return performing.perform(ws, verb_of(verb), given)
    finally:
        ws.close()


def seq(city: Road) -> int:
    return int(city.do("status")["ledger"]["seq"])


def test_a_smaller_choice_adds_nothing_and_says_so(city: Road) -> None:
    put = city.do("round", "propose", "r1", "--first", "3")
    assert (put["stood"], put["others"]) == ([], 0)
    before = seq(city)
    again = city.do("round", "propose", "r1", "--first", "2")
    assert seq(city) == before
    assert (again["sitting"], again["stood"], again["others"]) == (
        put["sitting"],
        ["o-1-1", "o-1-2"],
        1,
    )
    said = "\n".join(done(city, "round.propose", round="r1", first="2").lines())
    assert "没有新增" in said and f"group call {put['sitting']} --item" in said


def test_one_more_is_listed_and_who_stood_there_is_named(city: Road) -> None:
    city.do("round", "propose", "r1", "--first", "2")
    more = city.do("round", "propose", "r1", "--first", "3")
    assert (more["stood"], more["others"]) == (["o-1-1", "o-1-2"], 0)
    assert len(more["rows"]) == 3


def test_void_says_that_a_sitting_still_stands(city: Road) -> None:
    put = city.do("round", "propose", "r1", "--first", "2")
    city.do("round", "propose", "r1", "--first", "3")
    first = done(city, "group.void", thing=put["sitting"], why="多列了")
    assert any("仍在" in said and put["sitting"] in said for said in first.aside)
    second = done(city, "group.void", thing=put["sitting"], why="全撤")
    assert not second.aside


def test_a_sitting_called_so_already_is_not_written_anew(city: Road) -> None:
    words = ("group", "call", "s1", "--item", "plan=年度计划", "--date", "2026-02-20")
    city.do(*words)
    before = seq(city)
    city.do(*words)
    assert seq(city) == before
    again = done(city, "group.call", sitting="s1", item=["plan=年度计划"], date="2026-02-20")
    assert any("没有改动" in said for said in again.aside)


def test_what_is_added_leaves_a_sitting_on_its_day(city: Road) -> None:
    ws = open_workspace(city.folder)
    call(ws, "p1", ["grant:civilized-office=o-1-1"], held_on=date(2026, 3, 1), agency="a-1")
    ws.close()
    put = city.do("round", "propose", "r1", "--first", "2")
    assert put["sitting"] == "p1"
    assert city.do("group", "show", "p1")["on"] == "2026-03-01"


def test_a_closed_round_keeps_its_opening(city: Road) -> None:
    said = city.refused("round", "void", "r1", "--why", "误", rule="round-open")
    assert "mark" not in said and "closed" in said  # it is no mark that is asked for
    _, told = city.said("round", "void", "r1", "--why", "误")
    assert "civtui round open r1" in told
    assert city.do("round", "show", "r1")["state"] == "closed"


def test_who_stands_there_besides_is_named(city: Road) -> None:
    city.do("round", "propose", "r1", "--first", "3")
    again = city.do("round", "propose", "r1", "--first", "2")
    assert again["other_names"] == ["a-1局/处3"]
    said = "\n".join(done(city, "round.propose", round="r1", first="2").lines())
    assert "该议程上另有：a-1局/处3" in said


def test_whose_result_no_sitting_can_approve_is_left_out_and_named(city: Road) -> None:
    put = city.do("round", "propose", "r1", "--first", "4")
    assert [row["subject"] for row in put["rows"]] == ["o-1-1", "o-1-2", "o-1-3"]
    assert [one["name"].endswith("处4") for one in put["left_out"]] == [True]
    (item,) = city.do("group", "show", put["sitting"])["agenda"]
    assert "o-1-4" not in item["subjects"]
    said = "\n".join(done(city, "round.propose", round="r1", first="4").lines())
    assert "未列入" in said and "处4：" in said


def test_one_alone_whose_result_fails_is_refused(city: Road) -> None:
    city.refused("round", "propose", "r1", "--subject", "o-1-4", rule="title-needs-result")
