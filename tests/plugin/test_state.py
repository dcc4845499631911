"""A plugin's private state: kept between calls, migrated, never lost to a colleague or a slip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.ledger import database
from civtui.plugin.faults import PluginError
from civtui.plugin.host import Host
from civtui.plugin.state import Kept
from civtui.workspace.plugins.plugin_state import LedgerStates
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import row

COUNTING = """
    from civtui.api import Alert, Bilingual, Plugin, State, WarningSignal, hookimpl, state

    @hookimpl
    def civtui_describe():
        return Plugin(title=Bilingual("计数", "Counting"), state=State())

    @hookimpl
    def civtui_warning_signals():
        return [WarningSignal(id="seen", title=Bilingual("看过", "Seen"), entry="{module}:seen")]

    def seen(facts):
        kept = state()
        kept["times"] = kept.get("times", 0) + 1
        return [Alert(text=Bilingual(str(kept["times"])))]
"""
SECOND = """
    from civtui.api import Alert, Bilingual, Plugin, State, WarningSignal, hookimpl, state

    @hookimpl
    def civtui_describe():
        steps = ("{module}:by_agency",)
        return Plugin(title=Bilingual("计数", "Counting"), state=State(version=2, migrations=steps))

    @hookimpl
    def civtui_warning_signals():
        return [WarningSignal(id="seen", title=Bilingual("看过", "Seen"), entry="{module}:seen")]

    def by_agency(data):
        return {"by": {"all": data["times"]}}

    def seen(facts):
        return [Alert(text=Bilingual(str(state()["by"]["all"])))]
"""
FACTS = {"agency": {"id": "a-1", "name": "甲局"}, "today": "2026-06-01", "lang": "zh"}


@pytest.fixture
def states(tmp_path: Path) -> LedgerStates:
    path = tmp_path / "city.db"
    database.connect(path, create=True).close()
    return LedgerStates(path)


@pytest.fixture
def host(shelf: Shelf, states: LedgerStates) -> Iterator[Host]:
    shelf.package("counting", COUNTING)
    made = shelf.host("counting")
    made.states = states
    yield made


def said(host: Host) -> str:
    text: str = host.call("signal", "seen", FACTS)[0]["text"]
    return text


def test_it_is_kept_between_calls_and_sessions(
    shelf: Shelf, host: Host, states: LedgerStates
) -> None:
    assert [said(host), said(host)] == ["1", "2"]
    again = shelf.host("counting")
    again.states = states
    assert said(again) == "3"


def test_without_a_workspace_every_call_begins_with_nothing(shelf: Shelf) -> None:
    shelf.package("counting", COUNTING)
    host = shelf.host(bare=True)
    assert [said(host), said(host)] == ["1", "1"]


def test_a_newer_release_migrates_it_and_an_older_one_leaves_it_alone(
    shelf: Shelf, host: Host, states: LedgerStates
) -> None:
    said(host)
    shelf.package("counting", SECOND)
    newer = shelf.host("counting")
    newer.states = states
    assert said(newer) == "1"
    assert states.load("counting") == Kept(2, {"by": {"all": 1}}, 2)
    shelf.package("counting", COUNTING)
    older = shelf.host("counting")
    older.states = states
    with pytest.raises(PluginError) as caught:
        said(older)
    assert caught.value.message.key == "plugin.state-newer"
    assert states.load("counting") == Kept(2, {"by": {"all": 1}}, 2)


def test_a_failing_migration_leaves_the_old_state(
    shelf: Shelf, host: Host, states: LedgerStates
) -> None:
    said(host)
    shelf.package("counting", SECOND.replace('data["times"]', 'data["tims"]'))
    newer = shelf.host("counting")
    newer.states = states
    with pytest.raises(PluginError) as caught:
        said(newer)
    assert caught.value.message.key == "plugin.state-step"
    assert states.load("counting") == Kept(1, {"times": 1}, 1)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("object()", "plugin.state-bad"),
        ("float('nan')", "plugin.state-bad"),
        ("'x' * 2_000_000", "plugin.too-big"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_old_state_stays(
    shelf: Shelf, states: LedgerStates, value: str, fault: str
) -> None:
    shelf.package("counting", COUNTING.replace('kept.get("times", 0) + 1', value))
    host = shelf.host("counting")
    host.states = states
    with pytest.raises(PluginError) as caught:
        said(host)
    assert caught.value.message.key == fault
    assert states.load("counting") is None


def test_a_colleagues_store_is_not_overwritten(host: Host, states: LedgerStates) -> None:
    said(host)
    loaded = states.load("counting")
    assert loaded is not None
    assert states.save("counting", loaded._replace(data={"times": 10}))
    assert not states.save("counting", loaded._replace(data={"times": 20}))
    assert said(host) == "11"


def test_a_state_needs_a_migration_a_step(shelf: Shelf) -> None:
    shelf.package("counting", COUNTING.replace("State()", "State(version=3)"))
    assert row(shelf.host("counting"), "counting").state == "broken"
