"""Entry forms at work: checks what an operator filled in, value by value, against the record.

Reads records by attribute, so it serves pydantic records and light ones from the catalogue alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.reading import read
from civtui.model.text import msg


def checked(program: Any, form_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an entry in stored form.

    Args:
        program: a `CultureProgram` or its light reading.
        form_id: which of its forms was filled in.
        values: field id -> what was typed; absent, None and "" mean "left empty".

    Returns:
        Field id -> text, decimal text (number, percent), whole number (count), ISO date, choice id
        or list of content addresses (evidence). Empty fields are left out.

    Raises:
        NotFound: the program has no such form, or the form no such field.
        BadInput: a value is not what its field takes, or a required one is missing.
    """
    form = one_of(program.forms, form_id, "plugin.no-form")
    fields = {field.id: field for field in form.fields}
    for name in values:
        if name not in fields:
            raise NotFound(
                msg("plugin.no-field", form=form.title),
                where={"key": name},
                allowed=list(fields),
                nearest=nearest(name, fields),
            )
    clean: dict[str, Any] = {}
    for name, field in fields.items():
        value = values.get(name)
        if isinstance(value, str):
            value = value.strip()
        if value is None or value == "" or value == []:
            if field.required:
                raise BadInput(
                    msg("plugin.field-empty", field=field.title),
                    where={"key": name},
                    named={"key": ""},
                )
            continue
        clean[name] = read(field, value)
    for name, field in fields.items():
        first = clean.get(field.not_before) if field.not_before else None
        if first and name in clean and clean[name] < first:
            before = fields[field.not_before].title
            raise BadInput(
                msg("reading.field-bad", field=field.title),
                where={"key": name},
                named={"key": ""},
                value=clean[name],
                allowed=msg("plugin.not-before", field=before, on=first),
            )
    return clean


def one_of(records: Iterable[Any], id_: str, key: str) -> Any:
    """Return the record with `id_`; `key` is the message when there is none."""
    known = {record.id: record for record in records}
    if id_ not in known:
        raise NotFound(msg(key), value=id_, allowed=list(known), nearest=nearest(id_, known))
    return known[id_]


def loose_ends(program: Any) -> list[str]:
    """Return what does not hang together in a program, in words for its author."""
    ends: list[str] = []
    for what in ("forms", "views", "indicators"):
        ids = [part.id for part in getattr(program, what)]
        ends += [
            f"two {what} share the id {i!r}" for i in sorted({i for i in ids if ids.count(i) > 1})
        ]
    forms = {form.id: {field.id: field for field in form.fields} for form in program.forms}
    for part in (*program.views, *program.indicators):
        if part.of is not None:
            ends += [f"{part.id}: {end}" for end in _loose(part.of, forms)]
    views = {view.id for view in program.views}
    if program.report is not None:
        ends += [f"report names no view {v!r}" for v in program.report.views if v not in views]
    return ends


def _loose(of: Any, forms: Mapping[str, Mapping[str, Any]]) -> list[str]:
    fields = forms.get(of.form)
    if fields is None:
        return [f"no form {of.form!r}, nearest {nearest(of.form, forms)}"]
    ends = []
    named = [*getattr(of, "fields", ()), getattr(of, "label", None)]
    ends += [f"no field {name!r}" for name in named if name is not None and name not in fields]
    on, by, where = (getattr(of, name, None) for name in ("on", "by", "where"))
    if on is not None and getattr(fields.get(on), "type", None) != "date":
        ends.append(f"{on!r} is no date field")
    if by is not None and getattr(fields.get(by), "type", None) != "choice":
        ends.append(f"{by!r} is no choice field")
    if where is not None:
        name, _, choice = where.partition("=")
        choices = {c.id for c in getattr(fields.get(name), "choices", ())}
        if choice not in choices:
            ends.append(f"{where!r} is not `field=choice` of a choice field")
    return ends
