"""The words over the columns of a table, with those of the group that a column is one of."""

from __future__ import annotations

import re
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.headers import OF_A_GROUP, OFFICE, OFFICES_OWN, WHOSE, folded
from civtui.exchange.tables import Cell, shown

ABOUT = re.compile(r"(?:基本)?(?:情况|信息)$|概况$")  # 处室情况 over its columns is 处室


class Title(NamedTuple):
    """The words over a column.

    Args:
        place: from 0.
        own: in the header row itself; of a cell merged over both rows, those of the upper one.
        group: in the row above, over this column or over several that it is one of.
    """

    place: int
    own: str
    group: str = ""

    @property
    def shown(self) -> str:
        """Its words as a report names it."""
        under = self.group and names.word(self.own) in OF_A_GROUP
        return f"{self.group}·{self.own}" if under else self.own


def titles_at(rows: list[list[Cell]], number: int) -> list[Title]:
    """Return the words over every column, read from row `number` and the group row above it."""
    own = [names.tidy(shown(cell)) for cell in rows[number - 1]]
    above = [names.tidy(shown(cell)) for cell in rows[number - 2]] if number > 1 else []
    words = [cell for cell in rows[number - 1] if cell is not None and shown(cell).strip()]
    said = set(filter(None, above))
    # a title over the table, or its date, or 单位：财政局: no groups; 单位情况 alone is one
    alone = len(said) < 2 and not any(_whose(text) != text for text in said)
    alone = alone or any(":" in names.same(text) for text in above)
    if alone or not words or not all(isinstance(cell, str) for cell in words):
        above = []
    found, last = [], ""
    for place in range(max(len(own), len(above))):
        over = above[place] if place < len(above) else ""
        text = own[place] if place < len(own) else ""
        last = over or (last if text and not _ends(last, text) else "")
        if text or over:
            title = text or over
            found.append(Title(place, title, _whose(last) if last != title else ""))
    return found


def _whose(group: str) -> str:
    """Return the words of a group without what says no more than that there is a group: 情况."""
    bare = ABOUT.sub("", group)
    return bare if bare in (*WHOSE, *OFFICES_OWN) else group


def _ends(group: str, text: str) -> bool:
    """Return whether a group of agencies' columns ends before a column that names offices."""
    ours = any(word in group for word in ("单位", "机关")) and "处室" not in group
    return ours and names.word(text) in folded(OFFICE["name"])
