"""Offices are dealt to judges, refused outside the share, handed over with the marks set aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, panel_city

PANEL = ("k1:甲", "k2:乙:a-1局", "k3:丙")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        *(word for judge in PANEL for word in ("--assessor", judge)),
    )
    return made


def shares(document: Any) -> dict[str, list[str]]:
    return {s["assessor"]: s["subjects"] for s in document["shares"]}


def mark_all(city: Boss, judge: str, office: str, mark: str = "1", *, leave: int = 0) -> None:
    for item in ITEMS[: len(ITEMS) - leave]:
        city.do("mark", "set", "r", office, item, mark, "--assessor", judge)


def test_a_deal_is_shown_first_and_then_holds(city: Boss) -> None:
    seq = city.do("status")["ledger"]["seq"]
    shown = city.do("round", "assign", "r", "--per-subject", "2", "--dry-run")
    assert city.do("status")["ledger"]["seq"] == seq
    assert shown["links"]["level"] == "sound" and not shown["written"]
    done = city.do("round", "assign", "r", "--per-subject", "2")
    own = shares(done)
    assert own == shares(shown) == shares(city.do("round", "links", "r"))
    assert not [o for o in own["k2"] if o.startswith("o-1-")]
    assert sum(map(len, own.values())) == 16
    seen = city.do("round", "show", "r")
    assert (seen["per_subject"], seen["marks"]) == (2, {"given": 0, "expected": 16 * len(ITEMS)})
    assert all(len(s["judges"]) == 2 for s in seen["subjects"])
    outside = next(s["id"] for s in seen["subjects"] if s["id"] not in own["k1"])
    error = city.refused("--as", "jia", "mark", "set", "r", outside, "study", "1", rule="share")
    assert "not dealt" in error
    ws = open_workspace(city.folder, user="jia")
    try:
        sheet = rounds.sheet(ws, "r")
        assert (sheet.mine, sheet.barred) == (frozenset(own["k1"]), frozenset())
        assert sheet.progress == (0, len(own["k1"]) * len(ITEMS))
    finally:
        ws.close()
    missing = {r["subject"]: r["missing"] for r in city.do("results", "r")["results"]}
    assert set(missing.values()) == {2 * len(ITEMS)}


def test_a_new_deal_keeps_what_was_marked(city: Boss) -> None:
    for judge in ("k1", "k3"):
        mark_all(city, judge, "o-2-4")
    own = shares(city.do("round", "assign", "r", "--per-subject", "1"))
    assert "o-2-4" in own["k1"] and "o-2-4" in own["k3"]
    assert city.do("round", "show", "r")["marks"]["given"] == 2 * len(ITEMS)


def test_a_share_is_handed_over_and_the_begun_office_starts_anew(city: Boss) -> None:
    own = shares(city.do("round", "assign", "r", "--per-subject", "1"))
    done, begun, *rest = own["k1"]
    mark_all(city, "k1", done)
    mark_all(city, "k1", begun, leave=1)
    words = ("round", "hand-over", "r", "k1", "k3")
    assert city.run(*words, "--all-open", "--why", " ")[0] == 4
    assert city.run(*words, "--why", "住院")[0] == 2
    assert "completely" in city.refused(*words, "--office", done, "--why", "住院", rule="done")
    over = city.do(*words, "--all-open", "--why", "住院")
    assert (over["subjects"], over["set_aside"]) == ([begun, *rest], len(ITEMS) - 1)
    seen = city.do("round", "show", "r")
    assert seen["marks"] == {"given": len(ITEMS), "expected": 8 * len(ITEMS)}
    by = {s["id"]: s["judges"] for s in seen["subjects"]}
    assert by[done] == ["k1"] and by[begun] == ["k3"]
    trace = city.do("explain", "r", begun, ITEMS[0])
    assert trace["how"] == "missing"
    city.refused("--as", "jia", "mark", "set", "r", begun, "study", "1", rule="share")
    mark_all(city, "k3", begun, "2", leave=1)
    assert city.do("explain", "r", begun, ITEMS[0])["exact"] == "2"
    # handed back, the first judge's own marks count again
    back = city.do(
        "--as", "clerk", "round", "hand-over", "r", "k3", "k1", "--office", begun, "--why", "出院"
    )
    assert back["set_aside"] == len(ITEMS) - 1
    assert city.do("explain", "r", begun, ITEMS[0])["exact"] == "1"
    assert city.do("ledger", "verify")["ok"]


def test_conflicts_and_strangers_take_nothing_over(city: Boss) -> None:
    words = ("round", "hand-over", "r", "k1")
    city.refused(*words, "k2", "--all-open", "--why", "x", rule="dealt")
    own = shares(city.do("round", "assign", "r", "--per-subject", "1"))
    of_a1 = next(o for o in own["k1"] if o.startswith("o-1-"))
    named = ("--office", of_a1, "--why", "x")
    city.refused(*words, "k2", *named, rule="conflict")
    city.refused("round", "hand-over", "r", "k3", "k2", *named, rule="share")
    assert city.run(*words, "k9", *named)[0] == 4
    assert city.run(*words, "k1", *named)[0] == 4
    over = city.do(*words, "k2", "--all-open", "--why", "x")
    assert over["kept"] == {o: "conflict" for o in own["k1"] if o.startswith("o-1-")}
    # an assessor hands over the own share, and within the panel
    assert city.run("--as", "yi", *words, "k3", *named)[0] == 3
    assert city.run("--as", "jia", *words, "k8:新人", *named)[0] == 3
    city.do("--as", "jia", *words, "k3", *named)
    assert city.do("ledger", "verify")["ok"]


def test_a_newcomer_takes_the_share_of_one_who_fell_ill(city: Boss) -> None:
    own = shares(city.do("round", "assign", "r", "--per-subject", "2"))
    over = city.do("round", "hand-over", "r", "k1", "k4:丁:a-3局", "--all-open", "--why", "病假")
    assert over["subjects"] == own["k1"]
    panel = city.do("round", "show", "r")["assessors"]
    assert [(a["id"], a["expected"]) for a in panel if a["id"] in ("k1", "k4")] == [
        ("k1", 0),
        ("k4", len(own["k1"]) * len(ITEMS)),
    ]
    mark_all(city, "k4", own["k1"][0])
    # k1 has nothing before them and may submit; a submitted sheet takes nothing over
    city.do("--as", "jia", "round", "submit", "r")
    back = ("round", "hand-over", "r", "k4", "k1", "--all-open", "--why", "x")
    city.refused(*back, rule="sheet-open")
    city.refused("round", "assign", "r", "--per-subject", "1", rule="sheet-open")
    assert city.do("ledger", "verify")["ok"]


def test_what_a_recusal_leaves_goes_to_somebody_else(city: Boss) -> None:
    own = shares(city.do("round", "assign", "r", "--per-subject", "1"))
    office = own["k3"][0]
    mark_all(city, "k3", office)
    done = city.do("round", "recuse", "r", "k3", office, "--why", "曾在该处任职")
    assert (done["subjects"], done["set_aside"]) == ([office], len(ITEMS))
    status, left = city.run("round", "links", "r")
    assert (status, left["links"]["level"]) == (1, "disconnected")  # one judge an office
    assert {"subject": office, "judges": 0} in left["short"]
    city.do("round", "hand-over", "r", "k3", "k1", "--office", office, "--why", "回避")
    seen = city.do("round", "show", "r")
    assert next(s["judges"] for s in seen["subjects"] if s["id"] == office) == ["k1"]
    assert seen["marks"] == {"given": 0, "expected": 8 * len(ITEMS)}
    assert city.do("ledger", "verify")["ok"]
