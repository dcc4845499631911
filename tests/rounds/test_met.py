"""A reform that makes a judge and a subject of an open round one agency's: nothing more is marked.

Each kind of reform, in a round that deals its subjects and in one that does not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, panel_city

HEAD = """
id = "reform-1"
effective = 2026-01-05
document = "委发〔2026〕1号"
"""
MERGED = HEAD + '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\nshort = "新局"\n'
MOVED = HEAD + '[[move]]\noffice = "o-2-1"\nto = "a-1"\n'
OFFICES_MERGED = (
    HEAD
    + '[[move]]\noffice = "o-2-1"\nto = "a-1"\n'
    + '[[merge_office]]\noffices = ["o-2-1", "o-1-1"]\nname = "综合处"\n'
)
RENAMED = HEAD + '[[rename]]\nagency = "a-2"\nname = "市改名局"\nshort = "改名局"\n'
ABOLISHED = HEAD + '[[abolish]]\nagency = "a-2"\n'
# what the reform says -> the offices of a-2 in the round that it makes those of k1's agency
KINDS = {
    "merged": (MERGED, {"o-2-1", "o-2-2", "o-2-3"}),
    "moved": (MOVED, {"o-2-1"}),
    "offices-merged": (OFFICES_MERGED, {"o-2-1"}),
    "renamed": (RENAMED, set[str]()),
    "abolished": (ABOLISHED, set[str]()),
}
THEIRS = ("o-2-1", "o-2-2", "o-2-3")
Made = Callable[..., Boss]


def opened(folder: Path, *, dealt: bool = False) -> Boss:
    """Return a city with a round over three offices of a-2 and one of a-3; k1 is of a-1."""
    city = panel_city(folder)
    offices = [word for one in (*THEIRS, "o-3-1") for word in ("--office", one)]
    judges = ["--assessor", "k1:甲:a-1局", "--assessor", "k2:乙", "--assessor", "k3:丙"]
    city.do("round", "new", "r", "--standard", "small", *offices, *judges)
    if dealt:
        city.do("round", "assign", "r", "--per-subject", "3")
    return city


def reform(city: Boss, text: str, *words: str) -> Any:
    file = city.folder / "reform.toml"
    file.write_text(text, encoding="utf-8")
    return city.do("agency", "reform", str(file), *words)


def told(found: Any) -> list[str]:
    """Return what a reform says of rounds in which it brings people together."""
    return [note for note in map(str, found["notes"]) if "round recuse" in note]


def mark(city: Boss, subject: str, item: str = "study", judge: str = "k1") -> tuple[int, Any]:
    return city.run("mark", "set", "r", subject, item, "1", "--assessor", judge)


def counts(city: Boss) -> Any:
    shown = city.do("round", "show", "r")
    return shown["marks"], [(a["id"], a["given"], a["expected"]) for a in shown["assessors"]]


@pytest.mark.parametrize("dealt", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_marked_where_a_reform_makes_one_agency(
    tmp_path: Path, kind: str, dealt: bool
) -> None:
    text, met = KINDS[kind]
    city = opened(tmp_path / "city", dealt=dealt)
    before = counts(city)
    planned = reform(city, text, "--dry-run")
    done = reform(city, text)
    assert told(planned) == told(done)
    assert len(told(done)) == bool(met)
    assert counts(city) == before
    for subject in THEIRS:
        if subject not in met:
            assert mark(city, subject)[0] == 0
            continue
        status, document = mark(city, subject)
        assert status == 3
        assert document["error"]["where"]["rule"] == "conflict"
        assert document["error"]["hint"] == f"civtui round recuse r k1 {subject} --why REASON"
        assert mark(city, subject, judge="k2")[0] == 0  # of no agency, and so of none of theirs
    expected = city.judge("r", "k1")["expected"]
    for subject in met:
        city.do("round", "recuse", "r", "k1", subject, "--why", "同属一个单位")
    assert city.judge("r", "k1")["expected"] == expected - len(met) * len(ITEMS)
    assert city.do("ledger", "verify")["ok"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reform_taken_back_lets_marks_be_given_again(tmp_path: Path, kind: str) -> None:
    text, met = KINDS[kind]
    city = opened(tmp_path / "city")
    reform(city, text)
    assert {one for one in THEIRS if mark(city, one, "style")[0]} == met
    for _ in {*THEIRS} - met:
        city.do("mark", "undo", "r", "--assessor", "k1")
    before = counts(city)
    city.do("agency", "unreform", "reform-1", "--why", "试")
    assert counts(city) == before
    assert [mark(city, one)[0] for one in THEIRS] == [0, 0, 0]


def test_marks_given_before_stay_and_count_and_take_no_more(tmp_path: Path) -> None:
    city = opened(tmp_path / "city")
    for item in ITEMS:
        assert mark(city, "o-2-1", item)[0] == 0
    assert mark(city, "o-2-2")[0] == 0
    before = counts(city)
    (said,) = told(reform(city, MERGED))
    assert "4 marks given stay" in said
    assert counts(city) == before
    assert mark(city, "o-2-2", "style")[0] == 3
    assert mark(city, "o-2-1")[0] == 3
    ws = open_workspace(city.folder, user="boss")
    sheet = rounds.sheet(ws, "r", "k1")
    ws.close()
    assert sheet.barred == {*THEIRS}
    assert sheet.mine == {"o-3-1"}
    assert sheet.progress == (4, 12)
    assert next_unscored(sheet) == ("o-3-1", "study")


@pytest.mark.parametrize("kind", ["merged", "moved", "renamed"])
def test_a_deal_after_the_reform_is_as_that_of_a_fresh_round(tmp_path: Path, kind: str) -> None:
    text, met = KINDS[kind]
    city = opened(tmp_path / "city")
    reform(city, text)
    dealt = city.do("round", "assign", "r", "--per-subject", "2")["shares"]
    share = {one["assessor"]: {*one["subjects"]} for one in dealt}
    assert not share["k1"] & met
    assert all(len([j for j in share if one in share[j]]) == 2 for one in THEIRS)
    one = sorted(met)[0] if met else "o-2-1"
    giver = next(j for j in ("k2", "k3") if one in share[j])
    words = ("round", "hand-over", "r", giver, "k1", "--office", one, "--why", "出差")
    if met:
        city.refused(*words, rule="conflict")
        agency = "新局" if kind == "merged" else "a-1局"
        city.refused(*words[:4], f"k9:新:{agency}", *words[5:], rule="conflict")


def test_half_marked_offices_stay_and_are_dealt_to_others_too(tmp_path: Path) -> None:
    city = opened(tmp_path / "city")
    assert mark(city, "o-2-1")[0] == 0
    for item in ITEMS:
        assert mark(city, "o-2-2", item)[0] == 0
    reform(city, MERGED)
    before = city.judge("r", "k1")["given"]
    words = ("round", "assign", "r", "--per-subject", "1")
    _, said = city.said("--as", "boss", *words, "--dry-run")
    assert "civtui round recuse r k1 o-2-2" in said
    assert "civtui round recuse r k1 o-2-3" not in said
    shares = city.do(*words)["shares"]
    whose = {s: [one["assessor"] for one in shares if s in one["subjects"]] for s in THEIRS}
    assert whose["o-2-2"] == ["k1"]  # marked to the end before
    assert len(whose["o-2-1"]) == 2 and "k1" in whose["o-2-1"]
    assert "k1" not in whose["o-2-3"]
    assert city.judge("r", "k1")["given"] == before


@pytest.mark.parametrize("called", ["新局", "市新局", "a-1局"])
def test_a_judge_steps_back_from_an_agency_as_it_is_called_now(tmp_path: Path, called: str) -> None:
    city = opened(tmp_path / "city")
    mark(city, "o-2-1")
    reform(city, MERGED)
    done = city.do("round", "recuse", "r", "k1", called, "--why", "同属一个单位")
    assert done["subjects"] == [*THEIRS]
    assert done["set_aside"] == 1
    assert city.judge("r", "k1")["expected"] == len(ITEMS)
    assert city.run("round", "recuse", "r", "k1", called, "--why", "同属一个单位")[0] != 0


def test_an_office_that_came_is_of_the_agency_and_one_that_went_is_not(tmp_path: Path) -> None:
    city = opened(tmp_path / "city")
    reform(city, MOVED)
    done = city.do("round", "recuse", "r", "k3", "a-1局", "--why", "亲属")
    assert done["subjects"] == ["o-2-1"]
    done = city.do("round", "recuse", "r", "k2", "a-2局", "--why", "亲属")
    assert done["subjects"] == ["o-2-2", "o-2-3"]


def test_who_closes_or_submits_is_told_what_never_comes(tmp_path: Path) -> None:
    city = opened(tmp_path / "city")
    reform(city, MOVED)
    for judge in ("k1", "k2", "k3"):
        for subject in (*THEIRS, "o-3-1"):
            for item in ITEMS:
                mark(city, subject, item, judge)
    way = "civtui round recuse r k1 o-2-1"
    status, said = city.said("--as", "boss", "round", "submit", "r", "--assessor", "k1")
    assert status == 3 and way in said and "--partial" in said
    status, said = city.said("--as", "boss", "round", "close", "r")
    assert way in said
    city.run("round", "open", "r")
    city.do("round", "recuse", "r", "k1", "o-2-1", "--why", "划入本单位")
    status, said = city.said("--as", "boss", "round", "close", "r")
    assert status == 0 and "recuse" not in said


def test_anchors_that_a_reform_closed_are_not_waited_for(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "city")
    words = ("--office", "o-3-1", "--anchor", "o-2-1", "--assessor", "k1:甲:a-1局")
    city.do("round", "new", "r", "--standard", "small", *words, "--assessor", "k2:乙")
    assert mark(city, "o-3-1")[0] == 3
    reform(city, MOVED)
    assert mark(city, "o-3-1")[0] == 0


def test_a_file_brings_no_marks_there(tmp_path: Path) -> None:
    city = opened(tmp_path / "city")
    reform(city, MOVED)
    file = tmp_path / "marks.csv"
    file.write_text(
        "subject,item,assessor,mark\no-2-1,study,k1,1\no-2-2,study,k1,1\n", encoding="utf-8"
    )
    _, said = city.said("--as", "boss", "import", "marks", str(file), "--round", "r", "--dry-run")
    assert "step back by civtui round recuse" in said
    assert city.judge("r", "k1")["given"] == 0
    city.do("round", "recuse", "r", "k1", "o-2-1", "--why", "划入本单位")
    _, said = city.said("--as", "boss", "import", "marks", str(file), "--round", "r", "--dry-run")
    assert "conflict of interest" in said
