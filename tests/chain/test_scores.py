"""Scores that rank applicants come from rounds; a typed one says who typed it, and why."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.workspace.agencies import agencies
from civtui.workspace.building.board import Asked
from civtui.workspace.building.duties import results
from civtui.workspace.building.reward_figures import figures
from civtui.workspace.building.scores import scores_of_year
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.result_basis import years_behind
from tests.chain.road import Road, strict_road
from tests.rounds.small import STANDARD

BANDED = f"""{STANDARD}
[[bands]]
name = {{ zh = "合格", en = "sound" }}
min = "6"

[[bands]]
name = {{ zh = "不合格", en = "below" }}
min = "0"
"""
MARKS = {"a-1": ("4", "4", "yes"), "a-2": ("2", "4", "no")}


@pytest.fixture
def city(tmp_path: Path) -> Road:
    city = strict_road(tmp_path / "w")
    city.declared("a-2局", "a-3局")
    city.at("2026-02-01")
    city.do(
        "round",
        "new",
        "units",
        "--standard",
        "small",
        "--scope",
        "agencies",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k1:甲",
    )
    for agency, marks in MARKS.items():
        for item, mark in zip(("study", "style", "place"), marks, strict=True):
            city.do("mark", "set", "units", agency, item, mark)
    city.do("round", "close", "units")
    city.at("2026-03-01")
    return city


def applied(city: Road, agency: str) -> str:
    return str(city.do("apply", "add", "agency-level", agency)["id"])


def test_applicants_are_ranked_by_the_round_that_scored_them(city: Road) -> None:
    cases = {agency: applied(city, agency) for agency in ("a-1局", "a-2局", "a-3局")}
    counted = city.do("apply", "check", cases["a-1局"])["score"]
    assert (counted["score"], counted["source"]) == ("100", "units")
    assert city.do("apply", "check", cases["a-2局"])["score"]["score"] == "60"
    assert city.do("apply", "check", cases["a-3局"])["score"]["score"] is None
    ranked = city.do("apply", "rank", "agency-level")
    assert ranked["ranks"] == {cases["a-1局"]: 1, cases["a-2局"]: 2}
    assert ranked["unscored"] == [cases["a-3局"]]


def test_a_typed_score_says_who_and_why(city: Road) -> None:
    case = applied(city, "a-2局")
    words = ["apply", "check", case, "--score", "95", "--why", "现场复核"]
    typed = city.do(*words)["score"]
    assert (typed["score"], typed["source"], typed["why"]) == ("95", "typed", "现场复核")
    scores = city.do("apply", "rank", "agency-level")["scores"]
    assert scores[case] == {**typed, "by": typed["by"]} and typed["by"]
    assert city.do("apply", "show", case)["scored"]["why"] == "现场复核"


def test_a_building_result_is_the_rounds_where_one_counted_it(city: Road) -> None:
    for agency in ("a-1局", "a-3局"):
        city.do("duty", "result", "add", agency, "--business", "70", "--building", "99")
    rows = city.do("duty", "results")["rows"]
    shown = {row["agency"]: (row["building"], row["source"]) for row in rows}
    assert shown == {"a-1局": ("100", "round “units”"), "a-3局": ("99", "typed")}
    listed = city.do("reward", "list", "--all")
    figures = {row["subject"]: row["value"] for row in listed if row["link"] == "leadership-record"}
    assert figures == {"a-1": "100", "a-2": "60", "a-3": "99"}
    held = city.do("reward", "list", "--held-back")
    assert [(row["subject"], row["held_back"]) for row in held] == [("a-2", ["below 80"])]


def test_who_has_a_card_is_held_back_from_the_lists(city: Road) -> None:
    city.carded(day="2026-03-02")
    held = {row["subject"]: row["held_back"] for row in city.do("reward", "list", "--held-back")}
    assert set(held) == {"a-1", "a-2"} and "card" in held["a-1"][0]


def test_the_ranking_goes_by_what_the_round_counts_today(city: Road) -> None:
    cases = {agency: applied(city, agency) for agency in ("a-1局", "a-2局")}
    for case in cases.values():
        city.do("apply", "check", case)
    city.do("round", "open", "units")
    ranked = city.do("apply", "rank", "agency-level")
    assert (ranked["ranks"], set(ranked["unscored"])) == ({}, set(cases.values()))
    assert city.do("apply", "show", cases["a-1局"])["scored"]["gone"]
    for item, mark in zip(("study", "style", "place"), ("1", "1", "no"), strict=True):
        city.do("mark", "set", "units", "a-1局", item, mark)
    city.do("round", "close", "units")
    ranked = city.do("apply", "rank", "agency-level")
    assert ranked["ranks"] == {cases["a-1局"]: 2, cases["a-2局"]: 1}
    shown = city.do("apply", "show", cases["a-1局"])
    assert shown["score"] == shown["scored"]["score"] == ranked["scores"][cases["a-1局"]]["score"]
    assert shown["score"] == "20"
    assert {row["id"]: row["score"] for row in city.do("apply", "list")}[cases["a-1局"]] == "20"


def test_a_decision_whose_result_has_changed_gives_no_title(city: Road) -> None:
    city.round("r1", day="2026-02-01")
    made = city.inside("o-1-1", "o-1-2")
    city.do("round", "open", "r1")
    city.do("mark", "set", "r1", "o-1-2", "style", "2")
    city.do("round", "close", "r1")
    words = ["honor", "grant", "civilized-office"]
    said = city.refused(*words, "o-1-2", "--decision", made["id"], rule="title-needs-result")
    assert "9" in said and "8" in said
    city.do(*words, "o-1-1", "--decision", made["id"])


def test_an_office_below_the_standard_gets_no_title(tmp_path: Path) -> None:
    for choice in ("required", "flagged"):
        city = strict_road(tmp_path / choice, line=False, title_needs_result=choice)
        (city.folder / "standards" / "small.toml").write_text(BANDED, encoding="utf-8")
        city.round()
        words = city.inside_words("o-1-4")
        if choice == "required":
            assert "不合格" in city.refused(*words, rule="title-needs-result")
            assert city.do(*city.inside_words("o-1-3"))["notes"] == []
        else:
            (note,) = city.do(*words)["notes"]
            assert "不合格" in note


def test_a_round_that_opens_again_says_which_agencies_are_decided_on_by_it(city: Road) -> None:
    case = applied(city, "a-1局")
    city.do("apply", "check", case)
    city.do("apply", "check", applied(city, "a-2局"), "--score", "95", "--why", "现场复核")
    assert "decided on" not in city.said("round", "open", "units", "-y")[1]
    city.do("round", "close", "units")
    city.sit("s1", "2026-03-01", "grant:agency-level=a-1局")
    city.do("decide", "add", "s1", "1")
    _, said = city.said("round", "open", "units", "-y")
    assert "1 was decided on by its results (a-1局), 0 of them" in said


BUILDING = """
[[reward]]
id = "leaders"
title = { zh = "创建成绩与领导班子考核挂钩", en = "Building to the record of leaders" }
input = "building-score"
at_least = "50"
yields = "leadership-record"
"""


def test_a_round_counts_for_the_year_in_which_it_was_opened(city: Road) -> None:
    with (city.folder / "profile.toml").open("a", encoding="utf-8") as profile:
        profile.write(BUILDING)
    city.do("duty", "result", "add", "a-1局", "--business", "90", "--building", "90")
    city.round(day="2026-11-20", close=False)
    city.at("2027-01-15")
    city.do("round", "close", "units")
    city.do("round", "close", "r1")
    with closing(open_workspace(city.folder, user="tester")) as ws:
        day, owner = date(2027, 1, 20), agencies.agency(ws, "a-1")
        assert years_behind(ws, "civilized-office", ["o-1-1"], day) == {"o-1-1": 2026}
        counted = {year: scores_of_year(ws, year) for year in (2026, 2027)}
        assert {*counted[2026]} == {"a-1", "a-2"} and not counted[2027]
        listed = {y: {f.subject: f.value for f in figures(ws, y)} for y in counted}
        assert listed[2026]["a-1"] == 100 and "a-1" not in listed[2027]
        (row,) = results(Asked(ws, owner, 2026)).rows
        assert render(row.cells[2]) == "100"
