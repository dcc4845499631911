"""A deed asked for all that it asks, before somebody confirms it; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.verbs.verb import Verb
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace


def rehearse(ws: Workspace, verb: Verb, given: Mapping[str, Any]) -> None:
    """Ask all that a verb with a confirmation asks when it is done, and write nothing.

    So nobody confirms what is refused then.

    Raises:
        CivtuiError: it would be refused.
    """
    if verb.confirm and verb.writes and not verb.long:
        with ws.ledger.rehearsal():
            perform(ws, verb, given)
