"""From mark to title in one script, then the same with each link broken: every gate bars."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from civtui.rules.policies import GATES
from tests.chain.road import Road, strict_road

POST = (
    *("duty", "post", "add", "a-1局", "--office", "处1", "--post", "处长", "--business", "办件"),
    *("--business-met", "met", "--building", "创建", "--building-met"),
)
THREE = ("o-1-1", "o-1-2", "o-1-3")


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


def filed(city: Road, day: str = "2026-03-01", honor: str = "municipal") -> str:
    """File and check the application of a-1; return its id."""
    city.at(day)
    case = str(city.do("apply", "add", honor, "a-1局")["id"])
    assert city.do("apply", "check", case)["outcome"] == "passed"
    return case


def recommended(city: Road) -> str:
    """Let the group recommend the checked a-1; return the decision."""
    city.at("2026-03-20")
    return city.decided("rec", "2026-03-20", "recommend:municipal=a-1")


def sent(city: Road) -> str:
    """Bring the application of a-1 as far as the higher body; return its id."""
    case = filed(city)
    recommended(city)
    city.at("2026-03-21")
    city.do("notice", "add", case, "--id", "n1")
    city.at("2026-04-10")
    city.do("apply", "submit", case, "--document", "3号")
    city.at("2026-05-10")
    return case


def test_the_way_from_mark_to_title(city: Road) -> None:
    city.round()
    made = city.inside(*THREE)
    first = made["basis"][0]
    assert (first["round"], first["total"], first["rank"], first["of"]) == ("r1", "10", 1, 4)
    assert city.do("decide", "show", made["id"])["basis"] == made["basis"]
    city.do("honor", "grant", "civilized-office", *THREE, "--decision", made["id"])
    case = sent(city)
    done = city.do("apply", "result", case, "granted", "--document", "8号", "--by", "市文明委")
    assert done["state"] == "granted"
    assert [t["honor"] for t in city.do("honor", "list", "--honor", "municipal")] == ["municipal"]
    assert city.do("ledger", "verify")["ok"]


def no_round(city: Road) -> list[str]:
    city.at("2026-02-10")
    return city.inside_words("o-1-1")


def open_round(city: Road) -> list[str]:
    city.round(close=False)
    return city.inside_words("o-1-1")


def gap(city: Road) -> list[str]:
    city.round(skip=("o-1-2", "study"), close=False)
    return ["round", "close", "r1"]


def below_the_line(city: Road) -> list[str]:
    city.round()
    return city.inside_words("o-1-4")


def before_the_result(city: Road) -> list[str]:
    city.round(day="2026-02-01")
    return [*city.inside_words("o-1-1"), "--on", "2026-01-31"]


def opened_again(city: Road) -> list[str]:
    city.round()
    city.do("round", "open", "r1")
    return city.inside_words("o-1-1")


def post(city: Road) -> list[str]:
    city.round()
    city.do(*POST, "missed")
    return city.inside_words("o-1-1")


def link(city: Road) -> list[str]:
    city.round()
    city.do(*POST, "open")
    return city.inside_words("o-1-1")


def no_decision(city: Road) -> list[str]:
    city.round()
    return ["honor", "grant", "civilized-office", "o-1-1", "--decision", "none"]


def card_before_filing(city: Road) -> list[str]:
    city.civilized(*THREE)
    city.carded(day="2026-02-20")
    return ["apply", "add", "municipal", "a-1局"]


def titles_lost_after_the_check(city: Road) -> list[str]:
    city.civilized(*THREE)
    filed(city)
    city.at("2026-03-10")
    lost = city.do("decide", "inside", "a-1局", "withdraw", *THREE, "--session", "党组会")
    city.do("honor", "withdraw", "civilized-office", *THREE, "--decision", lost["id"])
    city.sit("rec", "2026-03-20", "recommend:municipal=a-1")
    return ["decide", "add", "rec", "1"]


def veto_after_the_check(city: Road) -> list[str]:
    city.civilized(*THREE)
    filed(city)
    city.do("honor", "veto", "a-1局", "重大事故")
    city.sit("rec", "2026-03-20", "recommend:municipal=a-1")
    return ["decide", "add", "rec", "1"]


def duty_failed(city: Road) -> list[str]:
    city.civilized(*THREE)
    filed(city)
    city.do(
        "duty",
        "add",
        "a-1局",
        "--duty",
        "theory",
        "--owner",
        "机关党委",
        "--target",
        "每月两次",
        "--state",
        "failed",
    )
    city.sit("rec", "2026-03-20", "recommend:municipal=a-1")
    return ["decide", "add", "rec", "1"]


def card_before_the_notice(city: Road) -> list[str]:
    city.civilized(*THREE)
    case = filed(city)
    recommended(city)
    city.carded(day="2026-03-21")
    return ["notice", "add", case]


def notice_not_over(city: Road) -> list[str]:
    city.civilized(*THREE)
    case = filed(city)
    recommended(city)
    city.do("notice", "add", case, "--id", "n1")
    return ["apply", "submit", case, "--document", "3号"]


def veto_during_the_notice(city: Road) -> list[str]:
    city.civilized(*THREE)
    case = filed(city)
    recommended(city)
    city.do("notice", "add", case, "--id", "n1")
    city.at("2026-04-10")
    city.do("honor", "veto", "a-1局", "重大事故")
    return ["apply", "submit", case, "--document", "3号"]


def no_selection(city: Road) -> list[str]:
    city.civilized(*THREE)
    return ["group", "call", "model", "--item", "grant:model-office=o-1-1"]


BROKEN: dict[Callable[[Road], list[str]], str] = {
    no_round: "title-needs-result",
    open_round: "title-needs-result",
    gap: "gap",
    below_the_line: "title-needs-result",
    before_the_result: "title-needs-result",
    opened_again: "title-needs-result",
    post: "one-post-two-duties",
    link: "reward-links",
    no_decision: "decision",
    card_before_filing: "open-card",
    titles_lost_after_the_check: "share-of",
    veto_after_the_check: "vetoes",
    duty_failed: "target-duty",
    card_before_the_notice: "open-card",
    notice_not_over: "notice",
    veto_during_the_notice: "vetoes",
    no_selection: "model-office",
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_link_refuses(city: Road, broken: Callable[[Road], list[str]]) -> None:
    """Run with `-s` it prints each refusal: rule, reason, way out."""
    words = broken(city)
    before = city.do("status")["ledger"]
    city.refused(*words, rule=BROKEN[broken])
    error = city.run(*words)[1]["error"]
    said = f"  {error['where']['rule']}: {error['message']}\n  → {error['hint']}"
    sys.stdout.write(f"\n{' '.join(words)}\n{said}\n")
    assert city.do("status")["ledger"] == before


POLICIES: dict[Callable[[Road], list[str]], Any] = {
    no_round: ("title_needs_result", "flagged"),
    post: ("one_post_two_duties", "flagged"),
    link: ("reward_links", "flagged"),
    veto_after_the_check: ("vetoes", "flagged"),
    duty_failed: ("target_duty", "flagged"),
    card_before_filing: ("open_card", "flagged"),
}


@pytest.mark.parametrize("broken", POLICIES, ids=lambda broken: broken.__name__)
def test_a_flagged_gate_is_noted_with_the_deed(
    tmp_path: Path, broken: Callable[[Road], list[str]]
) -> None:
    policy, choice = POLICIES[broken]
    more = {"reward_links": "flagged"} if broken is post else {}
    city = strict_road(tmp_path / "w", **{policy: choice, **more})
    words = broken(city)
    done = city.do(*words)
    assert done["notes"], done


def test_every_policy_of_a_gate_is_tried_at_both_choices() -> None:
    tried = {policy.replace("_", "-") for policy, _ in POLICIES.values()}
    assert {*GATES, "open-card"} == tried <= {*BROKEN.values(), "open-card"}
