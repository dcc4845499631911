"""Cards that are open by no more than that an appeal suspends the delisting they ended in."""

from __future__ import annotations

import json
from datetime import date

from civtui.ledger import queries
from civtui.profile.clock_lengths import lengths
from civtui.profile.places import profile_path
from civtui.rules.cards import stands
from civtui.rules.policies import choice
from civtui.workspace.session import Workspace


def suspended(ws: Workspace, day: date | None = None) -> str:
    """Return the ids of these cards as a JSON list, as the queries take them.

    Args:
        day: as of this day; today where None.
    """
    asked = {"day": (day or ws.today()).isoformat()}
    last = dict(queries.rows(ws.ledger, "titles", "appealed-cards", asked))
    waits = [card for card, event in last.items() if event == "appeal"]
    if not waits:  # nearly always: the profile need not be read
        return "[]"
    appeal = choice(lengths(profile_path(ws.profile_path, ws.dir)).policies, "appeal")
    return json.dumps([card for card in waits if stands("delisted", True, appeal)])
