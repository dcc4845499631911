"""A place for recommendation is used by what stands or led to a title, not by what ended."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group, notices, reforms
from civtui.workspace.voiding.doing import void
from tests.titles.small import AGENCIES, OFFICES, Sittings, let_pass, small_city

HONOR = "municipal"
QUOTA = [{"honor": HONOR, "kind": "fixed", "places": 1}]
DAY = date(2026, 3, 2)
SENT = DAY + timedelta(days=30)
ABOLISH = 'id = "r1"\neffective = {day}\n[[abolish]]\nagency = "a-1"\n'


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city with one place, which the first of three agencies that passed has."""
    titles = [(o, "civilized-office") for agency in AGENCIES for o in OFFICES[agency]]
    titles += [(agency, "agency-level") for agency in AGENCIES]
    made = small_city(tmp_path / "w", titles=titles, own={"quota": QUOTA}, today=DAY)
    for agency in AGENCIES:
        given = {"agency": agency, "runs-program": True, "has-conditions": True}
        perform(made, verb_of("agency.set"), given)
        applications.apply(made, HONOR, agency, case=agency)
        assert applications.check(made, agency, score="90", why="汇总").outcome == "passed"
    Sittings(made).decide(f"recommend:{HONOR}=a-1", DAY)
    return made


def posted(ws: Workspace) -> str:
    return notices.post(ws, ["a-1"], notice="n1")[0].id


def submitted(ws: Workspace) -> None:
    posted(ws)
    let_pass(ws, SENT)
    applications.submit(ws, ["a-1"], "上报1号")


def answered(ws: Workspace, *, granted: bool) -> None:
    submitted(ws)
    applications.receive(ws, "a-1", granted=granted, document="1号", by="市文明委")


def withdrawn(ws: Workspace) -> None:
    applications.close(ws, "a-1", "withdrawn")


def objected(ws: Workspace) -> None:
    notice = posted(ws)
    found = notices.object_to(ws, notice, "a-1", "有反映")
    notices.handle(ws, found.id, upheld=True, finding="属实")
    applications.close(ws, "a-1", "objection-upheld")


def abolished(ws: Workspace) -> None:
    file = ws.dir / "reform.toml"
    file.write_text(ABOLISH.format(day=ws.today()), "utf-8")
    reforms.reform(ws, file)


def refused_above(ws: Workspace) -> None:
    answered(ws, granted=False)


def granted(ws: Workspace) -> None:
    answered(ws, granted=True)


def told(ws: Workspace) -> tuple[int, int, bool]:
    """Return the places left, how many rank within, and whether the board says there is none."""
    group.call(ws, "z", [f"recommend:{HONOR}=a-2"], held_on=ws.today())
    group.hold_sitting(ws, "z")
    let_pass(ws, ws.today() + timedelta(days=3))
    found = applications.ranking(ws, HONOR)
    assert found.places is not None
    (row,) = (row for row in due_rows(ws) if row.what == "sitting")
    return found.places.left, len(found.selection.within), "over-quota" in str(row.why)


@pytest.mark.parametrize("end", [withdrawn, objected, abolished, refused_above])
def test_what_came_to_nothing_leaves_its_place_to_another(
    ws: Workspace, end: Callable[[Workspace], None]
) -> None:
    end(ws)
    left, _, over = told(ws)
    assert (left, over) == (1, False)
    assert decisions.decide(ws, "z", "1").subjects == ("a-2",)
    found = applications.ranking(ws, HONOR).places
    assert found is not None and (found.used, found.left) == (1, 0)


@pytest.mark.parametrize("stage", [lambda _: None, posted, submitted, granted])
def test_what_stands_keeps_its_place(ws: Workspace, stage: Callable[[Workspace], object]) -> None:
    stage(ws)
    assert told(ws) == (0, 0, True)
    with pytest.raises(Refused) as no:
        decisions.decide(ws, "z", "1")
    assert no.value.where == {"rule": "within-quota"}


@pytest.mark.parametrize("end", [withdrawn, refused_above])
def test_no_end_is_taken_back_whose_place_another_has(
    ws: Workspace, end: Callable[[Workspace], None]
) -> None:
    end(ws)
    ended = ws.head()
    void(ws, ended, "误")
    void(ws, ws.head(), "复原")
    group.call(ws, "z", [f"recommend:{HONOR}=a-2"], held_on=ws.today())
    group.hold_sitting(ws, "z")
    decisions.decide(ws, "z", "1")
    with pytest.raises(Refused) as no:
        void(ws, ended, "误")
    assert no.value.where == {"rule": "within-quota"}
    assert "已没有名额（固定名额 1 个，2026 年已用 1 个）" in render(no.value.message, "zh")
