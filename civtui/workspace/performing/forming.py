"""What a verb's form lists, proposes and begins with, and what one choice brings for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from civtui.files import look, typed_path
from civtui.model.fields import Field
from civtui.model.text import Message, msg
from civtui.workspace.performing.performing import Values, named, valued
from civtui.workspace.session import Workspace


def picks(field: Field) -> bool:
    """Return whether a form lists what a field may hold: a reference, subjects, a file to read."""
    return field.type == "reference" or (
        field.type in ("file", "subjects") and bool(field.catalogue)
    )


def none_listed(ws: Workspace, field: Field, values: Values) -> Message | None:
    """Return why a form lists nothing for a field, and how that comes; None where it says nothing.

    Args:
        field: one that picks (see `picks`).
        values: what the fields of the form hold, by keyword.
    """
    of, _, matter = field.catalogue.partition(":")
    if of == "decision" and matter:
        return msg("verbs.none-decided", matter=msg(f"titles.matter-{matter}"))
    if field.catalogue == "member":
        from civtui.workspace.titles.sittings import sitting_rows

        inside = any(s.agency for s in sitting_rows(ws) if s.id == values.get("sitting"))
        return msg("verbs.none-of-party-group" if inside else "verbs.none-seated")
    return msg("verbs.none-awaits") if field.catalogue == "awaiting" else None


def at_hand(ws: Workspace, field: Field, text: str) -> str:
    """Return the path of a file that is to be read, looked at before anything is done.

    Args:
        text: a path, or the name of one of the files that the field lists.

    Raises:
        BadInput: there is none, or it is no regular file.
    """
    from civtui.workspace.references.meant import candidates

    listed = (p.id for p in candidates(ws, field.catalogue, {}) if p.name == text)
    path = typed_path(next(listed, text))
    look(path)
    return str(path)


def proposal(ws: Workspace, field: Field, values: Mapping[str, Any]) -> Any:
    """Return what a form takes for a field (see `Field.proposed`), None for what it holds.

    Args:
        values: what the fields of the form hold, by keyword.
    """
    return named(field.proposed)(ws, values) if field.proposed else None


def completed(ws: Workspace, fields: Sequence[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form has been given, with what it takes for fields that propose something."""
    values: Values = {}
    for field in fields:
        value = given.get(field.id)
        known = value and field.type == "reference"
        values[field.keyword] = valued(ws, field, value, values) if known else value
    found = {field.id: proposal(ws, field, values) for field in fields if field.proposed}
    return {**given, **{id_: value for id_, value in found.items() if value is not None}}


def begun(ws: Workspace, fields: Sequence[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form begins with: where one thing alone may be chosen, it.

    That is of what brings others, or is proposed by what stands already.

    Args:
        given: field id -> what stands already.
    """
    from civtui.workspace.references.meant import candidates

    found = dict(given)
    for field in (field for field in fields if field.brings):
        if not found.get(field.id):
            known = candidates(ws, field.catalogue, by_keyword(fields, found))
            if len(known) == 1:
                found[field.id] = known[0].id
        found |= brought(ws, fields, field, found)
    for field in (field for field in fields if field.type == "reference" and field.proposed):
        if not found.get(field.id):
            value = proposal(ws, field, by_keyword(fields, found))
            found |= {} if value is None else {field.id: value}
    return found


def brought(
    ws: Workspace, fields: Sequence[Field], field: Field, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a field that was chosen brings for the other fields (see `Field.brings`)."""
    if not field.brings or not given.get(field.id):
        return {}
    found = named(field.brings)(ws, by_keyword(fields, given))
    others = {one.id for one in fields} - {field.id}
    return {id_: value for id_, value in found.items() if id_ in others}


def by_keyword(fields: Sequence[Field], given: Mapping[str, Any]) -> Values:
    """Return what a form holds, by keyword; of fields that take several a list."""
    many = {f.keyword for f in fields if f.several}
    values = {field.keyword: given.get(field.id) for field in fields}
    return {
        word: [value] if word in many and isinstance(value, str) and value else value
        for word, value in values.items()
    }
