"""A form that begins with what stands sends what was changed in it, beside another window."""

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace import performing, prefilled
from civtui.workspace.building import registers
from civtui.workspace.session import Workspace, open_workspace
from tests.tui.session import Session, session
from tests.verbs.test_faces import stand_on

ID = "a-43/funds/2030"


def put_down(ws: Workspace) -> None:
    given = {"agency": "a-43", "what": "funds", "year": "2030", "planned": "12.5", "unit": "元"}
    performing.perform(ws, verb_of("guarantee.add"), {**given, "note": "初稿"})


def elsewhere(folder: Path, **values: str) -> None:
    """Change the record in another window."""
    other = open_workspace(folder)
    registers.change(other, "guarantee", ID, values)
    other.close()


def stored(user: Session) -> dict[str, Any]:
    return registers.record(user.ws, "guarantee", ID).values


async def form(user: Session) -> None:
    put_down(user.ws)
    begin(user.desk, verb_of("guarantee.set"), {"record": ID})
    await user.settle()


async def fill(user: Session, id_: str, text: str) -> None:
    await stand_on(user, id_)
    await user.press("enter", "ctrl+u")
    await user.type(text)
    await user.press("enter", "escape")


async def test_what_another_window_stored_meanwhile_stays(folder: Path) -> None:
    async with session(folder, folder) as user:
        await form(user)
        elsewhere(folder, planned="99", unit="万元")
        await fill(user, "note", "已核")
        await user.press("f8")
        now = stored(user)
        assert (now["planned"], now["unit"], now["note"]) == ("99", "万元", "已核")


async def test_the_same_field_changed_twice_is_said_with_both_values_before(folder: Path) -> None:
    async with session(folder, folder) as user:
        await form(user)
        elsewhere(folder, planned="99")
        await fill(user, "planned", "13")
        await user.press("f8")
        user.expect("99", "13", t("verbs.overtaken-again"))
        assert stored(user)["planned"] == "99"
        elsewhere(folder, planned="98")  # and once more
        await user.press("f8")
        user.expect("98", "13")
        assert stored(user)["planned"] == "98"
        await user.press("f8")
        assert stored(user)["planned"] == "13"


async def test_a_field_is_emptied_on_purpose(folder: Path) -> None:
    async with session(folder, folder) as user:
        await form(user)
        elsewhere(folder, planned="99")
        await fill(user, "note", "")
        await user.press("f8")
        now = stored(user)
        assert "note" not in now and now["planned"] == "99"


async def test_a_value_that_is_opened_and_left_is_no_change(folder: Path) -> None:
    async with session(folder, folder) as user:
        await form(user)
        await stand_on(user, "planned")
        await user.press(*["enter"] * 3, "escape")
        elsewhere(folder, planned="99", unit="万元")
        await fill(user, "note", "已核")
        await user.press("f8")
        assert (stored(user)["planned"], stored(user)["unit"]) == ("99", "万元")


def test_values_compare_as_they_are_stored() -> None:
    fields = (*verb_of("guarantee.set").fields, *verb_of("duty.set").fields)
    stood = {"year": 2030, "planned": "12.5", "evidence": ["a", "b"], "note": ""}
    same = {"record": "x", "year": "2030年", "planned": "１２.５0", "evidence": ["a", "b"]}
    assert prefilled.changed(fields, stood, same) == {"record": "x"}
    assert prefilled.changed(fields, stood, {"planned": ""}) == {"planned": ""}
    assert prefilled.changed(fields, stood, {"note": ""}) == {}


def test_every_form_that_begins_with_what_is_stored_sends_late_fields() -> None:
    for kind in REGISTERS.values():
        noun = f"{kind.group}.{kind.id}".strip(".")
        verb = verb_of(f"{noun}.set")
        assert verb.row and all(field.late for field in verb.fields if kind.field(field.id))


def test_a_record_is_not_written_over_a_newer_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(folder)
    put_down(ws)
    prepared = registers.prepared

    def late(*given: Any, **more: Any) -> Any:
        made = prepared(*given, **more)
        monkeypatch.setattr(registers, "prepared", prepared)
        elsewhere(folder, planned="99")
        return made

    monkeypatch.setattr(registers, "prepared", late)
    with pytest.raises(Refused):
        registers.change(ws, "guarantee", ID, {"note": "已核"})
    assert registers.record(ws, "guarantee", ID).values["planned"] == "99"
    ws.close()
