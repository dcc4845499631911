"""Entry forms at work: checks what an operator filled in, value by value, against the record.

Reads records by attribute, so it serves pydantic records and light ones from the catalogue alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from civtui.model.digits import folded, whole
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg

LONGEST_NUMBER = 40


def decimal_of(value: object) -> Decimal | None:
    """Return `value` (text, full-width too, or a number) exactly; None if it is no number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = folded(str(value)).strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > LONGEST_NUMBER or "_" in text or not text.isascii():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER else None


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


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
                raise BadInput(msg("plugin.field-empty", field=field.title), where={"key": name})
            continue
        clean[name] = READERS[field.type](field, value)
    for name, field in fields.items():
        first = clean.get(field.not_before) if field.not_before else None
        if first and name in clean and clean[name] < first:
            before = fields[field.not_before].title
            raise _bad(field, clean[name], msg("plugin.not-before", field=before, on=first))
    return clean


def one_of(records: Iterable[Any], id_: str, key: str) -> Any:
    """Return the record with `id_`; `key` is the message when there is none."""
    known = {record.id: record for record in records}
    if id_ not in known:
        raise NotFound(msg(key), value=id_, allowed=list(known), nearest=nearest(id_, known))
    return known[id_]


def _bad(field: Any, value: object, allowed: Any) -> BadInput:
    shown = value if isinstance(value, str | int) else str(value)
    return BadInput(
        msg("plugin.field-bad", field=field.title),
        where={"key": field.id},
        value=shown if not isinstance(shown, str) else shown[:60],
        allowed=allowed,
    )


def _read_text(field: Any, value: Any) -> str:
    if not isinstance(value, str) or len(value) > field.max_length:
        raise _bad(field, value, msg("plugin.text-up-to", most=field.max_length))
    return value


def _within(field: Any, number: Decimal, low: str | None, high: str | None) -> Decimal:
    if (low is not None and number < Decimal(low)) or (high is not None and number > Decimal(high)):
        allowed = msg("plugin.between", low=low or "−∞", high=high or "∞")
        raise _bad(field, plain(number), allowed)
    return number


def _read_number(field: Any, value: Any) -> str:
    number = decimal_of(value)
    if number is None:
        raise _bad(field, value, msg("plugin.a-number"))
    return plain(_within(field, number, field.minimum, field.maximum))


def _read_percent(field: Any, value: Any) -> str:
    text = value.rstrip("%％") if isinstance(value, str) else value
    number = decimal_of(text)
    if number is None:
        raise _bad(field, value, msg("plugin.a-percent"))
    return plain(_within(field, number, field.minimum or "0", field.maximum or "100"))


def _read_count(field: Any, value: Any) -> int:
    number = decimal_of(value)
    if number is None or number != number.to_integral_value():
        raise _bad(field, value, msg("plugin.a-count"))
    return int(_within(field, number, field.minimum or "0", field.maximum))


def _read_date(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = folded(str(value)).strip()
    for mark in "年月/.":
        text = text.replace(mark, "-")
    parts = text.replace("日", "").split("-")
    try:
        year, month, day = (whole(part) or 0 for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        raise _bad(field, value, msg("plugin.a-date")) from None


def _read_choice(field: Any, value: Any) -> str:
    for choice in field.choices:
        if value in (choice.id, choice.title.zh, choice.title.en):
            return str(choice.id)
    ids = [choice.id for choice in field.choices]
    fault = _bad(field, value, ids)
    fault.nearest = nearest(str(value), ids)
    raise fault


def _read_evidence(field: Any, value: Any) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise _bad(field, value, msg("plugin.evidence"))
    return [part.strip() for part in parts if part.strip()]


READERS: dict[str, Callable[[Any, Any], Any]] = {
    "text": _read_text,
    "number": _read_number,
    "date": _read_date,
    "choice": _read_choice,
    "count": _read_count,
    "percent": _read_percent,
    "evidence": _read_evidence,
}


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
