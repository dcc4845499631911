"""Whoever draws up an agenda is told what there are no places for; the decision is held to them."""

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing import foreseeing
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group
from tests.titles.small import START, small_city

QUOTA = [{"honor": "agency-level", "kind": "fixed", "places": 1}]
OVER = "会上按名额决定其中几个"
ITEM = "grant:agency-level=a-1,a-2"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(
        tmp_path / "w",
        today=START,
        own={"quota": QUOTA},
        titles=[(f"o-{n}-1", "civilized-office") for n in (1, 2)],
    )
    for agency in ("a-1", "a-2"):
        perform(
            made,
            verb_of("agency.set"),
            {"agency": agency, "runs-program": "yes", "has-conditions": "yes"},
        )
        case = applications.apply(made, "agency-level", agency).id
        assert applications.check(made, case, score="90", why="测").outcome == "passed"
    return made


def called(ws: Workspace, item: str) -> tuple[list[str], list[str]]:
    """Call a sitting; return what its form foresees and what its answer says beside it."""
    given = {"sitting": "s1", "item": [item]}
    told = foreseeing.foreseen(ws, verb_of("group.call"), given).lines
    return told, list(perform(ws, verb_of("group.call"), given).aside)


def test_who_calls_a_sitting_is_told_before_and_after(ws: Workspace) -> None:
    for lines in called(ws, ITEM):
        assert any(OVER in line and "推荐 2 个，名额只剩 1 个" in line for line in lines)


def test_nothing_is_said_where_there_are_places(ws: Workspace) -> None:
    for lines in called(ws, "grant:agency-level=a-1"):
        assert not any(OVER in line for line in lines)


def test_who_puts_one_more_on_an_agenda_is_told_the_same(ws: Workspace) -> None:
    group.call(ws, "s1", ["grant:agency-level=a-1"])
    given = {"matter": "grant", "honor": "agency-level", "holders": ["a-2"]}
    said = foreseeing.announced(ws, verb_of("group.put"), given)
    assert said is not None and OVER in render(said, "zh")
    assert any(OVER in line for line in perform(ws, verb_of("group.put"), given).aside)


def test_the_decision_is_held_to_the_places(ws: Workspace) -> None:
    called(ws, ITEM)
    group.hold_sitting(ws, "s1")
    with pytest.raises(Refused) as told:
        decisions.decide(ws, "s1", "1")
    assert told.value.where == {"rule": "within-quota"}
    assert decisions.decide(ws, "s1", "1", subjects=["a-2"]).subjects == ("a-2",)
