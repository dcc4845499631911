"""A gate that is only flagged bars by no door; one that bars does so at each that it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.rules.consequences import BARRING, CONSEQUENCES, only_noted
from civtui.rules.policies import CHOICES
from civtui.rules.policies import said as policy_said
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.gates import CHOSEN, hold_gates
from tests.chain.road import Road, strict_road
from tests.chain.test_chain import POST, THREE

DAY = "2026-03-20"
DUTY = ("duty", "add", "a-1局", "--duty", "theory", "--owner", "机关党委", "--target", "两次")


def no_result(city: Road) -> None:
    city.round(close=False)


def post(city: Road) -> None:
    city.round()
    city.do(*POST, "missed")


def duty(city: Road) -> None:
    city.civilized(*THREE)
    city.do(*DUTY, "--state", "failed")


def link(city: Road) -> None:
    city.round()
    city.do(*POST, "open")


def veto(city: Road) -> None:
    city.civilized(*THREE)
    city.do("honor", "veto", "a-1局", "重大事故")


def card(city: Road) -> None:
    city.civilized(*THREE)
    city.carded(day="2026-02-20")


# what shuts each gate with a policy -> (how, to whom, of which honor)
SHUT: dict[str, tuple[Callable[[Road], None], str, str]] = {
    "title-needs-result": (no_result, "o-1-1", "civilized-office"),
    "one-post-two-duties": (post, "o-1-1", "civilized-office"),
    "target-duty": (duty, "a-1", "municipal"),
    "reward-links": (link, "o-1-1", "civilized-office"),
    "vetoes": (veto, "a-1", "municipal"),
    "open-card": (card, "a-1", "municipal"),
}


def test_every_gate_with_a_policy_is_tried() -> None:
    assert set(SHUT) == set(CHOSEN)


def others(gate: str) -> dict[str, str]:
    """Return the choices that let nothing but `gate` be shut: a missed post has a link, too."""
    return {"reward_links": "flagged"} if gate == "one-post-two-duties" else {}


@pytest.mark.parametrize("gate", SHUT)
def test_each_door_of_a_gate_is_held_as_its_policy_says(tmp_path: Path, gate: str) -> None:
    shut, holder, honor = SHUT[gate]
    (doors,) = [(*one.deeds, *one.noted) for one in CONSEQUENCES if one.gate == gate]
    for choice in CHOICES[gate]:
        city = strict_road(tmp_path / choice, **{**others(gate), gate: choice})
        shut(city)
        city.at(DAY)
        ws = open_workspace(city.folder, user="tester")
        for door in doors:
            if choice in BARRING and not only_noted(gate, door):
                with pytest.raises(Refused) as refused:
                    hold_gates(ws, door, [holder], date.fromisoformat(DAY), honor)
                assert refused.value.where["rule"] == gate and refused.value.hint
                assert render(policy_said(gate, choice)) in render(refused.value.message)
            else:
                found = hold_gates(ws, door, [holder], date.fromisoformat(DAY), honor)
                assert gate in [one.gate for one in found], (choice, door)
        ws.close()


@pytest.mark.parametrize("gate", ["vetoes", "open-card"])
def test_a_flagged_veto_or_card_goes_all_the_way_and_is_said_on_it(
    tmp_path: Path, gate: str
) -> None:
    city = strict_road(tmp_path / "w", **{gate: "flagged"})
    SHUT[gate][0](city)
    city.at("2026-03-01")
    filed = city.do("apply", "add", "municipal", "a-1局")
    case = filed["id"]
    checked = city.do("apply", "check", case)
    used = {one["id"]: one["choice"] for one in checked["policies"]}
    assert (checked["outcome"], used[gate]) == ("passed", "flagged")
    city.sit("rec", DAY, "recommend:municipal=a-1")
    decided = city.do("decide", "add", "rec", "1")
    city.at("2026-03-21")
    posted = city.do("notice", "add", case, "--id", "n1")
    city.at("2026-04-10")
    (sent,) = city.do("apply", "submit", case, "--document", "3号")
    city.at("2026-05-10")
    done = city.do("apply", "result", case, "granted", "--document", "8号", "--by", "市文明委")
    assert done["state"] == "granted"
    assert all(answer["notes"] for answer in (filed, decided, posted, sent, done))


def test_the_waiting_time_that_bars_names_its_policy(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w", **{"reapply-after-years": "2"})
    city.civilized(*THREE)
    ws = open_workspace(city.folder, user="tester")
    held = OpeningTitle(holder="a-1", honor="municipal", since=date(2026, 2, 1))
    ws.write(Registered(titles=(held,)), right=Right.KEEP)
    ws.close()
    ruled = city.decided("off", DAY, "delist:municipal=a-1")
    city.do("honor", "delist", "municipal", "a-1局", "--decision", ruled)
    said = city.refused("apply", "add", "municipal", "a-1局", rule="reapply-after-years")
    assert "applies again”: 2 years" in said


def test_a_profile_older_than_the_policy_goes_by_the_rule_of_its_time(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w", vetoes="")
    veto(city)
    city.at("2026-03-01")
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    checked = city.run("apply", "check", case)[1]
    assert checked["outcome"] == "failed"
    assert "vetoes" not in [one["id"] for one in checked["policies"]]
