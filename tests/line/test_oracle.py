"""Cell for cell the same screen as textual's own, over random walks; the number is printed."""

import sys
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import DataTable, Input, Static

from civtui.tui.app import CivtuiApp
from tests.demos import demo
from tests.line.oracle import Oracle, compare_many

pytestmark = pytest.mark.long


def test_civtui_shows_the_same_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = demo(tmp_path / "city")
    compared, faults = compare_many(lambda: CivtuiApp(ws, driver_class=Oracle), range(4), 120)
    ws.close()
    with capsys.disabled():
        sys.stdout.write(f" {compared} frames compared ")
    assert compared > 100
    assert faults == []


class Dimming(ModalScreen[None]):
    """A panel that dims what is below it."""

    BINDINGS: ClassVar = [("escape", "dismiss", "away")]

    def compose(self) -> ComposeResult:
        yield Static("面板 panel [2024] 👍🏽 e\u0301")


class Strange(App[None]):
    """A program with what civtui has not: a table, inputs, scrolling, a dimming panel."""

    BINDINGS: ClassVar = [("f1", "panel", "panel")]

    def compose(self) -> ComposeResult:
        yield Input("市委办")
        yield DataTable()
        with VerticalScroll():
            for number in range(60):
                yield Static(f"第{number}行 [red]红[/] ﷺ ①② {'·' * number}")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("名称", "分", "note")
        for number in range(80):
            table.add_row(f"处室{number}", str(number), "x" * (number % 9))

    def action_panel(self) -> None:
        if not isinstance(self.screen, Dimming):
            self.push_screen(Dimming())


def test_another_program_shows_the_same_cells() -> None:
    compared, faults = compare_many(lambda: Strange(driver_class=Oracle), range(4), 100)
    assert compared > 100
    assert faults == []
