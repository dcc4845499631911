"""Entries of culture programs that tell of something that was done: what is counted in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.model.registers import ACTIVITY
from civtui.plugin.forms import one_of

if TYPE_CHECKING:
    from civtui.model.facts.building import EntryActivity

DAY = "on"  # the date field of a form that names none
NAMES = ("title", "event", "name", "text", "deed")  # fields that say what was done, the first wins
LONGEST, LONGEST_VENUE = 200, 60


def day_field(form: Any) -> str:
    """Return the id of the field that says when an entry of a form was done, empty without one."""
    named = getattr(form, "day", None)
    if named is not None:
        return str(named)
    return next((f.id for f in form.fields if f.id == DAY and f.type == "date"), "")


def activity_of_entry(
    program: Any, form_id: str, values: Mapping[str, Any]
) -> EntryActivity | None:
    """Return what an entry tells of, None where it has no day.

    Args:
        program: the program's record (see `Host.programs`).
        values: the entry's values, as they are stored.
    """
    from civtui.model.facts.building import EntryActivity

    form = one_of(program.forms, form_id, "plugin.no-form")
    day = values.get(day_field(form))
    if not day:
        return None
    kinds = {
        choice.id for field in ACTIVITY.fields if field.id == "kind" for choice in field.choices
    }
    texts = {field.id for field in form.fields if field.type == "text"}
    said = next((str(values[id_]) for id_ in NAMES if id_ in texts and values.get(id_)), "")
    people, kind = values.get("people"), values.get("kind")
    pieces = [piece for f in form.fields if f.type == "evidence" for piece in values.get(f.id, ())]
    return EntryActivity(
        on=date.fromisoformat(day),
        title=(said or locale.render(form.title))[:LONGEST],
        kind=kind if kind in kinds else "culture",
        venue=str(values.get("venue") or "")[:LONGEST_VENUE],
        people=people if isinstance(people, int) else None,
        evidence=tuple(dict.fromkeys(pieces)),
    )
