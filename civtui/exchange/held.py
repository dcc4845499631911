"""Which titles the cells of a registry's row say are held, and from which cell each has its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from civtui.exchange import honors, names
from civtui.exchange.columns import Header
from civtui.exchange.headers import HONORS
from civtui.exchange.nameless import says_nothing
from civtui.exchange.plan import PlannedTitle, Problem
from civtui.exchange.rows import FIRST_YEAR, LAST_YEAR, MONTH_ALONE, Row, month_alone
from civtui.exchange.tables import Sheet, shown
from civtui.model.reading import day_of, is_month_alone, is_year_alone, span_of
from civtui.model.text import msg


class _Said(NamedTuple):
    """The day of a title, and the field that says so; of a title without a day, that names it."""

    day: date | None
    field: str


def titles_of(row: Row, kind: str, today: date) -> list[PlannedTitle]:
    """Return the titles that a row names, their holder still open.

    Args:
        kind: `agency` or `office`.
        today: a title from a later day is refused.
    """
    found = _named(row, kind)
    since, until = row.day("since"), row.day("until")
    found = _of_whole_days(row, found, since)
    if since and until and until < since:
        row.refuse("until", msg("exchange.term-reversed"))
    said = {honor: _Said(day, "honor") for honor, day in (found or {}).items()}
    if not says_of_titles(row):
        headed = honors.of_head(row.under, kind)
        said = dict.fromkeys(headed, _Said(None, "name"))
    for honor in HONORS[kind]:
        for one, day in ticked(row, honor, kind).items():
            if one == honor or one not in said:
                before = said.get(one, _Said(None, ""))
                said[one] = _Said(day, honor) if day or not before.field else before
    ticks = dict(said)
    own = _own_days(row, kind, said, says_else="honor" in row.header.columns)
    _hold_sound(row, kind, said | ticks)  # of a title that a cell names not by its day alone
    said |= {honor: _Said(since, "since") for honor, one in said.items() if not one.day and since}
    brought = {
        low: one
        for high, one in said.items()
        for low in honors.BRINGS.get(high, ())
        if low != high and not (low in said and said[low].day)
    }
    named, said = set(said), said | brought
    if found is not None and not said and (since or until):
        field = "since" if since else "until"
        for key in ("exchange.year-alone", MONTH_ALONE):
            row.forget(field, key)  # it is not read at all
        row.warn(field, msg("exchange.day-of-no-title"))
    elif since and said and since not in (one.day for one in said.values()):
        row.warn("since", msg("exchange.day-not-used"))
    _hold_come(row, said, since, today)
    return [
        PlannedTitle("", honor, said[honor].day, own.get(honor) or until, honor not in named)
        for honor in HONORS[kind]
        if honor in said
    ]


def _named(row: Row, kind: str) -> dict[str, date | None] | None:
    """Return the titles that the cell of titles names, with their days; refuse one not read."""
    cell = names.tidy(shown(row.cell("honor")))
    found = honors.read_dated(row.text("honor"), kind)
    if found is None and says_nothing(cell):
        row.warn("honor", msg("exchange.read-as-empty"))
        return {}
    if found is None:
        text = honors.unwrapped(cell)
        bare = text in honors.TICKS or (day_of(text) or honors.read_ticked(text)) is not None
        key = "exchange.which-honor" if bare else "exchange.no-honor"
        undone = None if bare else honors.behind(cell, kind)
        allowed = [] if row.elses is None else honors.allowed("agency")
        row.refuse("honor", undone or msg(key, allowed=[*allowed, *honors.allowed(kind)]))
    return found


def _of_whole_days(
    row: Row, found: dict[str, date | None] | None, since: date | None
) -> dict[str, date | None] | None:
    """Return the titles of a cell without a year of which the row's day says more.

    What is less than a day, a year, a month or a span, is warned of.
    """
    cell = names.tidy(shown(row.cell("honor")))
    if found and honors.has_year_alone(cell):
        fuller = since and not is_year_alone(shown(row.cell("since")))
        year = date(since.year, 1, 1) if since and fuller else None
        found = {honor: None if day == year else day for honor, day in found.items()}
        if year is None or any(found.values()):  # the year alone, and beside it the day
            row.warn("honor", msg("exchange.year-in-cell"))
    if found and (months := honors.months_alone(cell)):
        row.warn("honor", month_alone(months[0], count=len(months)))
    for span in honors.spans(cell):
        row.note_vague("honor", span)
    return found


def _hold_come(row: Row, said: Mapping[str, _Said], since: date | None, today: date) -> None:
    """Refuse the cells that name a day after today."""
    ahead = {one.field: None for one in said.values() if one.day and one.day > today}
    if since and since > today:
        ahead["since"] = None
    for field in ahead:
        row.refuse(field, msg("exchange.day-ahead"))


def _hold_sound(row: Row, kind: str, said: Mapping[str, _Said]) -> None:
    """Refuse a row in which one column denies a title that another one says is held, in words.

    What is blank denies nothing.
    """
    denied = {honor: text for honor in HONORS[kind] if (text := _denial(row, honor, kind))}
    for high, one in said.items():
        comes_with = one.field.removesuffix("-since") in honors.BRINGS
        if high in denied and not comes_with:
            _refuse_denial(row, high, denied.pop(high), one.field, "exchange.denied")
    for high, one in said.items():  # the title that a denied one comes with is no second cause
        for low in honors.BRINGS.get(high, ()):
            if low in denied and not row.at_fault(high):
                text = denied.pop(low)
                _refuse_denial(row, low, text, one.field or high, "exchange.denied-below")
    text = names.tidy(shown(row.cell("honor")))
    held = next((one for one in said.values() if one.field != "honor"), None)
    if held and text and (names.word(text) in honors.NONE or says_nothing(text)):
        _refuse_denial(row, "honor", text, held.field, "exchange.denied")


def _denial(row: Row, honor: str, kind: str) -> str:
    """Return what an honor's own column says for no, "" where it is blank or says another thing."""
    text = names.tidy(shown(row.cell(honor))) if honor in row.header.columns else ""
    denies = text and honors.read_tick(honors.unwrapped(text), honor, kind) is False
    return text if denies else ""


def _refuse_denial(row: Row, field: str, text: str, source: str, key: str) -> None:
    titles = row.header.titles
    said = names.tidy(shown(row.cell(source)))
    other = titles.get(source, source)
    row.refuse(field, msg(key, column=titles.get(field, field), value=text, other=other, said=said))


def says_of_titles(row: Row) -> bool:
    """Return whether a column of the row's sheet says which titles are held."""
    own = HONORS[row.header.kind]
    return not {"honor", *own, *(f"{one}-since" for one in own)}.isdisjoint(row.header.columns)


def said_of_crosses(sheet: Sheet, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a warning, one a column, of the crosses under an honor: they say that none is held."""
    for honor in HONORS[header.kind]:
        place = header.columns.get(honor, -1)
        own = [(row.number, row.cells[place]) for row in rows if 0 <= place < len(row.cells)]
        found = [(n, cell) for n, cell in own if names.tidy(shown(cell)) in honors.CROSSES]
        if found:
            reason = msg("exchange.crosses", count=len(found))
            title = header.titles[honor]
            yield Problem(sheet.name, found[0][0], title, shown(found[0][1]), reason)


def _own_days(
    row: Row, kind: str, said: dict[str, _Said], *, says_else: bool
) -> Mapping[str, date]:
    """Take the days of the columns that are one honor's alone, and return the ends they state.

    Where no other column says whether the honor is held, its day does.
    """
    ends: dict[str, date] = {}
    comes = {low for high in said for low in honors.BRINGS.get(high, ())}
    for honor in HONORS[kind]:
        field, last = f"{honor}-since", f"{honor}-until"
        day, end = row.day(field), row.day(last)
        alone = not says_else and honor not in row.header.columns
        if day and (honor in said or honor in comes or alone):
            other = said.get(honor, _Said(None, "")).day
            if other and other != day:
                row.warn(field, msg("exchange.day-not-used"))
            else:
                said[honor] = _Said(day, field)
        elif day:
            row.warn(field, msg("exchange.day-of-no-title"))
        if end and honor in said:
            ends[honor] = end
        elif end:
            row.warn(last, msg("exchange.day-of-no-title"))
    return ends


def ticked(row: Row, honor: str, kind: str) -> dict[str, date | None]:
    """Return what a tick, or a day, under an honor's own column says is held, since when."""
    cell = row.cell(honor)
    text = honors.unwrapped(names.tidy(shown(cell)))
    found = honors.read_own("√" if cell is True else text, honor, kind)
    if found is None:
        day = honors.read_ticked(text) or day_of(text if isinstance(cell, str) else cell)
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            row.refuse(honor, honors.behind(text, kind) or msg("exchange.no-tick"))
            return {}
        found = dict.fromkeys(honors.BRINGS.get(honor, (honor,)), day)
    day = next(filter(None, found.values()), None)
    if day and (span := span_of(cell) if cell is not True else None):
        row.note_vague(honor, span)
    for span in honors.spans(text):
        row.note_vague(honor, span)
    if day and honors.has_year_alone(text):
        row.warn(honor, msg("exchange.year-alone", day=day.isoformat()))
    elif day and (honors.months_alone(text) if isinstance(cell, str) else is_month_alone(cell)):
        row.warn(honor, month_alone(day))
    return found
