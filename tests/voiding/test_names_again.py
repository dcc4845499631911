"""A name that comes back when something is taken back: nobody else may have it by then."""

from pathlib import Path

import pytest

from tests.rounds.small import Boss, scored_city
from tests.voiding.tables import head, void

WHY = ("--why", "误录")
AGENCY = (
    ("agency", "correct", "a-1", "--name", "市丙一局", *WHY),
    ("agency", "add", "市a-1局"),
)
SHORT = (
    ("agency", "correct", "a-1", "--short", "丙一", *WHY),
    ("agency", "add", "市乙一局", "--short", "甲一"),
)
OFFICE = (
    ("office", "correct", "o-1-1", "--name", "丙处", *WHY),
    ("office", "add", "a-1", "o-1-1处"),
)


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    city = scored_city(tmp_path / "w")
    city.do("agency", "correct", "a-1", "--short", "甲一", *WHY)
    city.do("office", "correct", "o-1-1", "--name", "o-1-1处", *WHY)
    return city


@pytest.mark.parametrize(("rename", "anew"), [AGENCY, SHORT, OFFICE], ids=str)
def test_a_name_that_is_taken_by_then_does_not_come_back(
    city: Boss, rename: tuple[str, ...], anew: tuple[str, ...]
) -> None:
    city.do(*rename)
    renamed = head(city)
    city.do(*anew)
    added = head(city)
    status, said = void(city, renamed)
    assert status == 3 and anew[-1] in str(said)
    assert head(city) == added
    assert void(city, added)[0] == 0
    assert void(city, renamed)[0] == 0


@pytest.mark.parametrize(("rename", "anew"), [AGENCY, OFFICE], ids=str)
def test_nor_does_one_that_stands_again(
    city: Boss, rename: tuple[str, ...], anew: tuple[str, ...]
) -> None:
    city.do(*rename)
    _, said = void(city, head(city))
    new = rename[-3]
    city.do(*anew[:-1], new)
    status, _ = void(city, said["by"])
    assert status == 3
    assert void(city, head(city))[0] == 0
    assert void(city, said["by"])[0] == 0
