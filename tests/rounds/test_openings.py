"""Anchors come first for every judge; model offices come out of civilized offices alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from civtui.workspace.marks import marks
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, panel_city
from tests.titles.small import START

CIVILIZED = ("o-1-1", "o-1-2", "o-2-3")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    titles = tuple((o, "civilized-office") for o in CIVILIZED)
    return panel_city(tmp_path / "city", titles=titles, today=START)


def test_the_anchor_is_marked_first_by_everybody_who_may(city: Boss) -> None:
    seen = city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--anchor",
        "a-3局/处1",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙:a-3局",
        "--assessor",
        "k3:丙",
    )
    assert [s["id"] for s in seen["subjects"] if s["anchor"]] == ["o-3-1"]
    dealt = city.do("round", "assign", "r", "--per-subject", "1")
    own = {s["assessor"]: s["subjects"] for s in dealt["shares"]}
    assert [judge for judge, share in own.items() if "o-3-1" in share] == ["k1", "k3"]
    assert dealt["links"]["level"] == "disconnected"  # k2 is of the anchor's agency
    first = own["k1"][0]
    mark = ("--as", "jia", "mark", "set", "r")
    assert "3 cells" in city.refused(*mark, first, "study", "1", rule="anchors-first")
    ws = open_workspace(city.folder, user="jia")
    try:
        for item in ITEMS[:-1]:
            cell = marks.next_unscored(rounds.sheet(ws, "r"))
            assert cell == ("o-3-1", item)
            marks.set_mark(ws, "r", *cell, "1")
        city.do("--as", "jia", "mark", "skip", "r", "o-3-1", ITEMS[-1], "--why", "未到场")
        assert marks.next_unscored(rounds.sheet(ws, "r")) == (first, ITEMS[0])
    finally:
        ws.close()
    city.do(*mark, first, "study", "1")
    city.do("--as", "yi", "mark", "set", "r", own["k2"][0], "study", "1")
    over = ("round", "hand-over", "r", "k1", "k3", "--why", "x", "--office")
    city.refused(*over, "o-3-1", rule="anchor")
    joined = city.do("round", "hand-over", "r", "k1", "k9:新:a-2局", "--all-open", "--why", "病假")
    assert joined["to"] == "k9"
    with closing(open_workspace(city.folder, user="boss")) as seen_now:
        row = rounds.round_row(seen_now, "r")
        assert row.assessors == len(rounds.assessors_of(seen_now, row)) == 4
    links = city.run("round", "links", "r")[1]
    assert "o-3-1" in next(s["subjects"] for s in links["shares"] if s["assessor"] == "k9")
    assert city.do("ledger", "verify")["ok"]


def test_a_judges_own_file_brings_the_anchors_too(city: Boss) -> None:
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--office",
        "o-1-1",
        "--anchor",
        "o-3-1",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    file = city.folder / "marks.csv"
    head, other = "处室,项目,评分", [f"o-1-1,{item},1" for item in ITEMS]
    anchor = [f"o-3-1,{item},1" for item in ITEMS]
    take = ("--as", "jia", "import", "marks", str(file), "--round", "r")
    for rows in (other, [*anchor[:-1], *other]):
        file.write_text("\n".join([head, *rows]), encoding="utf-8")
        city.refused(*take, "--dry-run", rule="anchors-first")
        city.refused(*take, rule="anchors-first")
    file.write_text("\n".join([head, *other, *anchor]), encoding="utf-8")
    assert city.do(*take)["accepted"] == 2 * len(ITEMS)
    # a clerk enters what was filled on paper, in any order
    file.write_text("\n".join([head, *other]), encoding="utf-8")
    clerk = ("--as", "clerk", "import", "marks", str(file), "--round", "r", "--assessor", "k2")
    assert city.do(*clerk)["accepted"] == len(ITEMS)
    city.do("round", "close", "r")
    city.refused(*clerk, "--dry-run", rule="round-open")


def test_a_judge_who_has_done_the_anchors_brings_the_others_alone(city: Boss) -> None:
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--office",
        "o-1-1",
        "--anchor",
        "o-3-1",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    for item in ITEMS[:-1]:
        city.do("--as", "jia", "mark", "set", "r", "o-3-1", item, "1")
    file = city.folder / "marks.csv"
    take = ("--as", "jia", "import", "marks", str(file), "--round", "r")
    other = "\n".join(["处室,项目,评分", *(f"o-1-1,{item},1" for item in ITEMS)])
    file.write_text(other, encoding="utf-8")
    assert "1 cell" in city.refused(*take, rule="anchors-first")
    # what is left of the anchor may come with the file, or stand on the sheet
    file.write_text(f"{other}\no-3-1,{ITEMS[-1]},1", encoding="utf-8")
    assert city.do(*take, "--dry-run")["accepted"] == len(ITEMS) + 1
    city.do("--as", "jia", "mark", "set", "r", "o-3-1", ITEMS[-1], "1")
    file.write_text(other, encoding="utf-8")
    assert city.do(*take)["accepted"] == len(ITEMS)


def test_an_id_taken_and_a_judge_named_twice_are_said(city: Boss) -> None:
    new = ("round", "new", "r", "--standard", "small", "--office", "o-1-1")
    twice = ("--assessor", "k1:甲", "--assessor", "k1:乙")
    status, said = city.run(*new, *twice)
    assert (status, said["error"]["value"]) == (4, "k1")
    city.do(*new, "--office", "o-1-1", "--anchor", "o-1-2", "--anchor", "o-1-2", *twice[:2])
    assert [s["id"] for s in city.do("round", "show", "r")["subjects"]] == ["o-1-1", "o-1-2"]
    assert city.run(*new, *twice[:2])[0] == 4


def test_at_most_three_anchors(city: Boss) -> None:
    words = [w for n in (1, 2, 3, 4) for w in ("--anchor", f"o-1-{n}")]
    assert city.run("round", "new", "r", "--standard", "small", "--agency", "a-1", *words)[0] == 4


def test_model_offices_come_out_of_civilized_ones(city: Boss) -> None:
    new = ("round", "new", "m", "--standard", "small", "--scope", "model-candidates")
    named = ("--office", "o-1-1", "--office", "o-1-3", "--office", "o-2-4")
    said = city.refused(*new, *named, rule="holds-civilized-office")
    assert "a-1局/处3" in said and "a-2局/处4" in said and "2026-01-05" in said
    seen = city.do(*new)
    assert [s["id"] for s in seen["subjects"]] == list(CIVILIZED)
    own = city.do("round", "new", "m1", *new[3:], "--agency", "a-1局")
    assert [s["id"] for s in own["subjects"]] == ["o-1-1", "o-1-2"]


def test_conflicts_of_own_former_and_related_agencies(city: Boss) -> None:
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        *(word for n in (1, 2, 3) for word in ("--agency", f"a-{n}局")),
        "--assessor",
        "k1:甲:a-1局:a-2局:a-3局/处2",
        "--assessor",
        "k2:乙",
    )
    judge = city.judge("r", "k1")
    assert (judge["agency"], judge["related"]) == ("a-1", ["a-2", "o-3-2"])
    assert (judge["subjects"], judge["expected"]) == (3, 3 * len(ITEMS))
    for closed in ("o-1-1", "o-2-1", "o-3-2"):
        city.refused("--as", "jia", "mark", "set", "r", closed, "study", "1", rule="conflict")
    city.do("--as", "jia", "mark", "set", "r", "o-3-1", "study", "1")


def test_in_a_blind_round_a_judge_learns_nothing_before_it_closes(city: Boss) -> None:
    seen = city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--blind",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    assert seen["visibility"] == "blind"
    city.do("--as", "yi", "mark", "note", "r", "o-1-1", "很好")
    for words in (("results", "r"), ("explain", "r", "o-1-1"), ("round", "sheet", "r")):
        assert city.run("--as", "jia", *words)[0] == 3
        city.do("--as", "clerk", *words)
    city.do("round", "close", "r")
    assert city.do("--as", "jia", "explain", "r", "o-1-1")["notes"][0]["text"] == "很好"
