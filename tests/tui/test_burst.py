"""What many keys at once come to is what they come to one by one: none overtakes another."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from civtui.workspace.rounds import rounds
from tests.tui.kinds import kinds_round
from tests.tui.session import session

# an Esc is not among them: behind one that leaves a mode a burst has no effect
WORDS = (
    "1",
    "2",
    "3",
    "tab",
    "enter",
    "f4:委",
    "f4:宣传部",
    "ctrl+n:备注3",
    "ctrl+k:原因2",
    "down",
    "up",
    "right",
    "f7",
    "f1",
    "f2",
    "ctrl+g:2",
    "ctrl+g:3",
    "ctrl+p:贸",
    "pageup",
    "f6",
    "paste",
    "resize",
    "?",
)
LAST = Size(101, 31)


def keys_of(seed: int) -> list[str]:
    """Return keys: a word, or one that opens a line, what is typed there, and its Enter."""
    chosen = random.Random(seed)
    keys: list[str] = []
    for _ in range(chosen.randint(8, 40)):
        opens, colon, text = chosen.choice(WORDS).partition(":")
        keys += [opens, *text, "enter"] if colon else [opens]
    return keys


def event_of(key: str) -> events.Event:
    if key == "paste":
        return events.Paste("2")
    if key == "resize":
        return events.Resize(Size(100, 30), Size(100, 30))
    return events.Key(key, None if len(key) > 1 else key)


async def outcome(city: Path, folder: Path, keys: list[str], *, at_once: bool) -> object:
    """Return what is stored and where one stands when the keys have had their effects."""
    async with session(city, folder, **kinds_round(city, folder)) as user:
        driver = user.pilot.app._driver
        assert driver is not None
        for key in keys:
            event = event_of(key)
            event.set_sender(user.pilot.app)
            driver.send_message(event)
            if not at_once:
                await user.settle()
        # the last of the burst: once it has had its effect all the others have been taken
        driver.send_message(events.Resize(LAST, LAST))
        while user.pilot.app.size != LAST:
            await asyncio.sleep(0.01)
        await user.settle()
        sheet, desk = rounds.sheet(user.ws, "kinds", "k1"), user.desk
        typed = desk.input.value if desk.input else None
        place = [mode.id for mode in desk.stack], desk.grid.column, desk.grid.editing
        return sheet.marks, sheet.notes, sheet.skips, typed, desk.mode.text, place


@pytest.mark.parametrize("seed", [30, 34, 54])
async def test_a_burst_comes_to_what_its_keys_come_to(
    city: Path, tmp_path: Path, seed: int
) -> None:
    keys = keys_of(seed)
    one_by_one = await outcome(city, tmp_path / "slow", keys, at_once=False)
    assert await outcome(city, tmp_path / "fast", keys, at_once=True) == one_by_one
