"""The gates to the agency honors, as the requirement words them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.locale import render
from civtui.model.text import Bilingual
from civtui.rules.eligibility import AgencyFacts, OfficeGroup, assess
from civtui.rules.gates import TIERS, VOCABULARY, Gate, Rule
from tests.rules.agencies import (
    CIVILIZED,
    DAY,
    agency,
    apply_for,
    event,
    lacking,
    named,
    offices,
    programme,
    rule,
)

WORDING = Bilingual("依据", "source")


def test_three_of_ten_civilized_offices_may_apply_for_municipal() -> None:
    answer = apply_for("municipal", agency(offices=offices(7, 3)))
    assert answer.eligible is True
    assert rule(answer, "share-of") == ("30/100", "3/10", True)
    assert answer.missing == ()


def test_29_of_97_is_short_of_30_percent_by_one_office() -> None:
    answer = apply_for("municipal", agency(offices=offices(68, 29)))
    assert answer.eligible is False
    assert rule(answer, "share-of") == ("30/100", "29/97", False)
    assert lacking(answer) == {"civilized-office": 1}


def test_half_without_a_model_office_lacks_the_model_office() -> None:
    answer = apply_for("provincial", agency(offices=offices(5, 5)))
    assert answer.eligible is False
    assert rule(answer, "share-of") == ("50/100", "5/10", True)
    assert rule(answer, "count-of") == ("1", "0", False)
    assert lacking(answer) == {"model-office": 1}


def test_half_with_a_model_office_may_apply_for_provincial_without_any_title() -> None:
    answer = apply_for("provincial", agency(offices=offices(5, 4, 1)))
    assert answer.eligible is True
    assert named(answer)["ladder"] == "any-order"


def test_a_tier_that_fails_for_several_reasons_says_all_of_them() -> None:
    facts = agency(
        offices=offices(8, 2),
        events=(event("2026-05-01", "yellow-card"), event("2026-03-01", "veto", 24)),
    )
    answer = apply_for("provincial", facts)
    failing = {reason.rule for reason in answer.reasons if reason.holds is False}
    assert failing == {"share-of", "count-of", "no-card", "not-vetoed"}
    assert lacking(answer) == {
        "civilized-office": 3,
        "model-office": 1,
        "card-cleared": 1,
        "veto-window": 1,
    }


@pytest.mark.parametrize("tier", ["municipal", "provincial"])
def test_no_offices_never_reach_a_share(tier: str) -> None:
    for choice in ("refuse", "accept"):
        answer = apply_for(tier, agency(), no_offices=choice)
        assert answer.eligible is False
        assert "office" in lacking(answer)


def test_agency_level_needs_the_program() -> None:
    assert apply_for("agency-level", agency(offices=offices(4))).eligible is True
    off = apply_for("agency-level", agency(offices=offices(4), runs_program=False))
    assert off.eligible is False
    assert lacking(off) == {"program": 1}
    silent = apply_for("agency-level", agency(offices=offices(4), runs_program=None))
    assert silent.eligible is False
    assert rule(silent, "runs-program") == ("running", "undeclared", False)
    titled = apply_for("agency-level", agency(offices=offices(4, 1), runs_program=None))
    assert titled.eligible is True


def test_a_title_held_is_mentioned_and_does_not_bar() -> None:
    answer = apply_for(
        "municipal", agency(offices=offices(7, 3), honors=frozenset({"municipal", "provincial"}))
    )
    assert answer.eligible is True
    assert rule(answer, "held-already")[2] is True


def test_every_reason_shows_its_wording_in_chinese_and_says_why_in_both_languages() -> None:
    facts = agency(
        offices=offices(8, 2),
        events=(event("2026-05-01", "yellow-card"),),
        honors=frozenset({"municipal"}),
    )
    for tier in TIERS:
        for reason in apply_for(tier, facts, ladder="step-by-step").reasons:
            assert reason.wording.zh
            for lang in ("zh", "en"):
                assert "rules." not in render(reason.why, lang)
                assert "{" not in render(reason.why, lang)


def judged(kind: str, facts: AgencyFacts, **parts: object) -> bool | None:
    gate = Gate("agency-level", WORDING, (Rule(kind, WORDING, **parts),))  # type: ignore[arg-type]  # the parts of a rule
    (answer,) = assess(facts, [gate], programme().policies).tiers
    assert answer.eligible is not False or answer.missing
    return answer.eligible


HELD = agency(honors=frozenset({"municipal"}), since=(("municipal", date(2023, 6, 30)),))
FEW = agency(offices=offices(2, 1))
SHORT = Rule("share-of", WORDING, "civilized-office", (1, 2))
REACHED = Rule("share-of", WORDING, "civilized-office", (1, 3))
VOCABULARY_CASES: list[tuple[str, AgencyFacts, dict[str, object], bool]] = [
    ("runs-program", FEW, {}, True),
    ("runs-program", FEW._replace(runs_program=None, offices=offices(1)), {}, False),
    ("share-of", FEW, {"honor": "civilized-office", "at_least": (1, 3)}, True),
    ("share-of", FEW, {"honor": "civilized-office", "at_least": (34, 100)}, False),
    ("count-of", FEW, {"honor": "civilized-office", "at_least": (1, 1)}, True),
    ("count-of", FEW, {"honor": "civilized-office", "at_least": (2, 1)}, False),
    ("holds", HELD, {"honor": "municipal"}, True),
    ("holds", HELD, {"honor": "provincial"}, False),
    ("held-for", HELD, {"honor": "municipal", "years": 3}, True),
    ("held-for", HELD, {"honor": "municipal", "years": 4}, False),
    ("held-for", FEW, {"honor": "municipal", "years": 1}, False),
    ("no-card", FEW, {}, True),
    ("no-card", FEW._replace(events=(event("2026-06-30", "yellow-card"),)), {}, False),
    ("not-delisted", FEW, {}, True),
    ("not-delisted", FEW._replace(events=(event("2026-06-30", "delisted"),)), {}, False),
    ("not-vetoed", FEW, {}, True),
    ("not-vetoed", FEW._replace(events=(event("2026-06-30", "veto", 1),)), {}, False),
    ("score-at-least", FEW._replace(score="80"), {"points": "80"}, True),
    ("score-at-least", FEW._replace(score="79.99"), {"points": "80"}, False),
    ("score-at-least", FEW, {"points": "80"}, False),
    ("within-quota", FEW, {}, True),
    ("within-quota", FEW._replace(quota_left=(("agency-level", 1),)), {}, True),
    ("within-quota", FEW._replace(quota_left=(("agency-level", 0),)), {}, False),
    ("all", FEW, {"rules": (REACHED, REACHED)}, True),
    ("all", FEW, {"rules": (REACHED, SHORT)}, False),
    ("any", FEW, {"rules": (SHORT, REACHED)}, True),
    ("any", FEW, {"rules": (SHORT, SHORT)}, False),
    ("not", FEW, {"rules": (SHORT,)}, True),
    ("not", FEW, {"rules": (REACHED,)}, False),
]


@pytest.mark.parametrize(("kind", "facts", "parts", "holds"), VOCABULARY_CASES)
def test_the_vocabulary(
    kind: str, facts: AgencyFacts, parts: dict[str, object], holds: bool
) -> None:
    assert judged(kind, facts, **parts) is holds


def test_every_word_of_the_vocabulary_is_tried_both_ways() -> None:
    tried = {(kind, holds) for kind, _, _, holds in VOCABULARY_CASES}
    assert tried == {(kind, holds) for kind in VOCABULARY for holds in (True, False)}


counts = st.integers(min_value=0, max_value=200)


@given(plain=counts, civilized=counts, model=st.integers(0, 3))
def test_shares_agree_with_fractions_and_what_is_missing_is_the_least(
    plain: int, civilized: int, model: int
) -> None:
    whole = plain + civilized + model
    for tier, gate in (("municipal", Fraction(30, 100)), ("provincial", Fraction(50, 100))):
        answer = apply_for(tier, agency(offices=offices(plain, civilized, model)))
        reached = whole > 0 and Fraction(civilized + model, whole) >= gate
        assert rule(answer, "share-of")[2] is reached
        wanted = reached and (tier == "municipal" or model > 0)
        assert answer.eligible is wanted
        more = lacking(answer).get("civilized-office", 0)
        if whole and more:
            assert Fraction(civilized + model + more, whole) >= gate
            assert Fraction(civilized + model + more - 1, whole) < gate


@given(plain=st.integers(1, 100), civilized=counts, model=st.integers(0, 3))
def test_one_more_civilized_office_never_turns_yes_into_no(
    plain: int, civilized: int, model: int
) -> None:
    before = agency(offices=offices(plain, civilized, model))
    after = agency(offices=offices(plain - 1, civilized + 1, model))
    for tier in TIERS:
        if apply_for(tier, before).eligible:
            assert apply_for(tier, after).eligible


kinds = st.sampled_from(
    ["yellow-card", "card-cleared", "delisted", "restored", "appeal", "appeal-rejected", "veto"]
)
events = st.lists(
    st.builds(
        lambda on, kind, months: event(on.isoformat(), kind, months),
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        kinds,
        st.none() | st.integers(0, 40),
    ),
    max_size=6,
)


@given(events=events, plain=st.integers(0, 3), civilized=st.integers(0, 3))
def test_events_after_the_day_change_nothing(
    events: list[object], plain: int, civilized: int
) -> None:
    roster = offices(plain, civilized, 1)
    every = agency(offices=roster, events=tuple(events))
    earlier = agency(offices=roster, events=tuple(e for e in events if e.on <= DAY))  # type: ignore[attr-defined]  # events have days
    for tier in TIERS:
        assert apply_for(tier, every) == apply_for(tier, earlier)


@given(
    events=events,
    plain=st.integers(0, 3),
    civilized=st.integers(0, 3),
    runs=st.none() | st.booleans(),
)
def test_a_no_always_says_what_is_missing_and_a_set_policy_leaves_nothing_open(
    events: list[object], plain: int, civilized: int, runs: bool | None
) -> None:
    facts = agency(offices=offices(plain, civilized), events=tuple(events), runs_program=runs)
    for tier in TIERS:
        answer = apply_for(tier, facts)
        assert answer.eligible is not None
        assert bool(answer.missing) is not answer.eligible


def test_offices_are_counted_by_the_group_too() -> None:
    one_by_one = (*[OfficeGroup(1, CIVILIZED)] * 3, OfficeGroup(7))
    assert apply_for("municipal", agency(offices=one_by_one)).eligible is True
