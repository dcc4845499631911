"""Rows of a table of any length: a block around the window is held, the rest stays in the ledger.

Positions are those of the block: true ones while its beginning is known, else a number with room
above. Where the beginning or the end comes in sight, positions are shifted and the grid is told,
so nothing is ever counted to move about. A filter looks through slices within a time limit and
goes on beside the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Generic, TypeVar

from civtui.tui.widgets.rows import Row
from civtui.workspace.reading.windows import Filter, Key, Seen, Table

Record = TypeVar("Record")
BLOCK = 200  # rows a read
SPARE = 60  # rows kept beyond the window
KEEP = 800  # rows held at most
SLICE = 2000  # rows looked through by a filter before the clock is asked
BEYOND = 10**9  # a length that no table has: the end is not known
BUDGET = 0.04  # seconds that a key may look for matches


@dataclass
class Edge:
    """How far the block was read in one direction: behind `key`; `done` where nothing follows."""

    key: Key | None = None
    done: bool = False


class Windowed(Generic[Record]):
    """A row source over a table.

    Args:
        table: in the order wanted.
        row: makes a grid's row of a record.
        wanted: which records a filter takes; None takes every one.
    """

    def __init__(
        self,
        table: Table[Record],
        row: Callable[[Record], Row],
        wanted: Filter[Record] | None = None,
    ) -> None:
        self.table, self.row, self.filter = table, row, wanted
        self.found: dict[str, Record] = {}
        self.rows: list[Row] = []
        self.keys: list[Key] = []
        self.start = 0
        self.low, self.high = Edge(done=True), Edge()
        self.wanted = (0, BLOCK - SPARE)
        self.counted: int | None = None
        self._counting: Edge | None = Edge() if wanted else None
        self._count = 0
        self.prepare(0, 0)

    def __len__(self) -> int:
        if self.high.done or self._short:
            return self.start + len(self.rows)
        return max(BEYOND, self.start + len(self.rows) + 1)

    def __getitem__(self, place: int) -> Row:
        if self.held(place) is None and 0 <= place < len(self):
            place += self.prepare(place, place)
        row = self.held(place)
        if row is None:
            raise IndexError(place)
        return row

    def held(self, place: int) -> Row | None:
        """Return the row at a place of the block, None beside it."""
        at = place - self.start
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def __iter__(self) -> Iterator[Row]:
        """Yield every row from the first one; the block stays as it is."""
        return (self.row(record) for _, record in self._walk(None))

    def _walk(self, edge: Key | None, *, forward: bool = True) -> Iterator[tuple[Key, Record]]:
        """Yield the records behind a key, with their keys, as they are asked for."""
        done = False
        while not done:
            found, edge, done = self._read(edge, BLOCK, forward=forward)
            yield from found

    def between(self, first: str, last: str, most: int) -> list[Row]:
        """Return the rows from the id `first` to `last`, at most `most`."""
        begin = self.table.find(first)
        if begin is None:
            return []
        rows = [self.row(begin[1])]
        walk = self._walk(begin[0])
        while rows[-1].id != last and len(rows) < most and (found := next(walk, None)):
            rows.append(self.row(found[1]))
        return rows

    def ends(self) -> tuple[Row, Row] | None:
        """Return the first row and the last one, None where there is none."""
        first = next(self._walk(None), None)
        last = next(self._walk(None, forward=False), None)
        return (self.row(first[1]), self.row(last[1])) if first and last else None

    # --- the window ---

    def index_of(self, id_: str) -> int:
        """Return the place of a row; it is brought into the block. 0 where it is not there."""
        place = self.seen(id_)
        if place is not None:
            return place
        here = self.table.find(id_)
        if here is None:
            return 0
        self._empty(BEYOND // 2)
        self.low.key = self.high.key = here[0]
        if self._takes(here[1]):
            self._put([here], forward=True)
        self._extend(self.low, BLOCK // 2, forward=False)
        self._extend(self.high, BLOCK // 2, forward=True)
        self._settle()
        place = self.seen(id_)
        return self.start if place is None else place

    def beside(self, key: Key) -> int:
        """Return the place of the row behind a key, or of the last one; it is in the block."""
        self._empty(BEYOND // 2)
        self.low.key = self.high.key = key
        self._extend(self.low, BLOCK // 2, forward=False)
        above = len(self.rows)
        self._extend(self.high, BLOCK // 2, forward=True)
        self._settle()
        return self.start + min(above, max(0, len(self.rows) - 1))

    def key_at(self, place: int) -> Key | None:
        """Return the key of the row at a place of the block, None beside it."""
        at = place - self.start
        return self.keys[at] if 0 <= at < len(self.keys) else None

    def seen(self, id_: str) -> int | None:
        """Return the place of a row of the block, None where it is not in it."""
        if id_ not in self.found:
            return None
        return self.start + next(n for n, row in enumerate(self.rows) if row.id == id_)

    def prepare(self, first: int, last: int) -> int:
        """Hold the rows from `first` to `last`, where they are; return by how much places shifted.

        Args:
            first: place of the window's first row.
            last: place of its last row.
        """
        if first > self.start + len(self.rows) + KEEP or last < self.start - KEEP:
            if last >= BEYOND // 2:
                self._empty(len(self))
                self.low, self.high = Edge(), Edge(done=True)
            else:
                self._empty(0)
        self.wanted = (first, last)
        self._fill(BUDGET)
        self._trim()
        return self._settle()

    def _fill(self, budget: float) -> None:
        end = perf_counter() + budget
        first, last = self.wanted
        below = last + SPARE + 1 - self.start - len(self.rows)
        if below > 0 and not self.high.done:
            self._extend(self.high, max(below, BLOCK), forward=True, end=end)
        above = self.start - first + SPARE
        if above > 0 and not self.low.done:
            self._extend(self.low, max(above, BLOCK), forward=False, end=end)

    def _empty(self, start: int) -> None:
        self.rows, self.keys, self.start = [], [], start
        self.found.clear()
        self.low, self.high = Edge(done=start == 0), Edge()

    def _extend(self, edge: Edge, want: int, *, forward: bool, end: float | None = None) -> None:
        """Read on until `want` rows are found, the table ends, or the time is over."""
        end = end or perf_counter() + BUDGET
        while want > 0 and not edge.done:
            page, edge.key, edge.done = self._read(edge.key, want, forward=forward)
            want -= self._put(page, forward=forward)
            if perf_counter() > end:
                return

    def _read(self, edge: Key | None, want: int, *, forward: bool) -> Seen[Record]:
        """Read one page behind a key; under a filter, what it takes of one slice."""
        if self.filter is not None:
            return self.table.look(self.filter, edge, forward=forward, most=SLICE, want=want)
        page = self.table.read(edge, forward=forward, most=want)
        return Seen(page, page[-1][0] if page else edge, len(page) < want)

    def _takes(self, record: Record) -> bool:
        return self.table.takes(record, self.filter)

    def _put(self, page: list[tuple[Key, Record]], *, forward: bool) -> int:
        ids = [self.table.id_of(record) for _, record in page]
        self.found.update(zip(ids, (record for _, record in page), strict=True))
        rows = [self.row(record) for _, record in page]
        keys = [key for key, _ in page]
        if forward:
            self.rows += rows
            self.keys += keys
        else:
            self.rows[:0] = rows[::-1]
            self.keys[:0] = keys[::-1]
            self.start -= len(rows)
        return len(rows)

    def _trim(self) -> None:
        """Let go of the rows that are furthest from the window."""
        first, last = self.wanted
        much = len(self.rows) - KEEP
        if much <= 0:
            return
        above = min(much, max(0, first - self.start - SPARE))
        below = min(much - above, max(0, self.start + len(self.rows) - 1 - last - SPARE))
        for row in [*self.rows[:above], *self.rows[len(self.rows) - below :]]:
            del self.found[row.id]
        if above:
            self.low = Edge(self.keys[above])
            del self.rows[:above], self.keys[:above]
            self.start += above
        if below:
            self.high = Edge(self.keys[-below - 1])
            del self.rows[-below:], self.keys[-below:]

    def _settle(self) -> int:
        """Shift places so that the first row, where it is known, stands at 0."""
        shift = 0
        if self.low.done and self.start:
            shift = -self.start
        elif not self.low.done and self.start < SPARE:
            shift = BEYOND // 2
        self.start += shift
        self.wanted = (self.wanted[0] + shift, self.wanted[1] + shift)
        return shift

    # --- beside the keys ---

    @property
    def _short(self) -> bool:
        """Whether the search for the window's rows still goes on at the lower end."""
        return self.filter is not None and self._missing

    @property
    def _missing(self) -> bool:
        first, last = self.wanted
        below = not self.high.done and self.start + len(self.rows) <= last
        above = not self.low.done and self.start > first
        return below or above

    @property
    def busy(self) -> bool:
        """Whether something is still looked for or counted."""
        return self.filter is not None and (self._missing or self._counting is not None)

    def work(self, budget: float) -> int | None:
        """Go on looking for at most `budget` seconds.

        Returns:
            By how much places shifted; None where the window is as it was.
        """
        if self._missing:
            before = (self.start, len(self.rows))
            self._fill(budget)
            if (self.start, len(self.rows)) != before or not self._missing:
                return self._settle()
            return None
        end = perf_counter() + budget
        if self.low.done and self.high.done:
            self._counting = None
        while self._counting is not None and self.filter and perf_counter() < end:
            number, key, done = self.table.count(self.filter, self._counting.key, SLICE)
            self._count += number
            self._counting.key = key
            if done:
                self.counted, self._counting = self._count, None
        return None

    def said(self) -> tuple[int, bool]:
        """Return how many rows there are, and whether that is the final figure."""
        whole = self.low.done and self.high.done
        if whole or self.counted is not None:
            return (len(self.rows) if whole else self.counted or 0), True
        return max(self._count, len(self.rows)), False
