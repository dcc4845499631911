"""Where the cursor of a scoring session goes: to the cell that the next key is meant for.

It goes by keys alone, and never past what its judge has not seen: a cell that somebody else filled
meanwhile is stopped at, and the keys of a row of others stay in that row.
"""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, cast

from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.sheet import strangers
from civtui.workspace.sheet.entries import Cell

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel


def onward(
    sheet: SheetModel, *, filled: bool = False, faults: bool = False, bare: bool = False
) -> None:
    """Go to the next cell that wants a mark.

    Args:
        filled: the cell held a mark before: who corrects goes to the neighbor first.
        faults: stop at refused texts too, before the rest is done.
        bare: nothing was typed: the last cell that wants a mark is not left for a filled one.
    """
    left = sheet.at
    if left is not None and left[0] not in sheet.sheet.mine and not faults:
        if not beside(sheet, 1):
            sheet.say("sheet.row-end", "warn", office=sheet.name_of(left[0]))
        return
    if filled and beside(sheet, 1):
        strangers.seen(sheet, left)
        return
    found = _next(sheet, faults=faults) or _next(sheet, faults=True)
    if found is not None and found != left:
        strangers.seen(sheet, left)
        sheet.at = found
        strangers.tell(sheet, found)
        return
    if bare and found is not None:
        return
    if found is None:
        filtered = sheet.query is not None and bool(sheet.query.terms)
        sheet.say("sheet.filtered-done" if filtered else "tui.sheet-done", "good")
    beside(sheet, 1)  # what is left wants a mark itself, and the next key was not meant for it


def to_fault(sheet: SheetModel) -> bool:
    """Go to the next text that wants a person, row by row and going round; False: none."""
    items = list(sheet.items)
    cells = [(subject.id, item) for subject in sheet.shown.subjects for item in items]
    place = cells.index(sheet.at) + 1 if sheet.at in cells else 0
    faults = set(sheet.entries.faults())
    found = next((cell for cell in cells[place:] + cells[:place] if cell in faults), None)
    if found is None:
        return False
    strangers.seen(sheet, sheet.at)
    sheet.at = found
    if not sheet.writer.ask(found) and (fault := sheet.entries[found].fault) is not None:
        sheet.refuse(fault)
    return True


def begin_behind(sheet: SheetModel, cell: Cell | None) -> None:
    """Go to what wants a mark behind a cell, from the beginning where None; else nowhere."""
    sheet.at = cell
    sheet.at = _next(sheet, faults=True)


def _next(sheet: SheetModel, *, faults: bool) -> Cell | None:
    passed = sheet.entries.settled()  # an empty cell with a refused text still wants a mark
    marks = cast("dict[Cell, str]", ChainMap(dict.fromkeys(passed, ""), sheet.sheet.marks))
    if faults or sheet.strange:
        # a refused text over a stored mark wants a look, though its cell isn't empty
        wanted = {*(sheet.entries.faults() if faults else ()), *sheet.strange}
        marks = {cell: text for cell, text in marks.items() if cell not in wanted}
    return next_unscored(sheet.shown._replace(marks=marks), sheet.at)


def beside(sheet: SheetModel, way: int) -> bool:
    """Go to the next or the last item of the same office; return whether there is one."""
    if sheet.at is None:
        return False
    ids = list(sheet.items)
    place = ids.index(sheet.at[1]) + way
    if not 0 <= place < len(ids):
        return False
    sheet.at = (sheet.at[0], ids[place])
    return True
