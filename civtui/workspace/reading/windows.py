"""Tables of any length, read window by window in one of several orders: what a grid asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, TypeVar

from civtui.ledger import windows
from civtui.ledger.windows import Key as Key
from civtui.ledger.windows import Order as Order
from civtui.workspace.finding.names import plain
from civtui.workspace.finding.query import Query
from civtui.workspace.session import Workspace

Record = TypeVar("Record")


class Filter(NamedTuple, Generic[Record]):
    """Which rows are wanted.

    Args:
        text: a test of a row's text; None takes every one.
        rest: a test of the whole record; None takes every one.
    """

    text: Callable[[str], bool] | None
    rest: Callable[[Record], bool] | None


class Seen(NamedTuple, Generic[Record]):
    """What a look came to: records with their keys, how far it got, whether nothing follows."""

    hits: list[tuple[Key, Record]]
    edge: Key | None
    done: bool


class Counted(NamedTuple):
    """How many rows a filter took, how far it got, whether nothing follows."""

    number: int
    edge: Key | None
    done: bool


@dataclass(frozen=True)
class Table(Generic[Record]):
    """A table that is never read as a whole.

    Args:
        ws: the open workspace.
        name: of its statement.
        params: what the statement is asked with.
        orders: name of an order -> its terms; `official` is the one without a wish.
        id_terms: SQL expressions that name a row; its id is their values, joined by `|`.
        record: makes a record of a row.
        id_of: returns a record's id, a text that stays while others write.
        text: returns what a filter looks into: names, which can be spelled by pinyin.
        official: the official order, as it is read.
    """

    ws: Workspace
    name: str
    params: Mapping[str, Any]
    orders: Mapping[str, Sequence[str]]
    id_terms: tuple[str, ...]
    record: Callable[[tuple[Any, ...]], Record]
    id_of: Callable[[Record], str]
    text: Callable[[Record], str]
    official: Order
    order: Order | None = None
    more: Callable[[Record], str] | None = None  # long text to look into, as it stands
    scan: str = ""  # statement of (id, text) for a filter to look through; the whole row else

    def filter(
        self, query: Query, fields: Callable[[Record], Mapping[str, Any]]
    ) -> Filter[Record] | None:
        """Return the filter that a query means, None where it asks for nothing.

        Args:
            fields: returns a record as named fields read it.
        """
        if not query.terms:
            return None
        bare = Query(tuple(term for term in query.terms if term.field is None))
        named = Query(tuple(term for term in query.terms if term.field is not None))
        more = self.more

        def looks(record: Record) -> bool:
            if more is not None:
                names = {"": self.text(record)}
                for term in bare.terms:
                    said = term.matches(names) is not term.negated
                    if (said or term.values[0] in plain(more(record))) is term.negated:
                        return False
            return named.matches(fields(record)) if named.terms else True

        return Filter(
            bare.text_test() if bare.terms and more is None else None,
            looks if named.terms or more is not None else None,
        )

    def takes(self, record: Record, wanted: Filter[Record] | None) -> bool:
        """Return whether a filter takes a record."""
        if wanted is None:
            return True
        text, rest = wanted
        return (text is None or text(self.text(record))) and (rest is None or rest(record))

    def look(
        self,
        wanted: Filter[Record],
        edge: Key | None,
        *,
        forward: bool,
        most: int,
        want: int,
    ) -> Seen[Record]:
        """Look through up to `most` rows behind `edge` for `want` that a filter takes."""
        if wanted.text is None or not self.scan:
            page = self.read(edge, forward=forward, most=most)
            hits = [one for one in page if self.takes(one[1], wanted)]
            return Seen(hits, page[-1][0] if page else edge, len(page) < most)
        rows = self._texts(edge, forward=forward, most=most)
        hits = []
        for id_, text in rows:
            if wanted.text(text) and (found := self.find(id_)) is not None:
                if wanted.rest is None or wanted.rest(found[1]):
                    hits.append(found)
                if len(hits) >= want:
                    return Seen(hits, found[0], False)
        return Seen(hits, self._edge(rows, edge), len(rows) < most)

    def count(self, wanted: Filter[Record], edge: Key | None, most: int) -> Counted:
        """Count how many of up to `most` rows behind `edge` a filter takes."""
        if wanted.text is not None and wanted.rest is None and self.scan:
            rows = self._texts(edge, forward=True, most=most)
            number = sum(map(wanted.text, (text for _, text in rows)))
            return Counted(number, self._edge(rows, edge), len(rows) < most)
        page = self.read(edge, most=most)
        number = sum(self.takes(record, wanted) for _, record in page)
        return Counted(number, page[-1][0] if page else edge, len(page) < most)

    def _texts(self, edge: Key | None, *, forward: bool, most: int) -> list[tuple[str, str]]:
        order = self.order or self.official
        return windows.texts(
            self.ws.ledger, self.scan, order, self.params, edge=edge, forward=forward, most=most
        )

    def _edge(self, rows: list[tuple[str, str]], edge: Key | None) -> Key | None:
        """Return the key of the last row looked through."""
        last = self.find(rows[-1][0]) if rows else None
        return last[0] if last else edge

    def sorted(self, by: str, descending: bool = False) -> Table[Record]:
        """Return the table in another order; the official one where it knows none of that name."""
        terms = self.orders.get(by)
        if terms is None:
            return replace(self, order=None)
        official = self.official
        outer = official.outer and not terms
        return replace(self, order=Order((*terms, *official.terms), descending, outer))

    def read(
        self, edge: Key | None, *, forward: bool = True, most: int = 200
    ) -> list[tuple[Key, Record]]:
        """Return up to `most` records behind `edge`, each with its key, nearest first.

        Args:
            edge: the key to start behind; the table's end where None.
            forward: on from there, or back.
        """
        order = self.order or self.official
        found = windows.read(
            self.ws.ledger,
            self.name,
            order,
            self.params,
            edge=edge,
            forward=forward,
            most=most,
        )
        return [(key, self.record(row)) for key, row in found]

    def find(self, id_: str) -> tuple[Key, Record] | None:
        """Return the record of that id with its key, or None."""
        parts = id_.split("|", len(self.id_terms) - 1)
        if len(parts) != len(self.id_terms):
            return None
        wanted = dict(zip(self.id_terms, parts, strict=True))
        order = self.order or self.official
        found = windows.get(self.ws.ledger, self.name, order, self.params, wanted)
        return (found[0], self.record(found[1])) if found else None
