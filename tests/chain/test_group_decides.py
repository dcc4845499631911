"""No agency honor without the guidance group, and what a higher body gives instead is asked."""

from pathlib import Path

import pytest

from tests.chain.road import Road, strict_road
from tests.chain.test_chain import THREE, filed, sent

MERGED = """id = "r1"
effective = 2026-02-21
[[merge]]
agencies = ["a-1", "a-2"]
name = "市新局"
"""


def delisted_and_merged(folder: Path, choice: str) -> Road:
    """Return a city where a-1 was delisted and merged; its successor meets the gates."""
    city = strict_road(folder, merger_delisting=choice)
    city.civilized(*THREE)
    case = filed(city, "2026-02-11", "agency-level")
    granted = city.decided("g", "2026-02-12", "grant:agency-level=a-1")
    city.do("notice", "add", case, "--id", "n0")
    city.at("2026-02-20")
    city.do("honor", "grant", "agency-level", "a-1", "--decision", granted)
    gone = city.decided("d", "2026-02-21", "delist:agency-level=a-1")
    city.do("honor", "delist", "agency-level", "a-1", "--decision", gone)
    file = city.folder / "reform.toml"
    file.write_text(MERGED, encoding="utf-8")
    city.do("agency", "reform", str(file))
    city.do("agency", "set", "a-4", "--program", "--conditions")
    return city


def test_the_group_has_a_delisting_before_it_and_nothing_goes_by_it(tmp_path: Path) -> None:
    city = delisted_and_merged(tmp_path / "w", "guidance-group-decides")
    city.at("2026-03-01")
    asked = city.do("apply", "add", "agency-level", "a-4")
    assert "2027-02-21" in asked["notes"][0]
    case = asked["id"]
    assert city.do("apply", "check", case)["outcome"] == "passed"
    grant = ("honor", "grant", "agency-level", "a-4", "--decision")
    city.refused(*grant, "nothing", rule="decision")
    city.refused("notice", "add", case, rule="order")
    city.refused("apply", "submit", case, "--document", "3号", rule="order")
    city.sit("again", "2026-03-02", "grant:agency-level=a-4")
    made = city.do("decide", "add", "again", "1")
    assert "2027-02-21" in made["notes"][0]


@pytest.mark.parametrize("choice", ["follows", "ends-with-parent"])
def test_what_the_profile_decided_itself_is_not_put_before_the_group(
    tmp_path: Path, choice: str
) -> None:
    city = delisted_and_merged(tmp_path / "w", choice)
    city.at("2026-03-01")
    words = ("apply", "add", "agency-level", "a-4")
    if choice == "follows":
        city.refused(*words, rule="reapply-after-years")
    else:
        assert city.do(*words)["notes"] == []


def submitted(city: Road) -> str:
    """Submit the application of a-1 for the municipal honor; return its id."""
    city.civilized(*THREE)
    return sent(city)


def test_a_higher_honor_that_was_given_is_asked_for_its_own_gate(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    words = ("apply", "result", submitted(city), "granted", "--document", "8号", "--by", "省文明委")
    other = strict_road(tmp_path / "v")
    same = ("apply", "result", submitted(other), *words[3:])
    assert other.do(*same)["notes"] == []
    given = city.do(*words, "--honor", "provincial")
    assert given["granted"] == "provincial" and given["notes"], given


def test_nothing_is_answered_that_the_group_did_not_recommend(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.civilized(*THREE)
    words = ("apply", "result", filed(city), "granted", "--document", "8号", "--by", "市文明委")
    city.refused(*words, rule="order")
    city.refused(*words, "--honor", "agency-level", rule="order")
