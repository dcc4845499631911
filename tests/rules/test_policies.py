"""Every policy that touches an application: what each choice decides, and that the answer names it.

A policy that is not set leaves the answer open, unless its choices would come to the same.
"""

from datetime import date
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.model.text import Lang
from civtui.rules import policies
from civtui.rules.eligibility import OfficeGroup
from civtui.rules.facts import AgencyFacts, Event
from civtui.rules.policies import (
    CHOICES,
    GATES,
    UNNAMED,
    checked,
    choice_name,
    defaults,
    name_of,
    said,
)
from tests.rules.agencies import (
    CIVILIZED,
    MODEL,
    agency,
    apply_for,
    event,
    lacking,
    named,
    offices,
    programme,
    rule,
)

LONE_MODEL = frozenset({"model-office"})
HALF = offices(5, 5)
OPEN_CARD = (event("2026-05-01", "yellow-card"),)
DELISTED = (event("2025-06-30", "delisted"),)
TWO_CARDS = (
    *(event("2025-01-10", "yellow-card"), event("2025-03-01", "card-cleared")),
    *(event("2026-01-10", "yellow-card"), event("2026-03-01", "card-cleared")),
)
APPEALED = (event("2026-02-01", "delisted"), event("2026-02-20", "appeal"))
IDLE = (OfficeGroup(3, CIVILIZED), OfficeGroup(7), OfficeGroup(10, taking_part=False))
OLD_MODEL = (OfficeGroup(5), OfficeGroup(5, MODEL, model_current=False))
LAPSED = {"honors": frozenset({"agency-level"}), "lapsed": frozenset({"agency-level"})}
STEP = {"ladder": "step-by-step"}

# policy, tier, facts, what else is chosen, choice -> whether it may apply
CASES: list[tuple[str, str, AgencyFacts, dict[str, str], dict[str, bool]]] = [
    ("no-offices", "agency-level", agency(), {}, {"refuse": False, "accept": True}),
    (
        "has-conditions",
        "agency-level",
        agency(offices=offices(2), has_conditions=True),
        {},
        {"self-declared": True, "confirmed": False},
    ),
    (
        "has-conditions",
        "agency-level",
        agency(offices=offices(2), has_conditions=False, conditions_confirmed=True),
        {},
        {"self-declared": False, "confirmed": True},
    ),
    (
        "titles-without-program",
        "agency-level",
        agency(offices=HALF, runs_program=False),
        {},
        {"declaration-wins": False, "titles-prove-it": True},
    ),
    (
        "model-title-when-civilized-lost",
        "provincial",
        agency(offices=(OfficeGroup(5, CIVILIZED), OfficeGroup(1, LONE_MODEL))),
        {},
        {"falls-with-it": False, "stays-until-withdrawn": True},
    ),
    (
        "model-title-term",
        "provincial",
        agency(offices=OLD_MODEL),
        {},
        {"no-expiry": True, "per-round": False},
    ),
    (
        "roster-date",
        "municipal",
        agency(offices=offices(7, 3), offices_at_year_start=offices(8, 3)),
        {},
        {"application-date": True, "year-start": False},
    ),
    (
        "denominator",
        "municipal",
        agency(offices=IDLE),
        {},
        {"all-offices": False, "taking-part": True},
    ),
    (
        "roster-mismatch",
        "municipal",
        agency(offices=offices(2, 1), offices_declared=40),
        {},
        {"refuse": False, "flag": True},
    ),
    (
        "open-card",
        "municipal",
        agency(offices=HALF, events=OPEN_CARD),
        {},
        {"barred": False, "flagged": True},
    ),
    (
        "second-card",
        "municipal",
        agency(offices=HALF, events=TWO_CARDS),
        {},
        {"flags": True, "nothing": True, "delists": False},
    ),
    (
        "card-without-term",
        "municipal",
        agency(offices=HALF, events=OPEN_CARD),
        {"open-card": "flagged"},
        {"profile-term": True, "open-ended": True},
    ),
    (
        "reapply-after-years",
        "municipal",
        agency(offices=HALF, events=DELISTED),
        {"reapply-last-day": "corresponding-day-free"},
        {"0": True, "1": True, "2": False},
    ),
    (
        "reapply-last-day",
        "municipal",
        agency(offices=HALF, events=DELISTED),
        {},
        {"last-day-still-bars": False, "corresponding-day-free": True},
    ),
    (
        "appeal",
        "municipal",
        agency(offices=HALF, events=APPEALED),
        {},
        {"effective-at-once": False, "suspended": True},
    ),
    (
        "ladder",
        "provincial",
        agency(offices=offices(5, 4, 1)),
        {},
        {"any-order": True, "step-by-step": False},
    ),
    (
        "term-lapsed",
        "municipal",
        agency(offices=HALF, **LAPSED),
        STEP,
        {"flag-until-decided": True, "ends": False},
    ),
]
EVERY_CHOICE = [
    (policy, tier, facts, other, choice, may)
    for policy, tier, facts, other, choices in CASES
    for choice, may in choices.items()
]


@pytest.mark.parametrize(("policy", "tier", "facts", "other", "choice", "may"), EVERY_CHOICE)
def test_each_choice_decides_and_is_named(
    policy: str, tier: str, facts: AgencyFacts, other: dict[str, str], choice: str, may: bool
) -> None:
    answer = apply_for(tier, facts, **{**other, policy: choice})
    assert answer.eligible is may
    assert named(answer)[policy] == choice


@pytest.mark.parametrize(("policy", "tier", "facts", "other", "choices"), CASES)
def test_an_unset_policy_leaves_open_only_what_its_choices_would_change(
    policy: str,
    tier: str,
    facts: AgencyFacts,
    other: dict[str, str],
    choices: dict[str, bool],
) -> None:
    answer = apply_for(tier, facts, unset=(policy,), **other)
    ways = {choices[UNNAMED[policy]]} if policy in UNNAMED else set(choices.values())
    assert answer.eligible is (None if len(ways) > 1 else ways.pop())
    assert policy not in named(answer)
    if answer.eligible is None:
        assert lacking(answer) == {"policy": 1}


def test_every_policy_of_an_application_is_tried_with_every_choice() -> None:
    tried: dict[str, set[str]] = {}
    for policy, _, _, _, choices in CASES:
        tried.setdefault(policy, set()).update(choices)
    elsewhere = {"share-falls-below", "merger-titles", "merger-delisting", "split-office", *GATES}
    assert set(tried) | elsewhere == set(CHOICES)
    assert all(tried[policy] >= set(CHOICES[policy]) for policy in tried)


def test_a_choice_is_the_named_one_else_that_of_older_profiles_else_the_default() -> None:
    assert policies.choice({"ladder": "step-by-step"}, "ladder") == "step-by-step"
    assert policies.choice({}, "ladder") == "any-order"
    assert policies.choice({}, "reapply-after-years") == "1"
    assert {policies.choice({}, gate) for gate in GATES} == {"flagged"}
    with pytest.raises(KeyError):
        policies.choice({}, "no-such")


def test_a_policy_that_has_no_say_is_not_named() -> None:
    answer = apply_for(
        "municipal", agency(offices=offices(7, 3), honors=frozenset({"agency-level"}))
    )
    assert named(answer) == {}
    assert apply_for("municipal", agency(offices=HALF), unset=tuple(CHOICES)).eligible is None
    held = agency(offices=HALF, honors=frozenset({"agency-level"}))
    assert apply_for("municipal", held, unset=tuple(CHOICES)).eligible is True


@pytest.mark.parametrize("choice", CHOICES["share-falls-below"])
def test_share_falls_below_says_what_becomes_of_the_title(choice: str) -> None:
    facts = agency(offices=offices(8, 2), honors=frozenset({"municipal"}))
    answer = apply_for("municipal", facts, share_falls_below=choice)
    assert answer.eligible is False
    assert named(answer)["share-falls-below"] == choice
    (found,) = [r for r in answer.reasons if r.rule == "share-falls-below"]
    assert found.why.key == f"rules.share-below-{choice}"
    standing = apply_for("municipal", facts._replace(offices=HALF), share_falls_below=choice)
    assert "share-falls-below" not in named(standing)


def test_no_offices_with_the_program_declared_off_lacks_the_program() -> None:
    answer = apply_for("agency-level", agency(runs_program=False), no_offices="accept")
    assert answer.eligible is False
    assert lacking(answer) == {"program": 1}


def test_a_model_office_that_stays_does_not_count_as_civilized() -> None:
    roster = (OfficeGroup(4, CIVILIZED), OfficeGroup(1, LONE_MODEL), OfficeGroup(5))
    chosen: dict[str, Any] = {"model_title_when_civilized_lost": "stays-until-withdrawn"}
    answer = apply_for("provincial", agency(offices=roster), **chosen)
    assert rule(answer, "share-of") == ("50/100", "4/10", False)
    assert rule(answer, "count-of") == ("1", "1", True)


class TestCards:
    def test_a_card_after_the_day_is_not_there_yet(self) -> None:
        later = (event("2026-07-01", "yellow-card"),)
        assert apply_for("municipal", agency(offices=HALF, events=later)).eligible is True

    def test_a_card_never_lapses_by_itself(self) -> None:
        old = (event("2016-01-01", "yellow-card", 3),)
        answer = apply_for("municipal", agency(offices=HALF, events=old))
        assert answer.eligible is False
        assert lacking(answer) == {"card-cleared": 1}

    def test_a_cleared_card_is_over_from_its_day(self) -> None:
        cleared = (*OPEN_CARD, event("2026-06-30", "card-cleared"))
        assert apply_for("municipal", agency(offices=HALF, events=cleared)).eligible is True

    def test_the_term_comes_from_the_card_or_from_the_profile(self) -> None:
        def ends(months: int | None, **chosen: str) -> object:
            card = (event("2026-05-31", "yellow-card", months),)
            answer = apply_for("municipal", agency(offices=HALF, events=card), **chosen)
            return next(r for r in answer.reasons if r.rule == "no-card").why.values["ends"]

        assert ends(6) == date(2026, 11, 30)
        assert ends(None) == date(2026, 8, 31)
        assert getattr(ends(None, card_without_term="open-ended"), "key", "") == "rules.no-term"

    def test_a_second_card_counts_only_within_its_years(self) -> None:
        far = (
            *(event("2022-01-09", "yellow-card"), event("2022-03-01", "card-cleared")),
            *(event("2026-01-10", "yellow-card"), event("2026-03-01", "card-cleared")),
        )
        assert programme().card.second_within_years == 3
        answer = apply_for("municipal", agency(offices=HALF, events=far), second_card="delists")
        assert answer.eligible is True
        assert "second-card" not in named(answer)

    def test_a_second_card_is_named_to_its_last_day(self) -> None:
        cards = (
            *(event("2022-08-01", "yellow-card"), event("2022-09-01", "card-cleared")),
            *(event("2023-06-30", "yellow-card"), event("2023-09-01", "card-cleared")),
        )

        def told(day: date) -> bool:
            facts = agency(offices=HALF, events=cards, as_of=day)
            answer = apply_for("municipal", facts, second_card="flags")
            return "rules.second-card" in [reason.why.key for reason in answer.reasons]

        assert programme().card.second_within_years == 3
        assert told(date(2026, 6, 29)) and told(date(2026, 6, 30))
        assert not told(date(2026, 7, 1))

    def test_what_a_second_card_delists_may_be_restored(self) -> None:
        events = (*TWO_CARDS, event("2026-04-01", "restored"))
        answer = apply_for("municipal", agency(offices=HALF, events=events), second_card="delists")
        assert answer.eligible is True


class TestDelisting:
    def test_it_bars_from_its_own_day(self) -> None:
        events = (event("2026-06-30", "delisted"),)
        answer = apply_for("municipal", agency(offices=HALF, events=events))
        assert answer.eligible is False
        assert lacking(answer) == {"waiting-period": 1}

    @pytest.mark.parametrize(
        ("day", "last", "may"),
        [
            ("2025-02-27", "last-day-still-bars", False),
            ("2025-02-28", "last-day-still-bars", False),
            ("2025-03-01", "last-day-still-bars", True),
            ("2025-02-27", "corresponding-day-free", False),
            ("2025-02-28", "corresponding-day-free", True),
        ],
    )
    def test_a_delisting_on_29_february_ends_on_28(self, day: str, last: str, may: bool) -> None:
        facts = agency(
            as_of=date.fromisoformat(day), offices=HALF, events=(event("2024-02-29", "delisted"),)
        )
        assert apply_for("municipal", facts, reapply_last_day=last).eligible is may

    @pytest.mark.parametrize(
        ("last", "barred", "free"),
        [
            ("last-day-still-bars", "2027-03-01", "2027-03-02"),
            ("corresponding-day-free", "2027-02-28", "2027-03-01"),
        ],
    )
    def test_all_sentences_name_the_same_last_day(self, last: str, barred: str, free: str) -> None:
        facts = agency(
            as_of=date(2026, 9, 1), offices=HALF, events=(event("2026-03-01", "delisted"),)
        )
        answer = apply_for("municipal", facts, reapply_last_day=last, reapply_after_years="1")
        (why,) = [r.why for r in answer.reasons if r.why.key == "rules.delisted"]
        (lacks,) = [m.text for m in answer.missing if m.what == "waiting-period"]
        assert str(why.values["ends"]) == str(lacks.values["day"]) == barred
        assert str(lacks.values["free"]) == free

    def test_the_newest_delisting_counts(self) -> None:
        events = (event("2020-01-01", "delisted"), event("2026-01-01", "delisted"))
        assert apply_for("municipal", agency(offices=HALF, events=events)).eligible is False

    def test_restored_is_as_if_it_had_not_been(self) -> None:
        events = (event("2026-01-01", "delisted"), event("2026-02-01", "restored"))
        assert apply_for("municipal", agency(offices=HALF, events=events)).eligible is True

    def test_a_rejected_appeal_lets_the_delisting_stand(self) -> None:
        events = (*APPEALED, event("2026-03-20", "appeal-rejected"))
        facts = agency(offices=HALF, events=events)
        assert apply_for("municipal", facts, appeal="suspended").eligible is False

    @pytest.mark.parametrize(
        "after",
        [
            (event("2026-03-20", "appeal-rejected"),),
            (event("2026-03-20", "restored"),),
            (event("2026-03-20", "delisted"),),
        ],
    )
    def test_an_appeal_that_waits_for_nothing_more_asks_no_policy(
        self, after: tuple[Event, ...]
    ) -> None:
        facts = agency(offices=HALF, events=(*APPEALED, *after))
        restored = after[0].kind == "restored"
        for choice in CHOICES["appeal"]:
            answer = apply_for("municipal", facts, appeal=choice)
            assert answer.eligible is restored and "appeal" not in named(answer)
        assert apply_for("municipal", facts, unset=("appeal",)).eligible is restored

    def test_unset_policies_leave_nothing_open_once_every_choice_says_the_same(self) -> None:
        long_ago = (event("1920-01-01", "delisted"),)
        facts = agency(offices=HALF, events=long_ago)
        unset = ("reapply-after-years", "reapply-last-day")
        assert apply_for("municipal", facts, unset=unset).eligible is True


class TestVeto:
    @pytest.mark.parametrize(
        ("day", "last", "may"),
        [
            ("2025-12-31", "last-day-still-bars", True),
            ("2026-01-01", "last-day-still-bars", False),
            ("2027-12-31", "last-day-still-bars", False),
            ("2028-01-01", "last-day-still-bars", False),
            ("2028-01-01", "corresponding-day-free", True),
            ("2028-01-02", "last-day-still-bars", True),
        ],
    )
    def test_a_window_of_24_months_ends_on_the_corresponding_day(
        self, day: str, last: str, may: bool
    ) -> None:
        veto = (event("2026-01-01", "veto", 24),)
        facts = agency(as_of=date.fromisoformat(day), offices=HALF, events=veto)
        answer = apply_for("municipal", facts, reapply_last_day=last)
        assert answer.eligible is may
        assert ("reapply-last-day" in named(answer)) is (day == "2028-01-01")

    def test_a_veto_without_a_window_takes_the_profile_s(self) -> None:
        facts = agency(offices=HALF, events=(event("2025-06-29", "veto"),))
        assert programme().veto.months == 12
        assert apply_for("municipal", facts).eligible is True
        later = facts._replace(events=(event("2025-07-01", "veto"),))
        assert apply_for("municipal", later).eligible is False

    def test_the_last_day_is_open_where_no_policy_is_set(self) -> None:
        facts = agency(
            as_of=date(2028, 1, 1), offices=HALF, events=(event("2026-01-01", "veto", 24),)
        )
        assert apply_for("municipal", facts, unset=("reapply-last-day",)).eligible is None


class TestLadder:
    def test_a_higher_title_is_as_good_as_the_rung_below(self) -> None:
        facts = agency(offices=HALF, honors=frozenset({"provincial"}))
        assert apply_for("municipal", facts, **STEP).eligible is True

    def test_the_lowest_rung_has_none_below(self) -> None:
        answer = apply_for("agency-level", agency(offices=HALF), **STEP)
        assert answer.eligible is True
        assert "ladder" not in named(answer)


def test_the_defaults_are_the_standard_programme_s() -> None:
    every = defaults()
    assert programme().policies == {id_: every[id_] for id_ in CHOICES if id_ not in GATES}


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ({"open-cards": "barred"}, "open-card"),
        ({"open-card": "bared"}, "barred"),
        ({"reapply-after-years": -1}, None),
        ({"reapply-after-years": True}, None),
        ({"reapply-after-years": "soon"}, None),
        ({"ladder": 3}, None),
    ],
)
def test_an_unknown_policy_or_choice_is_refused(given: dict[str, object], nearest: str) -> None:
    with pytest.raises(BadInput) as caught:
        checked(given, {"file": "f.toml"})
    assert caught.value.nearest == nearest
    assert caught.value.where["key"] == f"policy.{next(iter(given))}"
    assert caught.value.allowed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_policy_and_no_choice_is_nameless(lang: Lang) -> None:
    for policy, choices in CHOICES.items():
        names = [name_of(policy), *(choice_name(policy, one) for one in choices or ("2",))]
        told = [render(one, lang) for one in names]
        assert not [text for text in told if text == policy or text.startswith("policies.")], told
        assert len(set(told)) == len(told)
    assert (
        render(said("has-conditions", "self-declared"), "zh")
        == "口径“创建条件如何认定”：自行填报即可"
    )
    assert name_of("of-a-later-release") == "of-a-later-release"


@pytest.mark.parametrize(
    ("stated", "passes"), [(5, True), (20, True), (None, True), (26, True), (27, False)]
)
def test_offices_that_take_no_part_are_listed_all_the_same(
    stated: int | None, passes: bool
) -> None:
    """Of 20 listed 10 take part, 5 are civilized: what is stated beyond the 20 is what may lack."""
    groups = (OfficeGroup(5, CIVILIZED), OfficeGroup(5), OfficeGroup(10, taking_part=False))
    facts = agency(offices=groups, offices_declared=stated)
    answer = apply_for("municipal", facts, denominator="taking-part", roster_mismatch="refuse")
    said_so = [one for one in answer.reasons if one.rule == "roster-mismatch"]
    assert [one.has for one in said_so] == ([] if passes else ["20"])
    assert all(one.holds is False for one in said_so)
