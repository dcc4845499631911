"""Which scene each policy is played in, and what differs by its choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.policies.scenes import (
    Scene,
    Seen,
    appealed,
    carded,
    delisted,
    has_conditions,
    idle,
    later_selection,
    merged,
    merged_bar,
    mismatched,
    no_offices,
    old_card,
    roster_date,
    run_out,
    second_card,
    short_share,
    shut,
    skipped,
    split,
    vetoed,
    withdrawn,
    without_program,
)


class Case(NamedTuple):
    """How a policy is seen.

    Args:
        play: lets it happen.
        scene: what happens, in English.
        choices: choice -> what differs then, in English.
    """

    play: Callable[[Scene], Seen]
    scene: str
    choices: dict[str, str]


CASES: dict[str, Case] = {
    "no-offices": Case(
        no_offices,
        "an agency without offices asks for the agency level",
        {"refuse": "the check fails", "accept": "the check passes"},
    ),
    "has-conditions": Case(
        has_conditions,
        "an agency declares the conditions, unconfirmed",
        {"self-declared": "the check passes", "confirmed": "the check fails until confirmed"},
    ),
    "titles-without-program": Case(
        without_program,
        "offices hold titles; the agency says that it runs no program",
        {"declaration-wins": "the check fails", "titles-prove-it": "the check passes"},
    ),
    "model-title-when-civilized-lost": Case(
        withdrawn,
        "a model office loses its civilized title",
        {
            "falls-with-it": "the model title ends too, on record",
            "stays-until-withdrawn": "the model title stands in every list",
        },
    ),
    "roster-date": Case(
        roster_date,
        "offices come after 1 January, one wins a title, then the agency applies",
        {
            "application-date": "the new offices and the title count: the check fails",
            "year-start": "neither counts: the check passes",
        },
    ),
    "model-title-term": Case(
        later_selection,
        "a later selection gives its first model title",
        {
            "no-expiry": "both model titles stand",
            "per-round": "the earlier one ends that day, on record in the policy's name",
        },
    ),
    "open-card": Case(
        carded,
        "an agency applies under a yellow card",
        {"barred": "the filing is refused", "flagged": "the check passes and says so"},
    ),
    "second-card": Case(
        second_card,
        "a second card within the years",
        {
            "flags": "said with the card, wherever it is shown, and where one asks who may apply",
            "nothing": "said with the card only",
            "delists": "titles and card end that day, on record in the policy's name",
        },
    ),
    "card-without-term": Case(
        old_card,
        "an old card has no term recorded",
        {
            "profile-term": "its re-inspection is due after the profile's term",
            "open-ended": "nothing is due",
        },
    ),
    "reapply-after-years": Case(
        lambda at: delisted(at, date(2027, 6, 1)),
        "a delisted agency applies 15 months later",
        {"1": "the check passes", "2": "the filing is refused, and the due board has the day"},
    ),
    "reapply-last-day": Case(
        lambda at: delisted(at, date(2027, 3, 2)),
        "a delisted agency applies on the corresponding day",
        {
            "last-day-still-bars": "the filing is refused",
            "corresponding-day-free": "the check passes",
        },
    ),
    "share-falls-below": Case(
        short_share,
        "a holder's share sinks under its gate",
        {
            "at-renewal": "the title stands, and the answer says so",
            "yellow-card": "a card issues itself, once, on record in the policy's name",
            "automatic": "the title ends that day, on record in the policy's name",
        },
    ),
    "appeal": Case(
        appealed,
        "a delisted agency appeals",
        {
            "effective-at-once": "the title stays ended",
            "suspended": "the title stands again; refused, the delisting bars from its own day",
        },
    ),
    "merger-titles": Case(
        merged,
        "an agency with a title is merged",
        {"carry-over": "the heir holds it", "restart": "it ends"},
    ),
    "merger-delisting": Case(
        merged_bar,
        "a delisted agency is merged",
        {
            "guidance-group-decides": "the heir may apply; the reform says that the group decides",
            "follows": "the heir is barred",
            "ends-with-parent": "the heir may apply; the reform says that the bar ended",
        },
    ),
    "split-office": Case(
        split,
        "a civilized office is split in two",
        {"none": "neither part holds the title", "one": "the first part does", "both": "both do"},
    ),
    "denominator": Case(
        idle,
        "one office of four is civilized, one takes no part",
        {"all-offices": "1/4: the check fails", "taking-part": "1/3: the check passes"},
    ),
    "roster-mismatch": Case(
        mismatched,
        "the registry states 40 offices and lists 4",
        {"refuse": "the check fails", "flag": "the check passes and says so"},
    ),
    "title-needs-result": Case(
        shut,
        "the party group decides on an office that no closed round counted",
        {"required": "the decision is refused", "flagged": "it is made, and notes it"},
    ),
    "one-post-two-duties": Case(
        shut,
        "an office's post missed its building target; its party group decides",
        {"barred": "the decision is refused", "flagged": "it is made, and notes it"},
    ),
    "target-duty": Case(
        shut,
        "an agency failed a duty; the group decides to recommend it",
        {"barred": "the decision is refused", "flagged": "it is made, and notes it"},
    ),
    "reward-links": Case(
        shut,
        "a link to the list of candidates leaves an office out; its party group decides",
        {"barred": "the decision is refused", "flagged": "it is made, and notes it"},
    ),
    "vetoes": Case(
        vetoed,
        "an agency applies within the window of a serious event",
        {"barred": "the filing is refused", "flagged": "the check passes and says so"},
    ),
    "ladder": Case(
        skipped,
        "an agency without a title asks for the provincial one",
        {"any-order": "the check passes", "step-by-step": "the check fails"},
    ),
    "term-lapsed": Case(
        run_out,
        "the terms of an agency's and its offices' titles run out",
        {
            "flag-until-decided": "they stand, count as lapsed and are due for a decision",
            "ends": "on the due board before; the day after, every list is without them",
        },
    ),
}
