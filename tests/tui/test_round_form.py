"""A round's form: assessors asked field by field, subjects picked by number or name."""

from pathlib import Path

import pytest

from civtui.model.text import Lang
from civtui.tui.modes.begin import begin
from civtui.tui.modes.records import RecordForm, Records
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency, office_rows
from civtui.workspace.rounds import rounds
from tests.tui.session import session
from tests.verbs.test_faces import stand_on, value


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_agencys_own_round_is_filled_in_by_picking(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        ws = user.ws
        begin(user.desk, verb_of("round.new"), {})
        await user.settle()
        await user.press("escape")
        await stand_on(user, "organizer")
        await user.press("enter")
        await user.type(agency(ws, "a-3").name)
        await user.press("enter")  # the subjects open
        offices = office_rows(ws, "a-3")
        user.expect(offices[0].name)
        await user.type("1 2")
        await user.press("enter")
        assert value(user, "subjects") == f"{offices[0].id}、{offices[1].id}"
        user.expect(offices[0].name[:4])
        await stand_on(user, "assessor")
        await user.press("enter")
        assert isinstance(user.desk.mode, Records)
        await user.press("insert")
        assert isinstance(user.desk.mode, RecordForm)
        await user.type("王小明")
        await user.press("enter")
        await user.type(agency(ws, "a-4").name)
        await user.press("enter", "f8", "escape")
        assert value(user, "assessor") == ["王小明:王小明:a-4"]
        name = value(user, "id")
        await user.press("f8")
        await user.press("f8")
        made = rounds.round_row(ws, str(name))
        assert {s.id for s in rounds.subjects_of(ws, made)} == {offices[0].id, offices[1].id}
        judge = rounds.assessors_of(ws, made)[0]
        assert (judge.name, judge.agency) == ("王小明", "a-4")


async def test_who_judged_before_is_taken_by_name(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("round.new"), {})
        await user.settle()
        await user.press("escape")
        await stand_on(user, "assessor")
        await user.press("enter", "end", "enter")
        await user.press("escape")
        taken = value(user, "assessor")
        assert isinstance(taken, list) and len(taken) == 1 and ":" in taken[0]
