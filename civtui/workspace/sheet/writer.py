"""How marks of a session get to the ledger: at once, in order; or waiting while it is locked.

A ledger that another process holds never keeps a key waiting: the mark stands in its cell as
waiting, later ones queue up behind it, and `flush` writes them as soon as the ledger is free.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from civtui.ledger.guarded import PATIENCE_MS, patience
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.faults import Busy
from civtui.model.text import msg
from civtui.scoring.pipeline.items import parse_mark
from civtui.workspace.marks import deeds, marks
from civtui.workspace.marks.holds import Came, ChangedMeanwhile, Held, Over
from civtui.workspace.marks.marks import MarkSaved
from civtui.workspace.rounds.rounds import spoken
from civtui.workspace.sheet import taking_up
from civtui.workspace.sheet.entries import Cell, Entry, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel


class Put:
    """A mark on its way to the ledger.

    Args:
        cell: where it goes.
        value: its text as it is stored.
        seen: what the cell showed when it was typed.
    """

    def __init__(self, cell: Cell, value: str, seen: str | Came | None) -> None:
        self.cell, self.value, self.seen = cell, value, seen
        self.saved: MarkSaved | None = None


class Writer:
    """Writes the marks of one session.

    Args:
        sheet: the session.
    """

    def __init__(self, sheet: SheetModel) -> None:
        self.sheet = sheet
        self.queue: deque[Put] = deque()

    def put(self, cell: Cell, text: str, seen: str | Came | None) -> Put | None:
        """Store a mark, or let it wait behind others; None where it stands with a reason."""
        try:
            value = parse_mark(self.sheet.item_of(cell), text).value_text
        except BadInput as error:
            self._stands(cell, text, State.REFUSED, error, self.sheet.over(cell, seen))
            return None
        put = Put(cell, value, seen)
        if self.queue or not self._written(put):
            self.queue.append(put)
            self.sheet.entries[cell] = Entry(value, State.WAITING, over=self.sheet.over(cell, seen))
            self.sheet.say("sheet.waiting", "warn", count=len(self.queue))
            return put
        return put if put.saved is not None else None

    def _written(self, put: Put) -> bool:
        """Write a mark; return whether it is settled, stored or refused. False: it must wait."""
        sheet = self.sheet
        try:
            with patience(sheet.ws.ledger.connection, PATIENCE_MS):
                put.saved = marks.set_mark(
                    sheet.ws, sheet.round_id, *put.cell, put.value, sheet.assessor, seen=put.seen
                )
        except Busy:
            return False
        except ChangedMeanwhile as error:
            self.hold(put.cell, put.value, error, self.sheet.over(put.cell, put.seen))
            self.ask(put.cell)
        except CivtuiError as error:
            error.where = {}  # the cell is seen: room for what is allowed
            over = self.sheet.over(put.cell, put.seen)
            self._stands(put.cell, put.value, State.UNWRITTEN, error, over)
            if isinstance(error, Refused):
                sheet.load()  # the sheet is not what it was: the next key goes by what it is now
        else:
            sheet.entries.pop(put.cell, None)
            sheet.stored(put, put.saved)
        return True

    def _stands(self, cell: Cell, text: str, state: State, error: CivtuiError, over: Over) -> None:
        self.sheet.entries[cell] = Entry(text, state, error, over)
        self.sheet.refuse(error)

    def hold(self, cell: Cell, text: str, error: ChangedMeanwhile, over: Over) -> None:
        """Let a mark stand beside what a colleague put into its cell; a person decides."""
        sheet = self.sheet
        held = next(held for held in error.cells if (held.subject, held.item) == cell)
        fault = ChangedMeanwhile(sheet.round_id, (held,))  # of this cell alone, as it is told
        sheet.entries[cell] = Entry(text, State.HELD, fault, over)
        item = sheet.item_of(cell)
        stands = held.standing
        points = None if stands is None else marks.milli(parse_mark(item, stands).points)
        sheet.emptied(cell, stands, points)

    def held(self, cell: Cell) -> Held | None:
        """Return both values of a cell whose mark is held, None where none is."""
        entry = self.sheet.entries.get(cell)
        if entry is None or not isinstance(entry.fault, ChangedMeanwhile):
            return None
        return entry.fault.cells[0]

    def ask(self, cell: Cell, stored: int = 0) -> bool:
        """Show both values of a held mark; the next key may decide. False where none is held.

        Args:
            stored: so many others of its block were stored.
        """
        sheet, held = self.sheet, self.held(cell)
        if held is None:
            return taking_up.ask_rival(sheet, cell)
        sheet.question = cell
        writer, item = held.writer, sheet.item_of(cell)
        asked = msg(
            "sheet.held" if writer else "sheet.held-nobody",
            office=sheet.name_of(cell[0]),
            title=item.title,
            standing=msg("cli.empty") if held.standing is None else spoken(item, held.standing),
            who=writer.who if writer else "",
            by=msg(f"deeds.by-{writer.by if writer else 'mark'}"),
            wanted=spoken(item, held.wanted),
        )
        if stored:
            asked = msg("sheet.stored-but", count=stored, rest=asked)
        sheet.tell(asked, "bad")
        return True

    def flush(self) -> bool:
        """Write what waits, in order; return whether anything came of it."""
        before = len(self.queue)
        while self.queue and self._written(self.queue[0]):
            self.queue.popleft()
        return len(self.queue) < before

    def take_back(self, put: Put) -> None:
        """Take a mark back because the text that it came from is typed on."""
        sheet = self.sheet
        if put.saved is None:
            if put in self.queue:
                self.queue.remove(put)
                sheet.entries.pop(put.cell, None)
            return
        try:
            with patience(sheet.ws.ledger.connection, PATIENCE_MS):
                taken = deeds.take_back(
                    sheet.ws, sheet.round_id, sheet.sheet.assessor.id, put.saved.seq
                )
        except CivtuiError as error:
            sheet.refuse(error)
            return
        text = taken.value_text
        points = (
            None if text is None else marks.milli(parse_mark(sheet.item_of(put.cell), text).points)
        )
        sheet.emptied(put.cell, text, points)

    def recall(self) -> Put | None:
        """Take the newest mark that still waits out of the queue; None where none waits."""
        if not self.queue:
            return None
        put = self.queue.pop()
        earlier = [other for other in self.queue if other.cell == put.cell]
        if earlier:
            over = self.sheet.over(put.cell, None)
            self.sheet.entries[put.cell] = Entry(earlier[-1].value, State.WAITING, over=over)
        else:
            self.sheet.entries.pop(put.cell, None)
        return put

    def give_way(self, cell: Cell) -> None:
        """Let what a colleague put stand, or take the other window's text; drop the one here."""
        if not taking_up.choose_text(self.sheet, cell, newer=False):
            self.sheet.entries.pop(cell, None)
            self.sheet.strange.pop(cell, None)  # both were shown
            self.sheet.say("sheet.theirs-stands", "note")

    def overrule(self, cell: Cell) -> Put | None:
        """Store a held mark over what a colleague put there, since its judge has seen both."""
        held = self.held(cell)
        if held is None:
            if taking_up.choose_text(self.sheet, cell, newer=True):
                return None
            raise BadInput(msg("sheet.nothing-held"))
        return self.put(cell, held.wanted, held.standing)
