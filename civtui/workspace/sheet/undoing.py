"""The way back in a scoring session: undo and redo of deeds, told as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.ledger.guarded import PATIENCE_MS, patience
from civtui.model.errors import CivtuiError, Refused
from civtui.model.faults import Busy
from civtui.model.text import Message, msg
from civtui.workspace.marks import deeds
from civtui.workspace.marks.deeds import Change, Done
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel

# of one cell, of a block
UNDONE = ("sheet.undone", "sheet.undone-block")
REDONE = ("sheet.redone", "sheet.redone-block")
Turn = Callable[[Workspace, str, str | None], Done | None]


def undo(sheet: SheetModel) -> None:
    """Take the newest deed back: what is typed, a mark that waits, else what is stored."""
    typist = sheet.typist
    if typist.text is not None and not typist.give_up():
        return
    typist.elsewhere()
    waiting = sheet.writer.recall()
    if waiting is not None:
        sheet.at = waiting.cell
        sheet.say(
            "sheet.recalled", "warn", title=sheet.item_of(waiting.cell).title, value=waiting.value
        )
        return
    _turn(sheet, _undo(sheet), UNDONE, "cli.mark-none")


def _undo(sheet: SheetModel) -> Turn:
    """Return the undo of a session: what it said once that it leaves alone, it goes past."""

    def back(ws: Workspace, round_id: str, assessor: str | None) -> Done | None:
        passing = frozenset(sheet.passed)
        try:
            return deeds.undo(ws, round_id, assessor, passing=passing)
        except Refused as error:
            deed = deeds.newest_deed(ws, round_id, assessor, passing=passing)
            if deed is not None and deeds.covered(error):
                sheet.passed.add(deed.seq)
                error.hint = msg("sheet.undo-goes-on")
            elif deed is not None and any(c.subject not in sheet.sheet.mine for c in deed.changes):
                error.hint = msg("sheet.undo-given")
            raise

    return back


def redo(sheet: SheetModel) -> None:
    """Put again what the last undo took back, a block as a block."""
    sheet.typist.give_up()
    if sheet.writer.queue:
        sheet.say("sheet.waiting", "warn", count=len(sheet.writer.queue))
        return
    _turn(sheet, deeds.redo, REDONE, "sheet.no-redo")


def _turn(sheet: SheetModel, turn: Turn, said: tuple[str, str], nothing: str) -> None:
    try:
        with patience(sheet.ws.ledger.connection, PATIENCE_MS):
            done = turn(sheet.ws, sheet.round_id, sheet.assessor)
    except Busy:
        sheet.say("sheet.locked-now", "warn")
        return
    except CivtuiError as error:
        sheet.refuse(_named(sheet, error))
        return
    if done is None:
        sheet.say(nothing, "warn")
        return
    sheet.saved = None
    sheet.load(own=[(change.subject, change.item) for change in done.changes])
    first = done.changes[0]
    if first.item and sheet.holds((first.subject, first.item)):
        sheet.at, sheet.astray = (first.subject, first.item), False
    if len(done.changes) > 1:
        sheet.say(said[1], "warn", count=len(done.changes), kept=len(done.kept))
    else:
        sheet.say(said[0], "warn", on=_on(sheet, first), **_values(first))


def _on(sheet: SheetModel, change: Change) -> Message:
    office = sheet.name_of(change.subject) if change.subject in sheet.subjects else change.subject
    if not change.item or change.item not in sheet.items:
        return msg("sheet.on-office", office=office)
    return msg("sheet.on-item", office=office, title=sheet.items[change.item].title)


def _values(change: Change) -> dict[str, object]:
    """Return old and new as people read them."""
    empty = msg("cli.empty")
    old, new = change.old, change.new
    said = [msg("sheet.as-skip", why=c.skip) if c.skip else c.text or empty for c in (old, new)]
    return {"old": said[0], "new": said[1]}


def _named(sheet: SheetModel, error: CivtuiError) -> CivtuiError:
    """Return an error whose ids of office and item are named as the sheet names them."""
    values = dict(error.message.values)
    subject, item = values.get("subject"), values.get("item")
    if subject in sheet.subjects:
        values["subject"] = sheet.name_of(str(subject))
    if item in sheet.items:
        values["item"] = sheet.items[str(item)].title
    error.message = msg(error.message.key, **values)
    error.where = {}
    return error
