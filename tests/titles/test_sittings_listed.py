"""The list of sittings: what is to be held or decided stands first, and items name their title."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from civtui.tables import table_of
from civtui.workspace.lists import group as lists
from civtui.workspace.lists.listing import Listing, Said
from civtui.workspace.session import Workspace
from civtui.workspace.titles import group
from tests.titles.small import START, Sittings, small_city


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(
        tmp_path / "w", titles=[("a-1", "municipal")], today=START + timedelta(days=9)
    )
    with closing(made):
        yield made


def test_a_sitting_that_has_to_decide_stands_above_one_that_is_over(ws: Workspace) -> None:
    group.call(ws, "open", ["plan=年度工作计划"], held_on=START)
    group.hold_sitting(ws, "open")
    Sittings(ws, "over").decide("plan=三年规划", START + timedelta(days=3))
    group.call(ws, "called", ["plan=考评标准"], held_on=START + timedelta(days=9))
    here = Listing(ws, table_of("sittings"))
    assert [row.id for row in lists.sittings(here)] == ["called", "open", "over1"]


def test_an_item_names_its_title(ws: Workspace) -> None:
    group.call(ws, "s1", ["withdraw:municipal=a-1"], held_on=START + timedelta(days=9))
    here = Listing(ws, table_of("sittings"))
    first = lists.agenda(here, lists.sittings(here)[0])[0]
    assert isinstance(first, Said)
    assert first.text == "1. 撤销  市级文明单位"
