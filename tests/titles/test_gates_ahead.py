"""A gate that will bar a decision is told before a sitting is held for nothing."""

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists.listing import Listing
from civtui.workspace.lists.listing import Said as SaidLine
from civtui.workspace.lists.titles import eligible_pane
from civtui.workspace.performing.foreseeing import announced, foreseen
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles.eligibility import eligibility_list
from tests.chain.road import Road, strict_road
from tests.chain.test_chain import POST, THREE
from tests.chain.test_flagged_gates import DUTY, link

BARS, WAY = ("the decision will be barred", "决定时将不予通过"), "civtui duty set"
PUT = ("group", "put", "recommend", "a-1局", "--honor", "municipal")


def road(folder: Path, **choices: str) -> Road:
    city = strict_road(folder, line=True, **choices)
    city.civilized(*THREE)
    city.do(*DUTY, "--state", "failed")
    city.at("2026-02-20")
    return city


def opened(city: Road) -> Workspace:
    return open_workspace(city.folder, user="tester")


def pane(city: Road) -> str:
    ws = opened(city)
    here = Listing(ws, table_of("eligibility"), "")
    one = next(one for one in eligibility_list(ws) if one.agency.id == "a-1")
    return "\n".join(
        render(line.text, "en") for line in eligible_pane(here, one) if isinstance(line, SaidLine)
    )


def said(city: Road, *words: str) -> str:
    status, told = city.said(*words)
    assert status == 0, told
    return told


def barred(told: str) -> bool:
    """Return whether a text says that the decision will be barred; by what is said with it."""
    found = any(bars in told for bars in BARS)
    assert found == (WAY in told), told
    return found


@pytest.mark.parametrize(("choice", "bars"), [("barred", True), ("flagged", False)])
def test_a_failed_duty_is_told_all_the_way(tmp_path: Path, choice: str, bars: bool) -> None:
    city = road(tmp_path / "w", **{"target-duty": choice})
    assert barred(said(city, "eligibility", "a-1局")) is bars
    assert barred(pane(city)) is bars
    assert barred(said(city, "honor", "rung", "a-1局")) is bars
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    assert barred(said(city, "apply", "check", case)) is bars
    ws = opened(city)
    given = {"matter": "recommend", "holders": ["a-1"], "honor": "municipal"}
    will = announced(ws, verb_of("group.put"), given)
    assert will is not None and barred(render(will, "en")) is bars
    called = {"sitting": "s1", "item": ["recommend:municipal=a-1"]}
    assert barred("\n".join(foreseen(ws, verb_of("group.call"), called).lines)) is bars
    assert barred(said(city, *PUT)) is bars


def test_call_tells_whom_its_agenda_takes_on_newly(tmp_path: Path) -> None:
    city = road(tmp_path / "w")
    city.do("apply", "check", city.do("apply", "add", "municipal", "a-1局")["id"])
    call = ("group", "call", "s1", "--item", "recommend:municipal=a-1")
    assert barred(said(city, *call))
    assert not barred(said(city, *call, "--item", "measure=办法"))


def test_the_gates_of_an_office_are_told_with_its_agenda(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    link(city)
    call = ("group", "call", "p1", "--body", "a-1局", "--item", "grant:civilized-office=o-1-1")
    assert BARS[0] in said(city, *call)


@pytest.mark.parametrize(("choice", "bars"), [("barred", True), ("flagged", False)])
def test_what_is_proposed_out_of_a_round_is_told_what_will_bar_it(
    tmp_path: Path, choice: str, bars: bool
) -> None:
    city = strict_road(tmp_path / "w", **{"one-post-two-duties": choice, "reward-links": "flagged"})
    city.round()
    city.do(*POST, "missed")
    told = said(city, "round", "propose", "r1", "--from", "9")
    assert any(text in told for text in BARS) is bars
    assert not any(text in said(city, "round", "propose", "r1", "--from", "9") for text in BARS)
