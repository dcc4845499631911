"""On any doubt textual's own driver is taken."""

import pytest

from civtui.tui.line import choice
from civtui.tui.line.driver import LineDriver
from civtui.tui.line.listening import ListeningDriver


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_it_is_taken_where_all_is_there() -> None:
    assert choice.why_stock() is None
    assert choice.driver_class() is LineDriver


def test_the_user_may_ask_for_textuals_own_and_keeps_our_way_of_keys() -> None:
    assert choice.driver_class("stock") is ListeningDriver


def test_a_terminal_without_a_cursor_has_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert choice.why_stock() == "terminal without cursor"
    assert choice.driver_class() is ListeningDriver


def test_a_changed_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual._xterm_parser import XTermParser

    monkeypatch.delattr(XTermParser, "parse_mouse_code")
    assert choice.why_stock() == "no parse_mouse_code"
    assert choice.driver_class("stock") is None


def test_another_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert choice.driver_class() is None


def test_an_untested_release_of_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "textual_release", lambda: (99, 0))
    assert "99.0 is not tested" in str(choice.why_stock())


def test_a_changed_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.drivers.linux_driver import LinuxDriver

    def write(self: object, data: str, *, late: bool) -> None: ...

    monkeypatch.setattr(LinuxDriver, "write", write)
    assert choice.why_stock() == "write has other parameters"
    monkeypatch.delattr(LinuxDriver, "write")
    monkeypatch.setattr("textual.driver.Driver.write", None)
    assert choice.driver_class() is None
