"""Tables of any length, read window by window in one of several orders: what a grid asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from civtui.ledger import windows
from civtui.ledger.windows import Key as Key
from civtui.ledger.windows import Order
from civtui.workspace.finding.names import plain
from civtui.workspace.finding.query import Query
from civtui.workspace.session import Workspace

Record = TypeVar("Record")
OFFICIAL = "official"


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

    def test(self, query: Query) -> Callable[[Record], bool]:
        """Return the test of records against the bare words of a query."""
        more = self.more
        if more is None:
            return lambda record: query.matches({"": self.text(record)})

        def takes(record: Record) -> bool:
            names = {"": self.text(record)}
            for term in query.terms:
                said = term.matches(names) is not term.negated
                if (said or term.values[0] in plain(more(record))) is term.negated:
                    return False
            return True

        return takes

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
