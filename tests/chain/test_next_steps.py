"""What an application's next step is said to be would be taken; what stands before it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.cli.main import run
from tests.chain.road import Road, strict_road
from tests.chain.test_chain import THREE, filed, recommended


@pytest.fixture
def city(tmp_path: Path) -> Road:
    city = strict_road(tmp_path / "w")
    city.civilized(*THREE)
    return city


def said(city: Road, case: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `apply show` says in English."""
    assert run(["-w", str(city.folder), "--lang", "en", "apply", "show", case]) == 0
    locale.use("zh")
    return capsys.readouterr().out


def submitted(city: Road) -> str:
    """Bring the application of a-1 up to the higher body; return its id."""
    case = filed(city)
    recommended(city)
    city.at("2026-03-21")
    city.do("notice", "add", case, "--id", "n1")
    city.at("2026-04-10")
    city.do("apply", "submit", case, "--document", "3号")
    return case


def test_each_step_is_named_when_it_would_be_taken(
    city: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    city.at("2026-03-01")
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    assert "civtui apply check" in said(city, case, capsys)
    city.do("apply", "check", case)
    assert "civtui group put recommend a-1局 --honor municipal" in said(city, case, capsys)
    recommended(city)
    assert "civtui notice add" in said(city, case, capsys)
    city.at("2026-03-21")
    city.do("notice", "add", case, "--id", "n1")
    waits = said(city, case, capsys)
    assert "go on from 2026-03-28" in waits and "civtui apply submit" not in waits
    city.at("2026-04-10")
    ripe = said(city, case, capsys)
    assert "civtui apply submit" in ripe and "honor grant" not in ripe
    city.do("apply", "submit", case, "--document", "3号")
    assert "civtui apply result" in said(city, case, capsys)
    city.at("2026-05-10")
    city.do(
        "apply",
        "result",
        case,
        "granted",
        "--honor",
        "agency-level",
        "--document",
        "8号",
        "--by",
        "市文明委",
    )
    assert "granted: agency-level" in said(city, case, capsys).lower()
    assert city.do("apply", "show", case)["granted"] == "agency-level"
    # that title came from above: it goes with the result, and no older step in its place
    told = city.refused("honor", "void", "a-1", "--why", "mistaken", "-y", rule="order")
    assert "a-1局" in told
    city.do("apply", "void", case, "--why", "mistaken", "-y")
    assert city.do("apply", "show", case)["granted"] is None


@pytest.mark.parametrize("outcome", ["open", "upheld"])
def test_an_objection_comes_before_the_result(
    city: Road, outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = submitted(city)
    city.do("notice", "object", "n1", case, "数据不实", "--on", "2026-03-23")
    if outcome == "upheld":
        city.do("notice", "handle", "n1-o1", "upheld", "--finding", "属实")
    found = said(city, case, capsys)
    assert ("notice handle" if outcome == "open" else "apply close") in found
    assert "apply result" not in found
    words = ("apply", "result", case, "granted", "--document", "8号", "--by", "市文明委")
    city.refused(*words, rule="objection")


def test_a_gate_that_bars_the_step_comes_before_it(
    city: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    case = filed(city)
    city.carded(day="2026-03-02")
    found = said(city, case, capsys)
    assert "card clear" in found and "--item grant" not in found and "--item recommend" not in found
