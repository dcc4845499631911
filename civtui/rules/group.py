"""The guidance group: what it decides, when it may decide, and when a decision has passed.

Nothing at city level is granted, recommended, carded or delisted without its decision on record.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.model.text import msg
from civtui.rules.case_steps import CITY_TIER
from civtui.rules.gates import TIERS
from civtui.rules.refusal import Refusal

# what may be put before the group; those that name holders of titles are marked
MATTERS: dict[str, bool] = {
    "plan": False,
    "standard": False,
    "measure": False,
    "result": False,
    "grant": True,
    "recommend": True,
    "renew": True,
    "expire": True,
    "withdraw": True,
    "delist": True,
    "restore": True,
    "appeal": True,
    "card": True,
    "clear-card": True,
    "prolong-card": True,
    "delist-card": True,
    "reform": True,
    "other": False,
}
# these are always about one honor
ABOUT_AN_HONOR = ("grant", "recommend", "renew", "expire", "withdraw", "restore")
PARTY_GROUP_MATTERS = ("grant", "renew", "withdraw", "expire")


class Tally(NamedTuple):
    """How the members voted."""

    for_: int
    against: int
    abstained: int

    @property
    def total(self) -> int:
        """Votes given."""
        return self.for_ + self.against + self.abstained


class GroupRule(NamedTuple):
    """When the group may decide.

    Args:
        quorum: least share of the seats that must be present, as (numerator, denominator).
        majority: a vote passes with more than this share of those who take part.
    """

    quorum: tuple[int, int] = (2, 3)
    majority: tuple[int, int] = (1, 2)


def refuse_item(matter: str, honor: str | None, decided_by: str | None) -> Refusal | None:
    """Return why a matter is none of the guidance group's to decide, None where it is.

    It is asked when an agenda is drawn up, and again when the item is decided.

    Args:
        decided_by: the body that decides on the honor, by the profile.
    """
    if matter in ("grant", "recommend") and honor is not None:
        wanted = "recommend" if honor in TIERS and honor != CITY_TIER else "grant"
        if matter != wanted:
            why = msg("titles.ours" if wanted == "grant" else "titles.not-ours")
            as_ = msg(f"titles.matter-{wanted}")
            return Refusal("awarded-by", why, msg("titles.way-matter", matter=as_))
    if matter in PARTY_GROUP_MATTERS and decided_by == "party-group":
        why = msg("titles.wrong-body", body=msg("rules.body-party-group"))
        return Refusal("awarded-by", why, msg("titles.way-party-group"))
    if matter == "delist" and decided_by == "party-group":  # its own word for that is to withdraw
        return Refusal("awarded-by", msg("titles.no-delisting"), msg("titles.way-withdraw-inside"))
    return None


def refuse_sitting(
    seats: int, present: int, rule: GroupRule, day: date, sitting: str
) -> Refusal | None:
    """Return why `present` of `seats` members cannot decide, None where they can.

    Args:
        day: of the sitting, on which whoever lacks a seat is to be given one.
        sitting: its id.
    """
    top, bottom = rule.quorum
    if seats and present * bottom >= top * seats:
        return None
    why = msg("titles.no-quorum", present=present, seats=seats, top=top, bottom=bottom)
    key = "titles.way-quorum" if seats else "titles.way-no-seats"
    return Refusal("quorum", why, msg(key, day=day.isoformat(), sitting=sitting))


def refuse_vote(
    present: int, recused: int, votes: Tally | None, outcome: str, rule: GroupRule
) -> Refusal | None:
    """Return why the vote does not carry `outcome`, None where it does.

    Args:
        present: members present.
        recused: those of them who took no part.
        votes: None for consensus.
        outcome: `approved` or `refused`.
    """
    taking_part = present - recused
    if taking_part < 1:
        return Refusal("recusal", msg("titles.all-recused"), msg("titles.way-recused"))
    if votes is None:
        return None
    if votes.total != taking_part:
        why = msg("titles.votes-differ", given=votes.total, due=taking_part)
        return Refusal("votes", why, msg("titles.way-votes"))
    top, bottom = rule.majority
    passed = votes.for_ * bottom > top * taking_part
    if passed != (outcome == "approved"):
        why = msg(
            "titles.vote-passed" if passed else "titles.vote-failed",
            **{"for": votes.for_, "due": taking_part, "top": top, "bottom": bottom},
        )
        return Refusal("majority", why, msg("titles.way-outcome"))
    return None
