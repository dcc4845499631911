"""What is selected in a grid: ranges between two rows, kept by the rows' ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Place(NamedTuple):
    """A cell: the row's id, where it stands now, and the column."""

    id: str
    row: int
    column: int


class Block(NamedTuple):
    """A rectangle of cells from `first` to `last`, both included.

    Args:
        left, right: columns; meaningless where whole rows are selected.
    """

    first: Place
    last: Place
    left: int
    right: int

    @classmethod
    def of(cls, one: Place, other: Place) -> Block:
        """Return the rectangle between two cells."""
        first, last = sorted((one, other), key=lambda p: p.row)
        left, right = sorted((one.column, other.column))
        return cls(first, last, left, right)


class Selection:
    """Finished ranges, and one that may still follow the cursor."""

    def __init__(self) -> None:
        self.done: list[tuple[Place, Place]] = []
        self.anchor: Place | None = None
        # begun by a key of its own: plain moves extend it, not only those with Shift
        self.held = False

    def __bool__(self) -> bool:
        return bool(self.done or self.anchor)

    def begin(self, at: Place, *, held: bool = False) -> None:
        """Let a range begin at a cell; it follows the cursor."""
        self.anchor, self.held = at, held

    def end(self, at: Place) -> None:
        """Let the range end at a cell; it stays while the cursor goes on."""
        if self.anchor is not None:
            self.done.append((self.anchor, at))
        self.anchor, self.held = None, False

    def whole(self, first: Place, last: Place) -> None:
        """Select everything between two cells, and nothing else."""
        self.done, self.anchor, self.held = [(first, last)], None, False

    def clear(self) -> bool:
        """Select nothing; return whether something was selected."""
        was = bool(self)
        self.done, self.anchor, self.held = [], None, False
        return was

    def blocks(self, cursor: Place | None) -> list[Block]:
        """Return the rectangles, the one that follows the cursor last."""
        found = [Block.of(*pair) for pair in self.done]
        if self.anchor is not None and cursor is not None:
            found.append(Block.of(self.anchor, cursor))
        return found

    def shift(self, by: int) -> None:
        """Say that every row now stands `by` places further down."""
        self._change(lambda place: place._replace(row=place.row + by))

    def follow(self, place_of: Callable[[str], int | None]) -> None:
        """Put the ranges where their rows stand now; a row that is out of sight keeps its place."""

        def moved(place: Place) -> Place:
            row = place_of(place.id)
            return place if row is None else place._replace(row=row)

        self._change(moved)

    def _change(self, change: Callable[[Place], Place]) -> None:
        self.done = [(change(a), change(b)) for a, b in self.done]
        self.anchor = change(self.anchor) if self.anchor else None
