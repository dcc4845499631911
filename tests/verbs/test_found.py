"""Verbs are found by everyday words, and what is found opens: never an error of an option."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import names, t
from civtui.model.roles import Role
from civtui.tui.modes.said import Said
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import every_verb, verb_of
from civtui.workspace.people.users import set_user
from civtui.workspace.performing import forming, performing
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import open_workspace
from tests.tui.session import session


def test_every_everyday_word_is_of_a_verb_of_the_screen() -> None:
    known = {v.id for v in every_verb() if not v.hidden and "screen" not in v.by_hand}
    assert set(names("synonyms")) <= known


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("机构改革", "agency.restructure"),
        ("改革", "agency.restructure"),
        ("工作计划", "duty.add"),
        ("发黄牌", "card.add"),
        ("还原", "restore"),
        ("考评员之间的一致程度", "agreement"),
    ],
)
async def test_the_first_that_an_everyday_word_finds_opens_its_form(
    city: Path, tmp_path: Path, typed: str, verb: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("f9")
        await user.type(typed)
        await user.press("enter")
        mode = user.desk.mode
        assert isinstance(mode, VerbForm)
        assert mode.verb.id == verb


async def test_nothing_given_is_refused_without_an_option_of_the_command(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("f9")
        await user.type("考评员之间的一致程度")
        await user.press("enter", "escape", "f8")
        said = "".join(span.text for span in user.desk.status)
        assert t("fairness.input-or-round") in said
        assert "--" not in said


async def test_how_one_works_as_somebody_else_is_found(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("f9")
        await user.type("切换")
        await user.press("enter")
        assert isinstance(user.desk.mode, Said)
        user.expect("tester", t("verbs/user.role-admin"), "Ctrl+Q")


def test_whose_marks_a_user_enters_is_picked_from_the_judges(folder: Path) -> None:
    ws = open_workspace(folder)
    field = verb_of("user.set").field("assessor")
    assert field is not None and forming.picks(field)
    assert "kp1" in [place.id for place in candidates(ws, field.catalogue, {})]
    told = performing.perform(ws, verb_of("user.set"), {"name": "zhao", "role": "assessor"})
    assert t("verbs/user.no-judge", user="zhao") in told.aside
    given = {"name": "zhao", "role": "assessor", "assessor": "kp1"}
    assert not performing.perform(ws, verb_of("user.set"), given).aside
    ws.close()


def test_users_are_listed_with_their_roles_in_words(folder: Path) -> None:
    ws = open_workspace(folder)
    set_user(ws, "boss", Role.ADMIN)
    under = {place.id: place.under for place in candidates(ws, "user", {})}
    assert under["boss"] == t("verbs/user.role-admin")
    ws.close()
