"""What is said of applications, objections and decisions that are over is open to who reads it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import CivtuiError, Refused
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, grants, group, notices
from tests.titles.small import START, Sittings, let_pass, small_city
from tests.titles.test_life_property import city
from tests.titles.test_objected import POSTED


def hint(error: CivtuiError) -> str:
    assert error.hint is not None
    return render(error.hint)


def announced(folder: Path) -> tuple[Workspace, notices.NoticeRow, str]:
    """Return a city with a notice, and an objection to it that was answered."""
    ws = city(folder)
    case = applications.apply(ws, "municipal", "a-2", on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    Sittings(ws).decide("recommend:municipal=a-2", START + timedelta(days=1))
    notice, _ = notices.post(ws, [case], on=POSTED)
    objection = notices.object_to(ws, notice.id, case, "有反映", on=POSTED).id
    notices.handle(ws, objection, upheld=False, finding="不实", on=POSTED)
    return ws, notice, objection


def answered_again(ws: Workspace, objection: str) -> str:
    with pytest.raises(Refused) as refused:
        notices.handle(ws, objection, upheld=True, finding="属实")
    return hint(refused.value)


def test_another_objection_is_named_while_one_is_taken(tmp_path: Path) -> None:
    ws, notice, objection = announced(tmp_path / "w")
    let_pass(ws, date.fromisoformat(notice.last))
    assert "另行登记异议" in answered_again(ws, objection)
    notices.object_to(ws, notice.id, notices.objection_rows(ws)[0].case, "新情况")
    let_pass(ws, date.fromisoformat(notice.last) + timedelta(1))
    assert "异议" not in answered_again(ws, objection)
    ws.close()


def test_none_is_where_the_application_has_ended(tmp_path: Path) -> None:
    ws, _, objection = announced(tmp_path / "w")
    case = notices.objection_rows(ws)[0].case
    applications.close(ws, case, "withdrawn")
    assert "异议" not in answered_again(ws, objection)
    ws.close()


def test_a_withdrawal_can_be_taken_back_and_the_refusals_say_so(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    applications.apply(ws, "municipal", "a-2", case="c1")
    applications.close(ws, "c1", "withdrawn")
    for deed in (
        lambda: applications.check(ws, "c1"),
        lambda: group.call(ws, "s1", ["recommend:municipal=a-2"]),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert "civtui apply void c1" in hint(refused.value)
    perform(ws, verb_of("apply.void"), {"thing": "c1", "why": "误撤"})
    assert applications.case_row(ws, "c1").state == "applied"


def test_days_of_a_calendar_need_no_table_of_holidays(tmp_path: Path) -> None:
    for counting, said in (("calendar", 0), ("working", 1)):
        own = {"notice": {"days": 7, "count": counting}}
        titles = [("o-1-1", "civilized-office"), ("o-1-2", "civilized-office")]
        ws = small_city(tmp_path / counting, titles=titles, own=own, today=date(2031, 3, 3))
        perform(
            ws,
            verb_of("agency.set"),
            {"agency": "a-1", "runs-program": "yes", "has-conditions": "yes"},
        )
        applications.apply(ws, "municipal", "a-1", case="c1")
        assert applications.check(ws, "c1", score="90", why="测").outcome == "passed"
        Sittings(ws).decide("recommend:municipal=a-1", ws.today())
        lines = list(perform(ws, verb_of("notice.add"), {"cases": ["c1"]}).lines())
        assert sum("节假日表" in line for line in lines) == said


def test_a_refusal_and_its_vote_are_no_contradiction(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    applications.apply(ws, "municipal", "a-2", case="c1")
    group.call(ws, "s1", ["card=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    given = {"sitting": "s1", "item": "1", "outcome": "refused"}
    line = next(iter(perform(ws, verb_of("decide.add"), given).lines()))
    assert "不同意" in line and "表决：一致" in line and "一致同意" not in line


def test_after_a_notice_the_one_step_of_the_tier_is_named(tmp_path: Path) -> None:
    ws, notice, _ = announced(tmp_path / "w")
    let_pass(ws, date.fromisoformat(notice.last) + timedelta(1))
    (why,) = [render(row.why) for row in due_rows(ws) if row.what == "notice"]
    assert "可以上报" in why and "命名" not in why.partition("可以")[2]
    with pytest.raises(Refused) as refused:
        applications.check(ws, notices.objection_rows(ws)[0].case)
    assert "apply submit" in hint(refused.value) and "honor grant" not in hint(refused.value)
    ws.close()


def test_a_deed_without_its_decision_names_the_body_that_decides(tmp_path: Path) -> None:
    titles = [("a-1", "agency-level"), ("o-1-1", "civilized-office")]
    ws = small_city(tmp_path / "w", titles=titles, today=START)
    ruled = Sittings(ws).decide("card=a-2", START)
    for honor, holder, way, other in (
        ("agency-level", "a-1", "指导小组", "decide inside"),
        ("civilized-office", "o-1-1", "decide inside", "指导小组"),
    ):
        with pytest.raises(Refused) as refused:
            grants.keep(ws, honor, [holder], ruled)
        assert way in hint(refused.value) and other not in hint(refused.value)
