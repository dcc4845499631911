"""Exemplars: only what holds the title is put before others (以点带面)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.agencies import TIER_BY_RANK, titles_of
from civtui.workspace.session import Workspace

EXEMPLAR = "exemplar"
MODEL = ("model-office",)


def hold_holder(
    ws: Workspace, agency: str, values: Mapping[str, Any], stood: Mapping[str, Any]
) -> None:
    """Refuse an exemplar of an office that is no model office, or of an agency without a title.

    The title is held on the day that the exemplar is written up.

    Args:
        agency: id of the agency whose record it is.
        stood: what the record held before; one of an earlier release may stay as it is.

    Raises:
        Refused: the title was not held then.
    """
    day, office = str(values["on"]), str(values.get("office") or "")
    if stood and (stood.get("on"), stood.get("office") or "") == (day, office):
        return
    wanted = MODEL if office else TIER_BY_RANK[1:]
    held = (
        title.honor in wanted and title.since <= day and (title.ended is None or title.ended > day)
        for title in titles_of(ws, office or agency)
    )
    if not any(held):
        key = "building.no-model-office" if office else "building.no-title"
        raise Refused(msg(key, day=day), value=office or agency,
                      where={"rule": "holds-title", "key": "office"},
                      hint=msg("building.title-first"))  # fmt: skip
