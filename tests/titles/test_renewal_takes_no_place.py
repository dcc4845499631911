"""A renewal takes no place of a quota: not when it is ranked, decided on, or counted afterwards."""

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group
from tests.titles.small import Sittings, small_city

HONOR = "agency-level"
DAY = date(2026, 3, 2)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city with one place, two that apply anew, and a holder that applies to keep its title."""
    quota = [{"honor": HONOR, "kind": "fixed", "places": 1}]
    titles = [("a-1", HONOR)]
    made = small_city(tmp_path / "w", titles=titles, own={"quota": quota}, today=DAY)
    for agency, score in (("a-1", "99"), ("a-2", "90"), ("a-3", "80")):
        given = {"agency": agency, "runs-program": True, "has-conditions": True}
        perform(made, verb_of("agency.set"), given)
        applications.apply(made, HONOR, agency, case=agency)
        assert applications.check(made, agency, score=score, why="汇总").outcome == "passed"
    return made


def test_a_renewal_is_not_ranked_against_the_places(ws: Workspace) -> None:
    found = applications.ranking(ws, HONOR)
    assert (found.selection.within, found.selection.beyond) == (("a-2",), ("a-3",))
    assert found.renewals == ("a-1",)
    said = [*perform(ws, verb_of("apply.rank"), {"honor": HONOR}).lines()]
    assert any("a-1局" in line and "复查，不占名额" in line for line in said)
    assert "复查不占名额" in said[0]


def test_a_renewal_is_decided_beside_the_last_place_and_leaves_it(ws: Workspace) -> None:
    group.call(ws, "s1", [f"grant:{HONOR}=a-1,a-2"], held_on=DAY)
    group.hold_sitting(ws, "s1")
    made = decisions.decide(ws, "s1", "1")
    assert made.subjects == ("a-1", "a-2")
    left = applications.quota(ws, HONOR, DAY)
    assert left is not None and (left.used, left.left) == (1, 0)
    with pytest.raises(Refused) as told:
        Sittings(ws, "t").decide(f"grant:{HONOR}=a-3", DAY)
    assert told.value.where == {"rule": "within-quota"}


def test_a_renewal_alone_uses_none(ws: Workspace) -> None:
    Sittings(ws).decide(f"grant:{HONOR}=a-1", DAY)
    left = applications.quota(ws, HONOR, DAY)
    assert left is not None and (left.used, left.left) == (0, 1)
