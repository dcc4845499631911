"""An application that passed its check says how it comes to a decision, and of newer scores."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.verbs import verb_of
from civtui.workspace.answers import apply as answers
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, endings, grants, group, notices
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.applications import case_row
from civtui.workspace.titles.next_steps import next_step
from tests.titles.small import START, Sittings, let_pass
from tests.titles.test_renewal_applied_for import applied, checked
from tests.titles.test_scores_after_merger import ws as ws

PUT = "civtui group put grant a-1局 --honor agency-level"


def lines(ws: Workspace) -> list[str]:
    return [render(row.why) for row in due_rows(ws) if row.what == "application"]


def said(ws: Workspace) -> str:
    return render(next_step(ws, case_row(ws, "c1")))


def test_it_names_the_command_until_it_stands_before_a_sitting(tmp_path: Path) -> None:
    ws = applied(tmp_path / "w")
    (line,) = lines(ws)
    assert "尚未审核" in line and "civtui apply check c1" in line and "apply close" not in line
    checked(ws)
    (line,) = lines(ws)
    let_pass(ws, START + timedelta(days=1))
    (then,) = (row for row in due_rows(ws, on=START) if row.what == "application")
    assert render(then.why) == line
    let_pass(ws, START)
    assert PUT in line and "a-1局的市直机关文明单位申报" in line and PUT in said(ws)
    sitting = put_on_agenda(ws, {"grant": ["a-1"]}, honor="agency-level")
    decide = f"civtui decide add {sitting.id} 1"
    assert not lines(ws) and "已列入" in said(ws) and decide in said(ws)
    let_pass(ws, START + timedelta(days=1))
    then = [row for row in due_rows(ws, on=START) if row.what == "application"]
    assert not then and not lines(ws)  # put up on that day itself
    group.hold_sitting(ws, sitting.id, on=START)
    assert not lines(ws) and "已召开" in said(ws) and decide in said(ws)


def test_a_score_that_came_since_the_check_is_told(ws: Workspace) -> None:
    perform(ws, verb_of("round.open"), {"round": "r"})
    applications.apply(ws, "agency-level", "a-2", on=START, case="k2")
    assert applications.check(ws, "k2").score.score is None

    def told() -> list[bool]:
        shown = answers.show(ws, case="k2").lines()
        ranked = answers.rank(ws, honor="agency-level", on=None).lines()
        found = ([*shown], [*ranked], lines(ws))
        return [any("civtui apply check k2" in line and "70" in line for line in f) for f in found]

    assert told() == [False] * 3
    perform(ws, verb_of("round.close"), {"round": "r"})
    assert told() == [True] * 3
    assert not any(
        "apply check k\n" in f"{line}\n" for line in lines(ws)
    )  # its score is the round's
    applications.check(ws, "k2")
    assert told() == [False] * 3


def test_who_never_applied_is_told_to_apply(tmp_path: Path) -> None:
    made = applied(tmp_path / "w")
    with pytest.raises(Refused) as told:
        group.call(made, "s1", ["recommend:municipal=a-2"])
    assert render(told.value.hint or msg("")) == "先申报：civtui apply add municipal a-2局"


def test_a_notice_that_stands_names_the_first_day_behind_it(tmp_path: Path) -> None:
    made = applied(tmp_path / "w")
    checked(made)
    ruled = Sittings(made).decide("grant:agency-level=a-1", START)
    last = date.fromisoformat(notices.post(made, ["c1"], on=START)[0].last)
    with pytest.raises(Refused) as told:
        grants.grant(made, "agency-level", ["a-1"], ruled, on=last)
    assert f"{last + timedelta(days=1)}" in render(told.value.hint or msg(""))


def test_too_few_for_a_quorum_move_the_sitting(tmp_path: Path) -> None:
    made = applied(tmp_path / "w")
    group.call(made, "s1", ["plan=计划"], held_on=START)
    with pytest.raises(Refused) as told:
        group.hold_sitting(made, "s1", present=["m1"])
    assert "civtui group move s1 日期" in render(told.value.hint or msg(""))


def test_a_renewal_of_a_title_that_is_gone_names_how_it_is_closed(tmp_path: Path) -> None:
    """And one of an agency that was delisted since its check: there is nothing to put."""
    for passed in (False, True):
        ws = applied(tmp_path / f"w{passed}")
        if passed:
            checked(ws)
        ruled = Sittings(ws, "d").decide("delist:agency-level=a-1", START)
        endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=START)
        (line,) = lines(ws)
        assert "civtui apply close c1 withdrawn" in line
        perform(ws, verb_of("apply.close"), {"case": "c1", "cause": "withdrawn"})
        assert not lines(ws)
        ws.close()
