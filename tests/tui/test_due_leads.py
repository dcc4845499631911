"""A line of what is due leads to what it counts, and to nothing else."""

from pathlib import Path
from typing import Any

from civtui.locale import t
from civtui.tui.modes.table import TableMode
from civtui.tui.modes.verb_form import VerbForm
from civtui.workspace.lists.due import enter_key
from civtui.workspace.overview import due
from civtui.workspace.overview.due_records import ON_BOARD
from civtui.workspace.titles import appeals, applications, card_steps, group
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.honors import held_on
from tests.titles.small import Sittings
from tests.tui.session import session


async def test_a_line_of_a_register_leads_to_the_records_it_counts(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        lines = [d for d in due.due_rows(user.ws) if d.what == due.RECORD]
        assert any(d.days < 0 for d in lines)
        for d in lines:
            await user.press("7")
            user.desk.grid.go(user.desk.grid.place_of(d.key))
            await user.press("enter")
            on_board = d.subject in ON_BOARD and d.days < 0
            assert user.desk.mode.id == ("board" if on_board else "records")
            if d.subject in ON_BOARD and not on_board:
                continue  # of what is to come, those that have no record yet stand nowhere
            await user.press("end")
            assert len(user.desk.grid.source) == d.why.values["count"], d


async def test_the_word_late_finds_what_is_late(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        late = next(
            d
            for d in due.due_rows(user.ws)
            if d.what == due.RECORD and d.days < 0 and d.subject not in ON_BOARD
        )
        await user.press("7")
        user.desk.grid.go(user.desk.grid.place_of(late.key))
        await user.press("enter", "backspace", "f4")
        await user.type("逾期")
        await user.press("enter", "end")
        assert len(user.desk.mode.rows) == late.why.values["count"]


async def test_a_notice_leads_to_its_own_applications(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        for d in [d for d in due.due_rows(user.ws) if d.what == "notice"]:
            own = [c.id for c in applications.case_rows(user.ws) if c.notice == d.subject]
            await user.press("7")
            user.desk.grid.go(user.desk.grid.place_of(d.key))
            await user.press("enter")
            assert [row.id for row in user.desk.mode.rows] == own
            await user.press("escape")


async def test_what_enter_does_stands_above_the_fold_of_each_line(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("7")
        for place, d in enumerate(due.due_rows(user.ws)):
            user.desk.grid.go(place)
            await user.settle()
            user.expect(t(f"tui.{enter_key(d)}")[:12])


async def test_an_appeal_leads_to_the_agenda_and_then_to_its_answer(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        delisted = next(c for c in card_rows(user.ws) if c.state == "delisted")
        closing = card_steps.card_detail(user.ws, delisted.id).closing
        assert closing
        appeals.appeal(user.ws, delisted.agency, closing)

        async def opened() -> tuple[str, dict[str, Any]]:
            (d,) = [d for d in due.due_rows(user.ws) if d.what == "appeal"]
            await user.press("7")
            user.desk.grid.go(user.desk.grid.place_of(d.key))
            await user.press("enter")
            form = user.desk.mode
            assert isinstance(form, VerbForm)
            return form.verb.id, {id_: form.values[id_] for id_ in form.given}

        asked = {"matter": "appeal", "holders": [delisted.agency]}
        assert await opened() == ("group.put", asked)
        await user.press("escape", "escape")
        row = put_on_agenda(user.ws, {"appeal": [delisted.agency]})
        (d,) = [d for d in due.due_rows(user.ws) if d.what == "appeal"]
        await user.press("7")
        user.desk.grid.go(user.desk.grid.place_of(d.key))
        user.expect(t("tui.due-enter-appeal-placed"))
        await user.press("enter")
        mode = user.desk.mode
        assert isinstance(mode, TableMode) and (mode.id, mode.of) == ("sitting", row.id)
        await user.press("escape")
        item = f"appeal={delisted.agency}"
        group.call(user.ws, row.id, [item], held_on=user.ws.today())
        answer = Sittings(user.ws).decide_called(row.id)
        given = {"agency": delisted.agency, "decision": closing, "answer": answer}
        assert await opened() == ("honor.appeal", given)


async def test_a_decision_not_carried_out_leads_to_the_form_that_does_it(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        today = user.ws.today()
        held = next(t for t in held_on(user.ws, today, "municipal")).holder
        decision = Sittings(user.ws, "zz").decide(f"withdraw:municipal={held}", today)
        (notice,) = [one for one in undone(user.ws, today) if one.verb == "notice.add"]
        cases = [
            c.id
            for c in applications.case_rows(user.ws)
            if c.decision == notice.decision and c.state == "decided"
        ]
        assert cases and f"notice add {' '.join(cases)}" in notice.command
        ending = {"honor": "municipal", "holders": [held], "decision": decision}
        expected = {
            notice.decision: ("notice.add", {"cases": cases}),
            decision: ("honor.withdraw", ending),
        }
        for d in [d for d in due.due_rows(user.ws) if d.what == "carrying-out"]:
            await user.press("7")
            user.desk.reload()
            user.desk.grid.go(user.desk.grid.place_of(d.key))
            await user.press("enter")
            form = user.desk.mode
            assert isinstance(form, VerbForm)
            given = {id_: form.values[id_] for id_ in form.given}
            assert (form.verb.id, given) == expected.pop(d.subject)
            await user.press("escape", "escape")
        assert not expected


async def test_a_term_and_a_notice_lead_to_whom_they_are_about(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        rows = due.due_rows(user.ws)
        for d in [
            *[d for d in rows if d.what == "term"][:3],
            *[d for d in rows if d.what == "notice"],
        ]:
            await user.press("7")
            user.desk.grid.go(user.desk.grid.place_of(d.key))
            await user.press("enter")
            current = user.desk.grid.current
            assert current is not None
            assert current.id == (d.subject if d.what == "term" else d.why.values["case"]), d
            await user.press("escape")
