"""Esc and the key behind it are two keys, and what is typed before the first frame is kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.terminal.driving import Terminal, civtui

ESC, F4, PASTE = "\x1b", "\x1bOS", "\x1b[200~5\x1b[201~"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "city"
    civtui("demo", folder, "--headless")
    return folder


@pytest.fixture
def city(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "city"))


def sheet(city: Path) -> rounds.Sheet:
    ws = open_workspace(city)
    try:
        return rounds.sheet(ws, "city-2026", "kp1")
    finally:
        ws.close()


def marked(city: Path, before: rounds.Sheet) -> list[str | None]:
    """Return the marks of the first three cells that were empty, and all others that came."""
    now = sheet(city).marks
    cells = []
    for _ in range(3):
        cells.append(next_unscored(before, *cells[-1:]))
    others = now.keys() - before.marks.keys() - {*cells}
    return [*(now.get(cell) for cell in cells if cell), *(now[cell] for cell in others)]


def score(city: Path, *words: str) -> Terminal:
    return Terminal("-w", city, "score", "city-2026", "--assessor", "kp1", *words)


def send(terminal: Terminal, keys: str, way: str) -> None:
    """Send keys in one piece, or one by one as they are drawn, each as a terminal sends it."""
    for part in [keys] if way == "at-once" else re.findall(r"\x1bO.|.", keys, re.DOTALL):
        terminal.send(part)
        terminal.read(0.02)


@pytest.fixture(params=[(), ("--driver", "stock")], ids=["line", "stock"])
def driver(request: pytest.FixtureRequest) -> Iterator[tuple[str, ...]]:
    yield request.param


@pytest.mark.parametrize("way", ["at-once", "one-by-one"])
def test_a_key_behind_esc_is_a_key(city: Path, driver: tuple[str, ...], way: str) -> None:
    before = sheet(city)
    terminal = score(city, *driver)
    terminal.wait("Ctrl+Q")
    send(terminal, f"1{ESC}2", way)
    terminal.expect_cursor_after("2")
    send(terminal, f"{ESC}２\r", way)
    terminal.wait("已存盘")
    assert terminal.leave() == 0
    assert marked(city, before) == ["2", None, None]


@pytest.mark.parametrize("way", ["at-once", "one-by-one"])
def test_a_sequence_behind_esc_is_a_key(city: Path, driver: tuple[str, ...], way: str) -> None:
    terminal = Terminal("-w", city, "tui", *driver)
    terminal.wait("Ctrl+Q")
    send(terminal, "2", way)
    terminal.wait("机关与处室")
    send(terminal, f"{F4}mfj{ESC}{F4}贸易", way)
    terminal.expect_cursor_after("贸易")
    send(terminal, f"{ESC}贸", way)
    terminal.wait("贸")
    assert terminal.leave() == 0


def test_what_begins_like_a_sequence_and_is_none_takes_no_key(city: Path) -> None:
    terminal = Terminal("-w", city, "tui")
    terminal.wait("Ctrl+Q")
    terminal.send("2")
    terminal.wait("机关与处室")
    terminal.send(f"{F4}ab{ESC}[{F4}[贸易O")
    terminal.expect_cursor_after("[贸易O")
    terminal.send(f"{ESC}[贸{F4}发展")
    terminal.expect_cursor_after("发展")
    assert terminal.leave() == 0


@pytest.mark.parametrize("quiet", [0.0, 0.1, 0.25, 0.4, 0.7])
def test_keys_typed_before_the_first_frame_are_marks_of_the_first_cells(
    city: Path, driver: tuple[str, ...], quiet: float
) -> None:
    before = sheet(city)
    terminal = score(city, *driver)
    terminal.read(quiet)
    terminal.send("2\r1\r")
    terminal.send("0.5\r")
    terminal.wait("已存盘")
    terminal.settle()
    assert terminal.leave() == 0
    assert marked(city, before) == ["2", "1", "0.5"]


def test_what_follows_a_leaving_esc_does_nothing_in_the_mode_behind(city: Path) -> None:
    terminal = Terminal("-w", city, "tui")
    terminal.wait("Ctrl+Q")
    terminal.send("2\r")  # an agency's offices, then back from them, typed on as for the offices
    terminal.settle()
    terminal.send(f"{ESC}9{PASTE}")
    terminal.wait("多按的 2 个键没有起作用")
    assert "· 机关与处室" in terminal.text()
    terminal.send("9")
    terminal.wait("登记的内容")
    terminal.send(f"2\r{ESC}{ESC}5")  # leaving further is no accident
    terminal.wait("多按的 1 个键没有起作用")
    assert "70/85" in terminal.text()
    assert terminal.leave() == 0


def test_what_follows_an_entering_key_is_kept(city: Path) -> None:
    terminal = Terminal("-w", city, "tui")
    terminal.wait("Ctrl+Q")
    terminal.send("9")
    terminal.wait("登记的内容")
    terminal.send(ESC)
    terminal.wait("· 总览")  # it was left: what comes now is no key too many
    terminal.send(f"52{F4}贸易")
    terminal.expect_cursor_after("贸易")
    assert terminal.leave() == 0
