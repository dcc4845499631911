"""All that one signal saw at one agency is one line for people, and the last line counts all."""

from types import SimpleNamespace

import pytest

from civtui.model.errors import Refused
from civtui.model.text import Bilingual
from civtui.tui.deeds_here import list_deeds
from civtui.workspace.building.signals import SignalRow, told_once

TITLE = Bilingual("突击创建", "Crammed")


def row(agency: str, state: str, level: str = "", text: str = "") -> SignalRow:
    return SignalRow("s", TITLE, agency, agency, state, level, text)


def test_warnings_of_one_agency_are_one_with_the_worst_level() -> None:
    told = told_once(
        [
            row("a", "warning", "notice", "一"),
            row("b", "clear"),
            row("a", "warning", "warning", "二"),
            row("a", "warning", "notice", "一"),
            row("a", "not-checked", "", "少"),
        ]
    )
    assert [(one.agency, one.state, one.level, one.text) for one in told] == [
        ("a", "warning", "warning", "一；二"),
        ("b", "clear", "", ""),
        ("a", "not-checked", "", "少"),
    ]


def test_what_was_not_checked_is_counted_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from civtui.workspace.answers import plugin
    from civtui.workspace.building import signals

    rows = [row("a", "not-checked", "", "少"), row("b", "not-checked", "", "少")]
    monkeypatch.setattr(signals, "signal_rows", lambda _ws, _agency: rows)
    last = list(plugin.signals(None, agency=None).lines())[-1]  # type: ignore[arg-type]  # needs no workspace
    assert last == "共 2 项：预警 0 项，无预警 0 项，未检查 2 项"


def test_deeds_wait_for_what_is_still_asked_for() -> None:
    desk = SimpleNamespace(mode=SimpleNamespace(waits=True))
    with pytest.raises(Refused) as told:
        list_deeds(desk)  # type: ignore[arg-type]  # a stand-in for the screen
    assert told.value.message.key == "tui.working"
