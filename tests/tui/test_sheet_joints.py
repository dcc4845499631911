"""The joints of the score sheet: leaving, filtering, what waits, what is kept, read-only."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from civtui.tui.looks import SAVED
from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.handovers import hand_over
from civtui.workspace.session import open_workspace
from civtui.workspace.sheet.leftovers import unstored
from tests.tui.kinds import kinds_round
from tests.tui.session import Session, session
from tests.tui.test_scoring import here


def sheet(user: Session) -> rounds.Sheet:
    return rounds.sheet(user.ws, "kinds", "k1")


async def test_leaving_takes_two_esc_and_a_key_between_is_the_sheets(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        subject, item = here(user)
        await user.press("escape")
        user.expect("再按 Esc 离开评分表")
        await user.press("2", "enter")
        assert sheet(user).marks == {(subject, item): "2"}
        await user.press("escape", "escape")
        assert user.desk.mode.id != "sheet"


async def test_esc_ends_in_turn_what_is_typed_staged_selected_filtered(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("f4")
        await user.type("部")
        await user.press("enter", "9", "enter")
        user.expect("!9")
        user.desk.clipboard = "2\n3\n"
        await user.press("left", "escape")
        user.expect("已去掉本格没有存盘的 9").absent("!9")
        await user.press("ctrl+v")
        user.expect("暂存 2 格", "2 个处室")
        await user.press("shift+down", "3")
        for gone in ("text", "entries", "selection", "filter"):
            mode = user.desk.mode
            assert isinstance(mode, ScoreSheet)
            await user.press("escape")
            left = {
                "text": mode.model.typist.text,
                "selection": bool(user.desk.grid.selection),
                "entries": bool(mode.model.entries),
                "filter": bool(mode.text),
            }
            assert not left[gone], (gone, left)
        assert user.desk.mode.id == "sheet"


async def test_in_the_card_a_filter_chooses_offices_and_no_digit_lands_in_a_hidden_one(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("f6", "1")
        subject, _ = here(user)
        await user.press("f4")
        await user.type("宣传部")
        user.expect("1")
        await user.press("enter")
        shown = here(user)[0]
        assert shown != subject
        user.expect("宣传部/机关党委")
        await user.press("3", "enter")
        assert {of for of, _ in sheet(user).marks} == {shown}
        await user.press("escape", "f4")
        await user.type("没有这个")
        await user.press("enter", "3", "enter")
        assert len(sheet(user).marks) == 1
        user.absent("本表已全部评完")


async def test_what_is_unscored_skipped_noted_or_of_some_total_can_be_filtered(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("3", "enter", "ctrl+k", "1", "enter")
        first = here(user)[0]

        async def found(text: str) -> list[str]:
            user.desk.mode.text = text
            user.desk.reload()
            return [row.id for row in user.desk.mode.rows]

        assert await found("未评:<10") == [first]
        assert await found("暂缓:>0") == [first]
        assert await found("总分:3") == [first]
        assert await found("批注:>0") == []
        assert len(await found("unscored:10")) == 3


async def test_a_locked_ledger_shows_waiting_and_keys_go_on(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        lock = sqlite3.connect(user.ws.ledger_path, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        await user.press("3", "enter", "1", "1")
        user.expect("?3", "3 格等待写入")
        assert sheet(user).marks == {}
        lock.execute("ROLLBACK")
        lock.close()
        await user.until("已存盘")
        assert {item: mark for (_, item), mark in sheet(user).marks.items()} == {
            "points": "3",
            "grades": "优",
            "yes": "是",
        }
        user.absent("?3")


async def test_two_at_one_cell_are_both_shown_and_one_key_decides(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        for text, key, stands in (("2", "ctrl+s", "3"), ("1", "escape", "1")):
            cell = here(user)
            colleague = open_workspace(tmp_path / "w", user="colleague")
            set_mark(colleague, "kinds", *cell, text, "k1")
            colleague.close()
            await user.press("3", "enter")
            user.expect(f"Ctrl+S 存你的 3，Esc 留 colleague 的 {text}：")
            await user.press(key)
            assert sheet(user).marks[cell] == stands
            mode = user.desk.mode
            assert isinstance(mode, ScoreSheet)
            mode.go(user.desk, (sheet(user).subjects[1].id, "points"))
            mode.moved(user.desk)


async def test_unstored_cells_and_a_begun_note_are_where_they_were(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("9", "enter", "ctrl+n")
        await user.type("材料待")
    async with session(city, tmp_path / "w", **start) as user:
        user.expect("!9", "Ctrl+N 接着写")
        await user.press("ctrl+n")
        await user.type("补")
        await user.press("enter")
        assert list(sheet(user).notes.values()) == ["材料待补"]
        await user.press("ctrl+n", "escape")
    async with session(city, tmp_path / "w", **start) as user:
        user.absent("没有写完")


async def test_an_observers_sheet_says_that_it_is_read_only_before_a_key(
    city: Path, tmp_path: Path
) -> None:
    from civtui.model.roles import Role

    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        user.ws.__dict__["role"] = Role.OBSERVER
        user.desk.reload()
        user.expect("只读")
        await user.press("3")
        user.expect("不能评分")
        assert user.desk.grid.editing is None


async def test_the_pane_says_what_is_allowed_at_the_first_impossible_character(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("6")
        lines = user.lines()
        assert any("0 至 5" in line for line in lines[-9:-2]), "\n".join(lines)


async def test_a_pasted_block_never_stores_over_what_a_colleague_wrote_meanwhile(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        offices = [subject.id for subject in sheet(user).subjects]
        user.desk.clipboard = "2\n2\n"
        await user.press("ctrl+v")
        colleague = open_workspace(tmp_path / "w", user="boss")
        set_mark(colleague, "kinds", offices[1], "points", "3", "k1")
        colleague.close()
        user.desk.reload()
        await user.press("ctrl+s")
        user.expect("Esc 留 boss 的 3：", "另存 1")
        points = {office: sheet(user).marks.get((office, "points")) for office in offices[:2]}
        assert points == {offices[0]: "2", offices[1]: "3"}
        await user.press("enter", "enter")  # of habit: decides nothing
        assert sheet(user).marks[offices[1], "points"] == "3"
        mode.go(user.desk, (offices[1], "points"))
        mode.moved(user.desk)
        await user.press("ctrl+s")
        assert sheet(user).marks[offices[1], "points"] == "2"


@pytest.mark.parametrize("ways", [(), ("f6", "1"), ("f4",), ("f6", "1", "f4")])
async def test_along_a_row_marks_stay_in_their_cells_behind_a_refused_one(
    city: Path, tmp_path: Path, ways: tuple[str, ...]
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        subject, _ = here(user)
        onward, back = ("down", "up") if "f6" in ways else ("right", "left")
        await user.press(*ways[:2] if "f6" in ways else ())
        await user.press(onward, "9", "enter")
        user.expect("!9")
        if "f4" in ways:
            await user.press("f4")
            await user.type("未存:>0")
            await user.press("enter")
        await user.press(back, back)
        assert here(user) == (subject, "points")
        await user.press("3", "enter", "2", "1")
        marks = [sheet(user).marks.get((subject, item)) for item in ("points", "grades", "yes")]
        assert marks == ["3", "良", "是"]
        user.absent("!9")


async def test_typed_on_while_a_mark_is_held_each_ctrl_s_does_one_thing(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        held = here(user)
        colleague = open_workspace(tmp_path / "w", user="colleague")
        set_mark(colleague, "kinds", *held, "2", "k1")
        colleague.close()
        await user.press("3", "enter", "1", "right", "5")
        typing = here(user)
        await user.press("ctrl+s")
        assert here(user) == typing, "what is typed ends, and the work goes on there"
        assert sheet(user).marks[typing] == "5"
        user.expect("= 5")
        await user.press("ctrl+s")
        user.expect("Ctrl+S 存你的", "colleague")
        assert here(user) == held and sheet(user).marks[held] == "2"
        await user.press("ctrl+s")
        assert sheet(user).marks[held] == "3"


async def test_repeat_says_which_mark_it_repeats(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("3", "enter")
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        mode.go(user.desk, (sheet(user).subjects[1].id, "points"))
        await user.press("=")
        user.expect(f"{SAVED} = 重复手打的上一分 3")


async def test_a_help_that_was_scrolled_leaves_the_sheet_as_it_was(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        before = user.lines()[:8]
        await user.press("down", "down", "down", "f1", "pagedown", "pagedown", "escape")
        assert user.desk.mode.id == "sheet" and user.desk.grid.top == 0
        assert [line[:16] for line in user.lines()[:8]] == [line[:16] for line in before]


async def test_what_waits_in_an_office_that_went_to_another_judge_can_only_be_given_up(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w", per_subject=1)
    async with session(city, tmp_path / "w", **start) as user:
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        gone, kept = (line.id for line in mode.shown.subjects)
        await user.press("9", "enter")
        mode.model.stage([((gone, "yes"), "是"), ((kept, "points"), "4")])
        hand_over(user.ws, "kinds", "k1", "k2", subjects=(gone,), why="外出开会")
        user.desk._watch()
        await user.settle()
        user.expect("F4 未存:>0 找，Esc 弃：", "他人处室未存 2", "!9").absent("/10  !")
        assert here(user)[0] == gone, "the cursor moves by keys alone"
        await user.press("ctrl+s")
        assert sheet(user).marks == {(kept, "points"): "4"}, "the block is stored without them"
        user.absent("未评的格子了")
        assert unstored(mode.model) is None, "they keep nothing from being submitted"
        await user.press("f4")
        await user.type("未存:>0")
        await user.press("enter")
        assert [line.id for line in mode.shown.subjects] == [gone]
        for item in ("points", "yes"):
            mode.go(user.desk, (gone, item))
            await user.press("escape")
        assert not mode.model.entries
        user.absent("他人处室未存")


async def test_a_row_that_leaves_the_filter_by_itself_stays_until_the_cursor_leaves_it(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        first, second, third = (line.id for line in sheet(user).subjects[:3])
        for subject, text in ((first, "4"), (second, "5")):
            set_mark(user.ws, "kinds", subject, "points", text, "k1")
        await user.press("f4")
        await user.type("未评:>8")
        await user.press("enter")
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        mode.go(user.desk, (second, "points"))
        colleague = open_workspace(tmp_path / "w", user="colleague")
        set_mark(colleague, "kinds", second, "yes", "是", "k1")
        colleague.close()
        user.desk._watch()
        await user.settle()
        user.expect("已不在筛选之内")
        assert here(user) == (second, "points")
        assert second in {line.id for line in mode.shown.subjects}
        await user.press("down", "f5")
        assert here(user) == (third, "points")
        assert second not in {line.id for line in mode.shown.subjects}


async def test_two_windows_that_differ_on_a_cell_are_both_shown_and_one_key_decides(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w", user="tester")
    offices = [s.id for s in rounds.subjects_of(ws, rounds.round_row(ws, "kinds"))]
    places = tmp_path / "w" / "places"
    places.mkdir(exist_ok=True)
    for n, text in enumerate(("2", "4")):
        cells = [[offices[0], "points", text], [offices[1 + n], "points", "5"]]
        path = places / f"{ws.user}@kinds@k1@{n}.draft"
        path.write_text(json.dumps({"cells": cells, "noting": None, "note": ""}), "utf-8")
        os.utime(path, (n, n))
    ws.close()
    async with session(city, tmp_path / "w", **start) as user:
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        user.expect("!4", ">5", "Ctrl+S 取 4（后录），Esc 取 2")  # the cursor stands there
        await user.press("escape")
        user.expect("已取 2，还没有存盘", ">2")
        await user.press("ctrl+s")
        assert sheet(user).marks == {
            (offices[0], "points"): "2",
            (offices[1], "points"): "5",
            (offices[2], "points"): "5",
        }
