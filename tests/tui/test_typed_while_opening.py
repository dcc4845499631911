"""Keys typed while a list is about to open are kept for it, and applied in their order."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events

from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.tui.modes import inbox
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book
from tests.tui.session import Session, session

INBOX = ("ctrl+g", "i")
SAID = BadInput(msg("exchange.no-date"))


@pytest.fixture
def folder(city: Path, tmp_path: Path) -> Path:
    shutil.copytree(city, tmp_path / "w")
    agencies = [AGENCY_HEADS, [1, "样板局", "样板局", None, 1, None, None, "0592"]]
    offices = [OFFICE_HEADS, ["样板局", "办公室"]]
    book(tmp_path / "w" / "inbox" / "名册.xlsx", 机关名册=agencies, 处室名册=offices)
    return tmp_path / "w"


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Hold the look into a file until the event is set."""
    gate, look = Event(), inbox.looks_like

    def held(*given: Any) -> Any:
        assert gate.wait(20)
        given[2]("check", 1, 1)  # as a reader does: here a stop is noticed
        return look(*given)

    monkeypatch.setattr(inbox, "looks_like", held)
    return gate


async def mode(user: Session, id_: str) -> None:
    for _ in range(1000):
        if user.desk.mode.id == id_:
            break
        await user.pilot.pause(0.01)
    await user.settle()
    assert user.desk.mode.id == id_


@pytest.mark.parametrize("opener", ["f7", "enter"])
async def test_a_digit_in_one_chunk_with_its_key(folder: Path, opener: str) -> None:
    async with session(folder, folder) as user:
        await user.press(*INBOX)
        for key in (events.Key(opener, None), events.Key("1", "1")):
            user.pilot.app.post_message(key)
        await mode(user, "form")
        assert user.desk.mode.values["file"].endswith("名册.xlsx")  # type: ignore[attr-defined]  # a form


async def test_keys_wait_in_their_order(folder: Path, looking: Event) -> None:
    async with session(folder, folder) as user:
        await user.press(*INBOX, "f7")
        assert user.desk.mode.id == "running"
        await user.press("down", "up", "enter")
        assert user.desk.mode.id == "running"
        looking.set()
        await mode(user, "form")


async def test_esc_stops_and_nothing_is_done_behind_it(folder: Path, looking: Event) -> None:
    async with session(folder, folder) as user:
        await user.press(*INBOX, "f7", "1", "escape", "2")
        looking.set()
        await mode(user, "inbox")
        assert user.desk.mode.id == "inbox"


async def test_what_does_not_open_takes_no_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()

    def failing(*_: Any) -> Any:
        assert gate.wait(20)
        raise SAID

    monkeypatch.setattr(inbox, "looks_like", failing)
    async with session(folder, folder) as user:
        await user.press(*INBOX, "f7", "1")
        gate.set()
        await mode(user, "inbox")
