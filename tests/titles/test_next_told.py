"""What comes next is told as it is: after a notice, with a decision, of a title that goes on."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, grants, group, notices
from civtui.workspace.titles.next_steps import next_step
from tests.titles.small import START, Sittings, let_pass, small_city

AGENCY = "agency-level"


def told(ws: Workspace, case: str) -> str:
    return render(next_step(ws, applications.case_row(ws, case)), "zh")


def lines(ws: Workspace, verb: str, **given: object) -> list[str]:
    return [*perform(ws, verb_of(verb), given).lines()]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city where a holder's application was decided on and made public; the notice is over."""
    ws = small_city(
        tmp_path / "w", titles=[("a-1", AGENCY), ("o-1-1", "civilized-office")], today=START
    )
    applications.apply(ws, AGENCY, "a-1", case="c1")
    applications.check(ws, "c1", score="80", why="现场考评")
    Sittings(ws).decide(f"grant:{AGENCY}=a-1", START)
    posted = notices.post(ws, ["c1"], on=START)
    let_pass(ws, date.fromisoformat(posted[0].last) + timedelta(1))
    return ws


def test_after_the_notice_the_command_is_told_and_the_notice_as_over(ws: Workspace) -> None:
    said = told(ws, "c1")
    assert "公示已期满" in said and "复查保留" in said
    assert "civtui honor grant agency-level a-1局 --decision s1-1" in said


def test_a_title_that_goes_on_is_not_said_to_be_granted(ws: Workspace) -> None:
    given = {"honor": AGENCY, "holders": ["a-1"], "decision": "s1-1"}
    will = announced(ws, verb_of("honor.grant"), given)
    assert will is not None and "将保留" in render(will, "zh") and "命名" not in render(will, "zh")
    answer = perform(ws, verb_of("honor.grant"), given)
    assert "已保留" in next(iter(answer.lines())) and "已命名" not in "".join(answer.lines())
    assert answer.document()["kept"] == ["a-1"]
    assert told(ws, "c1") == "已复查保留"
    for verb, about in (("apply.list", {}), ("apply.show", {"case": "c1"})):
        said = "\n".join(lines(ws, verb, **about))
        assert "已复查保留" in said and "已命名" not in said, verb
    assert perform(ws, verb_of("apply.show"), {"case": "c1"}).document()["state"] == "granted"


def test_a_notice_that_is_over_says_that_a_title_may_be_kept(ws: Workspace) -> None:
    why = next(row.why for row in due_rows(ws) if "公示" in render(row.why, "zh"))
    assert "可以复查保留" in render(why, "zh") and "命名" not in render(why, "zh").split("期满")[1]


def test_a_decision_is_told_with_its_card_and_how_it_is_carried_out(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    said = lines(ws, "decide.add", sitting="s1", item="1")
    assert any("civtui card add a-1局" in one and "s1-1" in one for one in said)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", "s1-1", on=START).state.id
    assert not any("civtui" in one for one in lines(ws, "decide.show", decision="s1-1"))
    card_steps.progress(ws, card, "re-inspected", met=True, on=START)
    group.call(ws, "s2", ["clear-card=a-1"], held_on=START)
    group.hold_sitting(ws, "s2")
    said = lines(ws, "decide.add", sitting="s2", item="1")
    assert any(card in one and "停滞" in one for one in said)
    assert any(f"civtui card clear {card} --decision s2-1" in one for one in said)


def test_a_new_title_is_granted_as_before(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("o-1-1", "civilized-office")], today=START)
    applications.apply(ws, AGENCY, "a-1", case="c1")
    applications.check(ws, "c1", score="80", why="现场考评")
    ruled = Sittings(ws).decide(f"grant:{AGENCY}=a-1", START)
    posted = notices.post(ws, ["c1"], on=START)
    let_pass(ws, date.fromisoformat(posted[0].last) + timedelta(1))
    assert "可以命名" in told(ws, "c1")
    assert grants.grant(ws, AGENCY, ["a-1"], ruled).kept == ()
