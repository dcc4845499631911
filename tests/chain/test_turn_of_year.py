"""The gates of targets and duties give one answer on both sides of the New Year and of its roll."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.rules.consequences import CONSEQUENCES, OF_OFFICE
from civtui.workspace.building.rewards import reward_rows
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.gates import shut_gates
from tests.chain.road import Road, strict_road
from tests.chain.test_chain import POST, THREE

OLD, NEW = "2026-12-31", "2027-01-01"
GATES = ("one-post-two-duties", "target-duty", "reward-links")
DUTY = ("duty", "add", "a-1局", "--duty", "theory", "--owner", "机关党委", "--target", "两次")
STUDY = """
[[reward]]
id = "study-office"
title = { zh = "理论学习与文明处室挂钩", en = "Theory study to civilized office" }
input = "study-score"
at_least = "85"
yields = "office-candidates"
"""


def post(state: str) -> Callable[[Road], None]:
    def put(city: Road) -> None:
        city.round()
        city.do(*POST, state)

    return put


def duty(state: str, due: str = "2026-06-30") -> Callable[[Road], None]:
    def put(city: Road) -> None:
        city.civilized(*THREE)
        city.do(*DUTY, "--state", state, "--due", due)

    return put


def study(score: str) -> Callable[[Road], None]:
    def put(city: Road) -> None:
        with (city.folder / "profile.toml").open("a", encoding="utf-8") as profile:
            profile.write(STUDY)
        city.round()
        city.do("reward", "study", "add", "a-1局", "--office", "处1", "--score", score)

    return put


# what is on record -> (how it comes there, of whom, of which honor, the gates that it shuts)
FACTS: dict[str, tuple[Callable[[Road], None], str, str, set[str]]] = {
    "post-missed": (post("missed"), "o-1-1", "civilized-office", {GATES[0], GATES[2]}),
    "post-unjudged": (post("open"), "o-1-1", "civilized-office", {GATES[2]}),
    "post-met": (post("met"), "o-1-1", "civilized-office", set()),
    "study-low": (study("70"), "o-1-1", "civilized-office", {GATES[2]}),
    "study-high": (study("95"), "o-1-1", "civilized-office", set()),
    "duty-late": (duty("running"), "a-1", "municipal", {GATES[1]}),
    "duty-failed": (duty("failed"), "a-1", "municipal", {GATES[1]}),
    "duty-due": (duty("running", "2027-03-31"), "a-1", "municipal", set()),
    "duty-done": (duty("done"), "a-1", "municipal", set()),
}


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


def doors(holder: str) -> Iterator[str]:
    """Yield the deeds that ask one of the gates of an office or an agency."""
    of_office = holder.startswith("o-")
    asked = {deed for one in CONSEQUENCES if one.gate in GATES for deed in one.deeds}
    yield from (deed for deed in sorted(asked) if (deed in OF_OFFICE) is of_office)


def answers(city: Road, day: str, holder: str, honor: str) -> dict[str, Any]:
    """Return what each door says on a day of today: the gates that bar, and why."""
    city.at(day)
    with closing(open_workspace(city.folder, user="tester")) as ws:
        return {
            door: {
                (one.gate, one.barred, render(one.why))
                for one in shut_gates(ws, door, [holder], date.fromisoformat(day), honor)
                if one.gate in GATES
            }
            for door in doors(holder)
        }


def lists(city: Road, day: str) -> list[Any]:
    """Return the lists of 2026 as they are told on a day."""
    city.at(day)
    with closing(open_workspace(city.folder, user="tester")) as ws:
        return [
            (row.figure.link, row.figure.subject, row.listed, render(row.why()))
            for row in reward_rows(ws, 2026)
        ]


def rolled(city: Road, day: str) -> str:
    """Close 2026 on a day; return the number of the fact."""
    city.at(day)
    city.do("year", "roll", "2026", "-y")
    with closing(open_workspace(city.folder, user="tester")) as ws:
        return str(ws.head())


@pytest.mark.parametrize("when", [OLD, NEW])
@pytest.mark.parametrize("facts", FACTS)
def test_the_same_facts_have_one_answer(city: Road, facts: str, when: str) -> None:
    put, holder, honor, shut = FACTS[facts]
    put(city)
    city.do("duty", "result", "add", "a-1局", "--business", "90", "--building", "90")
    first = {day: answers(city, day, holder, honor) for day in (OLD, NEW)}
    listed = lists(city, OLD)
    assert first[OLD] == first[NEW] and set(first[OLD]) == {*doors(holder)}
    for found in first[OLD].values():
        assert {gate for gate, _, _ in found} == shut
        assert all(barred and "2026" in why for _, barred, why in found)
    held = {subject for _, subject, on_it, _ in listed if not on_it}
    assert (holder in held) is bool(shut) and lists(city, NEW) == listed
    seq = rolled(city, when)
    days = [day for day in (OLD, NEW) if day >= when]
    for day in days:
        assert answers(city, day, holder, honor) == first[day]
        assert lists(city, day) == listed
    city.do("ledger", "void", seq, "--why", "误结转", "-y")
    for day in days:
        assert answers(city, day, holder, honor) == first[day]
        assert lists(city, day) == listed


def gates(city: Road, day: str, holder: str, honor: str = "civilized-office") -> set[str]:
    (door,) = [one for one in ("office-decide", "decide") if one in doors(holder)]
    return {gate for gate, _, _ in answers(city, day, holder, honor)[door]}


def test_a_post_of_the_year_judged_is_mended_in_it_and_by_no_later_one(city: Road) -> None:
    post("missed")(city)
    rolled(city, NEW)
    both = ("--business-met", "met", "--building-met", "met")
    city.do("duty", "post", "set", "a-1/o-1-1/2027/处长", *both)
    assert gates(city, NEW, "o-1-1") == {GATES[0], GATES[2]}
    city.do("duty", "post", "set", "a-1/o-1-1/2026/处长", *both, "--why", "复核")
    assert gates(city, NEW, "o-1-1") == set()
    city.do("duty", "post", "set", "a-1/o-1-1/2027/处长", "--building-met", "missed")
    assert gates(city, NEW, "o-1-1") == {GATES[0], GATES[2]}


def test_one_post_judged_does_not_speak_for_another(city: Road) -> None:
    post("missed")(city)
    second = [word if word != "处长" else "副处长" for word in POST]
    city.do(*second, "met")
    rolled(city, NEW)
    both = ("--business-met", "met", "--building-met", "met")
    city.do("duty", "post", "set", "a-1/o-1-1/2027/副处长", *both)
    city.round("r2", day="2027-01-20")
    assert gates(city, "2027-01-21", "o-1-1") == {GATES[0], GATES[2]}
    city.do("duty", "post", "remove", "a-1/o-1-1/2027/处长", "--why", "岗位撤销")
    assert gates(city, "2027-01-21", "o-1-1") == set()


def test_a_duty_done_after_its_year_frees_the_deed_and_leaves_the_list(city: Road) -> None:
    duty("running")(city)
    city.do("duty", "result", "add", "a-1局", "--business", "90", "--building", "90")
    before = lists(city, OLD)
    rolled(city, NEW)
    city.do("duty", "set", "a-1/theory/2027", "--state", "done")
    assert gates(city, NEW, "a-1", "municipal") == set()
    assert lists(city, NEW) == before


def test_a_duty_stands_once_also_where_it_was_put_down_anew_by_hand(city: Road) -> None:
    duty("running")(city)
    city.at("2027-02-01")
    city.do(*DUTY, "--year", "2027", "--state", "running", "--due", "2027-01-31")
    first = answers(city, "2027-02-01", "a-1", "municipal")
    ((_, _, why),) = first["decide"]
    assert "有 1 项" in why
    rolled(city, "2027-02-01")
    assert answers(city, "2027-02-01", "a-1", "municipal") == first
