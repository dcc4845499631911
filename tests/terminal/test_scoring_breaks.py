"""Breaks of a scoring session on a real terminal: killed, and away in the user's own editor."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.marks.resume import place_of
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.terminal.driving import Terminal, civtui

CARD, CTRL_T, CTRL_N, CTRL_E = "\x1b[17~1", "\x14", "\x0e", "\x05"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    civtui("demo", tmp_path / "city", "--headless")
    return tmp_path / "city"


def sheet(city: Path) -> rounds.Sheet:
    ws = open_workspace(city)
    try:
        return rounds.sheet(ws, "city-2026", "kp1")
    finally:
        ws.close()


def standing(city: Path) -> tuple[str, str] | None:
    """Return the cell in which the session stands, as the next one would find it."""
    ws = open_workspace(city)
    try:
        place = place_of(ws, "city-2026", "kp1")
    finally:
        ws.close()
    return (place.subject, place.item) if place else None


def test_a_killed_session_goes_on_in_the_same_cell_and_view(city: Path) -> None:
    start = sheet(city)
    first = next_unscored(start)
    second = next_unscored(start, first)
    third = next_unscored(start, second)
    assert first
    assert second
    assert third
    score = ("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal = Terminal(*score)
    terminal.wait("Ctrl+Q")
    terminal.send(CARD)
    terminal.wait("信访局/政策法规处  ")
    terminal.send(CTRL_T)
    terminal.wait("1 优=")
    terminal.send("1")
    terminal.wait("已存盘")
    # the first Tab is of habit, the second leaves a cell empty: only the place knows it
    terminal.send("\t\t")
    while standing(city) != third:
        terminal.read(0.05)
    terminal.kill()
    assert sheet(city).marks.keys() - start.marks.keys() == {first}
    again = Terminal(*score)
    again.wait("1 优=")
    again.send("2")
    again.wait("已存盘")
    again.leave()
    assert sheet(city).marks.keys() - start.marks.keys() == {first, third}


@pytest.mark.parametrize(
    ("remote", "setting"),
    [
        ("", ""),
        ("CIVTUI_FORCED", "editor_over_ssh = true"),
        ("SSH_TTY", ""),
        ("SSH_CONNECTION", "editor_over_ssh = true"),
    ],
)
def test_a_note_is_written_in_the_own_editor_where_one_may_run(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: str, setting: str
) -> None:
    forced = remote == "CIVTUI_FORCED" or bool(remote and not setting)
    settings = city / "civtui.toml"
    settings.write_text(f"{settings.read_text('utf-8')}{setting}\n", encoding="utf-8")
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "第一行\\n第二行" > "$1"\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    if remote:
        monkeypatch.setenv(remote, "1")
    # in a forced session the key is the user, and nobody's user is nobody's admin
    whose = ("--as", "chenjianguo") if remote == "CIVTUI_FORCED" else ()
    terminal = Terminal("-w", city, *whose, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("Ctrl+Q")
    terminal.send(CTRL_N)
    shown = terminal.wait("批注：")
    assert ("Ctrl+E" in shown) is not forced
    terminal.send(CTRL_E)
    if forced:
        terminal.send("手写\r")
    terminal.wait("批注已存盘")
    terminal.wait("F6 视图")
    assert terminal.leave() == 0
    monkeypatch.delenv("CIVTUI_FORCED", raising=False)  # this process is no session of a key
    assert list(sheet(city).notes.values()) == ["手写" if forced else "第一行\n第二行"]


@pytest.mark.parametrize("driver", [(), ("--driver", "stock")], ids=["line", "stock"])
def test_ctrl_q_says_what_it_keeps_and_that_a_half_typed_mark_is_not(
    city: Path, driver: tuple[str, ...]
) -> None:
    before = sheet(city)
    first = next_unscored(before)
    score = ("-w", city, "score", "city-2026", "--assessor", "kp1", *driver)
    terminal = Terminal(*score)
    terminal.wait("Ctrl+Q")
    terminal.send("3")  # in half steps it waits for its end
    terminal.expect_cursor_after("3")
    shown = len(terminal.raw)
    assert terminal.leave() == 0
    told = terminal.raw[shown:].decode()
    assert first
    parting = told.rpartition("\x1b[?1049l")[2]
    assert "录了一半的 3 没有按 Enter，没有存：信访局/政策法规处" in parting
    now = sheet(city)
    assert now.marks == before.marks
    terminal = Terminal(*score)
    terminal.wait("Ctrl+Q")
    terminal.send(f"9\r{CTRL_N}")
    terminal.wait("批注：")
    terminal.send("半句")
    terminal.expect_cursor_after("半句")
    shown = len(terminal.raw)
    assert terminal.leave() == 0
    told = terminal.raw[shown:].decode().rpartition("\x1b[?1049l")[2]
    assert "还有 1 格未存，已留着" in told and "批注没有写完，已留着" in told
    assert sheet(city).marks == now.marks
    again = Terminal(*score)
    again.wait("Ctrl+N 接着写上次没有写完的批注")
    assert again.leave() == 0


def test_a_mark_into_a_deleted_ledger_is_never_shown_as_saved(city: Path) -> None:
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("Ctrl+Q")
    with closing(open_workspace(city)) as ws:
        seq = ws.head()
    database = city / "civtui.db"
    database.rename(city / "away.db")
    shown = terminal.wait("已不在原处")
    terminal.send("4")
    shown += terminal.settle()
    assert "已存盘" not in shown
    (city / "away.db").rename(database)
    terminal.kill()
    with closing(open_workspace(city)) as ws:
        assert ws.head() == seq
