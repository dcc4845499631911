"""A reform is put together in a form: steps as records, shown before they are done."""

from pathlib import Path

from civtui.locale import t
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace.titles import reforms
from tests.tui.session import session
from tests.verbs.test_faces import stand_on, value


async def test_a_merger_is_typed_shown_and_done(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        today = user.ws.today().isoformat()
        begin(user.desk, verb_of("agency.restructure"), {"effective": today})
        await user.settle()
        await user.press("escape")
        assert value(user, "id") == reforms.free_id(user.ws)
        await stand_on(user, "merge")
        await user.press("enter")
        await user.type("a-1、a-2：市新局：新局")
        await user.press("enter", "escape")
        assert value(user, "merge") == ["a-1、a-2：市新局：新局"]
        await user.press("f8")
        await user.until("市新局")
        assert not [row for row in reforms.reform_rows(user.ws) if row.day == today]
        await user.press("f8")
        await user.settle()
        made = next(row for row in reforms.reform_rows(user.ws) if row.day == today)
        assert [one["name"] for one in made.content["agencies"]] == ["市新局"]
        user.absent(t("tui.form-unsaved-leave"))
