"""What is wrong with, or in doubt about, the rows of a register's file, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.exchange.rows import month_alone, no_date
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.fields import Field
from civtui.model.reading import day_of, is_year_alone, last_day_of, span_of
from civtui.model.registers import Register
from civtui.model.text import Message, msg

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart

MOST_SHOWN = 80
PARTS = re.compile("[,，、]")  # between several ids of one cell


def problem(row: Given, error: CivtuiError, kind: Register | None = None) -> Problem:
    """Return what is wrong with a row, the choices of a field of `kind` by their titles."""
    field = str(error.where.get("key") or _field_of(row, error))
    choices = next((one.choices for one in kind.fields if one.id == field), ()) if kind else ()
    titles = {choice.id: locale.render(choice.title) for choice in choices}
    parts = [locale.render(error.message)]
    if error.allowed:
        allowed = error.allowed
        if isinstance(allowed, list):
            allowed = [titles.get(one, one) for one in allowed]
        parts.append(locale.t("common.allowed", allowed=allowed))
    if error.nearest:
        parts.append(locale.t("common.nearest", nearest=titles.get(error.nearest, error.nearest)))
    reason = msg("building.reason", text=locale.t("common.joint").join(parts))
    if getattr(error.allowed, "key", "") == "reading.a-date":
        reason = no_date(row.cells.get(field, row.values.get(field)))
    own = (
        next((locale.render(one.title) for one in kind.fields if one.id == field), "")
        if kind
        else ""
    )
    column = row.titles.get(field) or own or row.titles.get("agency", field)
    value = row.values.get(field, str(error.value or ""))
    return Problem(row.sheet, row.row, column, value[:MOST_SHOWN], reason)


def _field_of(row: Given, error: CivtuiError) -> str:
    """Return the field whose cell a refusal without a place is about; else whose row it is."""
    said = str(error.value)
    same = [
        field
        for field, text in row.values.items()
        if said and (said == text or said in [part.strip() for part in PARTS.split(text)])
    ]
    return same[0] if len(same) == 1 else "agency" if "agency" in row.titles else ""


def all_problems(
    row: Given, error: CivtuiError, kind: Register, holds: Callable[[Field, Any], object]
) -> Iterator[Problem]:
    """Yield what is wrong with a row: what it was refused for, then its other cells, each once.

    Args:
        holds: reads what stands in a field, and raises where it takes no such value.
    """
    first = problem(row, error, kind)
    yield first
    for field in kind.fields:
        text = row.values.get(field.id, "")
        value = row.cells.get(field.id, text) if field.type == "date" else text
        try:
            if value != "":
                holds(field, value)
            elif field.required and field.id in row.titles and field.id != "year":
                said = msg("plugin.field-empty", field=field.title)
                raise BadInput(said, where={"key": field.id})
        except CivtuiError as other:
            other.where["key"] = field.id
            found = problem(row, other, kind)
            if found.column != first.column:
                yield found


def months_alone(kind: Register, row: Given, settled: Collection[str] = ()) -> Iterator[Problem]:
    """Yield of each day of a row that its cell says the month, or year, alone, and which it is.

    Args:
        settled: fields whose day on record stays.
    """
    for field in kind.fields:
        text = row.values.get(field.id, "")
        written = row.cells.get(field.id, text)
        if field.type != "date" or not text or field.id in settled or span_of(written) is None:
            continue
        day = last_day_of(written) if field.ends else day_of(written)
        if day is not None:
            title = row.titles.get(field.id, locale.render(field.title))
            reason = (
                msg("exchange.year-alone", day=day.isoformat())
                if is_year_alone(written)
                else month_alone(day, ends=field.ends)
            )
            yield Problem(row.sheet, row.row, title, text[:MOST_SHOWN], reason)


def small_percents(
    kind: Register, parts: Mapping[str, RecordPart], places: Mapping[str, Given]
) -> Iterator[Problem]:
    """Yield a warning of each percentage up to 1 beside others above: 0.9 may be meant as 90 %."""
    for field in (one.id for one in kind.fields if one.type == "percent"):
        given = [id_ for id_ in parts if field in places[id_].values and field in parts[id_].values]
        found = {id_: Decimal(parts[id_].values[field]) for id_ in given}
        if any(value > 1 for value in found.values()):
            for id_ in (id_ for id_, value in found.items() if 0 < value <= 1):
                note = msg("building.small-percent", value=parts[id_].values[field])
                yield problem(places[id_], BadInput(note, where={"key": field}))


def repeats(row: Given, first: Given) -> Message:
    """Return that a row of a file says what an earlier one does, and where they are written apart.

    2026.5 is read as 2026.5.1 is, and is not the same to the letter.
    """
    apart = [
        msg("building.written-apart", title=row.titles.get(id_, id_), one=one, other=other)
        for id_ in dict.fromkeys((*first.values, *row.values))
        if (one := first.values.get(id_, "")) != (other := row.values.get(id_, ""))
    ]
    key = "same-row-read" if apart else "same-row"
    return msg(f"building.{key}", sheet=first.sheet, row=first.row, apart=apart)
