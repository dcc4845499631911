"""What a key does in the lists of applications and of a sitting is what is under the cursor."""

from pathlib import Path

from civtui.locale import t
from civtui.tui.mode_index import place
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.answers import apply as answers
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, group
from civtui.workspace.titles.decisions import decide
from civtui.workspace.titles.sittings import sitting_rows
from tests.tui.session import session


def open_to(ws: Workspace) -> list[str]:
    """Return the agencies that hold nothing as high as what they apply for."""
    return [row.id for row in agency_rows(ws) if row.honor in (None, "", "agency-level")]


def checked(ws: Workspace) -> list[str]:
    """Let applications of three agencies pass their check, whatever the gates say."""
    from civtui.model.facts.applications import CaseChecked
    from civtui.model.roles import Right

    made = []
    for name in open_to(ws)[:3]:
        case = applications.apply(ws, "municipal", name).id
        ws.write(CaseChecked(case=case, outcome="passed"), right=Right.KEEP)
        made.append(case)
    return made


def on_agenda(ws: Workspace) -> set[str]:
    called = [s for s in sitting_rows(ws) if s.state == "called"]
    return {subject for s in called for item in s.agenda for subject in item.subjects}


async def test_enter_puts_the_one_under_the_cursor_on_the_agenda(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        checked(user.ws)
        before = on_agenda(user.ws)
        user.desk.push(place(user.ws, "cases"))
        await user.settle()
        await user.press("down")
        row = user.desk.grid.current
        assert row is not None
        case = applications.case_row(user.ws, row.id)
        await user.press("enter", "f8", "f8")
        assert on_agenda(user.ws) - before == {case.agency}
        user.expect(case.agency_name, "已列入", "的指导小组会议")
        user.desk.grid.go(user.desk.grid.place_of(case.id))
        await user.settle()
        user.expect("的议程；Enter：打开该会议").absent("列入指导小组下次会议议程")


async def test_enter_puts_the_selected_on_the_agenda_and_says_which(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        checked(user.ws)
        before = on_agenda(user.ws)
        user.desk.push(place(user.ws, "cases"))
        await user.settle()
        rows = list(user.desk.mode.rows)[:2]
        await user.press("home", "shift+down", "enter", "f8", "f8")
        chosen = [applications.case_row(user.ws, row.id) for row in rows]
        assert on_agenda(user.ws) - before == {case.agency for case in chosen}
        user.expect(*(case.agency_name for case in chosen))


async def test_an_item_decided_in_part_says_on_how_many(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        ws = user.ws
        group.call(ws, "s-part", ["card=a-43,a-44"], held_on=ws.today())
        group.hold_sitting(ws, "s-part")
        decide(ws, "s-part", "1", outcome="approved", subjects=["a-43"])
        user.desk.push(place(ws, "sitting", "s-part"))
        await user.settle()
        user.expect(t("tui.decided-part", decided=1, left=1))
        decide(ws, "s-part", "1", outcome="approved", subjects=["a-44"])
        await user.press("f5")
        user.absent("1/2").expect(t("cli_titles.outcome-approved"))


async def test_a_typed_score_is_marked_in_the_list_with_who_and_why_beside(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        case = applications.apply(user.ws, "municipal", open_to(user.ws)[0]).id
        applications.check(user.ws, case, score="81.25", why="实地复核")
        user.desk.push(place(user.ws, "cases"))
        await user.settle()
        scores = {row.id: row.cells[3] for row in user.desk.mode.rows}
        assert scores[case] == "81.25*"
        assert scores["2026-agency-level-a-8"] == "87.83"  # a round counted it
        user.desk.grid.go(user.desk.grid.place_of(case))
        await user.settle()
        user.expect("81.25*", "tester", "实地复核")
        listed = answers.list_(user.ws, honor=None).lines()
        assert [one for one in listed if case in one and "tester" in one]
