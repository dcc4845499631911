"""What an answer says beside yes and no: its sentence, what is held, missing, and defaults."""

from __future__ import annotations

from typing import Any

import pytest

from civtui.model.text import Bilingual
from civtui.rules.case_steps import Case, NoticeState
from civtui.rules.eligibility import assess
from civtui.rules.facts import AgencyFacts, Event, OfficeGroup
from civtui.rules.gates import Gate, Rule
from civtui.rules.group import GroupRule
from civtui.rules.quotas import QuotaRule, places
from civtui.rules.terms import Periods
from tests.rules.agencies import DAY, agency, apply_for, event, offices


@pytest.mark.parametrize(
    ("held", "key"),
    [
        ({"civilized": 3, "plain": 7}, "rules.share-holds"),
        ({"civilized": 2, "plain": 8}, "rules.share-short"),
        ({}, "rules.share-none"),
    ],
)
def test_a_share_says_whether_it_holds_is_short_or_of_no_offices(
    held: dict[str, int], key: str
) -> None:
    answer = apply_for("municipal", agency(offices=offices(**held)))
    (share,) = (reason for reason in answer.reasons if reason.rule == "share-of")
    assert share.why.key == key
    assert share.holds is (key == "rules.share-holds")


def test_missing_is_what_does_not_hold_and_nothing_else() -> None:
    card = (event("2026-05-01", "yellow-card"),)
    answer = apply_for("municipal", agency(offices=offices(civilized=9), events=card))
    assert [reason.rule for reason in answer.reasons if reason.holds is False] == ["no-card"]
    assert [missing.what for missing in answer.missing] == ["card-cleared"]
    fine = apply_for("municipal", agency(offices=offices(civilized=9)))
    assert fine.eligible is True and fine.missing == ()


def test_what_hangs_on_a_policy_alone_is_not_told_as_missing() -> None:
    wording = Bilingual("依据", "source")
    short = Rule("share-of", wording, "civilized-office", (1, 2))
    either = Rule("any", wording, rules=(short, Rule("no-card", wording)))
    card = (event("2026-05-01", "yellow-card"),)
    facts = agency(offices=offices(plain=9, civilized=1), events=card)
    gate = Gate("municipal", wording, (either,))
    free = {"ladder": "any-order"}
    (answer,) = assess(facts, [gate], free).tiers
    assert answer.eligible is None
    assert {missing.what for missing in answer.missing} == {"policy"}
    (barred,) = assess(facts, [gate], {**free, "open-card": "barred"}).tiers
    assert {missing.what for missing in barred.missing} == {"civilized-office", "card-cleared"}


@pytest.mark.parametrize(
    ("honors", "choice", "has", "holds"),
    [
        (set(), "step-by-step", "none", False),
        ({"agency-level"}, "step-by-step", "agency-level", False),
        ({"municipal", "agency-level"}, "step-by-step", "agency-level,municipal", True),
        (set(), "any-order", "none", True),
    ],
)
def test_the_ladder_says_what_is_held_and_which_rung_is_missing(
    honors: set[str], choice: str, has: str, holds: bool
) -> None:
    facts = agency(offices=offices(civilized=9, model=1), honors=frozenset(honors))
    answer = apply_for("provincial", facts, ladder=choice)
    (rung,) = (reason for reason in answer.reasons if reason.rule == "ladder")
    assert (rung.has, rung.holds) == (has, holds)
    rungs = [(m.what, m.count) for m in answer.missing if m.what == "municipal"]
    assert rungs == ([] if holds else [("municipal", 1)])


@pytest.mark.parametrize(
    ("choice", "key"),
    [("ends", "lapsed-ended"), ("flag-until-decided", "lapsed-flagged"), (None, "lapsed-flagged")],
)
def test_a_term_that_ran_out_is_told_as_the_policy_has_it(choice: str | None, key: str) -> None:
    held = frozenset({"agency-level"})
    facts = agency(offices=offices(civilized=9), honors=held, lapsed=held)
    chosen: dict[str, Any] = (
        {"unset": ("term-lapsed",)} if choice is None else {"term_lapsed": choice}
    )
    answer = apply_for("agency-level", facts, **chosen)
    assert [r.why.key for r in answer.reasons if r.rule == "term-lapsed"] == [f"rules.{key}"]


def test_what_is_not_said_is_as_the_programme_has_it() -> None:
    assert Periods() == (3, 3, 12)
    assert GroupRule() == ((2, 3), (1, 2))
    rule = Rule("no-card", Bilingual("无黄牌"))
    assert (rule.honor, rule.at_least, rule.years, rule.points) == ("", (0, 1), 0, "0")
    assert Case("c", "municipal", "a-1", "applied", DAY).renewal is False
    assert (NoticeState("n", DAY).open, NoticeState("n", DAY).upheld) == (0, 0)
    known = AgencyFacts(agency="a", as_of=DAY)
    with pytest.raises(AttributeError):
        known.agency = "b"  # type: ignore[misc]  # frozen: an answer's facts never change
    roster = OfficeGroup(2)
    with pytest.raises(AttributeError):
        roster.count = 3  # type: ignore[misc]  # frozen as well
    assert Event(DAY, "veto").months is None
    assert roster == OfficeGroup(2, frozenset(), taking_part=True, model_current=True)
    for kind in ("fixed", "renewal-share"):
        assert places(QuotaRule("municipal", kind), renewing=10).total == 0
