"""What a title or a decision rests on stays: the round, its marks, and the figures decided on."""

from pathlib import Path

import pytest

from tests.chain.road import Road, strict_road


@pytest.fixture
def city(tmp_path: Path) -> Road:
    made = strict_road(tmp_path / "w")
    made.civilized("o-1-1", "o-1-2")
    made.at("2026-02-20")
    return made


def marks_of(city: Road) -> int:
    return int(city.do("round", "show", "r1")["marks"]["given"])


def test_no_door_unmakes_a_round_that_titles_rest_on(city: Road) -> None:
    facts = city.do("ledger", "log", "--limit", "1000")
    city.do("round", "open", "r1", "-y")
    before = marks_of(city)
    for fact in facts:
        if fact["kind"] in ("round-opened", "marked"):
            status, said = city.run("ledger", "void", str(fact["seq"]), "--why", "x", "-y")
            assert status == 3, (fact, said)
    assert city.run("round", "void", "r1", "--why", "x", "-y")[0] == 3
    city.refused("mark", "undo", "r1", rule="result-rests")
    city.refused("mark", "clear", "r1", "o-1-1", "study", "--why", "x", rule="result-rests")
    assert marks_of(city) == before
    # marked anew it may be, and what is marked anew is taken back
    city.do("mark", "set", "r1", "o-1-1", "study", "1")
    city.do("mark", "undo", "r1")


def test_what_changes_under_a_title_is_said(city: Road) -> None:
    def said(*words: str) -> str:
        status, text = city.said(*words)
        assert status == 0, text
        return text

    opened = said("round", "open", "r1", "-y")
    assert "a-1局/处1" in opened and "a-1局/处2" in opened
    city.do("mark", "set", "r1", "o-1-1", "study", "1")
    closed = said("round", "close", "r1")
    assert "a-1局/处1" in closed and "10" in closed and "the result changed" in closed
    (made,) = city.do("decide", "list")
    assert "the result changed" in said("decide", "show", made["id"])


def test_a_held_sitting_shows_what_was_decided_on(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "1")["sitting"]
    city.do("group", "hold", put)
    city.do("decide", "add", put, "1")
    city.do("round", "open", "r1", "-y")
    city.do("mark", "set", "r1", "o-1-1", "study", "1")
    _, shown = city.said("group", "show", put)
    assert "a-1局/处1: 10 points" in shown and "is not over" not in shown


LATEST: dict[str, tuple[list[str], str | None]] = {
    "a mark": (["mark", "set", "r1", "o-1-1", "study", "2"], None),
    "a note": (["mark", "note", "r1", "o-1-1", "study", "记"], None),
    "a skip": (["mark", "skip", "r1", "o-1-4", "style", "--why", "缓"], None),
    "an undo": (["mark", "undo", "r1"], "mark undo"),
    "a submission": (
        ["round", "submit", "r1", "--assessor", "k1", "--partial", "--why", "缺", "-y"],
        "round unlock",
    ),
}


@pytest.mark.parametrize("name", LATEST)
def test_the_latest_step_of_a_round_is_the_latest_of_any_kind(tmp_path: Path, name: str) -> None:
    city = strict_road(tmp_path / "w")
    city.round(close=False, skip=("o-1-4", "style"))
    words, other = LATEST[name]
    before = marks_of(city)
    city.do(*words)
    newest = city.do("ledger", "log", "--limit", "1")[0]["seq"]
    status, answer = city.run("round", "void", "r1", "--why", "误", "-y")
    if other:
        assert status == 3 and other in answer["error"]["hint"], answer
        assert city.do("ledger", "log", "--limit", "1")[0]["seq"] == newest
    else:
        assert status == 0 and answer["facts"] == [newest]
        assert marks_of(city) == before
