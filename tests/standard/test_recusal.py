"""A judge steps back in the middle of a round: marks set aside, nothing lost, nothing expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.titles.city import City
from tests.titles.small import small_city

ITEM = "study.plan"


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city").close()
    made = City(tmp_path / "city")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "civilized-office",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k1:甲:a-1局",
        "--assessor",
        "k2:乙",
        "--assessor",
        "k3:丙",
    )
    for office in ("o-1-1", "o-2-1", "o-2-2"):
        for judge, mark in (("k2", "5"), ("k3", "3")):
            made.do("mark", "set", "r", office, ITEM, mark, "--assessor", judge)
    return made


def item(city: City, office: str) -> str:
    found = city.do("explain", "r", office, ITEM)
    return str(found["exact"])


def test_the_own_agency_is_closed_from_the_start(city: City) -> None:
    status, said = city.run("mark", "set", "r", "o-1-1", ITEM, "4", "--assessor", "k1")
    assert status == 3
    assert "conflict" in said["error"]["message"] or said["error"]["hint"]


def test_a_recusal_sets_the_marks_aside_and_expects_no_more(city: City) -> None:
    before = city.do("round", "show", "r")
    assert item(city, "o-2-1") == "4"
    done = city.do("round", "recuse", "r", "k2", "a-2局", "--why", "配偶在该局任职")
    assert (sorted(done["subjects"]), done["set_aside"]) == (
        ["o-2-1", "o-2-2", "o-2-3", "o-2-4"],
        2,
    )
    assert item(city, "o-2-1") == "3"
    assert item(city, "o-1-1") == "4"
    after = city.do("round", "show", "r")
    assert after["marks"]["given"] == before["marks"]["given"] - 2
    assert after["marks"]["expected"] == before["marks"]["expected"] - 4 * 24
    sheet = city.do("round", "sheet", "r")
    assert city.run("mark", "set", "r", "o-2-3", ITEM, "4", "--assessor", "k2")[0] == 3
    city.do("mark", "set", "r", "o-1-2", ITEM, "4", "--assessor", "k2")
    assert "o-2-1" in sheet["subjects"]
    # what is taken back is the newest mark that still counts
    assert city.do("mark", "undo", "r", "--assessor", "k2")["undone"]["subject"] == "o-1-2"
    # the recusal before it has another way back, and undo reaches past it to no mark
    refused = city.run("mark", "undo", "r", "--assessor", "k2")
    assert refused[0] == 3
    assert refused[1]["error"]["where"]["rule"] == "newest-deed"
    assert city.do("round", "show", "r")["marks"]["given"] == before["marks"]["given"] - 2
    log = city.do("ledger", "log")
    assert next(f for f in log if f["kind"] == "recused")["why"] == "配偶在该局任职"
    assert city.do("ledger", "verify")["ok"]


def test_one_office_alone_and_nothing_twice(city: City) -> None:
    done = city.do("round", "recuse", "r", "k3", "a-2局/处1", "--why", "曾在该处工作")
    assert (done["subjects"], done["set_aside"]) == (["o-2-1"], 1)
    assert item(city, "o-2-1") == "5"
    assert item(city, "o-2-2") == "4"
    assert city.run("round", "recuse", "r", "k3", "a-2局/处1", "--why", "再次")[0] == 4
    whole = city.do("round", "recuse", "r", "k3", "a-2局", "--why", "全局回避")
    assert (len(whole["subjects"]), whole["set_aside"]) == (3, 1)
    assert city.do("ledger", "verify")["ok"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["k1", "a-1局", "--why", "x"], 4),  # closed to k1 already
        (["k2", "a-3局", "--why", "x"], 4),  # not in the round
        (["k2", "a-2局", "--why", " "], 4),
        (["k2", "a-2局"], 2),
        (["k9", "a-2局", "--why", "x"], 4),
    ],
)
def test_what_closes_nothing_is_refused(city: City, words: list[str], status: int) -> None:
    seq = city.do("status")["ledger"]["seq"]
    assert city.run("round", "recuse", "r", *words)[0] == status
    assert city.do("status")["ledger"]["seq"] == seq


def test_an_assessor_steps_back_alone_and_a_closed_round_is_left(city: City) -> None:
    city.do("user", "set", "boss", "admin")
    city.do("--as", "boss", "user", "set", "yi", "assessor", "--assessor", "k2")
    own = ["--as", "yi", "round", "recuse", "r"]
    assert city.run(*own, "k3", "a-2局", "--why", "x")[0] == 3
    city.do(*own, "k2", "a-2局", "--why", "x")
    city.do("--as", "boss", "round", "close", "r")
    assert city.run("--as", "boss", "round", "recuse", "r", "k2", "a-1局", "--why", "x")[0] == 3
