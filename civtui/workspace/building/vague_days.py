"""A month, or year, alone in a row whose record has a day within it: the exact day stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.exchange.registers import Given
from civtui.model.reading.days import Span, span_of
from civtui.model.registers import Register

Spans = Mapping[str, Span]


def spans_of(kind: Register, row: Given) -> dict[str, Span]:
    """Return of each date that a row gives as a month, or year, alone the days that it may mean."""
    dates = [field.id for field in kind.fields if field.type == "date"]
    given = {id_: row.cells.get(id_, row.values.get(id_)) for id_ in dates}
    return {id_: span for id_, value in given.items() if value and (span := span_of(value))}


def within(spans: Spans, stood: Mapping[str, Any]) -> dict[str, str]:
    """Return the days on record that lie within what a row says: field -> ISO day."""
    return {id_: str(stood[id_]) for id_, span in spans.items() if span.holds(stood.get(id_))}
