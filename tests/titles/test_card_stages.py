"""Where a yellow card stands is told alike by every page: what its re-inspection found counts."""

from pathlib import Path

import pytest

from civtui.tables import table_of
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.lists.agencies import agency_pane
from civtui.workspace.lists.listing import Listing, Said
from civtui.workspace.session import open_workspace
from tests.chain.road import Road, strict_road

WORDS = {
    "open": "open",
    "met": "demands met",
    "not-met": "demands not met",
    "lapsed": "to re-inspect",
}


def due(city: Road) -> set[str]:
    """Return the kinds of what is due of a-1."""
    return {row["what"] for row in city.do("honor", "due") if row["subject"] == "a-1"}


def told(city: Road) -> set[str]:
    """Return what list, card, status and agency say of the only open card."""
    _, listed = city.said("card", "list", "--open")
    _, shown = city.said("card", "show", "card-2026-1")
    _, status = city.said("status")
    _, agency = city.said("agency", "show", "a-1局")
    ways = {listed.splitlines()[1], shown.splitlines()[0]}
    ways |= {next(line for line in status.splitlines() if line.startswith("  card "))}
    ways |= {next(line for line in agency.splitlines() if line.startswith("yellow card:"))}
    stages = sorted(WORDS.items(), key=lambda pair: -len(pair[1]))
    return {next(id_ for id_, word in stages if word in line) for line in ways}


@pytest.fixture
def city(tmp_path: Path) -> Road:
    made = strict_road(tmp_path / "w")
    made.carded(day="2026-02-20")
    return made


def test_a_re_inspection_is_told_on_every_page(city: Road) -> None:
    assert told(city) == {"open"} and "reminder" in due(city)
    city.do("card", "inspect", "card-2026-1", "not-met")
    assert told(city) == {"not-met"} and {"reminder", "decision"} <= due(city)
    city.do("card", "inspect", "card-2026-1", "met")
    assert told(city) == {"met"}
    assert due(city) == {"decision"}, "nobody is reminded of what is done"
    (card,) = city.do("card", "list")
    assert (card["state"], card["met"], card["stage"]) == ("open", True, "met")


def test_a_term_that_ran_out_is_no_mending(city: Road) -> None:
    city.at("2026-05-20")
    assert told(city) == {"open"}
    city.at("2026-05-21")
    assert told(city) == {"lapsed"}


def test_what_is_due_says_what_was_found(city: Road) -> None:
    def why() -> str:
        (row,) = (r for r in city.do("honor", "due") if r["what"] == "decision")
        return str(row["why"])

    city.do("card", "inspect", "card-2026-1", "not-met")
    assert "found the demands not met" in why()
    city.do("card", "inspect", "card-2026-1", "met")
    assert "found the demands met" in why() and "clear" in why()


def test_a_prolonged_term_begins_anew(city: Road) -> None:
    city.do("card", "inspect", "card-2026-1", "not-met")
    ruled = city.decided("prolong-card", "2026-03-01", "prolong-card=a-1")
    city.at("2026-03-01")
    city.do("card", "prolong", "card-2026-1", "--decision", ruled)
    assert told(city) == {"open"} and "decision" not in due(city)


def test_the_agency_pane_says_it_too(city: Road) -> None:
    city.do("card", "inspect", "card-2026-1", "met")
    ws = open_workspace(city.folder, user="tester")
    lines = agency_pane(Listing(ws, table_of("agencies")), agency(ws, "a-1"))
    ws.close()
    stages = [
        line.text.values["stage"].key
        for line in lines
        if isinstance(line, Said) and getattr(line.text, "key", "") == "titles.card-here"
    ]
    assert stages == ["cli.card-met"]


def test_nobody_is_reminded_of_a_card_whose_end_is_decided(city: Road) -> None:
    city.do("card", "inspect", "card-2026-1", "not-met")
    assert "reminder" in due(city)
    city.decided("s2", "2026-03-01", "delist-card=a-1")
    city.at("2026-03-01")
    assert not due(city)
    carrying = [row["subject"] for row in city.do("honor", "due") if row["what"] == "carrying-out"]
    assert carrying == ["s2-1"]
