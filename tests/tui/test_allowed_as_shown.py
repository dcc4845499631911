"""What a field of choices allows is said as its list shows it, in the form of every verb."""

from pathlib import Path

import pytest

from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.session import Workspace
from tests.tui.session import session

SHOWN = {
    "notice.handle": "outcome",
    "decide.add": "outcome",
    "apply.result": "outcome",
    "apply.close": "cause",
    "group.put": "matter",
    "group.add": "part",
}


class OneForm(VerbForm):
    """The form of a verb, nothing filled in."""

    def __init__(self, ws: Workspace, verb_id: str) -> None:
        super().__init__(ws, verb_of(verb_id), {}, home="cards")


@pytest.mark.parametrize("verb", SHOWN)
async def test_a_wrong_choice_is_told_numbers_and_titles(
    city: Path, tmp_path: Path, verb: str
) -> None:
    async with session(city, tmp_path / "w", first=OneForm, size=(160, 40), verb_id=verb) as user:
        desk, mode = user.desk, user.desk.mode
        assert isinstance(mode, VerbForm)
        desk.end_ask()
        field = SHOWN[verb]
        desk.grid.go(desk.grid.place_of(field))
        await user.press("enter")
        await user.type("好")
        await user.press("enter")
        said = "".join(span.text for span in desk.status)
        (id_, title), *_ = mode.options[field]
        assert f"1 {title}" in said
        assert id_ not in said
