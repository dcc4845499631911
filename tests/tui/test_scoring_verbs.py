"""What a judge does beside marking, by keys: skip, note, submit, hand over, see only the own."""

from pathlib import Path

import pytest
from textual import events

from civtui.locale import t
from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.marks.remarks import skip
from civtui.workspace.reading.history import fact_rows, verify
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_life import close_round
from civtui.workspace.rounds.submissions import submit, unlock
from civtui.workspace.session import open_workspace
from tests.tui.kinds import ITEMS, kinds_round
from tests.tui.session import Session, session
from tests.tui.test_scoring import here

SHORT = "记得再看一"
LONG = "该处室学习记录齐全，但心得体会与岗位结合不够，建议来年补上。"


async def burst_paste(user: Session, text: str) -> None:
    """Paste a block of one column, as from a spreadsheet, over the cursor and below it."""
    user.pilot.app.post_message(events.Paste(f"{text}\n{text}"))
    await user.settle()


def sheet(user: Session) -> rounds.Sheet:
    return rounds.sheet(user.ws, "kinds", "k1")


async def test_a_cell_is_skipped_with_its_reason_and_offered_again(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        first = here(user)
        await user.press("ctrl+k")
        user.expect("暂缓理由", "1 材料未到")
        await user.press("2", "enter")
        assert sheet(user).skips == {first: "尚未到处室"}
        second = here(user)
        assert second != first
        await user.press("ctrl+k")
        await user.type(LONG)
        await user.press("enter")
        assert sheet(user).skips[second] == LONG
        await user.press("left", "left")
        user.expect("暂缓：尚未到处室")
        await user.press("ctrl+k")
        assert first not in sheet(user).skips
        assert verify(user.ws) == []


async def test_a_skip_without_a_reason_is_refused(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        await user.press("ctrl+k", "enter")
        user.expect("写明理由", "1 材料未到", "Enter 确定")
        assert sheet(user).skips == {}


@pytest.mark.parametrize("wrong", ["9", "3.5", "12", "９"])
async def test_a_number_that_is_not_in_the_list_is_no_reason(
    city: Path, tmp_path: Path, wrong: str
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        first = here(user)
        await user.press("ctrl+k", *wrong, "enter")
        user.expect("没有这个序号", "1 材料未到  2 尚未到处室  3 待核实", wrong)
        assert sheet(user).skips == {} and user.desk.input is not None
        await user.press("2", "enter")  # typed on behind it, it is no other number
        assert sheet(user).skips == {}
        for _ in range(len(wrong) + 1):
            await user.press("backspace")
        await user.press("3", "enter")
        assert sheet(user).skips == {first: "待核实"}
        user.absent("1 材料未到")


async def test_the_reason_of_an_unlocking_wants_words_and_stays_to_be_mended(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        await user.press("f5", "ctrl+u", "5", "enter")
        user.expect("理由要用文字写明", "解锁 甲 的评分表")
        assert sheet(user).submitted
        await user.press("个", "enter")
        assert sheet(user).submitted is None
        assert "5个" in fact_rows(user.ws, kind="sheet-unlocked")[0].why


@pytest.mark.parametrize("text", [SHORT, LONG])
async def test_notes_on_the_item_and_on_the_office(city: Path, tmp_path: Path, text: str) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        subject, item = here(user)
        await user.press("ctrl+n")
        await user.type(text)
        await user.press("enter")
        assert sheet(user).notes == {(subject, item): text}
        await user.press("ctrl+n", "tab")
        await user.type(text)
        await user.press("enter")
        assert sheet(user).notes[subject, ""] == text
        user.expect("处室批注", "·*")
        await user.press("ctrl+n")
        for _ in text:
            await user.press("backspace")
        await user.press("enter")
        assert (subject, item) not in sheet(user).notes


async def test_undo_takes_back_the_newest_deed_be_it_mark_skip_or_note(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        subject, item = here(user)
        await user.press("ctrl+n")
        await user.type(SHORT)
        await user.press("enter", "ctrl+n")
        await user.type("遍")
        await user.press("enter", "ctrl+k", "1", "enter")
        await user.press("1", "enter")  # a mark in the cell behind the skipped one
        assert sheet(user).marks
        await user.press("ctrl+z")
        assert not sheet(user).marks, "the mark came last"
        assert (subject, item) in sheet(user).skips
        await user.press("ctrl+z")
        user.expect("已撤回", "暂缓（材料未到） → 空")
        assert sheet(user).skips == {}
        assert here(user) == (subject, item)
        await user.press("ctrl+z")
        assert sheet(user).notes == {(subject, item): SHORT}, "the note before stands again"
        await user.press("ctrl+z")
        user.expect(f"{SHORT} → 空")
        assert sheet(user).notes == {}
        await user.press("ctrl+z")
        user.expect("没有可撤回")
        assert verify(user.ws) == []


async def test_a_sheet_is_submitted_by_two_presses_and_takes_nothing_then(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        await user.press("ctrl+u")
        user.expect("还有 40 格")
        assert sum("还有 40 格" in line for line in user.lines()) == 1
        await user.press("3", "enter")
        user.expect("理由要用文字写明")
        await user.press("f8")
        assert sheet(user).submitted is None
        await user.type("缺材料")
        await user.press("enter", "enter")
        user.expect("F8 确认")
        assert sheet(user).submitted is None
        await user.press("escape", "f8")
        assert sheet(user).submitted is None
        for subject in sheet(user).subjects:
            for item, mark in zip(
                ITEMS, ("4", "1", "1", "0", "1/1", "1/2", "1/0/0", "0", "0", "0"), strict=True
            ):
                set_mark(user.ws, "kinds", subject.id, item, mark, "k1")
        await user.press("f5", "ctrl+u")
        user.expect("再按一次 Ctrl+U 提交：已评 40；").absent("暂缓 0")
        assert sheet(user).submitted is None
        await user.press("ctrl+u")
        assert sheet(user).submitted
        await user.press("3")
        user.expect("已提交")
        await user.press("ctrl+u")
        await user.type("补录材料")
        await user.press("enter")
        assert sheet(user).submitted is None
        assert verify(user.ws) == []


async def test_the_own_offices_only_and_one_is_handed_over(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w", per_subject=1)
    async with session(city, tmp_path / "w", **given) as user:
        own = sheet(user).mine
        assert len(user.desk.mode.rows) == len(own) < 4
        await user.press("ctrl+l")
        assert len(user.desk.mode.rows) == 4
        others = next(s.id for s in sheet(user).subjects if s.id not in own)
        user.desk.grid.go(user.desk.grid.place_of(others), 2)
        await user.press("3")
        user.expect("没有分给")
        await user.press("escape", "ctrl+l")
        subject, _ = here(user)
        await user.press("ctrl+e")
        user.expect("1 乙")
        await user.press("7", "enter")
        user.expect("考评员的序号", "1 乙", "移交给（序号）")  # the list stands beside the reason
        await user.press("backspace", "enter")
        user.expect("考评员的序号", "1 乙")
        await user.press("1", "enter")
        user.expect("移交给 乙 的理由")
        await user.press("1", "enter")
        assert subject in sheet(user).mine
        await user.type("外出开会")
        await user.press("enter")
        assert subject in sheet(user).mine
        await user.press("f8")
        assert subject not in sheet(user).mine
        stood = here(user)
        assert stood[0] == subject, "what is typed on is for no other office"
        marks = dict(sheet(user).marks)
        await user.press("4", "enter")
        assert here(user)[0] == subject and sheet(user).marks == marks
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        mode.go(user.desk, stood)
        await user.press("escape")
        mode.go(user.desk, (next(iter(sheet(user).mine)), ITEMS[0]))
        await user.press("f5")
        assert len(user.desk.mode.rows) == len(own) - 1
        await user.press("ctrl+e", "1", "enter", "0")
        await user.type("病假")
        await user.press("f8")
        assert sheet(user).mine == set()
        assert verify(user.ws) == []


async def test_every_judge_scores_the_calibration_case_first(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w", anchored=True)
    async with session(city, tmp_path / "w", **given) as user:
        (anchor,) = sheet(user).anchors
        assert here(user) == (anchor, ITEMS[0])
        user.expect("◆ 政研室", "共评")
        await user.press("up", "3")
        user.expect("请先评完共评处室")
        await user.press("tab")
        assert here(user)[0] == anchor
        for item, mark in zip(
            ITEMS[:-1], ("4", "1", "1", "0", "1/1", "1/2", "1/0/0", "0", "0"), strict=True
        ):
            set_mark(user.ws, "kinds", anchor, item, mark, "k1")
        await user.press("f5", "tab", "0")
        assert here(user)[0] != anchor
        await user.press("3", "enter")
        assert len(sheet(user).marks) == len(ITEMS) + 1


async def test_a_blind_round_shows_nothing_of_others(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w", visibility="blind")
    async with session(city, tmp_path / "w", **given) as user:
        subject, item = here(user)
        set_mark(user.ws, "kinds", subject, item, "4", "k2")
        user.expect("背靠背", "0/10")
        await user.press("f6", "1")
        user.absent("他人评分").absent("上次")
        for key in ("f3", "ctrl+o"):
            await user.press(key)
            user.expect("本轮为背靠背评分")
            assert user.desk.mode.id == "sheet"
        await user.press("f6", "2")
        user.expect(t("keys.results"), "本轮为背靠背评分")
        assert user.desk.mode.id == "others"


def test_a_blind_round_refuses_its_results_to_judges(city: Path, tmp_path: Path) -> None:
    from civtui.model.errors import Refused
    from civtui.model.roles import Role
    from civtui.workspace.people.users import set_user
    from civtui.workspace.results.results import results

    kinds_round(city, tmp_path / "w", visibility="blind")
    ws = open_workspace(tmp_path / "w", user="tester")
    set_user(ws, "tester", Role.ADMIN)
    set_user(ws, "jia", Role.ASSESSOR, assessor="k1")
    assert results(ws, "kinds").rows
    office = rounds.subjects_of(ws, rounds.round_row(ws, "kinds"))[0].id
    for judge_id, mark in (("k2", "4"), ("k1", "5")):
        set_mark(ws, "kinds", office, "points", mark, judge_id)
    ws.close()
    judge = open_workspace(tmp_path / "w", user="jia")
    with pytest.raises(Refused) as refused:
        results(judge, "kinds")
    assert refused.value.message.key == "sheet.blind-why"
    # the log says that others marked, not what
    items = {m: fact_rows(judge, kind="marked")[n].payload for n, m in enumerate(("k1", "k2"))}
    assert '"value":"5"' in items["k1"]
    assert "value" not in items["k2"]
    judge.close()


async def test_f8_behind_a_reason_submits_partly(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        await user.press("ctrl+u")
        await user.type("缺材料")
        await user.press("f8")
        assert sheet(user).submitted
        assert verify(user.ws) == []


async def test_a_sheet_with_cells_that_wait_is_not_submitted(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w", per_subject=1)
    async with session(city, tmp_path / "w", **given) as user:
        await user.press("9", "9", "enter")
        assert user.desk.mode.model.entries.faults()
        await user.press("ctrl+u")
        user.expect("F4 未存:>0 找，Esc 弃；未存：")
        await user.press("ctrl+e")
        user.expect("未存：")
        asked = user.desk.asked
        assert asked and asked.barred, "what refuses it is said before a reason is asked for"


async def test_only_who_may_take_an_office_over_is_offered(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w", per_subject=1)
    async with session(city, tmp_path / "w", **given) as user:
        submit(user.ws, "kinds", "k2", partial=True, why="缺材料")
        await user.press("f5", "ctrl+e")
        user.expect("已于", "提交并锁定")
        before = dict(sheet(user).marks)
        await user.press("1", "enter", "2", "f8")  # typed on without looking: no mark of the cell
        assert dict(sheet(user).marks) == before and not user.desk.mode.model.entries
        await user.press("down")  # a key of no line ends it and does what it does
        assert user.desk.input is None
        unlock(user.ws, "kinds", "k2", why="更正")
        await user.press("f5", "ctrl+e", "1", "enter")
        await user.type("外出开会")
        submit(user.ws, "kinds", "k2", partial=True, why="缺材料")  # meanwhile
        await user.press("f8")
        user.expect("已于", "外出开会", "移交给 乙 的理由")
        assert user.desk.input is not None and user.desk.input.value == "外出开会"
        unlock(user.ws, "kinds", "k2", why="更正")
        await user.press("f8")
        user.expect("已移交 乙：1 个处室")


async def test_a_locked_sheet_says_once_that_it_is_and_who_unlocks_it(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", size=(120, 40), **given) as user:
        cell = here(user)
        await user.press("4", "enter")
        await user.press("left")
        assert here(user) == cell
        submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        await user.press("f5", "ctrl+k")
        user.expect("提交并锁定", "请文明办解锁").absent("先按 Ctrl+Z").absent("civtui round")
        await burst_paste(user, "3")
        told = [line for line in user.lines()[:-3] if "的评分表已于" in line]
        assert len(told) == 1, "the pane says it once"


async def test_the_footer_says_what_the_keys_do_while_a_line_is_open(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        for key, says in (
            ("ctrl+u", "F8 确认  Esc 放弃"),
            ("ctrl+k", "Enter 确定  Esc 放弃"),
            ("ctrl+n", "Enter 存批注  Tab 换项目/处室"),
            ("f4", "Enter 完成  Esc 收起"),
        ):
            before = user.lines()[-1]
            await user.press(key)
            assert says in user.lines()[-1] and "Enter 存入" not in user.lines()[-1]
            await user.press("escape")
            assert user.lines()[-1] == before


async def test_a_row_handed_over_elsewhere_stays_under_the_cursor_and_takes_its_keys(
    city: Path, tmp_path: Path
) -> None:
    from civtui.workspace.rounds.handovers import hand_over

    given = kinds_round(city, tmp_path / "w", per_subject=1)
    async with session(city, tmp_path / "w", **given) as user:
        first, second = (s.id for s in user.desk.mode.shown.subjects[:2])
        set_mark(user.ws, "kinds", second, ITEMS[0], "4", "k1")
        await user.press("f5")
        user.desk.grid.go(user.desk.grid.place_of(first), 2)
        await user.settle()
        assert here(user) == (first, ITEMS[0])
        hand_over(user.ws, "kinds", "k1", "k2", subjects=(first,), why="外出开会")
        user.desk._watch()
        await user.settle()
        user.expect("已不归本人评")
        assert here(user) == (first, ITEMS[0])
        before = dict(sheet(user).marks)
        await user.press("3", "enter", "2", "enter")
        assert here(user)[0] == first and sheet(user).marks == before
        user.expect("没有分给")
        await user.press("down", "f5")
        assert here(user)[0] == second


async def test_f8_confirms_a_reason_and_a_closed_round_says_so_in_its_title(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        await user.press("f5")
        user.expect("已提交")
        await user.press("ctrl+u")
        await user.type("录错了")
        await user.press("f8", "3", "enter")
        user.absent("已提交")
        assert [*sheet(user).marks.values()] == ["3"]
        close_round(user.ws, "kinds")
        await user.press("f5")
        user.expect("本轮已结束")


async def test_what_is_typed_as_others_submit_the_sheet_stands_and_is_told_at_the_end(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        await user.press("3", "enter", "1", "enter")
        assert len(user.desk.mode.model.entries) == 2 and not sheet(user).marks
        user.expect("!3", "已提交")


@pytest.mark.parametrize("typed", ["", "材料未到"])
async def test_the_question_of_a_partial_submission_goes_by_what_is_blank_by_now(
    city: Path, tmp_path: Path, typed: str
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        cells = [(s.id, i.id) for s in sheet(user).subjects for i in sheet(user).items]
        for cell in cells[:-1]:
            skip(user.ws, "kinds", *cell, why="待核实", assessor="k1")
        await user.press("f5", "ctrl+u")
        user.expect("还有 1 格未评也未暂缓")
        await user.type(typed)
        skip(user.ws, "kinds", *cells[-1], why="待核实", assessor="k1")
        user.desk._watch()
        await user.settle()
        user.expect("其间已没有空格")
        user.absent("未评也未暂缓")
        await user.press("enter")
        assert sheet(user).submitted is None
        await user.press("f8")
        assert sheet(user).submitted
        assert fact_rows(user.ws, kind="sheet-submitted")[0].why == typed


@pytest.mark.parametrize("by", ["closed", "submitted"])
async def test_a_cell_that_a_closed_sheet_keeps_out_says_so_as_one_leaves(
    city: Path, tmp_path: Path, by: str
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        if by == "closed":
            close_round(user.ws, "kinds")
        else:
            submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        cell = here(user)
        await user.press("3", "enter")
        user.expect("!3", "重新开启" if by == "closed" else "解锁")
        told = " ".join(user.desk.mode.ending())
        assert ("本轮已结束，存不了" if by == "closed" else "评分表已提交，存不了") in told
        assert "Esc" in told
        if by == "closed":
            close_round(user.ws, "kinds", reopen=True)
        else:
            unlock(user.ws, "kinds", "k1", why="补评")
        await user.press("f5")
        told = " ".join(user.desk.mode.ending())
        assert "存不了" not in told and "已留着" in told
        assert here(user) == cell or user.desk.mode.model.entries
        await user.press("tab", "escape")
        assert not user.desk.mode.model.entries and user.desk.mode.ending() == []


async def test_unlocking_says_what_is_blank_and_that_the_round_waits(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        submit(user.ws, "kinds", "k1", partial=True, why="缺材料")
        await user.press("f5", "ctrl+u", *"录错", "enter")
        user.expect("已解锁", "空白", "重新提交")
