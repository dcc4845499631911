"""Tells what every column of a sheet was read as, and warns of those that nothing takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from civtui.exchange import names
from civtui.exchange.columns import Header
from civtui.exchange.headers import (
    HONORS,
    KINDS,
    OFFICE,
    OFFICES_OWN,
    PASSIVE,
    Words,
    folded,
    letters,
    nearest_field,
)
from civtui.exchange.honors import NO_TICK, TICKS
from civtui.exchange.plan import Column, Problem
from civtui.exchange.tables import Sheet, shown
from civtui.model.reading import day_of, whole_of
from civtui.model.text import Message, msg

MOST_FIRST = 40  # characters of what stands in a column that is not used


def described(
    sheet: Sheet, header: Header, fields: Words, others: Collection[int] = ()
) -> tuple[tuple[Column, ...], list[Problem]]:
    """Return what every column was read as, and a warning of each that holds what nothing takes.

    A column without a title counts where something stands in it.

    Args:
        others: places of columns that the rows of another kind on the sheet have.
    """
    by_place = {place: field for field, place in header.columns.items()}
    titles = {title.place: title.shown for title in header.words}
    width = max((len(row) for row in sheet.rows), default=0)
    found: list[Column] = []
    warnings: list[Problem] = []
    for place in range(width):
        title, field, where = titles.get(place, ""), by_place.get(place, ""), letters(place)
        if field and not (field == "note" and header.kind in KINDS):  # of a registry it's not kept
            found.append(Column(where, title, field))
            continue
        if place in others:
            continue
        first = None if passive(title) else _first(sheet, header, place)
        if not title and not first:
            continue
        near = passive(title) or nearest_field(title, fields)
        found.append(Column(where, title, "", near))
        if first:
            reason = msg("exchange.unused")
            if of_offices := _of_offices(sheet, header, place, title):
                reason = of_offices
            elif near in header.columns:
                reason = msg(
                    "exchange.unused-taken", nearest=fields[near][0], column=header.titles[near]
                )
            elif near:
                reason = msg("exchange.unused-near", nearest=fields[near][0])
            warnings.append(Problem(sheet.name, header.row, title or where, first, reason))
    return tuple(found), [*whose_columns(sheet, header), *warnings]


def _of_offices(sheet: Sheet, header: Header, place: int, title: str) -> Message | None:
    """Return what is said of a column of offices on a sheet that was read as one of agencies.

    It may be that of their names, under words that nobody knows; else none of an office is read.
    """
    wanted = names.word(title)
    if header.kind != "agency":
        return None
    if any(wanted in folded(tuple(OFFICE[honor])) for honor in HONORS["office"]):
        return msg("exchange.unused-office")
    if not any(names.word(own) in wanted for own in OFFICES_OWN) or not _names(
        sheet, header, place
    ):
        return None
    own = letters(header.columns["name"])
    return msg("exchange.unused-offices", agency=own, office=letters(place))


def _names(sheet: Sheet, header: Header, place: int) -> bool:
    """Return whether names may stand in a column: texts, neither ticks nor numbers or days."""
    cells = [row[place] for row in sheet.rows[header.row :] if place < len(row)]
    texts = {word for cell in cells if cell is not None and (word := names.word(shown(cell)))}
    said = texts - TICKS - NO_TICK
    return bool(said) and all(whole_of(one) is None and day_of(one) is None for one in said)


def whose_columns(sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Yield a warning of each column that was given to somebody without being sure."""
    titles = {title.place: title.shown for title in header.words}
    for place, reason in header.unsure.items():
        if first := _first(sheet, header, place):
            yield Problem(sheet.name, header.row, titles[place], first, reason)


def _first(sheet: Sheet, header: Header, place: int) -> str:
    """Return what stands first in a column below the header, "" where nothing does."""
    for row in sheet.rows[header.row :]:
        if place < len(row) and row[place] is not None and (text := shown(row[place]).strip()):
            return text[:MOST_FIRST]
    return ""


def passive(title: str) -> str:
    """Return which of the columns that nothing takes a title is (a note, a rank), "" where none."""
    wanted = names.word(title)
    return next((field for field, many in PASSIVE.items() if wanted in folded(many)), "")
