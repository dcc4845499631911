"""The workspace line by line: every mode by number, a round scored, nothing lost at the end."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from civtui.cli.plain.choosing import plain_terminal
from civtui.cli.plain.deeds import _doable
from civtui.cli.plain.menus import MENUS, Entry
from civtui.locale import render, t
from civtui.model.text import Lang
from civtui.tui.keys.registry import MODES
from civtui.verbs import noun_title, verb_of
from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.reading.history import verify
from civtui.workspace.references.meant import candidates
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.plain.conftest import Told

SCORE = ("score", "city-2026", "--assessor", "kp1", "--plain")


def given(city: Path) -> int:
    ws = open_workspace(city)
    try:
        assert verify(ws) == []
        return rounds.round_row(ws, "city-2026").given
    finally:
        ws.close()


def test_the_menus_are_the_modes_of_the_screen() -> None:
    assert tuple(menu.name for menu in MENUS) == MODES


def entries(of: tuple[Entry, ...]) -> list[str]:
    """Return what runs each entry of a menu; what is asked for is given up."""
    given_up = [["-"] if entry.ask else [] for entry in of]
    if len(of) == 1:  # runs by itself
        return given_up[0]
    return [line for n, more in enumerate(given_up, 1) for line in (str(n), *more)] + ["0"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_entry_of_every_menu_answers(told: Told, lang: Lang) -> None:
    typed = []
    for number, menu in enumerate(MENUS, 1):
        typed.append(str(number))
        if menu.name == "rounds":
            typed += ["2", "2", "3", "1", "4", "0", "0"]  # results, why of one, progress
        else:
            typed += ["1"] if menu.rows else []
            typed += entries(menu.of_row if menu.rows else menu.entries)
            typed += ["0"] if menu.rows else []
    said = told(*typed, "0", lang=lang)
    assert said.endswith(t("plain.bye", lang) + "\n")
    assert said.count(t("plain.modes", lang)) == len(MENUS) + 1
    assert not re.search(r"Traceback|Message\(|\b(plain|cli\w*|tui|keys)\.[a-z]", said)
    assert "70/85 = 82 %" in said


def test_marks_are_stored_taken_back_refused_and_left(city: Path, told: Told) -> None:
    before = given(city)
    said = told("2", "99", "２．５", "u", "q", words=SCORE)
    assert said.count("已存盘") == 2
    assert "= 2.5" in said
    assert "允许：0 至 4" in said
    assert "已撤回" in said
    assert given(city) == before + 1


def test_a_correction_behind_a_refusal_lands_in_the_same_cell(city: Path, told: Told) -> None:
    with closing(open_workspace(city)) as ws:
        before = rounds.sheet(ws, "city-2026", "kp1")
    cell = next_unscored(before)
    said = told("99", "", "t", "2.5", "q", words=SCORE)
    assert said.count("还是这一项") == 2
    assert said.count("允许：0 至 4") >= 2  # the reason, at the refusal and at the empty line
    assert "录入的 99 未被接受" in said
    with closing(open_workspace(city)) as ws:
        after = rounds.sheet(ws, "city-2026", "kp1")
    assert {c: m for c, m in after.marks.items() if before.marks.get(c) != m} == {cell: "2.5"}


def test_a_refused_item_is_left_by_a_command(city: Path, told: Told) -> None:
    before = given(city)
    said = told("99", "n", "2", "q", words=SCORE)
    assert given(city) == before + 1
    assert "1 格没有存盘" in said


def test_submitting_says_first_what_is_not_stored(told: Told) -> None:
    said = told("99", "f", "", "q", words=SCORE)
    assert "：有误 1 格" in said and "待存 0" not in said
    assert "没有存盘的不会提交" in said
    assert "已提交" not in said


def test_digits_alone_do(city: Path, told: Told) -> None:
    before = given(city)
    # 00 and a number: take back, go to the last office's first item, mark it, leave
    said = told("2", "00", "3", "00", "6", "40", "1", "2", "00", "11", words=SCORE)
    assert "处室 40/40" in said
    assert "已评" in said.splitlines()[-1]
    assert given(city) == before + 1


def test_a_cell_is_skipped_with_a_reason_and_noted(city: Path, told: Told) -> None:
    said = told("s", "", "m", "墙上无名册", "ｓ", "处长外出", "p", "f", "1", "q", words=SCORE)
    assert "没有输入" in said
    assert "批注：墙上无名册" in said
    assert "跳过（处长外出）" in said
    assert "格既未评分也未说明暂缓" in said


def test_a_wrong_number_is_no_reason_and_no_consent(city: Path, told: Told) -> None:
    before = given(city)
    said = told("s", "9", "2", "f", "9", "2", "q", words=SCORE)
    assert "1 材料未到" in said and "没有这个序号" in said
    assert "跳过的原因（序号或文字）> 2" in said, "asked again"
    assert "没有输入，不执行" in said, "only 1 submits"
    assert given(city) == before + 1


def test_the_end_of_the_input_loses_nothing(city: Path, told: Told) -> None:
    before = given(city)
    said = told("2", "2", words=SCORE)
    assert said.endswith("登记簿里\n")
    assert given(city) == before + 2


def test_a_command_may_be_typed(told: Told) -> None:
    said = told("11", "civtui agency show mfj", "11", "agency show '", "0")
    assert "市贸易发展局" in said
    assert "引号没有配对" in said


def test_a_verb_is_found_by_its_words(told: Told) -> None:
    verbs = str(len(MENUS) + 3)
    title = render(verb_of("card.remind").title)
    listed = told(verbs, title, "0", "0")
    assert listed.count(title) == 2  # what was typed, and the one that is found
    said = told(verbs, title, "1", "-", "0", "0")
    assert t("verbs.field-card") in said and t("plain.given-up") in said


def test_after_a_verb_of_a_noun_the_nouns_come_again(told: Told) -> None:
    verbs = str(len(MENUS) + 3)
    noun = render(noun_title("card"))
    said = told(verbs, noun, "1", "0", "0", "0")
    assert said.count(t("verbs.nouns")) == 3  # listed, found, listed again


def test_what_a_menu_asks_for_is_numbered(city: Path, told: Told) -> None:
    ws = open_workspace(city)
    card = candidates(ws, "card", {})[0]
    ws.close()
    cards = next(menu for menu in MENUS if menu.name == "cards")
    entry = next(n for n, one in enumerate(cards.entries, 1) if one.words == ("card", "show"))
    said = told(str(MENUS.index(cards) + 1), str(entry), "1", "0", "0")
    assert said.count(card.id) >= 1 and f"1 {card.name}" in said


def test_a_list_is_found_in_by_pinyin_and_turned_by_enter(told: Told) -> None:
    said = told("2", "", "mfj", "1", "0", "0", "0")
    assert "16 " in said
    assert "1 贸发局" in said
    assert "返回" in said


def test_the_language_switches(told: Told) -> None:
    said = told("12", "0")
    assert "agencies and offices" in said.lower()


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_without_a_cursor_is_told_line_by_line(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert plain_terminal({"TERM": term})
    assert not plain_terminal({"TERM": "xterm-256color"})


def test_it_loads_neither_textual_nor_rich(city: Path) -> None:
    code = (
        "import sys; from civtui.cli.main import run\n"
        f"run(['-w', {str(city)!r}, *{SCORE!r}])\nprint(*sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="2\n", capture_output=True, text=True, check=True
    )
    assert not {"textual", "rich"} & set(done.stdout.split())


def test_no_deed_is_offered_that_opens_a_screen_of_its_own(told: Told) -> None:
    # all deeds, those of the workspace itself, the first of them: not the demo, which is a command
    answer = told("13", "demo", "-", "0", "0")
    assert "demo" not in answer or t("verbs/demo.demo") not in answer
    for word in ("demo", "tui", "score", "practice"):
        assert not _doable(word)
    assert [verb.id for verb in _doable("status")] == ["status"]
