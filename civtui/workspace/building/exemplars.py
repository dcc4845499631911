"""Exemplars: only what holds the title is put before others, and others take it over (以点带面)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import TIER_BY_RANK, titles_of
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace

EXEMPLAR, TAKEOVER = "exemplar", "takeover"
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
        raise Refused(
            msg(key, day=day),
            value=office or agency,
            where={"rule": "holds-title", "key": "office"},
            named={"key": ""},
            hint=msg("building.title-first"),
        )


def hold_takeover(
    ws: Workspace, agency: str, values: Mapping[str, Any], stood: Mapping[str, Any]
) -> None:
    """Refuse that an agency took over a practice of its own, or one before it was written up.

    What agencies did before a reform made them one stays as it is.

    Args:
        agency: id of the agency that took it over.
        stood: as of `hold_holder`.

    Raises:
        Refused: it is its own, or the day lies before that of the exemplar.
    """
    same = ("exemplar", "on")
    if stood and all(stood.get(key) == values.get(key) for key in same):
        return
    row = queries.one(ws.ledger, "building", "exemplar", (values["exemplar"],))
    if row is None:
        return
    whose, day = row
    line = Lineage(ws)
    if line.now(whose) == line.now(agency) and stood.get("exemplar") != values["exemplar"]:
        raise _refused("own-exemplar", "exemplar", agency)
    if str(values["on"]) < day:
        raise _refused("before-exemplar", "on", str(values["on"]), day)


def hold_taken_over(
    ws: Workspace, exemplar: str, values: Mapping[str, Any], stood: Mapping[str, Any]
) -> None:
    """Refuse that an exemplar is dated after somebody took it over.

    Args:
        exemplar: its id.
        stood: as of `hold_holder`; nothing of a new one.

    Raises:
        Refused: it was taken over before that day.
    """
    if not stood or stood.get("on") == values["on"]:
        return
    row = queries.one(ws.ledger, "building", "first-taken-over", (exemplar,))
    if row and row[0] and str(values["on"]) > row[0]:
        raise _refused("taken-over-before", "on", str(values["on"]), row[0])


def _refused(key: str, field: str, value: str, day: str = "") -> CivtuiError:
    said: Message = msg(f"building.{key}", day=day)
    where = {"rule": "own" if field == "exemplar" else "order", "key": field}
    return Refused(
        said, where=where, named={"key": ""}, value=value, hint=msg(f"building.{key}-way", day=day)
    )
