"""Cards that are open by no more than that an appeal suspends the delisting they ended in."""

from __future__ import annotations

import json
from datetime import date

from civtui.workspace.automatic.suspended import suspended_on
from civtui.workspace.session import Workspace


def suspended(ws: Workspace, day: date | None = None) -> str:
    """Return the ids of these cards as a JSON list, as the queries take them.

    Args:
        day: as of this day; today where None.
    """
    return json.dumps(suspended_on(ws.ledger.connection, day or ws.today()))
