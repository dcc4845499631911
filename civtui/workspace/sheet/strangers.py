"""What others wrote into a sheet while keys may have been on their way to its cells.

A person types ahead of the screen, and looks at it now and then only. A cell that somebody else
fills in the meantime is not passed over, nor is a mark typed there stored unasked, until the cursor
was put there on purpose or has left it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from civtui.workspace.marks.holds import standing
from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.rounds.rounds import spoken
from civtui.workspace.sheet.entries import Cell

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel

ROWS = 2  # more than so many rows at once come of an import, not of a colleague at the same work


def note(sheet: SheetModel, known: Mapping[Cell, str], own: Collection[Cell]) -> None:
    """Keep which cells others wrote to since the sheet was read last, with what was seen there.

    Args:
        known: the marks as they were read before.
        own: the cells that this session wrote to itself.
    """
    marks, mine = sheet.sheet.marks, sheet.sheet.mine
    new = {c for c in marks if c not in known and c[0] in mine and c not in own}
    if len(new) > ROWS * len(sheet.sheet.items):
        row = sheet.at[0] if sheet.at else ""
        onward = next_unscored(sheet.sheet._replace(marks=dict(known)), sheet.at)
        new = {cell for cell in new if cell[0] == row or cell == onward}
    here = sheet.at
    if here is not None and here not in own and known.get(here) != marks.get(here):
        new.add(here)
    for cell in new:
        sheet.strange.setdefault(cell, known.get(cell))
    for cell in [c for c, before in sheet.strange.items() if marks.get(c) == before]:
        del sheet.strange[cell]
        if cell == sheet.at:  # what was said of it holds no more
            said = "sheet.gone-since" if cell not in marks else "sheet.back-since"
            sheet.say(said, "warn", title=sheet.item_of(cell).title)


def seen(sheet: SheetModel, cell: Cell | None) -> None:
    """Take note that a person has seen what stands in a cell."""
    if cell is not None:
        sheet.strange.pop(cell, None)


def tell(sheet: SheetModel, cell: Cell) -> None:
    """Say what somebody else put into the cell that the cursor came to, where somebody did."""
    text = sheet.sheet.marks.get(cell)
    if cell not in sheet.strange or text is None:
        return
    writer = standing(
        sheet.ws.ledger.connection, sheet.round_id, sheet.sheet.assessor.id, cell
    ).writer
    sheet.say(
        "sheet.filled-since",
        "warn",
        title=sheet.item_of(cell).title,
        who=writer.who if writer else "",
        value=spoken(sheet.item_of(cell), text),
    )
