"""The catalogue's words for what a fact holds by an id."""

from __future__ import annotations

from typing import Any

from civtui.locale import pattern
from civtui.model.text import msg
from civtui.workspace.reading.names import Said

# key of a payload -> the catalogue's words for its values
WORDS = {
    "profile": "facts.profile",
    "role": "verbs/user.role",
    "stage": "tui.stage",
    "outcome": "facts.outcome",
    "organizer": "facts.organizer",
    "visibility": "facts.visibility",
    "scope": "verbs/round.scope",
    "counting": "wording.count",
    "step": "cli_titles.step",
    "state": "cli.state",
}


def word(key: str, id_: Any) -> Said:
    """Return the catalogue's word for an id, the id itself where there is none."""
    return msg(key) if pattern(key, "zh") else str(id_)
