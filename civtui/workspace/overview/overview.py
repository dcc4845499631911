"""The overview: how the city stands, in one glance and a few indexed reads."""

from __future__ import annotations

from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.workspace.session import Workspace
from civtui.workspace.titles.suspended_cards import suspended

TIERS = ("none", "agency-level", "municipal", "provincial")


class RoundLine(NamedTuple):
    """A round's progress for the overview; `due` is an ISO date or None."""

    id: str
    name: str
    state: str
    given: int
    expected: int
    due: str | None


class Overview(NamedTuple):
    """How the city stands today.

    Args:
        agencies: agencies that exist today.
        offices: their offices.
        honors: agencies by the highest honor they hold (`none` included).
        office_honors: offices that hold each office honor.
        advanced: (agencies with any honor, all agencies).
        rounds: rounds on record.
        marks: marks that stand.
        cards: yellow cards open.
        lapsed: titles whose term has run out and on which nobody has decided.
        head: (number, hash) of the last fact.
    """

    agencies: int
    offices: int
    honors: dict[str, int]
    office_honors: dict[str, int]
    advanced: tuple[int, int]
    rounds: int
    marks: int
    cards: int
    lapsed: int
    head: tuple[int, str]

    @property
    def percent(self) -> int:
        """The advanced share in whole percent, halves up; 0 in an empty city."""
        part, whole = self.advanced
        return (200 * part + whole) // (2 * whole) if whole else 0

    def document(self) -> dict[str, Any]:
        """Return the overview as `status --json` prints it."""
        part, whole = self.advanced
        return {
            "agencies": self.agencies,
            "offices": self.offices,
            "honors": {tier: self.honors[tier] for tier in reversed(TIERS)},
            "office_honors": self.office_honors,
            "advanced": {"numerator": part, "denominator": whole, "percent": self.percent},
            "rounds": self.rounds,
            "marks": self.marks,
            "cards": self.cards,
            "lapsed": self.lapsed,
            "ledger": {"seq": self.head[0], "head": self.head[1]},
        }


def overview(ws: Workspace) -> Overview:
    """Return how the city stands today."""
    today = {"today": ws.today().isoformat(), "suspended": suspended(ws)}

    def number(name: str) -> int:
        row = queries.one(ws.ledger, "overview", name, today)
        return int(row[0]) if row else 0

    honors = dict.fromkeys(TIERS, 0)
    for highest, count in queries.rows(ws.ledger, "overview", "highest-honors", today):
        honors[TIERS[highest]] = count
    held = dict.fromkeys(("civilized-office", "model-office"), 0)
    found = queries.rows(ws.ledger, "overview", "office-honors", today)
    office_honors = {**held, **{str(honor): int(count) for honor, count in found}}
    rounds = queries.one(ws.ledger, "overview", "rounds") or (0, 0)
    agencies, head = number("agencies"), ws.ledger.head()
    return Overview(
        agencies=agencies,
        offices=number("offices"),
        honors=honors,
        office_honors=office_honors,
        advanced=(agencies - honors["none"], agencies),
        rounds=int(rounds[0]),
        marks=int(rounds[1]),
        cards=number("open-cards"),
        lapsed=number("lapsed"),
        head=(head.seq, head.hash),
    )


def running_rounds(ws: Workspace, most: int = 8) -> list[RoundLine]:
    """Return the rounds to show first: open ones, newest first, at most `most`."""
    found = queries.rows(ws.ledger, "overview", "running-rounds", {"most": most})
    return [RoundLine(*row) for row in found]
