"""Sheets of a workbook that are not read: each is named, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable

from civtui.exchange.by_words import filled
from civtui.exchange.plan import Seen
from civtui.exchange.tables import Sheet
from civtui.model.text import Message, msg

HIDDEN = ("hidden", "very-hidden")


def unread(sheet: Sheet, *, hidden: bool, headed: str = "") -> Seen:
    """Return a sheet on which no header was found, or one of no use, as one that is not read.

    Args:
        hidden: whether hidden sheets are taken: else that is why this one is not.
        headed: why one whose header was found is not read all the same, "" where none was.
    """
    state = sheet.state
    if hidden and state in HIDDEN:
        state = ""
    if not state and not any(filled(row) for row in sheet.rows):
        state = "empty"
    return Seen(sheet.name, "", 0, state=state or headed)


def way_out(sheets: Iterable[Sheet], otherwise: Message | None, *, hidden: bool) -> Message | None:
    """Return the hint of a file without any table that can be read: its hidden sheets, if any.

    Args:
        otherwise: the hint where it hides none.
        hidden: whether hidden sheets were taken.
    """
    away = [sheet.name for sheet in sheets if sheet.state in HIDDEN]
    if hidden or not away:
        return otherwise
    return msg("exchange.hidden-away", sheets=away)
