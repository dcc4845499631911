"""An input method switched on: its bursts and pastes in every input, and the cursor it follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.terminal.driving import Terminal, civtui

F4, INSERT = "\x1bOS", "\x1b[2~"
ESC, ENTER, LEFT, HOME, END = "\x1b", "\r", "\x1b[D", "\x1b[H", "\x1b[F"
CTRL_G, CTRL_K, CTRL_N, CTRL_P = "\x07", "\x0b", "\x0e", "\x10"
SHORT = "贸易发展局"
LONG = "现场查看时处长外出材料由内勤代为提供待补签字后再评请复核人留意"


def paste(text: str) -> str:
    """Return a paste as terminals send it."""
    return f"\x1b[200~{text}\x1b[201~"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ime") / "city"
    civtui("demo", folder, "--headless")
    return folder


@pytest.fixture(scope="module")
def opened(city: Path) -> Iterator[Terminal]:
    terminal = Terminal("-w", city, "tui")
    terminal.wait("Ctrl+Q")
    yield terminal
    assert terminal.leave() == 0


@pytest.fixture
def terminal(opened: Terminal) -> Terminal:
    for _ in range(3):
        opened.send(ESC)
        opened.settle()
    opened.send("1")
    opened.wait("70/85")
    return opened


@pytest.mark.parametrize("send", [str, paste], ids=["burst", "paste"])
@pytest.mark.parametrize("text", [SHORT, LONG])
def test_the_filter_and_the_palette_take_it_whole(
    terminal: Terminal, send: type[str], text: str
) -> None:
    for opens in (f"２{F4}", CTRL_P):
        terminal.send(opens)
        terminal.settle()
        terminal.send(send(text))
        terminal.wait(text)
        terminal.expect_cursor_after(text)
        terminal.send(ESC)
        terminal.settle()
        place = terminal.screen.cursor
        if opens != CTRL_P and text == SHORT:  # back in the grid, the cursor is on its row
            assert terminal.screen.buffer[place.y][place.x].reverse
        terminal.send(ESC)
        terminal.settle()


@pytest.mark.parametrize("send", [str, paste], ids=["burst", "paste"])
def test_a_form_field_takes_it_whole_and_the_cursor_stays_with_it(
    terminal: Terminal, send: type[str]
) -> None:
    terminal.send("5")
    terminal.wait("F7 操作")
    terminal.send(INSERT)
    terminal.wait("F8")
    terminal.send(send(LONG + SHORT))
    terminal.wait(SHORT)
    terminal.expect_cursor_after(LONG[-4:] + SHORT)
    terminal.send(LEFT * 3)
    terminal.expect_cursor_after(LONG[-4:] + SHORT[:-3])
    terminal.send("在")
    terminal.wait(f"{SHORT[:-3]}在")
    terminal.expect_cursor_after("在")
    terminal.send(HOME)
    terminal.settle()
    assert terminal.before_cursor() == ""


def test_a_paste_of_several_lines_is_one_line_of_text(terminal: Terminal) -> None:
    terminal.send(f"2{F4}")
    terminal.settle()
    terminal.send(paste("甲[31m乙\r\n丙\t丁\u202e戊"))
    terminal.expect_cursor_after("甲[31m乙 丙 丁·戊")


def test_a_text_longer_than_the_line_scrolls_with_its_cursor(terminal: Terminal) -> None:
    terminal.send("2")
    terminal.settle()
    terminal.send(F4)
    terminal.settle()
    long = (LONG * 3)[:70]  # 140 cells of an input of 80
    terminal.send(long)
    terminal.expect_cursor_after(long[-30:])
    terminal.send(LEFT * 50)
    terminal.settle()
    terminal.send("／")
    terminal.expect_cursor_after("／")
    terminal.send(END)
    terminal.expect_cursor_after(long[-20:])


def test_full_width_forms_are_the_keys_they_look_like(terminal: Terminal) -> None:
    terminal.send("２")
    terminal.wait("机关与处室")
    terminal.send("／")
    terminal.settle()
    terminal.send("ｍｆｊ")
    terminal.wait("市贸易发展局")
    terminal.send(ESC + ESC)
    terminal.settle()
    terminal.send("？")
    terminal.wait("帮助")
    terminal.send(ESC)
    terminal.settle()
    terminal.send("：")
    terminal.wait("查找一切")
    terminal.send(ESC)
    terminal.settle()


@pytest.mark.parametrize("send", [str, paste], ids=["burst", "paste"])
def test_a_note_and_a_reason_are_kept_whole(city: Path, send: type[str]) -> None:
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("Ctrl+Q")
    for opens, text in ((CTRL_N, LONG), (CTRL_K, SHORT + LONG)):
        terminal.send(opens)
        terminal.settle()
        terminal.send(send(text))
        terminal.wait(text[-5:])
        terminal.expect_cursor_after(text[-10:])
        terminal.send(ENTER)
        terminal.settle()
    assert terminal.leave() == 0
    ws = open_workspace(city)
    sheet = rounds.sheet(ws, "city-2026", "kp1")
    ws.close()
    assert LONG in sheet.notes.values()
    assert SHORT + LONG in sheet.skips.values()


def test_in_the_sheet_the_cursor_stands_in_the_cell_that_takes_the_digit(city: Path) -> None:
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp2")
    terminal.wait("Ctrl+Q")
    terminal.send("１")
    terminal.wait("1_")
    terminal.expect_cursor_after("1")
    for key in (ESC, CTRL_G, ESC):  # typing given up, a list of keys opened and put away
        terminal.send(key)
        terminal.settle(0.6)
    place = terminal.screen.cursor
    assert terminal.screen.buffer[place.y][place.x].reverse
    assert terminal.leave() == 0
