"""Forms say where a refusal is, keep what is typed, and need no field that may stay empty."""

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.tui.modes.begin import begin
from civtui.tui.modes.records import RecordForm
from civtui.tui.modes.said import Said
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.people.users import set_user
from civtui.workspace.titles import decisions, group, seats
from tests.titles.small import START, small_city
from tests.tui.session import session


@pytest.mark.parametrize("votes", ["9/1/0", "0/3/0"])
async def test_a_refused_vote_stands_on_its_field_and_names_it(tmp_path: Path, votes: str) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    ws.close()
    async with session(tmp_path / "w", tmp_path / "w", size=(120, 40)) as user:
        given = {"sitting": "s1", "item": "1", "outcome": "approved", "votes": votes}
        begin(user.desk, verb_of("decide.add"), given)
        await user.settle()
        await user.press("escape", "f8", "f8")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        here = user.desk.grid.current
        assert here is not None and here.id == "votes"
        assert t("verbs/decide.decide.add.votes") in str(form.fault and form.fault.where)


def test_all_recused_is_of_the_recused(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    present = [one.id for one in seats.seats_at(ws, "s1", date.fromisoformat(str(START)))]
    with pytest.raises(Refused) as raised:
        decisions.decide(ws, "s1", "1", recused=present)
    assert raised.value.field == "recused"


async def test_what_is_typed_on_a_list_begins_its_next_record(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        begin(user.desk, verb_of("round.new"), {})
        await user.settle()
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        field = next(one for one in form.fields if one.record)
        await user.press("escape")
        user.desk.grid.go(user.desk.grid.place_of(field.id))
        await user.type("王志强")
        record = user.desk.mode
        assert isinstance(record, RecordForm)
        assert user.desk.input is not None and user.desk.input.value == "王志强"
        await user.press("f8")
        assert [one.partition(":")[0] for one in form.records(field)][-1].startswith("王志强")
        await user.type("赵敏")  # on the list of those that were added
        assert user.desk.input is not None and user.desk.input.value == "赵敏"


async def test_a_field_that_may_stay_empty_is_not_called_needed(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        begin(user.desk, verb_of("backup"), {}, asks=True)
        await user.settle()
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        for place, field in enumerate(form.fields):
            user.desk.grid.go(place)
            said = "".join(s.text for part in form.pane(form.rows[place], 60) for s in part)
            assert not (t("tui.field-required") in said and "留空即" in said), field.id


async def test_a_list_that_a_verb_answered_with_is_read_again(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    set_user(ws, "tester", role=Role.ADMIN)
    ws.user, ws.role = "tester", Role.ADMIN
    set_user(ws, "hong", role=Role.CLERK)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "w") as user:
        begin(user.desk, verb_of("user.list"), {})
        await user.settle()
        user.expect("hong")
        begin(user.desk, verb_of("user.remove"), {})
        await user.settle()
        await user.type("hong")
        await user.press("enter", "f8")
        page = user.desk.mode
        assert isinstance(page, Said) and not any("hong" in text for text in page.lines)
