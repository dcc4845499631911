"""A list's records as cells: what stands in a column, what it means, and as a table of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.tables import table as printed_table
from civtui.model.text import Bilingual, Message
from civtui.tables import table_of
from civtui.tables.table import Column, Face, Table
from civtui.workspace.lists.listing import Listing
from civtui.workspace.lists.signs import SIGNS
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.finding.query import Fields


@cache
def named(path: str) -> Any:
    """Return what `module:name` names; its module is imported now."""
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


def listing(ws: Workspace, table: Table, of: str = "", about: Any = None) -> Listing:
    """Return a list with its records read.

    Args:
        about: what was found for it already.
    """
    here = Listing(ws, table, of, about)
    here.asked = named(table.asked) if table.asked else None
    here.records = named(table.rows)(here) if table.rows else named(table.reads)(ws)
    return here


def title(here: Listing) -> str:
    """Return what a list is called, and whose it is."""
    table = here.table
    if table.heading:
        return render(named(table.heading)(here))
    if table.of != "agency":
        return render(table.words)
    from civtui.workspace.lists.agencies import whose

    return f"{render(table.words)} · {render(whose(here))}"


def content(here: Listing, path: str | Callable[[Any, Any], Any], record: Any) -> Any:
    """Return what a record has under a path (see `Column.content`)."""
    if not isinstance(path, str):
        return path(here, record)
    if "{" in path:
        return path.format(record)
    if ":" in path:
        return named(path)(here, record)
    return record[path] if isinstance(record, dict) else getattr(record, path)


def key_of(here: Listing, record: Any) -> str:
    """Return the id of a record."""
    return str(content(here, here.table.key, record))


class TwoRowsOfOneKey(AssertionError):
    """A list has two records of one key, of which the screen could show one alone."""


def by_key(here: Listing, records: Sequence[Any]) -> dict[str, Any]:
    """Return the records of a list by their ids.

    Raises:
        TwoRowsOfOneKey: two have the same: the declaration's `key` does not tell them apart.
    """
    found: dict[str, Any] = {}
    for one in records:
        key = key_of(here, one)
        if key in found:
            raise TwoRowsOfOneKey(f"{here.table.name}: {key}")
        found[key] = one
    return found


def cell(here: Listing, column: Column, record: Any) -> str:
    """Return what stands in a column, in the language in use."""
    found = content(here, column.content or column.id, record)
    if column.sign:
        return SIGNS[found]
    found = len(found) if column.counted else found
    if found is None or found in ("", ()) or (column.blank and not found):
        found = column.none
        if not found or not column.said:
            return found
    if not column.said:
        return render(found)
    parts = found if isinstance(found, list | tuple) else [found]
    return t("common.separator").join(worded(column.said.format(part)) for part in parts)


def worded(text: str | Message | Bilingual) -> str:
    """Return the word of a key; a text without a dot is none."""
    return t(text) if isinstance(text, str) and "." in text else render(text)


def meaning(here: Listing, column: Column, record: Any) -> str:
    """Return what the content of a column means."""
    wish = column.meaning
    if not isinstance(wish, str):
        found = str(content(here, column.content or column.id, record))
        return wish.get(found, wish.get("*", "plain"))
    return str(named(wish)(here, record)) if ":" in wish else wish


def columns_of(here: Listing, face: Face = "screen") -> tuple[Column, ...]:
    """Return the columns that a face shows."""
    columns = here.table.columns
    found: tuple[Column, ...] = named(columns)(here) if isinstance(columns, str) else columns
    alone = bool(here.of)
    return tuple(c for c in found if c.face in ("", face) and not (c.whole and alone))


def cells(
    here: Listing, records: Iterable[Any], face: Face = "print"
) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of a list as text."""
    heads = [worded(one.head) for one in columns_of(here, face)]
    return heads, [row(here, record, face) for record in records]


def row(here: Listing, record: Any, face: Face = "print") -> list[str]:
    """Return a record as the text of its cells."""
    return [cell(here, one, record) for one in columns_of(here, face)]


def fields_of(here: Listing) -> Fields:
    """Return what a filter can name; none where it only looks into what is shown."""
    found = named(here.table.fields) if here.table.fields else ()
    fields: Fields = found(here) if callable(found) else found
    return fields


def every_record(here: Listing) -> Sequence[Any]:
    """Return all records of a list, of a long one too."""
    from civtui.workspace.reading.windows import Table as Long

    if not isinstance(here.records, Long):
        return list(here.records)
    found, edge = [], None
    while page := here.records.read(edge):
        found += [record for _, record in page]
        edge = page[-1][0]
    return found


def printed(ws: Workspace, name: str, records: Iterable[Any], about: Any = None) -> Iterator[str]:
    """Yield records as the command line prints a list of them."""
    yield from printed_table(*cells(Listing(ws, table_of(name), about=about), records))
