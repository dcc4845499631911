"""The members of the group on the screen: listed, registered without an id, changed, ended."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import BadInput, NotFound
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles.seats import member_rows
from tests.titles.small import START, small_city
from tests.tui.session import Session, session


async def to_members(user: Session) -> None:
    """Go to the members as the screen says: mode 7, F6."""
    await user.press("7", "f6")
    names = [row.cells[1] for row in user.desk.mode.rows]
    await user.press(str(names.index(t("keys.members")) + 1))
    assert user.desk.mode.id == "members"


async def test_insert_registers_a_member_without_an_id(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(80, 24)) as user:
        await to_members(user)
        await user.press("insert")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert [field.id for field in form.fields] == ["name", "post", "part", "on"]
        await user.type("张建国")
        await user.press("enter")
        await user.type("市委副秘书长")
        await user.press("enter", "2", "f8")
        assert user.desk.mode.id == "members"
        made = member_rows(user.ws)[1]
        assert (made.id, made.name, made.post, made.part) == (
            "m4",
            "张建国",
            "市委副秘书长",
            "deputy",
        )
        here = user.desk.grid.current
        assert here is not None and here.id == "m4"
        user.expect("张建国", "市委副秘书长", t("cli_titles.part-deputy"))


async def test_a_member_needs_a_name_on_the_screen(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(80, 24)) as user:
        await to_members(user)
        await user.press("insert", "f8")
        user.expect(t("verbs/group.group.seat.name"), t("verbs.needed", field="").lstrip("：: "))
        assert len(member_rows(user.ws)) == 3


async def test_enter_changes_a_member_and_f7_ends_it(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(80, 24)) as user:
        await to_members(user)
        await user.press("end", "enter")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "group.change"
        assert form.values["part"] == "member"
        await user.type("李敏")
        await user.press("enter", "f8")
        assert member_rows(user.ws)[-1].name == "李敏"
        await user.deed(t("verbs/group.group.remove"))
        await user.press("f8")
        assert member_rows(user.ws)[-1].until == START.isoformat()


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", today=START)


def test_a_change_keeps_what_is_not_given(ws: Workspace) -> None:
    perform(ws, verb_of("group.seat"), {"name": "张三", "post": "科长", "part": "deputy"})
    perform(ws, verb_of("group.change"), {"member": "m4", "name": "张叁"})
    row = next(row for row in member_rows(ws) if row.id == "m4")
    assert (row.name, row.post, row.part) == ("张叁", "科长", "deputy")
    perform(ws, verb_of("group.change"), {"member": "m4", "post": ""})
    row = next(row for row in member_rows(ws) if row.id == "m4")
    assert (row.name, row.post) == ("张叁", "")
    with pytest.raises(BadInput):
        perform(ws, verb_of("group.change"), {"member": "m4", "name": " "})
    with pytest.raises(NotFound):
        perform(ws, verb_of("group.change"), {"member": "m9", "name": "某人"})


def test_the_list_and_the_forms_say_one_word_for_a_part() -> None:
    for lang in ("zh", "en"):
        for thing in ("post", "part"):
            said = {t(f"cli_titles.column-{thing}", lang)}
            said |= {t(f"verbs/group.group.{v}.{thing}", lang) for v in ("add", "seat", "change")}
            assert len(said) == 1
