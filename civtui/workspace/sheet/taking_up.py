"""What earlier sessions left unstored, put back into the cells; where two windows differ, held."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import msg
from civtui.scoring.pipeline.spoken import spoken
from civtui.workspace.marks.holds import UNREMEMBERED, ChangedMeanwhile, Over, changed
from civtui.workspace.sheet import drafts
from civtui.workspace.sheet.entries import Cell, Entry, Rival, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel


def take_up(sheet: SheetModel) -> drafts.Draft:
    """Put back what earlier sessions left; return it, with a note that was begun."""
    with drafts.left_behind(sheet.ws, sheet.round_id, sheet.sheet.assessor.id) as left:
        draft = left.draft
        cells = tuple((cell, text) for cell, text in draft.cells if sheet.holds(cell))
        sheet.stage(cells, {cell: draft.over.get(cell, UNREMEMBERED) for cell, _ in cells})
        for cell, text in cells:
            if cell in draft.rivals:
                over = draft.over.get(cell, UNREMEMBERED)
                rival_held(sheet, cell, Rival(text, over), draft.rivals[cell])
        hold_changed(sheet)
        sheet.choose()
        noting = draft.noting if draft.noting and draft.noting[0] in sheet.subjects else None
        taken = draft._replace(cells=cells, noting=noting, note=draft.note if noting else "")
        with suppress(CivtuiError):  # a disk that takes nothing: the files of before stay
            sheet.keep(noting, taken.note)
            left.forget()
    return taken


def hold_changed(sheet: SheetModel) -> None:
    """Hold the staged marks whose cells changed since."""
    entries = sheet.entries
    staged = {cell: entries[cell] for cell in entries.of(State.STAGED)}
    held = changed(
        sheet.ws.ledger.connection,
        sheet.round_id,
        sheet.sheet.assessor.id,
        {cell: entry.text for cell, entry in staged.items()},
        {cell: entry.over for cell, entry in staged.items()},
        sheet.ws.user,
    )
    for one in held:
        cell = (one.subject, one.item)
        error = ChangedMeanwhile(sheet.round_id, (one,))
        sheet.writer.hold(cell, one.wanted, error, staged[cell].over)


# --- two windows, one cell ---


def rival_held(sheet: SheetModel, cell: Cell, newer: Rival, others: tuple[Rival, ...]) -> None:
    """Let two texts of two windows stand in a cell until one is chosen."""
    item = sheet.item_of(cell)
    fault = Refused(
        msg(
            "sheet.two-texts",
            office=sheet.name_of(cell[0]),
            title=item.title,
            newer=spoken(item, newer.text),
            other=spoken(item, others[0].text),
        )
    )
    sheet.entries[cell] = Entry(newer.text, State.HELD, fault, newer.over, others)


def ask_rival(sheet: SheetModel, cell: Cell) -> bool:
    """Show both texts of a cell; the next key may choose. False where there are not two."""
    entry = sheet.entries.get(cell)
    if entry is None or not entry.rivals or entry.fault is None:
        return False
    sheet.question = cell
    sheet.tell(entry.fault.message, "bad")
    return True


def choose_text(sheet: SheetModel, cell: Cell, *, newer: bool) -> bool:
    """Stage one of two windows' texts in their cell; False where there are not two.

    Args:
        newer: the one that was kept last; else the other one, which yet another may stand against.
    """
    entry = sheet.entries.get(cell)
    if entry is None or not entry.rivals:
        return False
    other, *more = entry.rivals
    taken = Rival(entry.text, entry.over) if newer else other
    del sheet.entries[cell]
    if more and not newer:
        rival_held(sheet, cell, taken, tuple(more))
        return ask_rival(sheet, cell)
    over: dict[Cell, Over] = {cell: taken.over}
    sheet.stage([(cell, taken.text)], over)
    hold_changed(sheet)
    if not sheet.writer.ask(cell):
        sheet.say("sheet.text-chosen", "note", text=spoken(sheet.item_of(cell), taken.text))
    return True
