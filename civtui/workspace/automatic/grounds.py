"""What policies did on a fall of a share which, as it is on record now, gave no ground for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.queries import statement
from civtui.model.text import Message, msg
from civtui.profile.clock_lengths import lengths
from civtui.profile.places import profile_path
from civtui.workspace.automatic.shares import Fall, falls

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

# choice of share-falls-below -> the statement of what it did that can lose its ground
DONE = {"yellow-card": "own-cards", "automatic": "own-ends"}


class Groundless(NamedTuple):
    """A card, or the end of a title, without the fall that it came of.

    Args:
        seq: the fact of it.
        what: id of the card, or the honor.
        on: the day of it.
        name: what people call the agency.
        choice: of the policy.
    """

    seq: int
    what: str
    agency: str
    on: date
    name: str
    choice: str

    @property
    def said(self) -> Message:
        """What is said of it: that its ground is gone, and how it is taken back."""
        if self.choice == "yellow-card":
            return msg("automatic.groundless", name=self.name, on=self.on, seq=self.seq)
        honor = msg(f"rules.honor-{self.what}")
        return msg(
            "automatic.groundless-end", name=self.name, on=self.on, seq=self.seq, honor=honor
        )


def groundless(ws: Workspace) -> Sequence[Groundless]:
    """Return what the policy share-falls-below did, and would not do now.

    Entries about earlier days (offices, titles, corrections) can make it so, and a term that had
    run out by that day (policy term-lapsed). What it did stays on record until somebody takes it
    back. Nothing is said of a card that a reform handed over, of
    one that the guidance group cleared, of a title that was given back or anew, or where the
    profile chose otherwise.
    """
    share = ws.automatic.chosen.share
    if share not in DONE:
        return ()
    connection = ws.ledger.connection
    done = [
        Groundless(seq, what, agency, date.fromisoformat(day), name, share)
        for seq, what, agency, day, name in connection.execute(statement("automatic", DONE[share]))
    ]
    if not done:
        return ()
    profile = lengths(profile_path(ws.profile_path, ws.dir))
    about = json.dumps(sorted({one.agency for one in done}))
    had = connection.execute(statement("automatic", "had"), (about,)).fetchall()
    of = {(agency, honor) for agency, honor, *_ in had}
    found = list(falls(connection, profile, ws.today(), of))
    ends = ws.automatic.chosen.ends
    return [one for one in done if not _stands(one, found, had, ends=ends)]


def _stands(one: Groundless, found: list[Fall], had: list[tuple[str, ...]], *, ends: bool) -> bool:
    """Return whether a share is under its gate on a day, of the title, or one held then.

    Args:
        ends: a title is held to the end of its term.
    """
    day = one.on.isoformat()
    honors = {
        honor
        for agency, honor, since, ended, until in had
        if agency == one.agency and since <= day <= (ended or day)
        if not (ends and until and until < day)
    }
    if one.choice == "automatic":
        honors &= {one.what}
    return any(
        fall.agency == one.agency and fall.honor in honors and fall.lasts(day) for fall in found
    )
