"""An agenda keeps its day and its body, and takes only what its sitting could decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.workspace.session import open_workspace
from civtui.workspace.titles import agenda
from tests.chain.road import Road, strict_road


@pytest.fixture
def city(tmp_path: Path) -> Road:
    city = strict_road(tmp_path / "w")
    city.at("2026-03-01")
    return city


def test_a_sitting_called_again_keeps_its_day(city: Road) -> None:
    city.do("group", "call", "s1", "--date", "2026-03-20", "--item", "card=a-1")
    again = city.do("group", "call", "s1", "--item", "card=a-1", "--item", "card=a-2")
    assert again["on"] == "2026-03-20"
    moved = city.do("group", "call", "s1", "--date", "2026-03-25", "--item", "card=a-1")
    assert moved["on"] == "2026-03-25"


def test_a_party_groups_agenda_is_rewritten_as_its_own(city: Road) -> None:
    city.round("r1", day="2026-02-10")
    city.at("2026-03-01")
    put = city.do("round", "propose", "r1", "--first", "2")["sitting"]
    words = ["group", "call", put, "--item", "grant:civilized-office=o-1-1"]
    assert [i["subjects"] for i in city.do(*words)["agenda"]] == [["o-1-1"]]
    assert city.do("group", "show", put)["agenda"][0]["agency"] == "a-1"


def test_what_the_sitting_could_not_approve_is_not_put_there(city: Road) -> None:
    city.refused("group", "put", "grant", "a-1", "--honor", "agency-level", rule="application")
    city.refused("group", "put", "delist", "a-1", "--honor", "provincial", rule="held")


def test_a_round_that_is_none_cannot_be_voided(city: Road) -> None:
    status, answer = city.run("round", "void", "none-1", "--why", "typo")
    assert (status, answer["error"]["code"]) == (4, "not-found")


def test_a_sitting_whose_day_has_passed_is_called_for_the_day_of_the_new_matter(
    city: Road,
) -> None:
    city.do("group", "call", "s1", "--date", "2026-03-05", "--item", "card=a-1")
    city.at("2026-03-10")
    assert city.do("group", "put", "card", "a-2")["on"] == "2026-03-10"
    city.at("2026-03-08")
    assert city.do("group", "put", "card", "a-3")["on"] == "2026-03-10"


def test_what_two_put_there_at_one_moment_stands_both(
    city: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.do("group", "call", "s1", "--date", "2026-03-20", "--item", "card=a-1")
    mine, theirs = (open_workspace(city.folder, user="tester") for _ in range(2))
    placed, once = agenda.placed, iter([True])

    def overtaken(ws: object, *args: object, **given: object) -> object:
        plan = placed(ws, *args, **given)  # type: ignore[arg-type] # handed through as they come
        if ws is mine and next(once, False):
            agenda.put_on_agenda(theirs, {"card": ["a-2"]})
        return plan

    monkeypatch.setattr(agenda, "placed", overtaken)
    agenda.put_on_agenda(mine, {"card": ["a-3"]})
    for ws in (mine, theirs):
        ws.close()
    (item,) = city.do("group", "show", "s1")["agenda"]
    assert item["subjects"] == ["a-1", "a-2", "a-3"]
