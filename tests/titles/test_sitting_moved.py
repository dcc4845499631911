"""A sitting that came before its day is given that day; its agenda and papers stay."""

from pathlib import Path

import pytest

from tests.chain.road import Road, strict_road


@pytest.fixture
def city(tmp_path: Path) -> Road:
    made = strict_road(tmp_path / "w")
    made.at("2026-02-20")
    made.do("group", "call", "s1", "--date", "2026-03-05", "--item", "card=a-1", "--paper", "附一")
    return made


@pytest.mark.parametrize(
    ("words", "rule", "day"),
    [([], "day-ahead", "2026-02-20"), (["--on", "2026-02-18"], "order", "2026-02-18")],
)
def test_who_holds_it_early_is_told_how(city: Road, words: list[str], rule: str, day: str) -> None:
    status, document = city.run("group", "hold", "s1", *words)
    error = document["error"]
    assert status in (3, 4) and error["where"]["rule"] == rule
    assert f"civtui group move s1 {day}" in error["hint"]


def test_it_is_moved_and_held(city: Road) -> None:
    before = city.do("group", "show", "s1")["agenda"]
    status, said = city.said("group", "move", "s1", "2026-02-20")
    assert status == 0 and "2026-03-05 → 2026-02-20" in said and "agenda of" not in said
    moved = city.do("group", "show", "s1")
    assert (moved["on"], moved["state"], moved["agenda"]) == ("2026-02-20", "called", before)
    assert before[0]["papers"] == ["附一"]
    city.refused("group", "move", "s1", "2026-02-20", rule="sitting")
    assert city.do("group", "hold", "s1")["state"] == "held"
    city.refused("group", "move", "s1", "2026-02-19", rule="sitting")


def test_a_day_that_has_simply_not_come_is_no_early_sitting(city: Road) -> None:
    city.do("group", "move", "s1", "2026-02-20")
    status, document = city.run("group", "hold", "s1", "--on", "2026-02-21")
    assert status == 4 and "group move" not in document["error"]["hint"]


def test_a_sitting_of_a_past_day_takes_nothing_more(city: Road) -> None:
    city.at("2026-03-10")
    before = city.do("group", "show", "s1")
    status, said = city.said("group", "put", "card", "a-2")
    new = next(s for s in city.do("group", "sittings") if s["id"] != "s1")
    assert status == 0 and (new["on"], new["agenda"][0]["subjects"]) == ("2026-03-10", ["a-2"])
    assert city.do("group", "show", "s1") == before
    assert "civtui group hold s1" in said and "civtui group move s1" in said
    status, due = city.said("honor", "due")
    assert "civtui group hold s1" in due
    status, said = city.said("group", "put", "card", "a-3")
    assert len(city.do("group", "sittings")) == 2 and "civtui group hold s1" in said
    city.refused("group", "put", "card", "a-1", rule="agenda")
