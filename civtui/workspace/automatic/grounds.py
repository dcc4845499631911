"""Cards that issued themselves on a fall of a share which, by what was entered since, never was."""

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


class Groundless(NamedTuple):
    """A card without the fall that it was issued for.

    Args:
        seq: the fact that issued it.
        on: the day of it.
        name: what people call the agency.
    """

    seq: int
    card: str
    agency: str
    on: date
    name: str

    @property
    def said(self) -> Message:
        """What is said of it: that its ground is gone, and how it is ended."""
        return msg("automatic.groundless", **self._asdict())


def groundless(ws: Workspace) -> Sequence[Groundless]:
    """Return the cards that the policy share-falls-below issued, and would not issue now.

    Entries about earlier days (offices, titles, corrections) can make it so. What it did stays on
    record until somebody takes it back. Nothing is said of a card that a reform handed over, of
    one that the guidance group cleared, or where the profile chose otherwise.
    """
    if ws.automatic.chosen.share != "yellow-card":
        return ()
    connection = ws.ledger.connection
    cards = [
        Groundless(seq, card, agency, date.fromisoformat(day), name)
        for seq, card, agency, day, name in connection.execute(statement("automatic", "own-cards"))
    ]
    if not cards:
        return ()
    profile = lengths(profile_path(ws.profile_path, ws.dir))
    about = json.dumps(sorted({one.agency for one in cards}))
    had = connection.execute(statement("automatic", "had"), (about,)).fetchall()
    of = {(agency, honor) for agency, honor, *_ in had}
    found = list(falls(connection, profile, ws.today(), of))
    return [one for one in cards if not _stands(one, found, had)]


def _stands(one: Groundless, found: list[Fall], had: list[tuple[str, ...]]) -> bool:
    """Return whether a share is under its gate on the day of a card, of a title held then."""
    day = one.on.isoformat()
    honors = {
        honor
        for agency, honor, since, ended in had
        if agency == one.agency and since <= day <= (ended or day)
    }
    return any(
        fall.agency == one.agency and fall.honor in honors and fall.lasts(day) for fall in found
    )
