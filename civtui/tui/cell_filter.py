"""Filters of lists that name no fields of their own: every column is one, by its head."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.model.text import Bilingual
from civtui.tui.arranging import ids_of
from civtui.tui.widgets.grid import Column, Row
from civtui.workspace.finding.query import Field, Fields, Query, Record


def column_fields(columns: Sequence[Column]) -> Fields:
    """Return the columns as fields; what stands at the right edge is a number."""
    return tuple(
        Field(id_, "number" if column.align == "right" else "text", (Bilingual(column.title),))
        for id_, column in zip(ids_of(columns), columns, strict=True)
        if column.title
    )


def cell_record(columns: Sequence[Column], row: Row) -> Record:
    """Return a row as a query reads it: what is shown of it."""
    named = dict(zip(ids_of(columns), row.cells, strict=False))
    return {**named, "": " ".join((row.id, *row.cells))}


def found_by(query: Query, columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """Return the rows that a query finds."""
    return [row for row in rows if query.matches(cell_record(columns, row))]
