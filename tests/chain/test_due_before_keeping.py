"""The due line of an office's title names what can be done that day: first the round it lacks."""

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.facts.applications import Renewed
from civtui.model.roles import Right
from civtui.workspace.overview.due import due_rows
from civtui.workspace.session import open_workspace
from tests.chain.road import Road, strict_road

HONOR = "civilized-office"
WORDS = ("decide", "inside", "a-1局", "renew", "o-1-1", "--session", "党组会")


def line(city: Road, what: str = "term") -> str:
    ws = open_workspace(city.folder, user="tester")
    found = [render(row.why, "en") for row in due_rows(ws) if row.what == what]
    ws.close()
    return " / ".join(found)


def held_until(folder: Path, until: str, **choices: str) -> Road:
    """Return a city whose first office holds its title to a day, kept on no round's result."""
    city = strict_road(folder, **choices)
    city.civilized("o-1-1")
    ws = open_workspace(city.folder, user="tester")
    kept = Renewed(honor=HONOR, holders=("o-1-1",), decision="d", until=until)
    ws.write(kept, right=Right.KEEP)
    ws.close()
    return city


@pytest.mark.parametrize("until", ["2026-04-01", "2026-06-20"])
def test_a_title_without_a_result_names_the_round_and_then_the_decision(
    tmp_path: Path, until: str
) -> None:
    city = held_until(tmp_path / "w", until)
    city.at("2026-05-01")
    assert city.said(*WORDS)[0] == 3
    assert "decide inside" not in line(city) and "civtui round new" in line(city)
    city.round("r2", day="2026-05-20", close=False)
    assert "decide inside" not in line(city) and "civtui round close r2" in line(city)
    city.do("round", "close", "r2")
    assert "civtui decide inside" in line(city)
    assert city.said(*WORDS)[0] == 0


def test_a_title_that_ends_by_itself_names_the_same(tmp_path: Path) -> None:
    city = held_until(tmp_path / "w", "2026-06-20", term_lapsed="ends")
    city.at("2026-05-01")
    assert "civtui round new" in line(city, "by-itself")
    city.round("r2", day="2026-05-20")
    assert "civtui decide inside" in line(city, "by-itself")


def test_where_it_is_only_flagged_the_decision_can_be_taken(tmp_path: Path) -> None:
    city = held_until(tmp_path / "w", "2026-04-01", title_needs_result="flagged")
    city.at("2026-05-01")
    assert "civtui decide inside" in line(city)
