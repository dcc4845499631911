"""When the group may decide, when a vote passes, which step of a case may be taken, at bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.rules.case_steps import CITY_TIER, FROM, Case, NoticeState, refuse_case
from civtui.rules.group import (
    ABOUT_AN_HONOR,
    MATTERS,
    PARTY_GROUP_MATTERS,
    GroupRule,
    Tally,
    refuse_sitting,
    refuse_vote,
)

DAY, ONE = date(2026, 3, 2), timedelta(days=1)
STATES = (
    "applied",
    "checked",
    "check-failed",
    "decided",
    "noticed",
    "submitted",
    "granted",
    "refused",
    "withdrawn",
    "objection-upheld",
)


@pytest.mark.parametrize(
    ("seats", "present", "holds"),
    [
        (3, 2, True),
        (3, 1, False),
        (6, 4, True),
        (6, 3, False),
        (7, 5, True),
        (7, 4, False),
        (1, 1, True),
        (0, 0, False),
    ],
)
def test_two_thirds_of_the_seats_may_decide(seats: int, present: int, holds: bool) -> None:
    found = refuse_sitting(seats, present, GroupRule(), date(2026, 6, 5), "s1")
    assert (found is None) == holds
    if found:
        assert found.rule == "quorum"
        assert found.why.values == {"present": present, "seats": seats, "top": 2, "bottom": 3}


@pytest.mark.parametrize(
    ("present", "recused", "votes", "outcome", "rule"),
    [
        (5, 0, None, "approved", ""),
        (5, 4, None, "approved", ""),
        (5, 5, None, "approved", "recusal"),
        (5, 1, (3, 1, 0), "approved", ""),
        (5, 1, (2, 2, 0), "approved", "majority"),  # half is not more than half
        (5, 1, (2, 2, 0), "refused", ""),
        (5, 0, (3, 1, 1), "approved", ""),
        (5, 0, (3, 1, 1), "refused", "majority"),
        (5, 0, (2, 0, 3), "approved", "majority"),  # who abstains takes part
        (5, 0, (3, 1, 0), "approved", "votes"),
        (5, 0, (3, 2, 1), "approved", "votes"),
        (5, 1, (3, 1, 1), "approved", "votes"),
    ],
)
def test_a_vote(
    present: int, recused: int, votes: tuple[int, int, int] | None, outcome: str, rule: str
) -> None:
    tally = Tally(*votes) if votes else None
    found = refuse_vote(present, recused, tally, outcome, GroupRule())
    assert (found.rule if found else "") == rule


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(1, 5))
def test_more_than_the_share_passes(for_: int, against: int, abstained: int, top: int) -> None:
    tally = Tally(for_, against, abstained)
    assert tally.total == for_ + against + abstained
    if tally.total:
        rule = GroupRule(majority=(top, 6))
        passed = refuse_vote(tally.total, 0, tally, "approved", rule) is None
        assert passed == (for_ * 6 > top * tally.total)
        assert (refuse_vote(tally.total, 0, tally, "refused", rule) is None) != passed


def test_the_matters() -> None:
    unnamed = {matter for matter, names in MATTERS.items() if not names}
    assert unnamed == {"plan", "standard", "measure", "result", "other"}
    assert set(ABOUT_AN_HONOR) < set(MATTERS) and set(PARTY_GROUP_MATTERS) < set(ABOUT_AN_HONOR)


def case(state: str, honor: str = CITY_TIER) -> Case:
    return Case(id="c", honor=honor, agency="a-1", state=state, stepped=DAY)


def refused(one: Case, step: str, on: date = DAY, notice: NoticeState | None = None) -> str:
    found = refuse_case(one, step, on, notice)
    return found.rule if found else ""


@pytest.mark.parametrize("step", FROM)
@pytest.mark.parametrize("state", STATES)
def test_a_step_goes_from_its_states_alone(step: str, state: str) -> None:
    honor = CITY_TIER if step != "submit" else "municipal"
    notice = NoticeState("n", DAY - ONE) if step in ("grant", "submit") else None
    found = refused(case(state, honor), step, DAY, notice)
    assert found == ("" if state in FROM[step] else "order")


def test_no_step_is_before_the_one_behind_it() -> None:
    for step, states in FROM.items():
        early = refuse_case(case(states[0]), step, DAY - ONE, NoticeState("n", DAY - 9 * ONE))
        assert early is not None and early.rule == "order"
        assert early.why.key == "titles.too-early"


def test_a_notice_stands_to_the_end_of_its_last_day() -> None:
    for step, honor in (("grant", CITY_TIER), ("submit", "municipal")):
        one = case("noticed", honor)
        assert refused(one, step) == "notice"
        assert refused(one, step, DAY, NoticeState("n", DAY)) == "notice"
        assert refused(one, step, DAY, NoticeState("n", DAY + ONE)) == "notice"
        assert refused(one, step, DAY, NoticeState("n", DAY - ONE)) == ""
        assert refused(one, step, DAY, NoticeState("n", DAY - ONE, open=1)) == "objection"
        assert refused(one, step, DAY, NoticeState("n", DAY - ONE, upheld=1)) == "objection"
    assert NoticeState("n", DAY) == NoticeState("n", DAY, 0, 0)


def test_the_city_grants_its_own_tier_and_submits_the_others() -> None:
    over = NoticeState("n", DAY - ONE)
    for honor in ("municipal", "provincial"):
        assert refused(case("noticed", honor), "grant", DAY, over) == "awarded-by"
        assert refused(case("noticed", honor), "submit", DAY, over) == ""
    assert refused(case("noticed"), "submit", DAY, over) == "awarded-by"
    assert refused(case("noticed"), "grant", DAY, over) == ""
