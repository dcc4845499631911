"""A cell of a table of marks as the mark that it is, or why it is none."""

from __future__ import annotations

from civtui import locale
from civtui.exchange.mark_table import turned
from civtui.exchange.tables import Cell
from civtui.model.digits import whole
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.scoring.pipeline.items import ItemSpec, ParsedMark, parse_mark


def mark_of(item: ItemSpec, value: str, raw: Cell) -> ParsedMark | Message:
    """Return the mark that a cell holds, or the reason why it cannot be one.

    On a sheet a digit is the place of a grade; in a table of others it may as well be the points
    that a grade brings. Where these are two grades nobody but the writer can tell.

    Args:
        value: the cell as text.
        raw: the cell as the file has it.
    """
    try:
        mark = parse_mark(item, value)
    except BadInput as error:
        allowed = locale.render(error.allowed)
        if value.endswith(("%", "％")):
            return msg("exchange.percent", allowed=allowed)
        told = None if isinstance(raw, bool) else turned(raw)
        return told or msg("exchange.bad-mark", allowed=allowed)
    other = _by_points(item, value)
    if other is None or other == mark:
        return mark
    place, points = _label(item, mark), _label(item, other)
    return msg("exchange.place-or-points", place=place, points=points)


def _by_points(item: ItemSpec, value: str) -> ParsedMark | None:
    """Return the grade that brings as many points as a number says; None where none does."""
    points = whole(value) if item.kind == "grades" else None
    found = (grade for grade in item.grades if grade.points == points)
    return next((ParsedMark(grade.label.zh, grade.points) for grade in found), None)


def _label(item: ItemSpec, mark: ParsedMark) -> object:
    return next(grade.label for grade in item.grades if grade.label.zh == mark.value_text)
