"""On the screen, too, two worlds look the same to whom their difference is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from civtui.tui.app import CivtuiApp
from civtui.workspace.rounds.seeing import Phase
from civtui.workspace.session import open_workspace
from tests.seeing.worlds import SEATS, Made, Seat, base, drawn, twin
from tests.tui.session import Session

# through the modes; in mode 3 the sheet and its card, the results, the panel and its deal, the list
# of marks; in mode 9 the facts, one by one
KEYS = (
    "1",
    "2",
    "3",
    "enter",
    "f6",
    "1",
    "down",
    "right",
    "f3",
    "escape",
    "escape",
    "escape",
    "3",
    "f6",
    "1",
    "down",
    "f3",
    "escape",
    "escape",
    "3",
    "f6",
    "2",
    "f6",
    "2",
    "enter",
    "escape",
    "escape",
    "3",
    "ctrl+l",
    "f10",
    "f10",
    "escape",
    "escape",
    "3",
    "4",
    "f3",
    "5",
    "enter",
    "6",
    "7",
    "8",
    "enter",
    "escape",
    "9",
    *("down",) * 12,
    "0",
    "f9",
    *"jia",
    "escape",
    "1",
    "enter",
)
# who looks -> the screens behind the modes that are reached by it
REACHED = {
    ("jia", Phase.OPEN): {"sheet", "panel"},
    ("look", Phase.OPEN): {"panel"},
    ("rep", Phase.OPEN): {"rounds"},
    ("rep", Phase.CLOSED): {"results", "explain"},
}


class AtOnce:
    """A thread whose work is done when it is started."""

    def __init__(self, *, target: Callable[[], None], daemon: bool) -> None:
        self.start = target


async def screens(made: Made, seat: Seat) -> list[str]:
    """Return what stands on the screen after each key, without heads."""
    ws = open_workspace(made.folder, user=seat.user)
    found = []
    try:
        app = CivtuiApp(ws)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            user = Session(pilot, ws)
            for key in KEYS:
                await user.press(key)
                while getattr(user.desk.mode, "late", ()) is None:  # it follows the first screen
                    await pilot.pause(0.01)
                await user.settle()
                text = "\n".join(user.lines())
                found.append(f"{key} {user.desk.mode.id}\n{re.sub(r'[0-9a-f]{8,64}', '#', text)}")
    finally:
        ws.close()
    return found


@pytest.mark.parametrize(("user", "phase"), REACHED)
async def test_the_screen_shows_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: str, phase: Phase
) -> None:
    monkeypatch.setattr("civtui.tui.beside.Thread", AtOnce)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    city = base(tmp_path / "base")
    seat = next(one for one in SEATS if one.user == user)
    draw = Random(11)
    world = drawn(draw, "blind", phase)
    shown = []
    for one in (world, twin(draw, world, seat)):
        made = Made(tmp_path / "w", city, one)
        shown.append(await screens(made, seat))
        made.close()
    modes = {one.split(maxsplit=2)[1] for one in shown[0]}
    assert modes >= REACHED[user, phase]
    for first, second in zip(*shown, strict=True):
        assert first == second
