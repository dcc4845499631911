"""Which days a deed may have: none after today unless it schedules, none before what it rests on.

The one place for both, whether a day came by `--on`, a form, an import or a plugin's entry: a date
field that may lie ahead says so (`model.fields.Field.ahead`), a fact that may says so to
`Workspace.write`; every other day is held here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from civtui.model.errors import BadInput, Refused
from civtui.model.text import Message, msg

AHEAD, ORDER = "day-ahead", "order"


def hold_come(day: date, today: date, key: str = "", way: Message | None = None) -> None:
    """Refuse a day that has not come.

    Args:
        key: id of the field that it was typed in.
        way: how to go on, where the deed can be prepared before its day.

    Raises:
        BadInput: it lies after today.
    """
    if day <= today:
        return
    where: dict[str, object] = {"rule": AHEAD, **({"key": key} if key else {})}
    fault = BadInput(
        msg("workspace.ahead"),
        where=where,
        named={"key": ""},
        value=day.isoformat(),
        allowed=f"≤ {today.isoformat()}",
        hint=way or msg("workspace.way-come"),
    )
    fault.field = key
    raise fault


def hold_values(
    fields: Iterable[Any], values: Mapping[str, Any], today: date, stood: Mapping[str, Any]
) -> None:
    """Refuse days ahead in a record or an entry, in fields that take none.

    Args:
        fields: its fields; `ahead` says which dates may lie ahead.
        values: field id -> stored value.
        stood: what stood before: an old day that is left as it is harms nobody.

    Raises:
        BadInput: a day lies after today.
    """
    for field in fields:
        day = values.get(field.id)
        ahead = getattr(field, "ahead", False)  # a description of an older plugin says nothing
        if field.type == "date" and not ahead and day and day != stood.get(field.id):
            hold_come(date.fromisoformat(str(day)), today, field.id)


def hold_order(
    day: date, since: date | str | None, what: Message, way: Message | None = None
) -> None:
    """Refuse a day before that of what the deed rests on.

    Args:
        since: that day; None where there is none.
        what: what it rests on, such as the re-inspection of a card.
        way: how to go on, where another day is not all that can be done.

    Raises:
        Refused: the deed would come first.
    """
    if since is not None and day.isoformat() < str(since):
        raise Refused(
            msg("titles.before-basis", what=what, day=str(since)),
            where={"rule": ORDER},
            value=day.isoformat(),
            hint=way or msg("titles.way-later"),
        )


def hold_term(day: date, until: date | None) -> None:
    """Refuse the end of a term that lies before its beginning.

    Raises:
        BadInput: it does.
    """
    if until is not None and until < day:
        fault = BadInput(
            msg("exchange.term-reversed"),
            where={"rule": ORDER},
            value=until.isoformat(),
            allowed=f"≥ {day.isoformat()}",
            hint=msg("workspace.way-term"),
        )
        fault.field = "until"
        raise fault
