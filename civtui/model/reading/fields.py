"""One reader for each type of field: a value in stored form, or one error that says what is wrong.

Stored are: text; decimal text (number, percent); a whole number (count); an ISO day, or moment to
the minute or second; true or false (yes-no); a choice's id; a list of content addresses (evidence).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui.model.digits import digits
from civtui.model.errors import BadInput, nearest
from civtui.model.reading import days, numbers, words
from civtui.model.text import Bilingual, Message, msg

if TYPE_CHECKING:
    from decimal import Decimal

MOST_SHOWN = 60  # characters of a bad value that an error repeats
ISO_DAY = 10  # characters
MOST_COUNTED = str(10**9)  # of a count that says no bound of its own


def read(field: Any, value: Any) -> Any:
    """Return `value` in the stored form of the field's type.

    Raises:
        BadInput: it is none the field takes; its place is the field's id, under `key`.
    """
    return READERS[getattr(field, "type", "text")](field, value)


def as_written(field: Any, text: str) -> str:
    """Return a number as it is written where that is plain decimal text, else in stored form.

    Raises:
        BadInput: it is none the field takes.
    """
    kept = str(read(field, text))
    whole, point, part = text.partition(".")
    sound = digits(whole) and digits(part) == bool(point)
    return text if sound else kept


def show(field: Any, value: Any) -> str | Bilingual | Message:
    """Return a stored value as people read it; a face renders it in the language in use."""
    kind = getattr(field, "type", "text")
    if value is None or value == "" or value == []:
        return ""
    if kind == "choice":
        titles = {str(c.id): getattr(c, "title", None) or str(c.id) for c in field.choices}
        found: str | Bilingual = titles.get(str(value), str(value))
        return found
    if kind == "yes-no":
        return msg("reading.yes") if value else msg("reading.no")
    if kind == "evidence":
        return msg("reading.pieces", count=len(value))
    if kind == "moment":
        return str(value).replace("T", " ")
    return f"{value} %" if kind == "percent" else str(value)


def _bad(
    field: Any, value: object, allowed: Any, near: str | None = None, told: Any = ()
) -> BadInput:
    shown = value if isinstance(value, int) else str(value)[:MOST_SHOWN]
    return BadInput(
        msg("reading.field-bad", field=getattr(field, "title", "") or field.id),
        where={"key": field.id},
        named={"key": ""},
        value=shown,
        allowed=allowed,
        told=told,
        nearest=near,
    )


def _text(field: Any, value: Any) -> str:
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if value == value // 1 else str(value)
    most = getattr(field, "max_length", None)
    if not isinstance(value, str) or (most is not None and len(value) > most):
        allowed = msg("reading.a-text") if most is None else msg("reading.text-up-to", most=most)
        raise _bad(field, value, allowed)
    return value


def _units(field: Any) -> tuple[str, ...]:
    unit = getattr(field, "unit", None)
    return tuple(u for u in (getattr(unit, "zh", unit), getattr(unit, "en", "")) if u)


def _within(field: Any, number: Decimal, low: str | None, high: str | None) -> Decimal:
    least, most = numbers.exact(low), numbers.exact(high)
    if (least is not None and number < least) or (most is not None and number > most):
        allowed = msg("reading.between", low=low or "−∞", high=high or "∞")
        raise _bad(field, numbers.plain(number), allowed)
    return number


def _bounds(field: Any) -> tuple[str | None, str | None]:
    return getattr(field, "minimum", None), getattr(field, "maximum", None)


def _number(field: Any, value: Any) -> str:
    number = numbers.decimal_of(value, _units(field))
    if number is None:
        raise _bad(field, value, msg("reading.a-number"))
    return numbers.plain(_within(field, number, *_bounds(field)))


def _percent(field: Any, value: Any) -> str:
    number = numbers.percent_of(value)
    if number is None:
        raise _bad(field, value, msg("reading.a-percent"))
    low, high = _bounds(field)
    return numbers.plain(_within(field, number, low or "0", high or "100"))


def _count(field: Any, value: Any) -> int:
    from decimal import Decimal

    number = numbers.whole_of(value, _units(field))
    if number is None:
        raise _bad(field, value, msg("reading.a-count"))
    low, high = _bounds(field)
    _within(field, Decimal(number), low or "0", high or MOST_COUNTED)
    return number


def _days_within(field: Any, found: str) -> str:
    """Hold a day or moment against the field's bounds; a bound that is no day bounds none."""
    low, high = (
        bound if bound and len(bound) == ISO_DAY and days.day_of(bound) else None
        for bound in _bounds(field)
    )
    if (low and found[:ISO_DAY] < low) or (high and found[:ISO_DAY] > high):
        raise _bad(field, found, msg("reading.between", low=low or "−∞", high=high or "∞"))
    return found


def _date(field: Any, value: Any) -> str:
    ends = getattr(field, "ends", False)
    found = days.last_day_of(value) if ends else days.day_of(value)
    if found is None:
        lacks = days.lacks_year(value)
        raise _bad(field, value, msg("reading.a-date-with-year" if lacks else "reading.a-date"))
    return _days_within(field, found.isoformat())


def _moment(field: Any, value: Any) -> str:
    found = days.moment_of(value)
    if found is None:
        raise _bad(field, value, msg("reading.a-moment"))
    return _days_within(field, found.isoformat(timespec="seconds").removesuffix(":00"))


def _yes_no(field: Any, value: Any) -> bool:
    found = words.yes_of(value)
    if found is None:
        raise _bad(field, value, msg("reading.yes-or-no"))
    return found


def _choice(field: Any, value: Any) -> str:
    found = words.choice_of(field.choices, value)
    if found is None:
        ids = [str(choice.id) for choice in field.choices]
        names = {
            name: id_
            for id_, c in zip(ids, field.choices, strict=True)
            for name in words.names_of(c)
        }
        near = nearest(str(value), names)
        titles = [getattr(c, "title", None) or str(c.id) for c in field.choices]
        raise _bad(field, value, ids, names[near] if near else None, titles)
    return found


def _evidence(field: Any, value: Any) -> list[str]:
    parts = value.replace("，", ",").split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise _bad(field, value, msg("reading.evidence"))
    return [part.strip() for part in parts if part.strip()]


READERS: dict[str, Callable[[Any, Any], Any]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "choice": _choice,
    "count": _count,
    "percent": _percent,
    "yes-no": _yes_no,
    "evidence": _evidence,
}
