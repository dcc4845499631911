"""更正 on the screen: offered on the row of an activity, a title's holder, a piece of evidence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.tui.mode_index import place
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.building.activities import activity, activity_rows
from civtui.workspace.building.activity_corrections import correct_activity
from civtui.workspace.building.evidence import evidence_row, keep
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.opening_titles import opened_titles
from tests.tui.session import Session, session

SMALL = (80, 24)


async def begun(user: Session, verb: str) -> None:
    """Choose a deed of the row under the cursor, by F7 and its place in the list."""
    await user.press("f7")
    rows = [row.cells[1] for row in user.desk.mode.rows]
    place = rows.index(render(verb_of(verb).title))
    assert not user.desk.mode.rows[place].cells[2], "it is offered"
    user.desk.grid.go(place)
    await user.press("enter")
    assert user.desk.mode.id == "form"
    if user.desk.input is not None:  # one without anything that stands asks for its first field
        await user.press("escape")


async def fill(user: Session, id_: str, text: str) -> None:
    user.desk.grid.go(user.desk.grid.place_of(id_))
    await user.press("enter", "ctrl+u")
    await user.type(text)
    await user.press("enter", "escape")


async def test_an_activity_is_corrected_on_its_row(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=SMALL) as user:
        before = activity_rows(user.ws)[0]
        user.desk.push(place(user.ws, "log"))
        await user.settle()
        user.desk.grid.go(user.desk.grid.place_of(before.id))
        await begun(user, "activity.correct")
        user.expect(before.title[:10], before.held, t("verbs/activity.activity.add.venue"))
        await fill(user, "title", "集体读书会")
        await fill(user, "people", "")
        await fill(user, "why", "名称有误")
        await user.press("f8")
        after = activity(user.ws, before.id)
        assert after == before._replace(title="集体读书会", people=None)
        assert user.desk.mode.id == "log"
        user.expect("集体读书会")


async def test_a_title_is_corrected_on_the_row_of_its_agency(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=SMALL) as user:
        held = next(
            found[0]
            for row in agency_rows(user.ws)
            if (found := opened_titles(user.ws, row.id)) and not found[0].ended
        )
        await user.press("2")
        user.desk.grid.go(user.desk.grid.place_of(held.holder))
        await begun(user, "honor.correct")
        user.expect(held.since, t(f"cli.honor-{held.honor}"))
        await fill(user, "since", "2019-03-01")
        await fill(user, "why", "证书为准")
        await user.press("f8")
        assert opened_titles(user.ws, held.holder)[0].since == "2019-03-01"
        user.expect("2019-03-01")


@pytest.fixture
def linked(city: Path, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """Put a paper to the newest activity by mistake; its hash, that activity and another."""
    paper = tmp_path / "小结.txt"
    paper.write_text("小结", "utf-8")
    ws = open_workspace(city)
    first, second = activity_rows(ws)[:2]
    ws.close()
    yield str(paper), first.id, second.id


async def test_evidence_is_moved_on_its_row(
    city: Path, tmp_path: Path, linked: tuple[str, str, str]
) -> None:
    paper, wrong, right = linked
    async with session(city, tmp_path / "w", size=SMALL) as user:
        sha = keep(user.ws, Path(paper))[0].sha256
        correct_activity(user.ws, wrong, {"evidence": [sha]}, why="补照片")
        user.desk.push(place(user.ws, "board:evidence"))
        await user.settle()
        user.desk.grid.go(user.desk.grid.place_of(sha))
        await begun(user, "evidence.move")
        user.expect(t("verbs/evidence.evidence.move.use"))
        await fill(user, "use", "1")
        await fill(user, "to", f"activity:{right}")
        await fill(user, "why", "挂错")
        await user.press("f8")
        assert evidence_row(user.ws, sha).uses == (("activity", right),)
        assert user.desk.mode.id == "board"
