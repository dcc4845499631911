"""What the cells of a column tell of whose it is, in a sheet of agencies and their offices."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from civtui.exchange import honors, names
from civtui.exchange.tables import Cell, shown
from civtui.model.reading import whole_of

Block = Sequence[Sequence[Cell]]
OWNERS = ("agency", "office")
FEW = 2  # blocks that say the same by leaving cells blank


def texts_of(block: Block, place: int) -> list[str]:
    """Return what a column says in rows, "" where its cell is blank."""
    return [names.tidy(shown(row[place])) if place < len(row) else "" for row in block]


class OwnerCells:
    """The cells of a sheet of both.

    Args:
        blocks: the rows of data, those of one agency together.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks

    def titled(self, place: int) -> str:
        """Return whose titles the cells of a column name, "" where they name none, or either's."""
        cells = {names.tidy(text) for block in self.blocks for text in texts_of(block, place)}
        told = {text for text in cells if text and names.word(text) not in honors.NONE}
        may = [o for o in OWNERS if any(honors.read_honors(text, o) for text in told)]
        return may[0] if len(may) == 1 else ""

    def is_mixed(self, place: int) -> bool:
        """Return whether cells of a column name titles of agencies, and others those of offices."""
        cells = {text for block in self.blocks for text in texts_of(block, place)}
        return all(any(honors.read_honors(text, o) for text in cells) for o in OWNERS)

    def is_same(self, place: int) -> bool:
        """Return whether cells, and not blanks alone, say that a column is an agency's."""
        texts = (texts_of(block, place) for block in self.blocks if len(block) > 1)
        return any(all(block) for block in texts) or self.titled(place) == "agency"

    def of_blocks(self, place: int) -> bool:
        """Return whether cells are the same in each block of rows, and others in the next."""
        texts = [set(texts_of(block, place)) for block in self.blocks if len(block) > 1]
        same = [min(one) for one in texts if len(one) == 1 and "" not in one]
        return len(same) == len(texts) >= FEW and len(set(same)) > 1

    def shaped(self, place: int) -> str:
        """Return whose the cells of a column look like, "" where they do not say.

        An agency's stand in all rows of its block or in the first alone, and are the same.
        """
        same = first = 0
        numbers = set[str]()  # of a count that is one for all, nothing tells whose it is
        for block in self.blocks:
            texts = texts_of(block, place)
            filled = [text for text in texts if text]
            numbers |= set(filled)
            if len(texts) < 2 or not filled:
                continue
            if len(set(filled)) > 1:
                return "office"
            if len(filled) == len(texts):
                same += 1
            elif len(filled) == 1 and texts[0]:
                first += 1
            else:
                return "office"  # what is an agency's does not begin further down
        alike = len(numbers) == 1 and whole_of(min(numbers)) is not None
        return "agency" if (same and not alike) or first >= FEW else ""

    def within(self, place: int, title: int) -> bool:
        """Return whether a column is filled in none but the rows in which a title is."""
        return all(held or not day for day, held in self._pairs(place, [title]))

    def goes_with(self, place: int, titles: Collection[int]) -> bool:
        """Return whether a column is filled in the very rows in which one of some titles is."""
        return all(held is day for day, held in self._pairs(place, titles))

    def of_none(self, place: int, owner: str, titles: Collection[int]) -> bool:
        """Return whether a column is filled where an owner has none of its titles.

        Args:
            owner: an agency has a title that one of the rows of its block says.
        """
        blocks = self.blocks
        if owner == "office":
            blocks = [[row] for block in blocks for row in block]
        return any(
            any(texts_of(block, place))
            and not any(is_held(text) for at in titles for text in texts_of(block, at))
            for block in blocks
        )

    def _pairs(self, place: int, titles: Collection[int]) -> list[tuple[bool, bool]]:
        """Return of each row whether a column is filled, and whether one of some titles is."""
        return [
            (bool(day), any(is_held(text) for text in held))
            for block in self.blocks
            for day, *held in zip(
                texts_of(block, place), *(texts_of(block, at) for at in titles), strict=True
            )
        ]


def is_held(text: str) -> bool:
    """Return whether a cell says that a title is held, be it which."""
    return text.casefold() not in honors.NO_TICK and names.word(text) not in honors.NONE
