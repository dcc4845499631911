"""Whoever draws up an agenda is told what there are no places for; the decision is held to them."""

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing import foreseeing
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group
from tests.titles.small import START, let_pass, small_city

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
        assert any(OVER in line and "命名 2 个，名额只剩 1 个" in line for line in lines)


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


def due_line(ws: Workspace) -> str:
    """Return what the due board says of the sitting, some days after it."""
    let_pass(ws, START + timedelta(days=3))
    (row,) = (row for row in due_rows(ws) if row.what == "sitting")
    return render(row.why, "zh")


def test_the_due_board_says_that_an_application_ended_before_it_counts_places(
    ws: Workspace,
) -> None:
    called(ws, ITEM)
    group.hold_sitting(ws, "s1")
    assert "名额只剩 1 个" in due_line(ws)
    case = next(r for r in applications.case_rows(ws) if r.agency == "a-2")
    applications.close(ws, case.id, "withdrawn")
    said = due_line(ws)
    assert "名额" not in said and "a-2局的申报状态是“已撤回”" in said
    assert "civtui decide add s1 1 refused" in said and "之后登记决定" not in said


def test_where_no_place_is_left_nobody_is_told_to_choose_some(ws: Workspace) -> None:
    called(ws, ITEM)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1", subjects=["a-1"])
    said = due_line(ws)
    assert "其中几个" not in said and "已没有名额（固定名额 1 个，2026 年已用 1 个）" in said
    given = {"sitting": "s2", "item": ["grant:agency-level=a-2"]}
    aside = list(perform(ws, verb_of("group.call"), given).aside)
    assert any("会上不能同意" in line for line in aside)
    assert not any("其中几个" in line for line in aside)
