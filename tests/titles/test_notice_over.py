"""An application whose public notice has run out says so, wherever its state stands."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists.cells import cells, listing, named
from civtui.workspace.lists.listing import Said
from civtui.workspace.lists.sections import found
from civtui.workspace.overview.day import steps
from civtui.workspace.performing.performing import perform
from civtui.workspace.references.titles import cases as choices
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, notices
from tests.titles.city import City
from tests.titles.small import START, Sittings, let_pass, small_city

STANDS, OVER = ("公示中", "public notice"), ("公示期满待办", "notice over")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city with one application under public notice; today is the first day of it."""
    ws = small_city(tmp_path / "w", today=START)
    perform(
        ws, verb_of("agency.set"), {"agency": "a-3", "runs-program": True, "has-conditions": True}
    )
    case = applications.apply(ws, "agency-level", "a-3").id
    applications.check(ws, case, score="95", why="测试")
    Sittings(ws).decide("grant:agency-level=a-3", START)
    notices.post(ws, [case])
    return ws


def places(ws: Workspace) -> dict[str, str]:
    """Return what each place says of the application."""
    here = listing(ws, table_of("cases"))
    pane = named(here.table.pane)(here, here.records[0])
    city, case = City(ws.dir), here.records[0].id
    return {
        "list": str(cells(here, here.records, "screen")[1]),
        "export": str(cells(here, here.records)[1]),
        "pane": "\n".join(render(one.text) for one in pane if isinstance(one, Said)),
        "choice": str(choices(ws, {})),
        "apply list": city.said("apply", "list")[1],
        "apply show": city.said("apply", "show", case)[1],
        "apply check": city.said("apply", "check", case)[1],  # refused
    }


def test_the_day_behind_the_last_one_says_that_the_term_is_over(ws: Workspace) -> None:
    last = date.fromisoformat(notices.notice_rows(ws)[0].last)
    for day, words in ((last, STANDS), (last + timedelta(days=1), OVER)):
        let_pass(ws, day)
        (other,) = {STANDS, OVER} - {words}
        for place, text in places(ws).items():
            assert any(word in text for word in words), (day, place)
            assert not any(word in text for word in other), (day, place)
        here = listing(ws, table_of("cases"))
        assert len(found(here, f"状态:{words[0]}")) == 1
        assert not found(here, f"状态:{other[0]}")
        (step,) = steps(ws, 3, 1)
        assert ("期满，待办理" in t(f"home.step-{step.what}", count=1)) is (words == OVER)
        # a script reads what it did, and beside it the day
        (case,) = City(ws.dir).do("apply", "list")
        assert (case["state"], case["notice_last"]) == ("noticed", last.isoformat())


def test_the_pane_names_a_notice_by_its_days_and_shows_no_id(ws: Workspace) -> None:
    (notice,) = notices.notice_rows(ws)
    pane = places(ws)["pane"]
    assert f"公示  {notice.posted} – {notice.last}" in pane
    assert notice.id not in pane and notice.cases[0] not in pane
