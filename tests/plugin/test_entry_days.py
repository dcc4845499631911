"""A culture entry's day has come, unless its plugin says that the field plans something."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from civtui.api import Bilingual, Field
from civtui.model.errors import BadInput, Refused
from civtui.plugin.stored_records import light
from civtui.verbs import verb_of
from civtui.workspace.building.culture import add_entry, entries, participations
from civtui.workspace.days import hold_values
from civtui.workspace.performing.performing import perform
from civtui.workspace.plugins import plugins
from civtui.workspace.session import Workspace
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import READING
from tests.titles.small import START, small_city

DATED = READING.replace(
    "fields=(field,)",
    """fields=(
            Field(id="on", title=Bilingual("日期", "Date"), type="date", required=False),
            Field(id="due", title=Bilingual("期限", "Due"), type="date", required=False,
                  ahead=True), field)""",
)
TODAY = START.isoformat()
TOMORROW = (START + timedelta(1)).isoformat()


@pytest.fixture
def city(shelf: Shelf, tmp_path: Path) -> Workspace:
    ws = small_city(tmp_path / "w", today=START)
    shelf.package("reading", DATED)
    plugins.enable(ws, "reading")
    return ws


def _call(ws: Workspace, values: dict[str, Any], entry: str | None = None) -> None:
    add_entry(ws, "reading", "a-1", "reading", values, entry)


def _command(ws: Workspace, values: dict[str, Any], entry: str | None = None) -> None:
    given = [f"{key}={value}" for key, value in values.items()]
    words = {"program": "reading", "agency": "a-1", "form": "reading", "set": given}
    perform(ws, verb_of("culture.add"), {**words, "entry": entry})


@pytest.mark.parametrize("do", [_call, _command])
def test_a_day_ahead_is_refused_but_where_it_plans(
    city: Workspace, do: Callable[..., None]
) -> None:
    with pytest.raises(BadInput) as refused:
        do(city, {"book": "论语", "on": TOMORROW})
    assert refused.value.where == {"rule": "day-ahead", "key": "on"}
    assert entries(city, "reading:reading", "a-1") == []
    do(city, {"book": "论语", "on": TODAY, "due": TOMORROW})
    (kept,) = entries(city, "reading:reading", "a-1")
    assert kept.values == {"book": "论语", "on": TODAY, "due": TOMORROW}
    with pytest.raises(BadInput):
        do(city, {"book": "论语", "on": TOMORROW}, kept.id)


def test_the_newest_entry_is_the_newest_by_the_day_it_tells_of(city: Workspace) -> None:
    day = START - timedelta(5)
    _call(city, {"book": "孟子", "on": day.isoformat()})
    (part,) = participations(city)
    assert (part.entries, part.newest) == (1, day.isoformat())
    _call(city, {"book": "论语"})  # without a day that of its entry
    (part,) = participations(city)
    assert (part.entries, part.newest) == (2, TODAY)


def test_an_older_description_says_nothing_and_plans_nothing() -> None:
    old = light({"id": "on", "type": "date"})
    with pytest.raises(BadInput):
        hold_values([old], {"on": TOMORROW}, START, {})
    hold_values([old], {"on": TOMORROW}, START, {"on": TOMORROW})  # it stood so before


def test_only_a_date_lies_ahead() -> None:
    with pytest.raises(ValidationError):
        Field(id="x", title=Bilingual("甲", "A"), ahead=True)


def test_the_very_same_entry_is_refused_unless_it_is_another_one(city: Workspace) -> None:
    values = {"on": TODAY, "book": "论语"}
    first = add_entry(city, "reading", "a-1", "reading", values)
    with pytest.raises(Refused) as error:
        _command(city, values)
    assert error.value.message.key == "building.double" and error.value.value == first
    other = add_entry(city, "reading", "a-1", "reading", values, another=True)
    assert other != first
    _call(city, values, first)  # a correction that says the same is none
    add_entry(city, "reading", "a-1", "reading", {**values, "book": "孟子"})
