"""Stores what is staged in one transaction; what cannot be stored stays in its cell, with why."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from civtui.ledger.guarded import PATIENCE_MS, patience
from civtui.model.errors import CivtuiError
from civtui.model.faults import Busy
from civtui.model.text import msg
from civtui.workspace.marks import mark_blocks
from civtui.workspace.marks.holds import ChangedMeanwhile
from civtui.workspace.marks.mark_blocks import Wanted
from civtui.workspace.sheet.entries import STORABLE, Cell, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel


def commit(sheet: SheetModel) -> None:
    """Store the staged cells, and those that the ledger could not take before, together."""
    if sheet.writer.queue:
        sheet.say("sheet.waiting", "warn", count=len(sheet.writer.queue))
        return
    wanted = {cell: sheet.entries[cell].text for cell in sheet.entries.of(*STORABLE)}
    tried = tuple(wanted)
    while wanted:
        try:
            _store(sheet, wanted)
        except ChangedMeanwhile as error:
            for held in error.cells:
                cell = (held.subject, held.item)
                sheet.writer.hold(cell, wanted.pop(cell), error, sheet.entries[cell].over)
            continue
        except Busy:
            sheet.say("sheet.locked-now", "warn")
            return
        except CivtuiError as error:
            for cell, text in wanted.items():
                sheet.entries[cell] = sheet.entries[cell]._replace(
                    text=text, state=State.UNWRITTEN, fault=error
                )
            sheet.refuse(error)
            return
        break
    _tell(sheet, len(wanted), tried)


def _store(sheet: SheetModel, wanted: dict[Cell, str]) -> None:
    cells = [Wanted(*cell, text) for cell, text in wanted.items()]
    seen = {cell: sheet.entries[cell].over for cell in wanted}
    with patience(sheet.ws.ledger.connection, PATIENCE_MS):
        mark_blocks.set_marks(sheet.ws, sheet.round_id, cells, sheet.assessor, seen=seen)
    for cell in wanted:
        del sheet.entries[cell]
    sheet.load(own=wanted)


def _tell(sheet: SheetModel, stored: int, tried: Collection[Cell]) -> None:
    """Say what was stored and what was not; the cursor goes to a cell only that was tried now."""
    faults = sheet.entries.faults()
    if not faults:
        if stored:
            sheet.say("sheet.committed", "good", count=stored)
        return
    now = [cell for cell in sheet.entries.of(State.HELD) if cell in tried]
    now += [cell for cell in faults if cell in tried]
    if now:
        sheet.at = now[0]
        if sheet.writer.ask(now[0], stored):
            return
    first = (now or faults)[0]
    fault = sheet.entries[first].fault
    told = {"faults": len(faults), "at": sheet.place_of(first)}
    if stored:
        said = msg("sheet.committed-partly", count=stored, **told)
        if fault and not sheet.entries[first].rivals:  # those are told with their keys where one is
            said = msg("sheet.and-why", rest=said, why=fault.message)
        sheet.tell(said, "bad")
    elif now and fault is not None:
        sheet.refuse(fault)
    else:
        sheet.say("sheet.none-to-store", "warn", **told)
