"""One step from results to a decision: those at the line are on the agenda of who decides."""

from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.rules.group import MATTERS
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.result_basis import results_said
from civtui.workspace.titles.sittings import sitting_row
from tests.chain.road import SCORES, Road, strict_road

THREE = ["o-1-1", "o-1-2", "o-1-3"]


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


def selection(city: Road) -> None:
    """Hold the selection of model offices among the civilized ones of a-1."""
    city.at("2026-03-01")
    offices = [word for office in THREE for word in ("--office", office)]
    city.do(
        "round",
        "new",
        "best",
        "--standard",
        "small",
        "--scope",
        "model-candidates",
        *offices,
        "--assessor",
        "k1:甲",
    )
    for office in THREE:
        for item, mark in SCORES[office].items():
            city.do("mark", "set", "best", office, item, mark)
    city.do("round", "close", "best")


def test_the_best_are_on_the_party_groups_agenda_and_decided_there(city: Road) -> None:
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "3")
    assert [row["subject"] for row in put["rows"]] == THREE
    assert put["agency"] == "a-1" and put["rows"][0]["exact"] == "10"
    item = city.do("group", "show", put["sitting"])["agenda"][0]
    assert (item["matter"], item["honor"], item["agency"]) == ("grant", "civilized-office", "a-1")
    city.do("group", "hold", put["sitting"])
    made = city.do("decide", "add", put["sitting"], "1", "--subject", "o-1-1", "--subject", "o-1-2")
    assert (made["body"], made["agency"], made["item"]) == ("party-group", "a-1", "1")
    assert [one["total"] for one in made["basis"]] == ["10", "9"]
    city.refused("decide", "add", put["sitting"], "1", "--subject", "o-1-1", rule="decision")
    rest = city.do("decide", "add", put["sitting"], "1", "--subject", "o-1-3")
    city.do("honor", "grant", "civilized-office", "o-1-3", "--decision", rest["id"])
    assert city.do("ledger", "verify")["ok"]


def test_a_line_of_points_and_picked_ones(city: Road) -> None:
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--from", "9")
    assert [row["subject"] for row in put["rows"]] == THREE[:2]
    more = city.do("round", "propose", "r1", "--subject", "o-1-3")
    assert more["sitting"] == put["sitting"]
    agenda = city.do("group", "show", put["sitting"])["agenda"]
    assert [item["subjects"] for item in agenda] == [THREE]
    city.refused("round", "propose", "r1", "--from", "10.5", rule="line")
    assert city.run("round", "propose", "r1")[0] == 2
    assert city.run("round", "propose", "r1", "--first", "1", "--from", "9")[0] == 2


def test_an_open_round_proposes_nobody(city: Road) -> None:
    city.round(close=False)
    city.refused("round", "propose", "r1", "--first", "1", rule="title-needs-result")


def test_model_offices_go_before_the_guidance_group_with_their_scores(city: Road) -> None:
    city.civilized(*THREE)
    selection(city)
    put = city.do("round", "propose", "best", "--first", "1")
    assert put["agency"] is None and put["honor"] == "model-office"
    city.do("group", "hold", put["sitting"])
    made = city.do("decide", "add", put["sitting"], "1")
    assert made["body"] == "guidance-group"
    assert [(one["round"], one["rank"]) for one in made["basis"]] == [("best", 1)]
    city.do("honor", "grant", "model-office", "o-1-1", "--decision", made["id"])


def test_applicants_go_before_the_group_once_they_are_checked(city: Road) -> None:
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
        "--assessor",
        "k1:甲",
    )
    for item, mark in SCORES["o-1-1"].items():
        city.do("mark", "set", "units", "a-1", item, mark)
    city.do("round", "close", "units")
    words = ["round", "propose", "units", "--first", "1"]
    assert city.run(*words)[0] == 2
    city.refused(*words, "--honor", "agency-level", rule="application")
    case = city.do("apply", "add", "agency-level", "a-1局")["id"]
    city.do("apply", "check", case)
    put = city.do(*words, "--honor", "agency-level")
    item = city.do("group", "show", put["sitting"])["agenda"][0]
    assert (item["matter"], item["subjects"]) == ("grant", ["a-1"])


def test_a_vote_of_a_party_group_counts_as_one_of_the_guidance_group(city: Road) -> None:
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "3")["sitting"]
    city.refused("group", "hold", put, "--present", "m1", rule="sitting")
    city.do("group", "hold", put)
    city.refused("decide", "add", put, "1", "--votes", "0/3/0", rule="majority")
    city.refused("decide", "add", put, "1", "refused", "--votes", "2/1/0", rule="majority")
    city.refused("decide", "add", put, "1", "--recused", "m1", rule="recusal")
    made = city.do("decide", "add", put, "1", "--votes", "2/1/0", "--subject", "o-1-1")
    votes = {"for_": 2, "against": 1, "abstained": 0}
    assert made["votes"] == city.do("decide", "show", made["id"])["votes"] == votes
    lost = city.do("decide", "add", put, "1", "refused", "--votes", "1/2/0", "--subject", "o-1-2")
    assert (lost["outcome"], lost["votes"]["against"]) == ("refused", 2)


@pytest.mark.parametrize("matter", [m for m, names_holders in MATTERS.items() if not names_holders])
def test_what_a_matter_about_no_holder_is_about_is_kept_and_shown(
    city: Road, matter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    city.at("2026-02-10")
    city.sit("s1", "2026-02-10", f"{matter}=文明创建三年规划")
    made = city.do("decide", "add", "s1", "1")
    assert made["title"] == "文明创建三年规划"
    assert city.do("decide", "show", made["id"])["title"] == made["title"]
    assert [one["title"] for one in city.do("decide", "list")] == [made["title"]]
    for words in (("decide", "show", made["id"]), ("decide", "list"), ("ledger", "log")):
        assert run(["-w", str(city.folder), *words]) == 0
        assert made["title"] in capsys.readouterr().out, words


def test_each_subject_keeps_the_figures_of_the_round_it_was_proposed_from(city: Road) -> None:
    city.round("r1")
    city.at("2026-02-02")
    put = city.do("round", "propose", "r1", "--subject", "o-1-1", "--subject", "o-1-2")["sitting"]
    offices = [word for office in THREE for word in ("--office", office)]
    city.do(
        "round",
        "new",
        "r2",
        "--standard",
        "small",
        "--organizer",
        "a-1局",
        *offices,
        "--assessor",
        "k1:甲",
    )
    for office in THREE:
        for item, mark in {**SCORES["o-1-2"], "study": "3"}.items():
            city.do("mark", "set", "r2", office, item, mark)
    city.do("round", "close", "r2")
    assert city.do("round", "propose", "r2", "--subject", "o-1-3")["sitting"] == put
    (item,) = city.do("group", "show", put)["agenda"]
    rounds = {"o-1-1": "r1", "o-1-2": "r1", "o-1-3": "r2"}
    assert (item["subjects"], item["rounds"]) == (THREE, rounds)
    ws = open_workspace(city.folder, user="tester")
    said = results_said(ws, sitting_row(ws, put).agenda[0], "2026-02-02")
    ws.close()
    assert [line.rpartition("“")[2].strip("”") for line in said] == [*rounds.values()], said
    city.do("group", "hold", put)
    made = city.do("decide", "add", put, "1")
    assert {one["subject"]: one["round"] for one in made["basis"]} == rounds
    assert [one["total"] for one in made["basis"]] == ["10", "9", "8"]


def test_an_agency_stands_on_the_agenda_with_the_score_it_was_proposed_for(city: Road) -> None:
    city.civilized(*THREE)
    city.at("2026-03-01")
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    city.do(
        "round",
        "new",
        "all",
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
    for agency in ("a-1", "a-2"):
        for item, mark in SCORES["o-1-1"].items():
            city.do("mark", "set", "all", agency, item, mark)
    city.do("round", "close", "all")
    city.do("apply", "check", case)
    put = city.do("round", "propose", "all", "--subject", "a-1", "--honor", "municipal")
    ws = open_workspace(city.folder, user="tester")
    (said,) = results_said(ws, sitting_row(ws, put["sitting"]).agenda[0], "2026-03-01")
    ws.close()
    assert "10" in said and "all" in said


def test_who_holds_the_title_is_proposed_to_keep_it(city: Road) -> None:
    city.civilized("o-1-2")
    city.round("r2", day="2026-02-20")
    put = city.do("round", "propose", "r2", "--first", "2")
    assert put["renewed"] == ["o-1-2"]
    agenda = city.do("group", "show", put["sitting"])["agenda"]
    said = {item["matter"]: item["subjects"] for item in agenda}
    assert said == {"grant": ["o-1-1"], "renew": ["o-1-2"]}
    city.do("group", "hold", put["sitting"])
    of = {item["matter"]: item["item"] for item in agenda}
    made = city.do("decide", "add", put["sitting"], of["renew"])
    city.do("honor", "keep", "civilized-office", "o-1-2", "--decision", made["id"])
    made = city.do("decide", "add", put["sitting"], of["grant"])
    city.do("honor", "grant", "civilized-office", "o-1-1", "--decision", made["id"])
    assert city.run("round", "propose", "r2", "--first", "1", "--honor", "model-office")[0] == 2


def test_a_grant_of_several_is_not_taken_back_for_one(city: Road) -> None:
    city.civilized(*THREE)
    words = ("honor", "void", "o-1-1", "--why", "误录", "-y")
    said = city.refused(*words, rule="shared")
    assert "处2" in said and "处3" in said
    held = city.do("honor", "list", "--honor", "civilized-office")
    assert {row["holder"] for row in held} == set(THREE)
    lost = city.do("decide", "inside", "a-1局", "withdraw", "o-1-1", "--session", "党组会")
    city.do("honor", "withdraw", "civilized-office", "o-1-1", "--decision", lost["id"])
    city.do(*words)  # its own end alone is a step of it alone
    held = city.do("honor", "list", "--honor", "civilized-office")
    assert {row["holder"] for row in held} == set(THREE)


def test_a_tie_at_the_line_is_told_with_who_stands_at_it(
    city: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SCORES, "o-1-3", SCORES["o-1-2"])
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "2")
    assert len(put["rows"]) == 3 and [name[-2:] for name in put["tied"]] == ["处2", "处3"]
    status, said = city.said("round", "propose", "r1", "--first", "2")
    assert status == 0 and "a tie at place 2" in said
    assert city.do("round", "propose", "r1", "--first", "3")["tied"] == []
