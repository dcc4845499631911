"""The data rows of a registry sheet; each collects what is wrong with its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from civtui.exchange import names
from civtui.exchange.by_words import filled
from civtui.exchange.columns import Header
from civtui.exchange.headers import field_said
from civtui.exchange.honors import NONE
from civtui.exchange.nameless import (
    ENDED,
    are_heads,
    are_offices,
    are_several,
    bare_name,
    ended,
    is_no_name,
    is_title_of_names,
)
from civtui.exchange.plan import Place, Problem
from civtui.exchange.shape import Below, heading
from civtui.exchange.tables import Cell, Sheet, shown, trouble
from civtui.model.reading import day_of, is_month_alone, is_year_alone, span_of, whole_of
from civtui.model.reading.days import Span
from civtui.model.text import Message, msg

DITTO = ("〃", "同上", '"', "″")
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_COUNT = 10**9
MOST_NUMBERS = 12  # rows that one warning names
MOST_SHOWN = 80  # characters of a bad value that a report repeats
# a day as a spreadsheet writes it where somebody typed 3-4 or 12/9
DAY_SHAPE = re.compile(r"[0-9]{1,4}(?:[-/年][0-9]{1,2}){1,2}[日月]?|[0-9]{1,2}月[0-9]{1,2}日")
REMARKED = re.compile(r"(?P<day>[^（(]+)[（(](?P<remark>.+)[)）]")
TENTH = re.compile(r"(?:19|20)[0-9]{2}\.1")  # a spreadsheet writes 2022.10 so, too
MONTH_ALONE, MONTH_ENDS = MONTHS = "exchange.month-alone", "exchange.month-ends"
TRUTHS = ("true", "false")


def month_alone(day: date, *, ends: bool = False, count: int = 1) -> Message:
    """Return that a cell says the month alone, and which day was taken (see `once_a_column`).

    Args:
        ends: it ends a term, so the month's last day was taken.
        count: how many such days the cell has, `day` the first.
    """
    return msg(MONTH_ENDS if ends else MONTH_ALONE, day=day.isoformat(), count=count)


def no_date(value: Cell) -> Message:
    """Return why a cell is refused that is no day: the one sentence of all importers."""
    tenth = isinstance(value, float) and TENTH.fullmatch(f"{value:.15g}")
    return msg("exchange.date-tenth" if tenth else "exchange.no-date")


def once_a_column(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems, of months alone the first in each column, with how many there are."""
    found: list[Problem] = []
    places: dict[tuple[str, int, str, str], int] = {}
    for one in problems:
        key = (one.sheet, one.at, one.column, one.reason.key)
        at = places.get(key) if one.reason.key in MONTHS else None
        if at is not None:
            values = found[at].reason.values
            count = int(str(values["count"])) + int(str(one.reason.values["count"]))
            reason = msg(one.reason.key, **{**values, "count": count})
            found[at] = found[at]._replace(reason=reason)
            continue
        if one.reason.key in MONTHS:
            places[key] = len(found)
        found.append(one)
    return found


class Row:
    """One row of a registry.

    Args:
        sheet: the sheet it stands on.
        header: what its columns are.
        number: the sheet's own row number, from 1.
        cells: its cells.
        under: the sub-head above it.
        lent: where the agency of an office stands, if not in its own cell: `above` of a blank
            one, `hidden` or `total` where that row is hidden or a sum, `ditto` of 同上, `head`
            under a sub-head that names it, `apart` under one that heads a group of agencies, so
            that nobody knows whose the office is.
    """

    def __init__(
        self, sheet: Sheet, header: Header, number: int, cells: list[Cell], under: str = ""
    ) -> None:
        self.sheet, self.header, self.number, self.cells = sheet, header, number, cells
        self.under, self.lent = under, ""
        self.elses: frozenset[int] | None = None  # of titles of both: places that are its agency's
        self.lines: dict[str, int] = {}  # field -> number of the row above the table that says it
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.vague: dict[tuple[bool, date], Span] = {}  # (ends, day) as read -> what it may mean
        self.vague_in: dict[tuple[bool, date], set[str]] = {}  # the same -> fields that say so

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.sheet.name, self.number, self.header.titles)

    def cell(self, field: str) -> Cell:
        """Return the cell of `field`; a formula without a value and an error are refused."""
        place = self.header.columns.get(field)
        if place is None or place >= len(self.cells):
            return None
        wrong = trouble(self.sheet, self.number, place)
        if wrong is None:
            return self.cells[place]
        self._once(field, wrong[1])
        return None

    def _once(self, field: str, reason: Message) -> None:
        problem = self._problem(field, reason)
        if problem not in self.problems:
            self.problems.append(problem)

    def text(self, field: str, *, most: int = 120, needed: bool = False, name: bool = False) -> str:
        """Return a cell as tidy text of at most `most` characters; "" where it is empty.

        Args:
            name: it names somebody: a day or TRUE is what a spreadsheet made of the name.
        """
        value = self.cell(field)
        if isinstance(value, bool | date) or (name and _is_turned(value)):
            truth = isinstance(value, bool) or shown(value).casefold() in TRUTHS
            self._once(field, msg(f"exchange.turned-{'truth' if truth else 'date'}"))
        found = names.tidy(shown(value))
        if name and found and not self.at_fault(field):
            self._named(field, found)
            found = self._bare(field, found)
        if names.has_unseen(shown(value)):
            self.warn(field, msg("exchange.unseen"))
        if needed and not found and not self.at_fault(field):
            self.refuse(field, msg("exchange.needed"))
        if len(found) > most:
            self.refuse(field, msg("exchange.too-long", length=len(found), most=most))
        if not found.isprintable():
            self.warn(field, msg("exchange.control-characters"))
        return found

    @property
    def heads_only(self) -> bool:
        """Whether all that it says are words that people write over columns."""
        owner = self.header.columns.get("agency", -1) if self.lent else -1
        return are_heads(text for place, text in filled(self.cells) if place != owner)

    def at_fault(self, field: str) -> bool:
        """Return whether something is wrong with a cell already."""
        return any(self._is_of(one, field) for one in self.problems)

    def _named(self, field: str, found: str) -> None:
        """Refuse what stands where a name belongs, and is none."""
        if is_title_of_names(found) or (are_heads([found]) and self.heads_only):
            if not any(one.reason.key == "exchange.head-word" for one in self.problems):
                self.refuse(field, msg("exchange.head-word"))  # once a row
        elif is_no_name(found):
            self.refuse(field, msg("exchange.no-name"))
        elif words := ended(found):
            self.refuse(field, msg("exchange.name-ended", words=words))
        elif self._is_office(field) and (offices := are_offices(shown(self.cell(field)))):
            self.refuse(field, msg("exchange.several-offices", offices=offices))
        elif are_several(shown(self.cell(field))):
            self.refuse(field, msg("exchange.several-names"))

    def _is_office(self, field: str) -> bool:
        return (self.header.kind, field) == ("office", "name")

    def _bare(self, field: str, found: str) -> str:
        """Return a name without what stands around it in a list, and say so."""
        bare = bare_name(found)
        if bare in ("", found):
            return found
        self.warn(field, msg("exchange.bare-name", name=bare))
        return bare

    def refuse_blank(self, field: str, reason: Message) -> None:
        """Note that the row cannot be taken for a cell that the file leaves blank."""
        self.problems.append(self._problem(field, reason)._replace(value=""))

    def order(self, field: str) -> int | None:
        """Return a cell as a place from 1; one that is no number (1-2, 甲) says nothing."""
        place = self.header.columns.get(field)
        value = self.cells[place] if place is not None and place < len(self.cells) else None
        wrong = trouble(self.sheet, self.number, -1 if place is None else place)
        if wrong is not None:
            self.warn(field, wrong[1])
        number = whole_of(value) if value is not None else None
        return number if number and 0 < number < MOST_COUNT else None

    def count(self, field: str) -> int | None:
        """Return a cell as a whole number that is not negative, None where it is empty."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if field == "offices" and names.word(shown(value)) in NONE:
            return 0
        number = whole_of(value)
        if number is None or not 0 <= number < MOST_COUNT:
            self.refuse(field, msg("exchange.no-count"))
            return None
        return number

    def day(self, field: str) -> date | None:
        """Return a cell as a day, None where it is empty, or says that there is none: 无, —."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and names.word(value) in NONE):
            return None
        found = day_of(value)
        if found is None and isinstance(value, str):
            value = self._before_remark(field, value)
            found = day_of(value)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.refuse(field, no_date(value))
            return None
        ends = field.endswith("until")
        if span := span_of(value):
            found = span.last if ends else span.first
            self.note_vague(field, span, ends=ends)
        if is_year_alone(value):
            self.warn(field, msg("exchange.year-alone", day=found.isoformat()))
        if is_month_alone(value):
            self.warn(field, month_alone(found, ends=ends))
        return found

    def note_vague(self, field: str, span: Span, *, ends: bool = False) -> None:
        """Note that a cell says a month, or year, alone, and so may mean any day of it."""
        key = ends, span.last if ends else span.first
        self.vague[key] = span
        self.vague_in.setdefault(key, set()).add(field)

    def say_asides(self) -> None:
        """Warn of what stands in brackets behind a word for nothing: 无（未申报）."""
        for field in self.header.columns:
            text = names.same(shown(self.cells[at])) if (at := self._at(field)) >= 0 else ""
            found = names.ASIDE.search(text)
            if found and names.word(text) in NONE - {""} and not self._is_noted(field):
                self.warn(field, msg("exchange.none-aside", words=found[0][1:-1]))

    def _at(self, field: str) -> int:
        place = self.header.columns.get(field, -1)
        return place if place < len(self.cells) else -1

    def _is_noted(self, field: str) -> bool:
        return any(self._is_of(one, field) for one in (*self.problems, *self.warnings))

    def _is_of(self, one: Problem, field: str) -> bool:
        """Return whether something was noted of the cell of a field."""
        at = self.header.columns.get(field, -1)
        return (one.at, one.column) == (at, self._title(field))

    def _before_remark(self, field: str, text: str) -> str:
        """Return a day before a remark in brackets, and say the remark: 2021年3月（第二批）."""
        found = REMARKED.fullmatch(text.strip())
        if not found or ENDED.search(found["remark"]) or day_of(found["day"]) is None:
            return text
        self.warn(field, msg("exchange.day-remark", remark=found["remark"]))
        return found["day"]

    def refuse(self, field: str, reason: Message) -> None:
        """Note that the row cannot be taken."""
        self.problems.append(self._problem(field, reason))

    def warn(self, field: str, reason: Message) -> None:
        """Note something to look at; the row is taken."""
        warning = self._problem(field, reason)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def warned(self, key: str) -> bool:
        """Return whether something was noted of the row."""
        return any(one.reason.key == key for one in self.warnings)

    def forget(self, field: str, key: str) -> None:
        """Take back what was noted of a cell that turns out not to be read."""
        self.warnings = [
            one for one in self.warnings if not (one.reason.key == key and self._is_of(one, field))
        ]

    def _title(self, field: str) -> str:
        return self.header.titles.get(field) or field_said(field)

    def _problem(self, field: str, reason: Message) -> Problem:
        place = self.header.columns.get(field, -1)
        value = self.cells[place] if 0 <= place < len(self.cells) else None
        wrong = trouble(self.sheet, self.number, place)
        text = (wrong[0] if wrong else shown(value))[:MOST_SHOWN]
        number = self.lines.get(field, self.number)
        return Problem(self.sheet.name, number, self._title(field), text, reason, place)


def _is_turned(value: Cell) -> bool:
    if not isinstance(value, str):
        return False
    text = value.strip()
    return text.casefold() in TRUTHS or DAY_SHAPE.fullmatch(text) is not None


def data_rows(below: Below) -> Iterator[Row]:
    """Yield the rows of data below a header.

    On an office sheet an agency left blank (or 同上) is the one above, as merged cells come out
    of other programs, or the one that heads the block.
    """
    above: Cell = None
    header, under, of = below.header, "", "above"
    owner = header.columns.get("agency") if header.kind == "office" else None
    for number, cells, heads, apart, by in below.rows():
        lent = ""
        if heads != under:
            under, above, of = heads, heading(heads), "apart" if apart else "head"
        if owner is not None and owner < len(cells):
            if by == "total" and names.key(shown(above)) == names.key(shown(cells[owner])):
                continue
            if is_ditto(cells[owner]) and above is not None:
                blank = cells[owner] is None or not shown(cells[owner]).strip()
                lent = "ditto" if of not in ("head", "apart") and not blank else of
                cells = [*cells]
                cells[owner] = above
            else:
                of = by or "above"
            above = cells[owner]
        if by:
            continue
        row = Row(below.sheet, header, number, cells, under)
        row.lent = lent
        yield row


def numbered(numbers: Sequence[int]) -> list[str]:
    """Return numbers of rows as a warning lists them."""
    return [*map(str, numbers[:MOST_NUMBERS])] + ["…"] * (len(numbers) > MOST_NUMBERS)


def said_of_blanks(
    sheet: Sheet, header: Header, blank: Sequence[tuple[int, str]]
) -> Iterator[Problem]:
    """Yield a warning, one a sheet, of the rows that were given to the agency above them.

    Args:
        blank: number of each row whose agency is left blank, and the agency that it was given to.
    """
    if blank:
        told = numbered([number for number, _ in blank])
        reason = msg("exchange.agency-above", count=len(blank), rows=told)
        number, agency = blank[0]
        yield Problem(sheet.name, number, header.titles["agency"], agency[:MOST_SHOWN], reason)


def said_of_hidden(
    sheet: Sheet, header: Header, blank: Sequence[tuple[int, str]], by: str = "hidden"
) -> Iterator[Problem]:
    """Yield a warning, one an agency, of the rows whose agency no row of data names.

    Args:
        blank: as of `said_of_blanks`.
        by: what names it, `hidden` or `total` (see `shape.Kept`).
    """
    found: dict[str, list[int]] = {}
    for number, agency in blank:
        found.setdefault(agency, []).append(number)
    for agency, numbers in found.items():
        told = numbered(numbers)
        reason = msg(f"exchange.agency-{by}", count=len(numbers), rows=told, agency=agency)
        title = header.titles["agency"]
        yield Problem(sheet.name, numbers[0], title, agency[:MOST_SHOWN], reason)


def is_ditto(cell: Cell) -> bool:
    """Return whether a cell means what stands above it: blank, 同上, 〃."""
    return cell is None or shown(cell).strip() in ("", *DITTO)
