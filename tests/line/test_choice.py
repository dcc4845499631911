"""On any doubt textual's own driver is taken."""

import pytest

from civtui.tui.line import choice
from civtui.tui.line.driver import LineDriver


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_it_is_taken_where_all_is_there() -> None:
    assert choice.why_stock() is None
    assert choice.driver_class() is LineDriver


def test_the_user_may_ask_for_textuals_own() -> None:
    assert choice.driver_class("stock") is None


@pytest.mark.parametrize(
    ("platform", "term"), [("win32", "xterm"), ("linux", "dumb"), ("linux", "")]
)
def test_another_platform_or_terminal(
    monkeypatch: pytest.MonkeyPatch, platform: str, term: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("TERM", term)
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
