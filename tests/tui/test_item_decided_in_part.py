"""An item decided in part: of whom it is, who is left, and which decision is taken back first."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group, notices, party_group
from civtui.workspace.titles.decided import decision_rows
from tests.titles.small import OFFICES, START, let_pass, small_city
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


HONOR = "agency-level"


def asked(folder: Path, *parts: tuple[str, ...]) -> Workspace:
    """Return a city where the group agreed on two agencies' titles, in so many decisions."""
    held = [(office, "civilized-office") for one in ("a-1", "a-2") for office in OFFICES[one]]
    made = small_city(folder, titles=held, today=START)
    for number, agency in ((1, "a-1"), (2, "a-2")):
        applications.apply(made, HONOR, agency, case=f"c{number}")
        applications.check(made, f"c{number}", score="80", why="现场考评")
    group.call(made, "s1", [f"grant:{HONOR}=a-1,a-2"], held_on=START)
    group.hold_sitting(made, "s1")
    for subjects in parts:
        decisions.decide(made, "s1", "1", subjects=subjects)
    return made


IN_PARTS = pytest.mark.parametrize("parts", [(("a-1",), ("a-2",)), (("a-1", "a-2"),)])


@IN_PARTS
@pytest.mark.parametrize(("posted", "left"), [("c1", "c2"), ("c2", "c1")])
async def test_one_notice_that_stands_hides_no_other_that_is_to_be_posted(
    tmp_path: Path, parts: tuple[tuple[str, ...], ...], posted: str, left: str
) -> None:
    ws = asked(tmp_path / "w", *parts)
    notices.post(ws, [posted], on=START)
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        user.absent("已决定，还不能办理")
        if len(parts) > 1:
            whom = {"c1": "a-1局", "c2": "a-2局"}
            user.expect(t("tui.sitting-to-do-of", holders=whom[left]))
            user.expect(f"{whom[posted]}还不能办理：")
        await user.press("enter")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert (form.verb.id, form.values["cases"]) == ("notice.add", [left])
        await user.press("escape", "escape", "f7")
        carry = next(c for c in user.desk.mode.found if c.command == "civtui notice add")
        assert carry.refused is None


@IN_PARTS
async def test_a_title_whose_notice_is_over_does_not_wait_for_another_s(
    tmp_path: Path, parts: tuple[tuple[str, ...], ...]
) -> None:
    ws = asked(tmp_path / "w", *parts)
    first, _ = notices.post(ws, ["c2"], on=START)
    over = date.fromisoformat(first.last) + timedelta(1)
    let_pass(ws, over)
    notices.post(ws, ["c1"], on=over)
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        user.absent("已决定，还不能办理")
        await user.press("enter")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert (form.verb.id, form.values["holders"]) == ("honor.grant", ["a-2"])


async def test_where_nothing_can_be_done_yet_the_pane_says_so(tmp_path: Path) -> None:
    ws = asked(tmp_path / "w", ("a-1",), ("a-2",))
    notices.post(ws, ["c1", "c2"], on=START)
    async with session(ws.dir, tmp_path / "w", size=(120, 40)) as user:
        await opened(user)
        user.expect("已决定，还不能办理：")
