"""What is typed as new and is on record already is refused, unless it is said to be another one."""

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import CivtuiError, Refused
from civtui.model.registers import REGISTERS
from civtui.verbs import verb_of
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.records import record_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

ADD = "inspection.complaint.add"
SAID = {
    "agency": "a-1",
    "on": "2026-03-01",
    "way": "box",
    "sort": "complaint",
    "text": "窗口排队",
    "term": "2026-03-20",
}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", today=date(2026, 3, 2))


def test_a_complaint_is_typed_once_unless_it_is_another(ws: Workspace) -> None:
    perform(ws, verb_of(ADD), SAID)
    (first,) = record_rows(ws, "complaint")
    for same in (SAID, {**SAID, "text": "窗口 排队。", "owner": "办公室"}):
        with pytest.raises(Refused) as told:
            perform(ws, verb_of(ADD), same)
        assert first.id in render(told.value.message) and "--another" in render(told.value.hint)
        assert told.value.field == "another"
    perform(ws, verb_of(ADD), {**SAID, "agency": "a-2"})
    perform(ws, verb_of(ADD), {**SAID, "text": "电话不通"})
    perform(ws, verb_of(ADD), {**SAID, "another": True})
    assert len(record_rows(ws, "complaint", "a-1")) == 3


def test_an_activity_is_typed_once_unless_it_is_another(ws: Workspace) -> None:
    said = {"agency": "a-1", "title": "植树", "on": "2026-03-01"}
    perform(ws, verb_of("activity.add"), said)
    (first,) = activity_rows(ws, "a-1")
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("activity.add"), {**said, "title": " 植树。", "kind": "other"})
    assert first.id in render(told.value.message)
    perform(ws, verb_of("activity.add"), {**said, "on": "2026-03-02"})
    perform(ws, verb_of("activity.add"), {**said, "another": True})
    assert len(activity_rows(ws, "a-1")) == 3


def test_all_registers_without_a_key_ask_and_no_other_does() -> None:
    for kind in REGISTERS.values():
        noun = f"{kind.group} {kind.id}".strip().replace(" ", ".")
        asks = any(field.id == "another" for field in verb_of(f"{noun}.add").fields)
        assert asks == (not kind.key), kind.id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"term": ""}, "term"),
        ({"evidence": "nofile"}, "evidence"),
        ({"answered": "2026-04-01"}, "answered"),
        ({"office": "处9"}, "office"),
        ({"text": ""}, "text"),
    ],
)
def test_a_refusal_points_at_the_field_that_is_its_cause(
    ws: Workspace, given: dict[str, str], field: str
) -> None:
    with pytest.raises(CivtuiError) as told:
        perform(ws, verb_of(ADD), {**SAID, **given})
    assert told.value.field == field
