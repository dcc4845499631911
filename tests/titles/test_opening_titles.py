"""Titles taken in at the start, put right: what changes with them, and what later facts hold."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.ledger.verify import verify
from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.workspace.session import open_workspace
from tests.titles.city import City
from tests.titles.small import START, small_city

WHY = ("--why", "以证书为准")
CIVILIZED, MODEL = "civilized-office", "model-office"


@pytest.fixture
def city(tmp_path: Path) -> City:
    """a-1 is a municipal one; o-1-1 civilized and model, o-1-2 civilized, since 2025-12-20."""
    titles = [("a-1", "municipal"), ("o-1-1", CIVILIZED), ("o-1-1", MODEL), ("o-1-2", CIVILIZED)]
    small_city(tmp_path / "city", titles=titles, today=START).close()
    return City(tmp_path / "city")


def correct(city: City, honor: str, holder: str, *given: str) -> Any:
    return city.do("honor", "correct", honor, holder, *given, *WHY)["changes"]


def refused(city: City, honor: str, holder: str, *given: str, rule: str) -> str:
    return city.refused("honor", "correct", honor, holder, *given, *WHY, rule=rule)


def held(city: City) -> set[tuple[str, str, str]]:
    return {(row["holder"], row["honor"], row["since"]) for row in city.do("honor", "list")}


def test_every_list_shows_the_corrected_title(city: City) -> None:
    correct(city, "municipal", "a-1", "--since", "2025-03-01", "--tier", "省级文明单位")
    assert ("a-1", "provincial", "2025-03-01") in held(city)
    assert city.do("agency", "show", "a-1")["honor"] == "provincial"
    (event,) = city.do("honor", "timeline", "a-1")
    assert (event["day"], event["event"], event["honor"]) == ("2025-03-01", "opening", "provincial")
    assert [row["holder"] for row in city.do("honor", "list", "--honor", "provincial")] == ["a-1"]
    before, after = (city.do("ledger", "asof", day) for day in ("2025-02-28", "2025-03-01"))
    assert (len(before["titles"]), len(after["titles"])) == (0, 1)
    ws = open_workspace(city.folder)
    assert verify(ws.ledger) == []
    ws.close()


def test_a_model_office_takes_its_civilized_title_with_it(city: City) -> None:
    correct(city, MODEL, "o-1-1", "--to", "o-1-3", "--since", "2025-10-01")
    at_first = {("a-1", "municipal", "2025-12-20"), ("o-1-2", CIVILIZED, "2025-12-20")}
    assert held(city) == at_first | {
        ("o-1-3", CIVILIZED, "2025-10-01"),
        ("o-1-3", MODEL, "2025-10-01"),
    }
    # to one that is a civilized office already: that stays as it is
    correct(city, MODEL, "o-1-3", "--to", "o-1-2")
    assert held(city) == at_first | {("o-1-2", MODEL, "2025-10-01")}


def test_a_model_office_that_is_a_civilized_one_only_keeps_that(city: City) -> None:
    correct(city, MODEL, "o-1-1", "--tier", CIVILIZED)
    assert {honor for holder, honor, _ in held(city) if holder == "o-1-1"} == {CIVILIZED}
    correct(city, CIVILIZED, "o-1-1", "--tier", MODEL)
    assert {honor for holder, honor, _ in held(city) if holder == "o-1-1"} == {CIVILIZED, MODEL}
    correct(city, MODEL, "o-1-1", "--tier", "none")
    assert "o-1-1" not in {holder for holder, *_ in held(city)}


def test_a_civilized_title_stays_under_a_model_one(city: City) -> None:
    for given in (("--tier", "none"), ("--to", "o-1-3"), ("--since", "2026-01-02")):
        refused(city, CIVILIZED, "o-1-1", *given, rule="rests")
    correct(city, CIVILIZED, "o-1-1", "--since", "2025-06-01")
    refused(city, MODEL, "o-1-1", "--since", "2025-05-31", rule="rests")
    correct(city, MODEL, "o-1-1", "--since", "2025-06-01")


def test_what_cannot_be_is_said(city: City) -> None:
    def bad(*given: str) -> str:
        status, document = city.run("honor", "correct", *given, *WHY)
        assert status == 4, document
        return str(document["error"]["message"])

    bad("municipal", "a-1", "--since", "2025-12-20")  # as it stands
    bad("municipal", "a-1", "--since", "2026-01-06")  # ahead
    bad("municipal", "a-1", "--since", "")
    bad("municipal", "a-1", "--until", "2025-12-01")  # before it begins
    bad("municipal", "a-1", "--tier", CIVILIZED)
    bad("municipal", "a-1", "--to", "o-1-3")
    bad("municipal", "a-1", "--to", "没有的局")
    assert city.run("honor", "correct", "municipal", "a-1", *WHY)[0] == 4
    assert city.run("honor", "correct", "municipal", "a-1", "--tier", "none", "--why", " ")[0] == 4
    assert city.run("honor", "correct", "municipal", "a-2", "--tier", "none", *WHY)[0] == 3
    refused(city, CIVILIZED, "o-1-2", "--to", "o-1-1", rule="held")


def test_a_title_that_was_corrected_away_names_the_correction(city: City) -> None:
    for given in (("--tier", "agency-level"), ("--to", "a-3")):
        correct(city, "municipal", "a-1", *given)
        by = city.do("status")["ledger"]["seq"]
        said = refused(city, "municipal", "a-1", "--since", "2025-12-01", rule="opening")
        assert f"fact {by} " in said
        city.do("ledger", "void", str(by), *WHY, "-y")
    correct(city, "municipal", "a-1", "--since", "2025-12-01")
    said = refused(city, "provincial", "a-1", "--since", "2025-12-02", rule="opening")
    assert "was not taken in at the start" in said


def reviewed(city: City, honor: str = CIVILIZED, holder: str = "o-1-2") -> None:
    city.do(
        "decide",
        "inside",
        "a-1",
        "renew",
        holder,
        "--session",
        "3次",
        "--honor",
        honor,
        "--id",
        "p1",
        "--on",
        "2026-01-03",
        "-y",
    )
    city.do(
        "honor",
        "keep",
        honor,
        holder,
        "--decision",
        "p1",
        "--until",
        "2028-01-01",
        "--on",
        "2026-01-04",
        "-y",
    )


def test_a_review_holds_the_title_that_it_kept(city: City) -> None:
    reviewed(city)
    kept = city.do("status")["ledger"]["seq"]
    said = refused(city, CIVILIZED, "o-1-2", "--since", "2026-01-05", rule="rests")
    assert f"#{kept}" in said
    for given in (
        ("--tier", "none"),
        ("--to", "o-1-3"),
        ("--tier", MODEL),
        ("--until", "2027-01-01"),
    ):
        assert f"#{kept}" in refused(city, CIVILIZED, "o-1-2", *given, rule="rests")
    # a day before the review leaves it true
    correct(city, CIVILIZED, "o-1-2", "--since", "2025-11-01")
    assert ("o-1-2", CIVILIZED, "2025-11-01") in held(city)
    # and the review is taken back no more before the correction that came after it
    assert city.run("ledger", "void", str(kept), *WHY, "-y")[0] == 3
    city.do("ledger", "void", str(kept + 1), *WHY, "-y")
    city.do("ledger", "void", str(kept), *WHY, "-y")


def test_a_card_holds_the_day_and_the_holder_but_not_the_honor(city: City) -> None:
    for member in ("m1", "m2", "m3"):  # seated on START, a day later
        city.do("group", "add", member, "--on", "2026-01-01")
    city.do(
        "group", "call", "s1", "--item", "card=a-1", "--date", "2026-01-04", "--on", "2026-01-04"
    )
    city.do(
        "group",
        "hold",
        "s1",
        "--present",
        "m1",
        "--present",
        "m2",
        "--present",
        "m3",
        "--chair",
        "m1",
        "--on",
        "2026-01-04",
    )
    city.do("decide", "add", "s1", "1", "--id", "d1", "-y")
    given = ("--decision", "d1", "--on", "2026-01-04", "-y")
    city.do("card", "add", "a-1", "停滞", "--demands", "整改", *given)
    refused(city, "municipal", "a-1", "--to", "a-2", rule="rests")
    refused(city, "municipal", "a-1", "--tier", "none", rule="rests")
    refused(city, "municipal", "a-1", "--since", "2026-01-05", rule="rests")
    correct(city, "municipal", "a-1", "--tier", "agency-level")


def test_an_application_for_the_next_rung_rests_on_the_title(city: City) -> None:
    city.do("apply", "add", "provincial", "a-1", "--id", "k1", "--on", "2026-01-03", "-y")
    refused(city, "municipal", "a-1", "--tier", "agency-level", rule="rests")
    refused(city, "municipal", "a-1", "--since", "2026-01-04", rule="rests")
    correct(city, "municipal", "a-1", "--since", "2025-01-01")


def test_a_title_that_a_decision_began_is_none_of_these(city: City) -> None:
    city.do(
        "decide",
        "inside",
        "a-2",
        "grant",
        "o-2-1",
        "--session",
        "3次",
        "--honor",
        CIVILIZED,
        "--id",
        "p1",
        "--on",
        "2026-01-03",
        "-y",
    )
    city.do("honor", "grant", CIVILIZED, "o-2-1", "--decision", "p1", "--on", "2026-01-04", "-y")
    refused(city, CIVILIZED, "o-2-1", "--since", "2025-01-01", rule="opening")
    ws = open_workspace(city.folder)
    ws.write(
        Registered(titles=(OpeningTitle(holder="o-2-2", honor=CIVILIZED, since=date(2025, 1, 1)),)),
        right=Right.KEEP,
    )
    ws.close()
    refused(city, CIVILIZED, "o-2-2", "--to", "o-2-1", rule="held")


def test_an_import_of_titles_is_held_by_a_correction_of_one(city: City, tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text(
        "机关名称,简称,现有称号,命名时间\n市a-2局,a-2局,市级文明单位,2025-03-01\n", "utf-8"
    )
    city.do("import", "registry", str(table))
    seq = city.do("status")["ledger"]["seq"]
    correct(city, "municipal", "a-2", "--to", "a-3")
    status, said = city.run("ledger", "void", str(seq), *WHY, "-y")
    assert status == 3 and f"#{seq + 1}" in json.dumps(said)
    city.do("honor", "void", "a-3", *WHY, "-y")
    assert ("a-2", "municipal", "2025-03-01") in held(city)
    city.do("ledger", "void", str(seq), *WHY, "-y")
