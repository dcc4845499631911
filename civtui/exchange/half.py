"""What a file has that is refused for having no header: the row that is nearest to be one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.columns import DEEPEST_HEADER, match
from civtui.exchange.headers import Words, nearest_field
from civtui.exchange.tables import Sheet
from civtui.exchange.titles import titles_at
from civtui.model.text import Message, msg

Kind = tuple[Words, Collection[str]]


class _Half(NamedTuple):
    found: int
    known: int
    said: Message


def half_header(sheets: Sequence[Sheet], kinds: Sequence[Kind]) -> Message | None:
    """Return which row is a header but for a column, which it lacks and what may be it.

    None where no row of any sheet names a column that is needed.

    Args:
        sheets: those of the file that is refused.
        kinds: of each table that it could be: field -> its words, and the fields it needs.
    """
    halves = [
        half
        for sheet in sheets
        for number in range(1, min(len(sheet.rows), DEEPEST_HEADER) + 1)
        for fields, needed in kinds
        if (half := _half(sheet, number, fields, needed))
    ]
    # the first of those that have the most
    return max(halves, key=lambda half: half[:2]).said if halves else None


def _half(sheet: Sheet, number: int, fields: Words, needed: Collection[str]) -> _Half | None:
    titles = titles_at(sheet.rows, number)
    columns = match(fields, titles, {})
    found = [field for field in fields if field in needed and field in columns]
    lacking = [field for field in fields if field in needed and field not in columns]
    if not found or not lacking or len(titles) < 2:
        return None
    at = {title.place: title.shown for title in titles}
    open_ = [title.shown for title in titles if title.place not in columns.values()]
    wanted = {field: fields[field] for field in lacking}
    near = [text for text in open_ if nearest_field(text, wanted)]
    said = msg(
        "exchange.half-header-near" if near else "exchange.half-header",
        sheet=sheet.name,
        row=number,
        found=[at[columns[field]] for field in found],
        lacking=[fields[field][0] for field in lacking],
        **({"nearest": [names.tidy(one) for one in near]} if near else {}),
    )
    return _Half(len(found), len(columns), said)
