"""Finds a table of marks on a sheet, and the words by which its rows name what they are about."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.beside import is_error
from civtui.exchange.by_words import NUMBER, passed_over
from civtui.exchange.columns import (
    DEEPEST_HEADER,
    Header,
    Named,
    header_at,
)
from civtui.exchange.described import described, passive
from civtui.exchange.headers import KINDS, MARKS, Words, folded
from civtui.exchange.lines import pairs
from civtui.exchange.plan import Column, Problem
from civtui.exchange.round_view import RoundView
from civtui.exchange.rows import MOST_SHOWN
from civtui.exchange.shape import above
from civtui.exchange.tables import Cell, Sheet, shown
from civtui.exchange.titles import Title
from civtui.model.text import Message, msg
from civtui.scoring.pipeline.items import numbered

LONG = {"subject", "item", "value"}
ITEM = "item "  # before an item's id, among the fields of a wide table
# what people put between the number and the name of an item (a colon is no part of a word)
BETWEEN = ("", "、", ".", ":")
WITH_AGENCY = ("{name}:{agency}", "{name}/{agency}", "{name}({agency})")  # of a judge
NUMBERED = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}(?![0-9])")  # an item's number begins a title
DAY_BEHIND = re.compile(
    r"[\s、,，;；]*(?:日期|时间)?\s*[0-9]{4}\s*[年./-].*$"
)  # 王芳 2026年10月20日
NEAR, SURE = 0.5, 0.75  # likeness of a title to an item's name: to be named, to be meant
MOST_NAMED = 12  # items that are listed where one is unknown


class Table(NamedTuple):
    """A table of marks; of a wide one `items` says which column holds the marks on which item."""

    header: Header
    items: dict[int, str]
    fields: Words
    wide: bool = False


def find_table(sheet: Sheet, view: RoundView, named: Named) -> Table | None:
    """Return the table of marks of a sheet, None where it has none.

    Args:
        view: the round, whose items may be columns.
        named: how people named its columns.
    """
    about = {field: words for field, words in MARKS.items() if field not in ("item", "value")}
    items = {f"{ITEM}{id_}": words for id_, words in _words_over(view).items()}
    wide: Words = {**items, **about}
    for number in range(1, min(len(sheet.rows), DEEPEST_HEADER) + 1):
        header = header_at(sheet.rows, number, "marks", MARKS, LONG, named)
        if header:
            return Table(header, {}, MARKS)
        header = header_at(sheet.rows, number, "marks", wide, {"subject"}, named)
        if header:
            places = {
                place: field.removeprefix(ITEM)
                for field, place in header.columns.items()
                if field.startswith(ITEM)
            }
            table = Table(header, places, wide, wide=True)
            if places or any(_numbered(title.own) for title in _unknown(table)):
                return table
    return None


def judge_of(sheet: Sheet, header: Header, view: RoundView) -> tuple[str | None, list[Problem]]:
    """Return whose the marks of a sheet are where a row does not say it, and what is said of it.

    Who is named for the whole file comes first, then a line above the table: 考评员：王芳. It is
    "" where the table has a column of assessors, and None where nothing says whose they are.
    """
    rows = enumerate(above(sheet, header), 1)
    lines = [
        one
        for number, row in rows
        for one in pairs(number, row)
        if names.word(one.label) in folded(MARKS["assessor"])
    ]
    if "assessor" in header.columns:
        return view.assessor or "", []
    if not lines:
        return (view.assessor, list(_others(sheet, header, view))) if view.assessor else (None, [])
    line, named = lines[0], view.assessor
    key, own = "of-one-judge", DAY_BEHIND.sub("", line.value)
    if named:
        said = view.judges[named].name if named in view.judges else named
        if names.same(own) in (names.same(said), names.same(named)):
            return named, []
        key, own = "other-judge", named
    reason = msg(f"exchange.{key}", judge=DAY_BEHIND.sub("", line.value))
    return own, [Problem(sheet.name, line.row, line.label, line.value[:MOST_SHOWN], reason)]


def _others(sheet: Sheet, header: Header, view: RoundView) -> Iterator[Problem]:
    """Yield a warning where the sheet's name, or what is above its table, names another judge."""
    chosen = view.judges[view.assessor].name if view.assessor in view.judges else ""
    texts = [(0, sheet.name)]
    for number, row in enumerate(above(sheet, header), 1):
        texts += [(number, shown(cell)) for cell in row if cell is not None]
    for number, text in texts:
        names_told = (one.name for one in view.judges.values() if len(one.name) > 1)
        others = [name for name in names_told if name in text]
        if others and chosen not in others:
            reason = msg("exchange.other-judge", judge=others[0])
            yield Problem(sheet.name, number or header.row, "", text[:MOST_SHOWN], reason)
            return


def columns_said(sheet: Sheet, table: Table) -> tuple[tuple[Column, ...], list[Problem]]:
    """Return what every column of a table was read as, an item by its id, and what is not used."""
    columns, unused = described(sheet, table.header, table.fields)
    said = tuple(
        one._replace(field=one.field.removeprefix(ITEM), nearest=one.nearest.removeprefix(ITEM))
        for one in columns
    )
    return said, unused


def words_of(names_of: dict[str, str]) -> dict[str, str]:
    """Return id by every word that means it alone: its name, where unique, and the id itself."""
    by_name: dict[str, list[str]] = {}
    for id_, name in names_of.items():
        by_name.setdefault(names.same(name), []).append(id_)
    unique = {word: ids[0] for word, ids in by_name.items() if len(ids) == 1}
    return unique | {names.same(id_): id_ for id_ in names_of}


def judge_words(view: RoundView) -> dict[str, str]:
    """Return every way to name a judge: id, name where it is unique, name with the agency."""
    found: dict[str, list[str]] = {}
    for id_, judge in view.judges.items():
        for agency in judge.agencies:
            for form in WITH_AGENCY:
                word = names.same(form.format(name=judge.name, agency=agency))
                found.setdefault(word, []).append(id_)
    whose = {word: ids[0] for word, ids in found.items() if len({*ids}) == 1}
    return whose | words_of({id_: judge.name for id_, judge in view.judges.items()})


def judges_alike(view: RoundView, name: str) -> Message | None:
    """Return that several judges have a name, and what each is told apart by; else None."""
    alike = [i for i, judge in view.judges.items() if names.same(judge.name) == names.same(name)]
    if len(alike) < 2:
        return None
    said = [
        msg("exchange.judge-of", id=id_, agency=view.judges[id_].agencies[-1])
        if view.judges[id_].agencies
        else id_
        for id_ in alike
    ]
    return msg("exchange.judges-alike", count=len(alike), judges=said)


def item_words(view: RoundView) -> dict[str, str]:
    """Return every way to name an item: id, title where it is unique, the number on the sheet.

    A spreadsheet keeps 4.10 as 4.1: where a criterion has ten items, their numbers name none.
    """
    numbers = dict(zip(numbered(view.items.values()), view.items, strict=True))
    many = {number.partition(".")[0] for number in numbers if number.endswith(".10")}
    sure = {names.same(n): id_ for n, id_ in numbers.items() if n.partition(".")[0] not in many}
    both = {
        names.same(f"{number}{between}{view.items[id_].title.zh}"): id_
        for number, id_ in numbers.items()
        for between in BETWEEN
    }
    return sure | both | words_of({id_: item.title.zh for id_, item in view.items.items()})


def items_said(view: RoundView, most: int = MOST_NAMED) -> list[str]:
    """Return the items as they can be named, number and name; of many the first ones."""
    told = list(_said(view).values())
    return told[:most] + (["…"] if len(told) > most else [])


def _said(view: RoundView) -> dict[str, str]:
    items = view.items
    return {
        id_: f"{number} {items[id_].title.zh}"
        for number, id_ in zip(numbered(items.values()), items, strict=True)
    }


def _words_over(view: RoundView) -> dict[str, list[str]]:
    """Return the words that a column of each item may have: as a row names it, its name first."""
    titles = {id_: item.title.zh for id_, item in view.items.items()}
    found: dict[str, list[str]] = {id_: [] for id_ in titles}
    known = item_words(view)
    for id_, said in _said(view).items():
        found[id_].append(titles[id_] if names.same(titles[id_]) in known else said)
    for text, id_ in known.items():
        found[id_].append(text)
    return found


# --- columns that are no item's ---


def unread_items(sheet: Sheet, table: Table, view: RoundView) -> Iterator[Problem]:
    """Yield the columns of a wide table that hold marks on nobody knows what.

    One whose title is like an item's, and one of numbers, is refused: a slip in a title would
    else leave all its marks out. Totals, notes and what a registry has are known for no items.
    """
    for title in _unknown(table):
        first = _mark_in(sheet, table, title)
        if first:
            reason = _why(title, table, view)
            yield Problem(sheet.name, table.header.row, title.shown, first[:MOST_SHOWN], reason)


def _unknown(table: Table) -> Iterator[Title]:
    """Yield the columns that are none of a table's fields, and no others that are known."""
    taken = set(table.header.columns.values())
    others = {
        names.word(word)
        for fields in (*KINDS.values(), MARKS)
        for many in fields.values()
        for word in many
    }
    for title in table.header.words:
        known = passive(title.shown) or passive(title.own) or names.word(title.own) in others
        if title.place not in taken and not known and passed_over([title.own]) != "total":
            yield title


def _mark_in(sheet: Sheet, table: Table, title: Title) -> str:
    """Return what stands first in a column where marks are given, "" where it can be none."""
    like = _numbered(title.own) or _nearest(title, table, SURE) != ""
    for row in sheet.rows[table.header.row :]:
        cell = row[title.place] if title.place < len(row) else None
        text = shown(cell).strip() if cell is not None else ""
        if text and (like or _is_number(cell)) and _has_marks(row, table):
            return text
    return ""


def _has_marks(row: list[Cell], table: Table) -> bool:
    """Return whether a row gives marks, as far as is known: to a subject, and no total."""
    places = [*table.items] or [table.header.columns["subject"]]
    return passed_over(row) is None and any(
        place < len(row) and row[place] is not None for place in places
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, float) or (
        isinstance(cell, str) and NUMBER.fullmatch(names.same(cell)) is not None
    )


def _numbered(text: str) -> bool:
    return NUMBERED.match(names.same(text)) is not None


def _nearest(title: Title, table: Table, least: float) -> str:
    """Return the item whose name is nearest to a title, "" where none is as near as `least`."""
    wanted, best, found = names.word(title.own), least, ""
    for field, words in table.fields.items():
        for one in map(names.word, words if field.startswith(ITEM) else ()):
            near = difflib.SequenceMatcher(None, wanted, one).ratio()
            if near > best or (near == best and not found):
                best, found = near, field.removeprefix(ITEM)
    return found


def _why(title: Title, table: Table, view: RoundView) -> Message:
    """Return why a column is not taken: its item has one already, or nobody knows its title."""
    known = {names.word(text): id_ for text, id_ in item_words(view).items()}
    meant = known.get(names.word(title.own))
    twin = table.header.titles.get(f"{ITEM}{meant}")
    if twin is not None:
        return msg("exchange.item-column-twice", other=twin)
    near = _nearest(title, table, NEAR)
    if near:
        return msg("exchange.no-item-column-near", nearest=_said(view)[near])
    return msg("exchange.no-item-column", items=items_said(view))


def subject_words(view: RoundView) -> dict[str, str]:
    """Return every way to name a subject: id, agency/name, and the name where it is unique.

    An agency that is judged itself answers to its short name too.
    """
    short_of = {name: short for short, longer in view.agencies.items() for name in longer}
    told: dict[str, set[str]] = {}  # a short name may be that of two agencies
    for id_, (name, agency) in view.subjects.items():
        for one in (*view.agencies.get(agency, ()), agency):
            told.setdefault(names.same(f"{one}/{name}"), set()).add(id_)
        if name in short_of:
            told.setdefault(names.same(short_of[name]), set()).add(id_)
    full = {text: min(ids) for text, ids in told.items() if len(ids) == 1}
    full |= {names.same(called): id_ for called, id_ in view.formers.items()}
    return full | words_of({id_: name for id_, (name, _) in view.subjects.items()})


def turned(cell: Cell) -> Message | None:
    """Return what a spreadsheet made of a cell that nobody typed so, None where it did nothing."""
    if isinstance(cell, str) and is_error(cell):
        return msg("exchange.error-cell")
    if isinstance(cell, bool):
        return msg("exchange.turned-truth")
    return msg("exchange.turned-date") if isinstance(cell, date) else None


class Lookup(dict[str, str | None]):
    """Ids by the text in a cell; each text is folded and looked up once.

    Args:
        words: id by folded name.
    """

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, text: str) -> str | None:
        found = self[text] = self.words.get(names.same(text))
        return found
