"""Keys that arrive in one chunk have their effects in their order: none goes to the wrong place."""

from itertools import count
from pathlib import Path

import pytest
from textual import events

from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import rounds
from tests.tui.kinds import ITEMS, kinds_round
from tests.tui.session import Session, session
from tests.tui.test_scoring import here


async def burst(user: Session, *keys: str) -> None:
    """Send keys and texts at once, as a slow line hands them over."""
    driver = user.pilot.app._driver
    assert driver is not None
    for key in keys:
        named = len(key) > 1 and key.isascii()
        for event in [events.Key(key, None)] if named else [events.Key(c, c) for c in key]:
            event.set_sender(user.pilot.app)
            driver.send_message(event)
    await user.settle()


def sheet(user: Session) -> rounds.Sheet:
    return rounds.sheet(user.ws, "kinds", "k1")


async def test_a_reason_a_note_and_marks_in_one_chunk(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        subject, _ = here(user)
        note = "材料齐全，建议复核。"
        await burst(
            user,
            "3",
            ".",
            "5",
            "enter",
            "ctrl+k",
            "2",
            "enter",
            "1",
            "ctrl+n",
            note,
            "enter",
            "2",
            "enter",
            "f6",
            "1",
            "9",
            "right",
            "1",
            "0",
            "enter",
            "3",
            "right",
            "8",
            "tab",
        )
        found = sheet(user)
        assert {item: found.marks.get((subject, item)) for item in ITEMS[:6]} == {
            "points": "3.5",
            "grades": None,
            "yes": "是",
            "count": "2",
            "ratio": "9/10",
            "rank": "3/8",
        }
        assert found.skips == {(subject, "grades"): "尚未到处室"}
        assert found.notes == {(subject, "count"): note}
        assert verify(user.ws) == []


async def test_a_filter_that_is_typed_ahead_and_given_up(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        await burst(user, "f4", "宣传部", "enter", "3", "enter")
        assert [row.cells[0] for row in user.desk.mode.rows] == ["宣传部/机关党委"]
        assert list(sheet(user).marks.values()) == ["3"]
        await burst(user, "f4", "谁", "escape", "ctrl+g", "2")
        assert user.desk.mode.id == "agencies"


async def test_a_key_whose_line_goes_away_under_it_holds_up_nobody(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        desk = user.desk
        for key in ("enter", "f2", "enter"):
            desk.ask("?", "", lambda _: None)
            line = desk.input
            assert line is not None
            await line.remove()  # nobody is left who would tell of the key's end
            desk.set_focus(None)
            await burst(user, key)
            gate = user.pilot.app.gate  # type: ignore[attr-defined]  # of our own application
            assert not gate.shut and not gate.held
        await burst(user, "escape", "3", "enter")
        assert list(sheet(user).marks.values()) == ["3"]


async def test_a_key_whose_end_died_with_the_line_is_let_go_by_the_next_one(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        gate = user.pilot.app.gate  # type: ignore[attr-defined]  # of our own application
        desk = user.desk
        desk.ask("?", "", lambda _: None)
        line = desk.input
        assert line is not None
        await user.settle()
        desk.end_ask()
        await user.settle()
        gate.close(events.Key("f2", None))
        await burst(user, "3")
        assert gate.shut and not sheet(user).marks  # nothing tells yet, however long it takes
        gate.marker_at = line
        await burst(user, "enter")
        assert not gate.shut and list(sheet(user).marks.values()) == ["3"]


async def test_a_clock_that_leaps_changes_no_key(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that stops between any two steps is as good as a quick one."""
    given = kinds_round(city, tmp_path / "w")
    hours = count(0.0, 3600.0)
    monkeypatch.setattr("civtui.tui.keys.gate.monotonic", lambda: next(hours))
    async with session(city, tmp_path / "w", **given) as user:
        subject, _ = here(user)
        await burst(
            user, "3", "enter", "ctrl+k", "2", "enter", "1", "ctrl+n", "复核", "enter", "2", "enter"
        )
        found = sheet(user)
        assert {item: found.marks.get((subject, item)) for item in ITEMS[:4]} == {
            "points": "3",
            "grades": None,
            "yes": "是",
            "count": "2",
        }
        assert found.skips == {(subject, "grades"): "尚未到处室"}
        assert found.notes == {(subject, "count"): "复核"}
