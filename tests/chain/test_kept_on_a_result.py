"""An office keeps its title on a result of the term that runs out; an imported one is noted."""

from pathlib import Path

import pytest

from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.workspace.session import open_workspace
from tests.chain.road import Road, strict_road

GATE = "title-needs-result"
HONOR = "civilized-office"


def words(office: str, matter: str = "renew") -> tuple[str, ...]:
    return ("decide", "inside", "a-1局", matter, office, "--session", "党组会")


def keep(city: Road, office: str, day: str) -> dict[str, object]:
    """Decide that an office keeps its title, and let it be kept; return that answer."""
    city.at(day)
    made = city.do(*words(office))
    kept = city.do("honor", "keep", HONOR, office, "--decision", made["id"])
    assert isinstance(kept, dict)
    return kept


def test_each_term_wants_a_result_of_its_own(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.civilized("o-1-1")
    city.at("2026-05-01")
    said = city.refused(*words("o-1-1"), rule=GATE)
    assert "r1" in said and "2026-02-10" in said and "a title needs a result" in said
    assert "civtui round new" in city.said(*words("o-1-1"))[1]
    city.round("r2", day="2026-06-01", close=False)
    _, said = city.said(*words("o-1-1"))
    assert "civtui round close r2" in said and "round new" not in said
    city.do("round", "close", "r2")
    assert keep(city, "o-1-1", "2026-06-10")["notes"] == []
    city.at("2026-07-01")
    said = city.refused(*words("o-1-1"), rule=GATE)  # r2 carried it once
    assert "r2" in said and "2026-06-10" in said


def test_a_result_below_the_line_keeps_nothing(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w", title_needs_result="flagged")
    city.round()
    made = city.inside("o-1-4")
    city.do("honor", "grant", HONOR, "o-1-4", "--decision", made["id"])
    city.round("r2", day="2026-06-01")
    flagged = keep(city, "o-1-4", "2026-06-10")
    assert flagged["policies"] == [{"id": GATE, "choice": "flagged"}] and flagged["notes"]


@pytest.mark.parametrize("counted", [False, True])
def test_an_imported_title_is_noted_until_a_round_counts_it(tmp_path: Path, counted: bool) -> None:
    city = strict_road(tmp_path / "w")
    city.at("2026-01-10")
    ws = open_workspace(city.folder, user="tester")
    held = (OpeningTitle(holder="o-1-4", honor=HONOR, since="2025-12-20"),)
    ws.write(Registered(titles=held), right=Right.KEEP)
    ws.close()
    if counted:
        city.round()
        city.at("2026-02-10")
        city.refused(*words("o-1-4"), rule=GATE)  # below the line
    else:
        kept = keep(city, "o-1-4", "2026-02-10")
        assert len(kept["notes"]) == 1, kept


def test_a_title_given_back_goes_on_with_its_term(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.civilized("o-1-1")
    city.round("r2", day="2026-06-01")
    city.at("2026-06-10")
    lost = city.do(*words("o-1-1", "withdraw"))
    city.do("honor", "withdraw", HONOR, "o-1-1", "--decision", lost["id"])
    ruled = city.decided("back", "2026-06-20", f"restore:{HONOR}=o-1-1")
    city.do("honor", "restore", HONOR, "o-1-1", "--decision", ruled)
    assert keep(city, "o-1-1", "2026-06-21")["notes"] == []
