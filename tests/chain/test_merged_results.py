"""A round that counted an office counts for the one it was merged into, as its title follows."""

from pathlib import Path
from typing import Any

import pytest

from tests.chain.road import Road, strict_road

MERGE = """
id = "r1"
effective = 2026-02-15
[[merge_office]]
offices = ["a-1局/处1", "a-1局/处4"]
name = "合处"
"""
HEIR = "o-1-5"


def merged(folder: Path, *, titled: bool = False, **choices: str) -> Road:
    """Return a city whose best office was merged with its worst after a round counted both."""
    city = strict_road(folder, one_post_two_duties="flagged", reward_links="flagged", **choices)
    if titled:
        city.civilized("o-1-1", "o-1-2")
    else:
        city.round()
    city.at("2026-02-15")
    file = folder / "reform.toml"
    file.write_text(MERGE, "utf-8")
    city.do("agency", "reform", str(file))
    return city


def test_the_round_of_a_parent_counts_for_the_heir_and_is_marked(tmp_path: Path) -> None:
    city = merged(tmp_path / "w")
    made: dict[str, Any] = city.inside(HEIR, day="2026-02-20")
    (basis,) = made["basis"]
    assert (basis["subject"], basis["round"], basis["rank"]) == (HEIR, "r1", 1)
    _, said = city.said("decide", "show", made["id"])
    (line,) = [line for line in said.splitlines() if "合处" in line and "r1" in line]
    assert "处1" in line
    city.do("honor", "grant", "civilized-office", HEIR, "--decision", made["id"])


def test_it_counts_no_more_where_titles_do_not_follow(tmp_path: Path) -> None:
    city = merged(tmp_path / "w", merger_titles="restart")
    city.at("2026-02-20")
    city.refused(*city.inside_words(HEIR), rule="title-needs-result")


@pytest.mark.parametrize("again", [False, True])
def test_a_title_that_followed_is_kept_by_a_result_of_its_term(tmp_path: Path, again: bool) -> None:
    city = merged(tmp_path / "w", titled=True)
    words = ["decide", "inside", "a-1局", "renew", HEIR, "--session", "党组会"]
    city.at("2026-03-01")
    if again:
        second = ["round", "new", "r2", "--standard", "small", "--organizer", "a-1局"]
        city.do(*second, "--office", HEIR, "--office", "o-1-2", "--assessor", "k1:甲")
        for office in (HEIR, "o-1-2"):
            for item, value in {"study": "4", "style": "4", "place": "yes"}.items():
                city.do("mark", "set", "r2", office, item, value)
        city.do("round", "close", "r2")
        assert city.do(*words)["outcome"] == "approved"
    else:  # what the title began with does not carry it once more
        city.refused(*words, rule="title-needs-result")


def test_who_goes_on_with_a_result_is_seen_to_change_with_it(tmp_path: Path) -> None:
    city = merged(tmp_path / "w")
    made = city.inside(HEIR, day="2026-02-20")
    city.do("round", "open", "r1")
    city.refused(
        "honor",
        "grant",
        "civilized-office",
        HEIR,
        "--decision",
        made["id"],
        rule="title-needs-result",
    )
