"""A form that began with what stood: what its user changed, and what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from civtui.model import reading
from civtui.model.errors import BadInput
from civtui.model.fields import Field
from civtui.model.text import Bilingual, Message, msg

Values = Mapping[str, Any]


def changed(fields: Sequence[Field], stood: Values, given: Values) -> dict[str, Any]:
    """Return what of a form's values is to be stored: what differs from what stood in it.

    Args:
        fields: those of the form; only a `late` one, and one in which something stood that
            need not be given, holds something that is stored.
        stood: field id -> what stood as the form began, or as its user was last told of it.
        given: field id -> what the form holds; an empty text empties the field.
    """
    own = (f for f in fields if f.late or (f.id in stood and not f.required))
    known = {field.id: field for field in own}
    return {
        id_: value
        for id_, value in given.items()
        if id_ not in known or not _same(known[id_], value, stood.get(id_))
    }


def overtaken(
    fields: Sequence[Field], stood: Values, now: Values, given: Values
) -> Iterator[tuple[str, Message]]:
    """Yield the fields that were changed here and by somebody else, with both values in a line.

    Args:
        stood: as of `changed`.
        now: field id -> what is stored by now.
        given: what would be stored.
    """
    for field in fields:
        if not (field.late or field.id in stood) or field.id not in given:
            continue
        theirs, mine = now.get(field.id), given[field.id]
        if not _same(field, theirs, stood.get(field.id)) and not _same(field, theirs, mine):
            said = msg(
                "verbs.overtaken",
                field=field.title,
                stored=_shown(field, theirs),
                typed=_shown(field, mine),
            )
            yield field.id, said


def _same(field: Field, one: Any, other: Any) -> bool:
    return bool(_stored(field, one) == _stored(field, other))


def _stored(field: Field, value: Any) -> Any:
    """Return a value so that it compares: what is typed as it is stored, nothing as None."""
    if isinstance(value, list | tuple):
        return [str(part) for part in value] or None
    if value is None or not str(value).strip():
        return None
    if field.several:
        return [str(value)]
    try:
        return str(value) if field.type == "reference" else reading.read(field, value)
    except BadInput:
        return str(value)


def _shown(field: Field, value: Any) -> str | Bilingual | Message:
    kept = _stored(field, value)
    if kept is None:
        return msg("cli.empty")
    return msg("facts.all", names=kept) if isinstance(kept, list) else reading.show(field, kept)
