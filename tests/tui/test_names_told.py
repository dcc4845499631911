"""Sentences and lists name things as people do; ids stand where a command needs them."""

import re
from pathlib import Path

from civtui.locale import render, t
from civtui.model.roles import Role
from civtui.workspace.answers.agency import people
from civtui.workspace.overview.due import due_rows
from civtui.workspace.people import visits
from civtui.workspace.session import open_workspace
from tests.tui.session import session

ID = re.compile(r"\b(notice|s|c|case)-[0-9]|-agency-level-|-municipal-|-provincial-")


def test_what_is_due_is_named_as_people_do(city: Path) -> None:
    ws = open_workspace(city, user="tester")
    rows = [d for d in due_rows(ws) if d.what in ("sitting", "notice", "objection")]
    assert {d.what for d in rows} == {"sitting", "notice", "objection"}
    for d in rows:
        assert not ID.search(d.name), d
        assert d.subject not in render(d.why).partition("civtui ")[0].partition("（")[0], d
    sittings = [d for d in rows if d.what == "sitting"]
    assert sittings and all(d.name == f"{d.on} 的指导小组会议" for d in sittings)
    assert any(d.what == "objection" and d.name == "接待办的市直机关文明单位申报" for d in rows)
    ws.close()


def test_what_changed_is_named_as_people_do(city: Path) -> None:
    ws = open_workspace(city, user="tester")
    named = [
        c.name for c in visits.changes(ws, most=40) if c.thing in ("case", "sitting", "notice")
    ]
    assert named and not [name for name in named if ID.search(name)], named
    ws.close()


async def test_the_board_of_deadlines_has_a_head_for_all_of_them(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", lang="en") as user:
        await user.press("7")
        heads = user.lines()[2]
        assert "due" in heads and "term" not in heads
        await user.press("home")
        user.absent("recor…").expect("74 late")
    async with session(city, tmp_path / "w2") as user:
        await user.press("7")
        user.expect("期限").absent("整改期至 ")


def test_who_does_not_see_the_persons_is_told_so(city: Path) -> None:
    ws = open_workspace(city, user="tester")
    assert t("building.people-withheld") not in people(ws, text="").lines()
    ws.role = Role.OBSERVER
    assert list(people(ws, text="").lines()) == [t("building.people-withheld")]
    ws.close()
