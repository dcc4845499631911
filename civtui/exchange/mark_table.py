"""Finds a table of marks on a sheet, and the words by which its rows name what they are about."""

from __future__ import annotations

from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.columns import DEEPEST_HEADER, Header, Named, described, header_at
from civtui.exchange.headers import MARKS, Words
from civtui.exchange.plan import Column, Problem
from civtui.exchange.round_view import RoundView
from civtui.exchange.tables import Sheet
from civtui.scoring.pipeline.items import numbered

LONG = {"subject", "item", "value"}
ITEM = "item "  # before an item's id, among the fields of a wide table


class Table(NamedTuple):
    """A table of marks; `items` (place -> item) is empty for a long one."""

    header: Header
    items: dict[int, str]
    fields: Words


def find_table(sheet: Sheet, view: RoundView, named: Named) -> Table | None:
    """Return the table of marks of a sheet, None where it has none.

    Args:
        view: the round, whose items may be columns.
        named: how people named its columns.
    """
    titles = {id_: item.title.zh for id_, item in view.items.items()}
    by_word = words_of(titles)
    items = {
        id_: (title, id_) if names.same(title) in by_word else (id_,)
        for id_, title in titles.items()
    }
    about = {field: words for field, words in MARKS.items() if field not in ("item", "value")}
    wide: Words = {**{f"{ITEM}{id_}": words for id_, words in items.items()}, **about}
    for number in range(1, min(len(sheet.rows), DEEPEST_HEADER) + 1):
        header = header_at(sheet.rows, number, "marks", MARKS, LONG, named)
        if header:
            return Table(header, {}, MARKS)
        header = header_at(sheet.rows, number, "marks", wide, {"subject"}, named)
        if header:
            places = {place: field.removeprefix(ITEM) for field, place in header.columns.items()
                      if field.startswith(ITEM)}  # fmt: skip
            if places:
                return Table(header, places, wide)
    return None


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


def item_words(view: RoundView) -> dict[str, str]:
    """Return every way to name an item: id, title where it is unique, the number on the sheet.

    A spreadsheet keeps 4.10 as 4.1: where a criterion has ten items, their numbers name none.
    """
    numbers = dict(zip(numbered(view.items.values()), view.items, strict=True))
    many = {number.partition(".")[0] for number in numbers if number.endswith(".10")}
    sure = {names.same(n): id_ for n, id_ in numbers.items() if n.partition(".")[0] not in many}
    return sure | words_of({id_: item.title.zh for id_, item in view.items.items()})


def subject_words(view: RoundView) -> dict[str, str]:
    """Return every way to name a subject: id, agency/name, and the name where it is unique."""
    full = {
        names.same(f"{one}/{name}"): id_
        for id_, (name, agency) in view.subjects.items()
        for one in (*view.agencies.get(agency, ()), agency)
    }
    full |= {names.same(called): id_ for called, id_ in view.formers.items()}
    return full | words_of({id_: name for id_, (name, _) in view.subjects.items()})
