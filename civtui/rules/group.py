"""The guidance group: what it decides, when it may decide, and when a decision has passed.

Nothing at city level is granted, recommended, carded or delisted without its decision on record.
"""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import msg
from civtui.rules.refusal import Refusal

# what may be put before the group; those that name holders of titles are marked
MATTERS: dict[str, bool] = {
    "plan": False,
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


def refuse_sitting(seats: int, present: int, rule: GroupRule) -> Refusal | None:
    """Return why `present` of `seats` members cannot decide, None where they can."""
    top, bottom = rule.quorum
    if seats and present * bottom >= top * seats:
        return None
    why = msg("titles.no-quorum", present=present, seats=seats, top=top, bottom=bottom)
    return Refusal("quorum", why, msg("titles.way-quorum"))


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
