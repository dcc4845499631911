"""The screen stays when a key, a poll or a drawing fails, and goes on when the cause is gone."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from civtui import locale
from civtui.model.faults import fault
from civtui.tui.app import CivtuiApp
from tests.tui.session import session


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return tmp_path / "xdg_state_home"


def said(user) -> str:  # type: ignore[no-untyped-def]  # a session
    return "".join(span.text for span in user.desk.status)


async def test_a_mode_that_cannot_be_read_leaves_the_one_that_is_shown(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with session(city, tmp_path / "w", lang="en") as user:
        rows = len(user.desk.grid.source)

        def broken(*_: object, **__: object) -> None:
            raise OSError(errno.EIO, "Input/output error", "civtui.db")

        with monkeypatch.context() as patched:
            patched.setattr("civtui.tui.modes.table.TableMode.load", broken)
            patched.setattr("civtui.tui.modes.overview.Overview.load", broken)
            await user.press("2")
            assert user.desk.mode.id == "overview" and len(user.desk.grid.source) >= rows > 0
            assert "the disk failed" in said(user) and "civtui.db" in said(user)
        await user.press("2")
        assert user.desk.mode.id == "agencies" and "disk" not in said(user)


async def test_a_poll_that_fails_says_so_once_and_when_it_is_over(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with session(city, tmp_path / "w", lang="en") as user:

        def gone() -> int:
            raise fault("gone", where={"file": "civtui.db"})

        with monkeypatch.context() as patched:
            patched.setattr(user.ws, "head", gone)
            user.desk._watch()
            assert "not there" in said(user)
            user.desk.say("something else")
            user.desk._watch()
            assert said(user) == "something else"
        user.desk._watch()
        assert said(user) == locale.t("machine.back", "en")


async def test_a_key_that_hits_a_fault_of_the_program_is_reported_and_the_next_one_works(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    monkeypatch.setattr(CivtuiApp, "forgiving", True)
    async with session(city, tmp_path / "w", lang="en") as user:

        def broken(*_: object) -> None:
            raise ZeroDivisionError("secret 42")

        with monkeypatch.context() as patched:
            patched.setattr("civtui.tui.modes.table.TableMode.load", broken)
            await user.press("2")
        assert "the program failed (ZeroDivisionError)" in said(user)
        assert "secret" not in said(user) and list(reports.rglob("fault-*.txt"))
        await user.press("2")
        assert user.desk.mode.id == "agencies"


async def test_a_timer_and_a_widget_that_fail_end_nothing(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CivtuiApp, "forgiving", True)
    async with session(city, tmp_path / "w", lang="en") as user:

        def broken() -> None:
            raise OSError(errno.ENOSPC, "No space left on device", "x")

        user.desk.set_timer(0.001, broken)
        user.desk.grid.call_later(broken)
        for _ in range(200):
            await user.settle()
            if "disk is full" in said(user):
                break
        assert "disk is full" in said(user)
        await user.press("2")
        assert user.desk.mode.id == "agencies" and user.desk.grid.is_running


async def test_a_test_still_sees_what_nobody_foresaw(city: Path, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        async with session(city, tmp_path / "w") as user:
            user.desk.grid.call_later(lambda: 1 // 0)
            await user.settle()
