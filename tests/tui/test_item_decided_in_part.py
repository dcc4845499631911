"""An item decided in part: of whom it is, who is left, and which decision is taken back first."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.workspace.session import Workspace
from civtui.workspace.titles import group, party_group
from civtui.workspace.titles.decided import decision_rows
from tests.titles.small import OFFICES, START, small_city
from tests.tui.session import Session, session

THREE = OFFICES["a-1"][:3]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path / "w", policies={"title-needs-result": "flagged"}, today=START)
    group.call(
        made, "s1", [f"grant:civilized-office={','.join(THREE)}"], held_on=START, agency="a-1"
    )
    group.hold_sitting(made, "s1")
    return made


async def opened(user: Session) -> None:
    user.desk.push(place(user.ws, "sitting", "s1"))
    await user.settle()


async def test_the_pane_says_what_enter_does_of_the_rest(ws: Workspace, tmp_path: Path) -> None:
    party_group.decide_item(ws, "s1", "1", subjects=THREE[:2])
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        user.expect("已决定 2，未决定 1", "：同意", "未决定：", t("tui.sitting-rest-to-do"))
        user.absent(t("tui.sitting-held"))
        await user.press("enter")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert form.verb.id == "decide.add"


async def test_what_was_recorded_says_who_is_left(ws: Workspace, tmp_path: Path) -> None:
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        here = user.desk.mode.here
        from civtui.workspace.answers import decide
        from civtui.workspace.lists import group as listed

        item = here.about.row.agenda[0]
        go = listed.decide(here, item)
        assert go is not None
        assert go.then is not None
        made = decide._made(
            user.ws, party_group.decide_item(user.ws, "s1", "1", subjects=THREE[:2])
        )
        told = go.then(made)
        assert told.text.key == "tui.decided-rest"


async def test_the_latest_decision_of_an_item_is_taken_back(ws: Workspace, tmp_path: Path) -> None:
    first = party_group.decide_item(ws, "s1", "1", subjects=THREE[:2]).id
    last = party_group.decide_item(ws, "s1", "1", subjects=THREE[2:], outcome="refused").id
    assert [one.id for one in decision_rows(ws)] == [last, first]
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        user.expect(f"{last}：不同意")
        await user.press("f7")
        rows = user.desk.mode.rows
        void = next(
            n for n, row in enumerate(rows) if row.cells[1] == t("voiding.last-step-decision")
        )
        carry = next(row for row in rows if t("verbs/honor.honor.grant") in row.cells[1])
        assert not carry.cells[2]
        user.desk.mode._do(user.desk, user.desk.mode.found[void])
        await user.settle()
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert form.values["thing"] == last
