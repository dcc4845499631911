"""A round from opening to end by keys: new, dealt, looked at, unlocked, handed over, ended."""

from pathlib import Path

import pytest

from civtui.model.roles import Role
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.reading.history import fact_rows, verify
from civtui.workspace.rounds import rounds, shares
from tests.tui.session import Session, session


def judge(user: Session, id_: str) -> rounds.AssessorLine:
    panel = rounds.assessors_of(user.ws, rounds.round_row(user.ws, "select-2026"))
    return next(a for a in panel if a.id == id_)


def newest(user: Session) -> rounds.RoundRow:
    return rounds.round_row(user.ws, "2026-1")


async def stand_on(user: Session, round_id: str) -> None:
    """Go to the round in mode 3."""
    await user.press("3")
    user.desk.grid.go(user.desk.grid.place_of(round_id))
    await user.settle()


async def test_a_round_is_opened_dealt_and_ended_by_keys(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "insert")
        user.expect("新开一轮考评", "2026-1", "如：")
        await user.type("四季度抽查")
        await user.press("enter", "enter")  # no organizer: the city's
        await user.type("贸发局、组织部/人才处")
        await user.press("enter", "enter", "1", "2", "insert")  # two who judged before, one new
        await user.type("王五")
        await user.press("enter")
        await user.type("宣传部")
        await user.press("enter", "f8", "escape", "f8")
        many = len(office_rows(user.ws, "a-43")) + 1
        user.expect(f"已开：四季度抽查，对象 {many} 个，考评员 3 人")
        panel = rounds.assessors_of(user.ws, newest(user))
        assert [a.id for a in panel] == ["kp1", "kp2", "王五"]
        assert panel[0].agency, "who judged before brings the own agency along"

        await user.press("f6", "2")
        user.expect("没有分配：每人评全部对象")
        await user.press("f6", "2", "enter")
        user.expect("拟分配：每处 2 人", "可以互比")
        assert newest(user).per_subject is None, "a preview writes nothing"
        await user.press("enter")
        user.expect(f"已分配：{many} 个对象，3 人", "每处 2 人评")
        assert newest(user).per_subject == 2
        dealt = shares.deal(user.ws, "2026-1").shares
        assert sum(map(len, dealt.values())) == 2 * many

        await user.press("ctrl+o")
        user.expect("还有 3 人没有提交", "王五")
        assert newest(user).state == "open"
        await user.press("enter", "f8")
        user.expect("请先写明")
        assert newest(user).state == "open", "a gap wants a reason"
        await user.press("enter")
        await user.type("试评一轮")
        await user.press("enter", "f8")
        user.expect("按此理由作数：试评一轮")
        await user.press("f8")
        user.expect("已结束：四季度抽查", "已认可：试评一轮")
        assert newest(user).complete and newest(user).gap
        await user.press("f6", "2")
        user.expect("考评已结束；先按 Ctrl+O 重开")
        await user.press("escape", "ctrl+o", "ctrl+o")
        assert newest(user).state == "open"
        assert verify(user.ws) == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (2, "贸易局、没有这个局", "没有这个处室"),
        (7, "贸发局/办公室,贸发局/财务处,贸发局/商贸服务处,贸发局/市场建设处", "“共评处室”"),
        (8, "明天", "“截止日”"),
        (8, "2026-01-01", "截止日已过"),
        (10, "city-2026", "“编号”"),
    ],
)
async def test_what_is_wrong_is_said_with_its_field_and_nothing_is_lost(
    city: Path, tmp_path: Path, field: int, typed: str, said: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        before = user.ws.head()
        await user.press("3", "insert")
        for text in ("四季度抽查", "", "贸发局"):
            await user.type(text)
            await user.press("enter")
        await user.press("enter", "1", "2", "escape")
        user.desk.grid.go(field)
        await user.press("enter", *["backspace"] * 6)
        await user.type(typed)
        await user.press("f8")
        user.expect(said, "四季度抽查")
        assert user.desk.mode.id == "form"
        assert user.desk.grid.row == field
        await user.press("2")
        assert user.desk.input is not None, "a digit is text here and leaves no form half filled"
        assert user.desk.input.value.endswith("2")
        assert user.ws.head() == before


async def test_filters_name_subjects_and_an_agency_uses_its_overlay(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "insert")
        await user.type("标兵评选")
        await user.press("enter", "enter")
        await user.type("称号:标兵处室")
        await user.press("enter", "enter", "1", "2", "escape", "f8")
        models = [o.id for o in office_rows(user.ws) if "model-office" in o.honors]
        found = [s.id for s in rounds.subjects_of(user.ws, newest(user))]
        assert found == models

        await user.press("insert")
        await user.type("自评")
        await user.press("enter")
        await user.type("贸发局")
        await user.press("enter", "enter", "enter", "1", "escape", *["down"] * 3, "1", "f8")
        made = rounds.round_row(user.ws, "2026-2")
        assert (made.standard, made.scope) == ("trade-offices", "agency-offices")


async def test_the_panel_unlocks_hands_over_and_recuses_with_reasons(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await stand_on(user, "select-2026")
        await user.press("f6", "2")
        user.expect("每处 2 人评", "负责：", "可以互比")
        await user.press("f6", "2")
        user.expect("评分表已提交，不能再分配")
        await user.press("escape", "ctrl+u", "enter")
        user.expect("要写明理由")
        await user.press("ctrl+u")
        await user.type("补录一项")
        await user.press("enter")
        assert judge(user, "s1").submitted is None
        await user.press("ctrl+u")
        user.expect("没有提交，不用解锁")

        await user.press("down", "down")
        share = judge(user, "s3").share or frozenset()
        await user.press("ctrl+e", "1", "down", "down", "1", "f8")
        user.expect("理由：必填")
        await user.press("enter")
        await user.type("出差")
        await user.press("f8")
        assert user.desk.mode.id == "panel"
        assert (judge(user, "s3").share or frozenset()) < share

        await user.press("ctrl+r")
        await user.press("1", "enter")
        await user.type("曾在该处室任职")
        await user.press("f8")
        user.expect("回避 1 个对象")
        whys = [row.why for row in fact_rows(user.ws, limit=3)]
        assert {"补录一项", "出差", "曾在该处室任职"} <= {*whys}
        await user.press("enter")
        assert user.desk.mode.id == "sheet"
        assert verify(user.ws) == []


async def test_who_may_not_keep_a_round_reads_why(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        user.ws.role = Role.OBSERVER
        head = user.ws.head()
        await user.press("3")
        for key in ("insert", "ctrl+o"):
            await user.press(key)
            user.expect("观察员")
        await user.press("f6", "2", "f6", "2")
        assert user.desk.mode.id == "others"
        user.expect("观察员")
        await user.press("escape", "f6", "1", "f8")
        assert user.desk.mode.id == "deal"
        user.expect("观察员")
        assert user.ws.head() == head
