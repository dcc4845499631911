"""Corrections of activities that were logged wrongly: what stood, what stands, field by field."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui.model import reading
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.registers import ACTIVITY
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.building.activities import ActivityRow, activity, chosen_items, linked_entry
from civtui.workspace.days import hold_come
from civtui.workspace.marks.admission import Check
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.building import ActivityCorrected

LISTS = ("evidence", "items")
LONGEST = 200
# what stands where a field is emptied; others are not to be empty
EMPTY: dict[str, Any] = {
    "kind": "other",
    "venue": "",
    "people": None,
    "leaders": "",
    "evidence": (),
    "items": (),
    "organ": "",
    "entry": "",
}


def standing(row: ActivityRow) -> dict[str, Any]:
    """Return what an activity says, by field id."""
    return {
        "agency": row.was or row.agency,
        "on": row.held,
        "kind": row.kind,
        "title": row.title,
        "venue": row.venue,
        "people": row.people,
        "leaders": row.leaders,
        "evidence": row.evidence,
        "items": row.items,
        "organ": row.organ,
        "entry": row.entry,
    }


def correct_activity(ws: Workspace, id_: str, given: Mapping[str, Any], *, why: str) -> ActivityRow:
    """Correct fields of an activity and return it; the ledger keeps what they were.

    Args:
        given: field id -> what was typed; an empty text, or list, empties the field.
        why: the reason, in a person's words.

    Raises:
        NotFound: there is no such activity, agency, item or evidence.
        BadInput: a value is not what its field takes, or nothing would change.
        Refused: it is another agency's than the reporter's, or it was changed meanwhile.
    """
    ws.require(Right.FILE)
    before = activity(ws, id_)
    hold_logged(before)
    own_agency_only(ws, before.agency)
    now: dict[str, Any] = {}
    for field, value in given.items():
        try:
            now[field] = _read(ws, field, value, before.agency)
        except CivtuiError as error:
            error.field = error.field or field
            raise
    body, unchanged = correction(ws, before, now)
    ws.write(body, right=Right.FILE, why=reason(why), check=unchanged)
    return activity(ws, id_)


def correction(
    ws: Workspace, before: ActivityRow, now: Mapping[str, Any]
) -> tuple[ActivityCorrected, Check]:
    """Return the fact that corrects an activity, and the check that nobody else did meanwhile.

    Args:
        now: field id -> stored value.

    Raises:
        BadInput: nothing would change, or a value is too long.
    """
    from civtui.model.facts.building import Activity, ActivityCorrected

    stood = standing(before)
    changes = [
        {"field": field, "was": stood[field], "now": value}
        for field, value in now.items()
        if value != stood[field]
    ]
    if not changes:
        raise BadInput(msg("building.nothing-changes"), value=before.id)
    Activity.model_validate({"id": before.id, **stood, **now})

    def unchanged(_connection: sqlite3.Connection) -> None:
        # what stood is part of the fact
        if activity(ws, before.id) != before:
            raise Refused(
                msg("building.overtaken"),
                where={"register": "activity"},
                value=before.id,
                hint=msg("deeds.look-again"),
            )

    body = ActivityCorrected.model_validate({"activity": before.id, "changes": changes})
    return body, unchanged


def remove_activity(ws: Workspace, id_: str, *, why: str) -> int:
    """Take one activity out that was logged together with others, and return the fact's number.

    What it was corrected to goes with it; the others stay. Taking the fact back puts it again.

    Raises:
        NotFound: there is no such activity.
        BadInput: no reason is given.
        Refused: an entry is this activity, it is another agency's than the reporter's, or it was
            changed meanwhile.
    """
    from civtui.model.facts.building import ActivityRemoved

    ws.require(Right.FILE)
    before = activity(ws, id_)
    hold_logged(before)
    own_agency_only(ws, before.agency)

    def unchanged(_connection: sqlite3.Connection) -> None:
        if activity(ws, before.id) != before:
            raise Refused(
                msg("building.overtaken"),
                where={"register": "activity"},
                value=before.id,
                hint=msg("deeds.look-again"),
            )

    body = ActivityRemoved(
        activity=before.id, agency=before.was or before.agency, title=before.title
    )
    (written,) = ws.write(body, right=Right.FILE, why=reason(why), check=unchanged)
    return written


def hold_logged(row: ActivityRow) -> None:
    """Refuse to correct an activity that nobody logged: its entry says what it is.

    Raises:
        Refused: an entry of a culture program is this activity.
    """
    if row.by_entry:
        raise Refused(
            msg("building.by-entry"),
            where={"rule": "by-entry"},
            value=row.id,
            hint=msg("building.change-entry", entry=row.entry),
        )


def _read(ws: Workspace, field: str, value: Any, agency: str) -> Any:
    """Return what was typed for a field as it is stored."""
    from civtui.workspace.building.evidence import taken_in

    if field in LISTS:
        parts = [value] if isinstance(value, str) else [str(part) for part in value]
        parts = [part.strip() for part in parts if part.strip()]
        return tuple(taken_in(ws, parts) if field == "evidence" else chosen_items(ws, parts))
    text = value.strip() if isinstance(value, str) else value
    if text is None or text == "":
        if field in EMPTY:
            return EMPTY[field]
        raise BadInput(
            msg("building.not-empty"),
            where={"key": field},
            named={"key": msg(f"verbs/activity.activity.correct.{field}")},
        )
    if field == "agency":
        owner = find_agency(ws, text)
        own_agency_only(ws, owner.id)
        return owner.id
    if field == "entry":
        return linked_entry(ws, text, agency)
    known = next(one for one in ACTIVITY.fields if one.id == field)
    read = reading.read(known._replace(max_length=LONGEST), text)
    if field == "on":
        hold_come(date.fromisoformat(read), ws.today(), field)
    return read
