"""A reform is put together in a form: each step asked field by field, shown before it is done."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.fields import Field
from civtui.model.text import Lang
from civtui.tui.modes.begin import begin
from civtui.tui.modes.records import RecordForm, Records
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency, office_rows
from civtui.workspace.performing import record_text
from civtui.workspace.titles import reforms
from tests.tui.session import Session, session
from tests.verbs.test_faces import stand_on, value


def field(id_: str) -> Field:
    found = verb_of("agency.restructure").field(id_)
    assert found is not None
    return found


async def step(user: Session, id_: str, *typed: str) -> None:
    """Fill in a step: a text a field, in their order."""
    await stand_on(user, id_)
    await user.press("enter")
    if isinstance(user.desk.mode, Records):
        await user.press("insert")
    assert isinstance(user.desk.mode, RecordForm)
    for text in typed:
        await user.type(text)
        await user.press("enter")
    await user.press("f8")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_merger_is_picked_shown_and_done(city: Path, tmp_path: Path, lang: Lang) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        today = user.ws.today().isoformat()
        begin(user.desk, verb_of("agency.restructure"), {"effective": today})
        await user.settle()
        await user.press("escape")
        assert value(user, "id") == reforms.free_id(user.ws)
        names = [agency(user.ws, id_).name for id_ in ("a-1", "a-2")]
        await step(user, "merge", "、".join(names), "市新局", "新局")
        assert value(user, "merge") == ["a-1、a-2:市新局:新局"]
        user.expect("市委办", "市新局")  # the agencies by name, the cursor on the field
        assert user.desk.grid.current is not None and user.desk.grid.current.id == "merge"
        await user.press("f8")
        await user.until("市新局")
        assert not [row for row in reforms.reform_rows(user.ws) if row.day == today]
        await user.press("f8")
        await user.settle()
        made = next(row for row in reforms.reform_rows(user.ws) if row.day == today)
        assert [one["name"] for one in made.content["agencies"]] == ["市新局"]
        user.absent(t("tui.form-unsaved-leave"))


async def test_a_split_offers_the_offices_of_its_agency(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        today = user.ws.today().isoformat()
        begin(user.desk, verb_of("agency.restructure"), {"effective": today})
        await user.settle()
        await user.press("escape")
        offices = office_rows(user.ws, "a-3")
        name = agency(user.ws, "a-3").name
        await step(user, "split", name, "市分局", "1 2")
        assert value(user, "split") == [f"a-3:市分局:{offices[0].id}、{offices[1].id}"]
        await user.press("f8")
        await user.until("市分局")
        await user.press("f8")
        made = next(row for row in reforms.reform_rows(user.ws) if row.day == today)
        moved = {one["office"] for one in made.content["moved"]}
        assert moved == {offices[0].id, offices[1].id}


async def test_steps_are_added_changed_and_taken_away(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("agency.restructure"), {})
        await user.settle()
        await user.press("escape")
        await step(user, "abolish", agency(user.ws, "a-4").name)
        await step(user, "abolish", agency(user.ws, "a-5").name)
        assert isinstance(user.desk.mode, Records)
        await user.press("home", "delete", "home", "enter")
        await stand_on(user, "agency")
        await user.press("enter")
        await user.type(agency(user.ws, "a-6").name)
        await user.press("f8", "escape")
        assert value(user, "abolish") == ["a-6"]


async def test_a_name_with_a_sign_between_parts_is_refused(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("agency.restructure"), {})
        await user.settle()
        await user.press("escape")
        await step(user, "rename", agency(user.ws, "a-4").name, "市：局")
        assert isinstance(user.desk.mode, RecordForm)
        user.expect(t("verbs.record-sign"))


@pytest.mark.parametrize("text", ["a-1、a-2:市新局:新局", "a-1、a-2:市新局"])
def test_a_record_is_read_as_it_was_written(text: str) -> None:
    held = record_text.read(field("merge"), text)
    assert held["agencies"] == ["a-1", "a-2"]
    assert record_text.written(field("merge"), held) == text
