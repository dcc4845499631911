"""A choice, a list or a reference that is filled can be emptied again, where it is optional."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from tests.tui.session import session
from tests.verbs.test_faces import stand_on, value

GIVEN = {"agency": "a-1", "title": "读书会", "kind": "reading", "items": ["1.1"]}


@pytest.mark.parametrize("leaving", ["enter", "down"])
@pytest.mark.parametrize("field", ["kind", "items"])
async def test_an_emptied_line_empties_it(
    city: Path, tmp_path: Path, field: str, leaving: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("activity.add"), GIVEN)
        await user.settle()
        await user.press("escape")
        await stand_on(user, field)
        user.expect(t("tui.form-empties"))
        await user.press("enter", leaving, "escape")
        assert value(user, field) == GIVEN[field]  # gone past, it stays
        await stand_on(user, field)
        await user.press("enter", "ctrl+u", leaving, "escape")
        assert not value(user, field)


async def test_a_required_one_stays(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("activity.add"), GIVEN)
        await user.settle()
        await user.press("escape")
        await stand_on(user, "agency")
        await user.press("enter", "ctrl+u", "enter", "escape")
        assert value(user, "agency") == "a-1"
