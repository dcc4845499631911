"""Keys that arrive in one chunk have their effects in their order: none goes to the wrong place."""

from pathlib import Path

from textual import events

from civtui.workspace import rounds
from civtui.workspace.history import verify
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
            user, "3", ".", "5", "enter", "ctrl+k", "2", "enter", "1", "ctrl+n", note, "enter", "2",
            "enter", "f7", "9", "right", "1", "0", "enter", "3", "right", "8", "tab",
        )  # fmt: skip
        found = sheet(user)
        assert {item: found.marks.get((subject, item)) for item in ITEMS[:6]} == {
            "points": "3.5", "grades": None, "yes": "是", "count": "2", "ratio": "9/10",
            "rank": "3/8",
        }  # fmt: skip
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


async def test_a_key_whose_end_is_never_told_holds_up_nobody_for_long(
    city: Path, tmp_path: Path
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        gate = user.pilot.app.gate  # type: ignore[attr-defined]
        gate.shut, gate.since = True, gate.since - 10
        gate.held.append(events.Key("3", "3"))
        await burst(user, "enter")
        assert list(sheet(user).marks.values()) == ["3"]
