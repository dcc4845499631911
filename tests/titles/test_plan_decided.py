"""A plan, a standard, a measure goes from the form of a sitting to its decision, and ends there."""

from contextlib import closing
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists import group as lists
from civtui.workspace.lists.listing import Listing
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from tests.titles.small import START, small_city

MATTERS = ("工作计划", "考评标准", "措施")


@pytest.mark.parametrize("matter", MATTERS)
def test_it_is_carried_out_by_being_decided(tmp_path: Path, matter: str) -> None:
    with closing(small_city(tmp_path / "w", today=START)) as ws:
        perform(ws, verb_of("group.call"), {"sitting": "s1", "item": [f"{matter}=年度安排"]})
        perform(ws, verb_of("group.hold"), {"sitting": "s1"})
        assert [row.what for row in due_rows(ws)] == ["sitting"]
        perform(ws, verb_of("decide.add"), {"sitting": "s1", "item": "1"})
        assert [row.what for row in due_rows(ws)] == []
        here = Listing(ws, table_of("sitting"), of="s1")
        (item,) = lists.items(here)
        assert render(lists.outcome(here, item)) == "同意"
        told = "\n".join(perform(ws, verb_of("group.show"), {"sitting": "s1"}).lines())
        assert matter in told
        assert "年度安排" in told


def test_the_form_of_a_sitting_says_how_it_is_written() -> None:
    (field,) = [one for one in verb_of("group.call").fields if one.id == "item"]
    assert field.hint is not None
    assert "工作计划=" in render(field.hint)
