"""A refusal that the status line has to cut stands whole beside the fields of a form."""

from pathlib import Path

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.tui.modes.begin import begin
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from tests.tui.session import session

LONG = "甲" * 60 + "末"


async def test_a_refusal_behind_what_was_said_first_is_whole_too(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("apply.add"), {"honor": "municipal", "agency": "a-3"})
        await user.settle()
        await user.press("escape", "f8")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.told is not None

        def refuse(*_: object) -> None:
            raise Refused(msg("titles.wrong-state", state=LONG))

        form._do = refuse  # type: ignore[method-assign] - it stands for a refusal of the ledger
        await user.press("f8")
        shown = "".join(user.lines()[2:20])  # above the status line
        assert "末" in shown and shown.count("甲") == 60
