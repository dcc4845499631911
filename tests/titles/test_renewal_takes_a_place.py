"""A renewal by an application takes a place of the quota, and the places say so."""

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from tests.titles.small import Sittings, small_city

HONOR = "agency-level"
DAY = date(2026, 3, 2)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city with one place, one that applies anew, and a holder that applies to keep its title."""
    quota = [{"honor": HONOR, "kind": "fixed", "places": 1}]
    titles = [("a-1", HONOR)]
    made = small_city(tmp_path / "w", titles=titles, own={"quota": quota}, today=DAY)
    for agency, score in (("a-1", "99"), ("a-2", "90")):
        given = {"agency": agency, "runs-program": True, "has-conditions": True}
        perform(made, verb_of("agency.set"), given)
        applications.apply(made, HONOR, agency, case=agency)
        assert applications.check(made, agency, score=score, why="汇总").outcome == "passed"
    return made


def test_a_renewal_is_ranked_with_the_others(ws: Workspace) -> None:
    found = applications.ranking(ws, HONOR)
    assert (found.selection.within, found.selection.beyond) == (("a-1",), ("a-2",))
    said = [*perform(ws, verb_of("apply.rank"), {"honor": HONOR}).lines()]
    assert "申报复查的也占名额" in said[0]


def test_a_renewal_that_is_decided_uses_its_place(ws: Workspace) -> None:
    Sittings(ws).decide(f"grant:{HONOR}=a-1", DAY)
    left = applications.quota(ws, HONOR, DAY)
    assert left is not None and (left.used, left.left) == (1, 0)
    with pytest.raises(Refused) as told:
        Sittings(ws, "t").decide(f"grant:{HONOR}=a-2", DAY)
    assert told.value.where == {"rule": "within-quota"}
