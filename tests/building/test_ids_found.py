"""What a verb wants the id of is found: printed in its list, named by its title, or told where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.titles.city import City
from tests.titles.small import START, small_city


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city", today=START).close()
    made = City(tmp_path / "city")
    for agency, title in (("a-1局", "讲座"), ("a-2局", "读书会"), ("a-3局", "读书会")):
        made.do("activity", "add", agency, title)
    return made


def ids(city: City) -> dict[str, str]:
    return {row["agency"]: row["id"] for row in city.do("activity", "list")}


def refused(city: City, *words: str) -> dict[str, str]:
    status, document = city.run(*words)
    assert status in (2, 3, 4), document
    error: dict[str, str] = document["error"]
    return error


def test_an_activity_answers_to_a_title_that_it_alone_has(city: City) -> None:
    assert city.do("activity", "show", "讲座")["id"] == ids(city)["a-1"]
    city.do("activity", "void", "讲座", "--why", "误录", "-y")
    assert "a-1" not in ids(city)
    several = refused(city, "activity", "show", "读书会")
    assert all(ids(city)[one] in str(several["allowed"]) for one in ("a-2", "a-3"))


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (("activity", "show", "无此"), "civtui activity list"),
        (("activity", "void", "无此", "--why", "误", "-y"), "civtui activity list"),
        (("duty", "show", "无此"), "civtui duty list"),
        (
            ("inspection", "finding", "remove", "无此", "--why", "误"),
            "civtui inspection finding list",
        ),
        (("card", "void", "无此", "--why", "误", "-y"), "civtui card list"),
        (("notice", "void", "无此", "--why", "误", "-y"), "civtui notice list"),
    ],
)
def test_an_unknown_id_says_where_the_ids_are_listed(
    city: City, words: tuple[str, ...], listed: str
) -> None:
    assert listed in refused(city, *words)["hint"]
