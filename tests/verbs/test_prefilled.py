"""A form that begins with what stands sends what was changed in it, beside another window."""

from pathlib import Path
from typing import Any

import pytest

from civtui.ledger import queries
from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS
from civtui.tui.modes.begin import begin
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.building import registers
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.records import record
from civtui.workspace.performing import performing, prefilled
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
    return record(user.ws, "guarantee", ID).values


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
    at_first = prepared

    def late(*given: Any, **more: Any) -> Any:
        made = at_first(*given, **more)
        monkeypatch.setattr(registers, "prepared", at_first)
        elsewhere(folder, planned="99")
        return made

    monkeypatch.setattr(registers, "prepared", late)
    with pytest.raises(Refused):
        registers.change(ws, "guarantee", ID, {"note": "已核"})
    assert record(ws, "guarantee", ID).values["planned"] == "99"
    ws.close()


STANDING = [v for v in every_verb() if v.stands and v.row and not v.row.startswith("record:")]


@pytest.mark.parametrize("verb", STANDING, ids=lambda verb: verb.id)
def test_what_stands_fills_the_fields_and_is_held_against_others(folder: Path, verb: Verb) -> None:
    ws = open_workspace(folder)
    asked = {field.id: field for field in verb.fields}
    rows = {"agency": "a-43", "office": "o-43-1"}
    if verb.row in rows:
        stood = performing.standing(ws, verb, {verb.row: rows[verb.row]})
        assert stood.keys() == set(verb.some) & asked.keys()
        mine, theirs = ({**stood, verb.some[0]: text} for text in ("甲", "乙"))
        given = prefilled.changed(verb.fields, stood, mine)
        assert given == {verb.some[0]: "甲"}
        found = list(prefilled.overtaken(verb.fields, stood, theirs, given))
        assert [id_ for id_, _ in found] == [verb.some[0]]
    else:
        assert all(asked[id_].late for id_ in verb.some)
    ws.close()


async def test_a_name_that_another_window_corrected_is_not_written_over(folder: Path) -> None:
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("agency.correct"), {"agency": "a-43"})
        await user.settle()
        other = open_workspace(folder)
        performing.perform(
            other, verb_of("agency.correct"), {"agency": "a-43", "name": "市乙局", "why": "误"}
        )
        other.close()
        await fill(user, "name", "市甲局")
        await fill(user, "why", "误录")
        await user.press("f8")
        user.expect("市乙局", "市甲局", t("verbs.overtaken-again"))
        assert agency(user.ws, "a-43").name == "市乙局"
        await user.press("f8")
        assert agency(user.ws, "a-43").name == "市甲局"


async def test_the_stated_number_of_offices_is_corrected_where_it_stands(folder: Path) -> None:
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("agency.correct"), {"agency": "a-43"})
        await user.settle()
        await fill(user, "offices", "7")
        await fill(user, "why", "误录")
        await user.press("f8")
        (_, stated, _) = queries.one(user.ws.ledger, "agencies", "registered", ("a-43",))
        assert stated == 7
        begin(user.desk, verb_of("agency.correct"), {"agency": "a-43"})
        await user.settle()
        user.expect("处室数", "7")
