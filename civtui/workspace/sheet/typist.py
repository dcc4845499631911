"""The rule of a text: what each key makes of the text in a cell, and where the next key belongs.

A text is what is typed from arrival in a cell to a terminator (Enter, Tab, an arrow, a click). It
ends by itself as a choice key, or as a whole number that no digit can lengthen and no point can
turn into another mark; one with a point never does. After it ended by itself a point opens it
again, and the first Enter or Tab is the terminator of habit, which moves nothing; every other key
belongs to the cell under the cursor. No text begins with a point. A character that fits no mark
stands with the rest in its cell, and nothing of it is stored. Nothing here depends on time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from civtui.model.digits import digits
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import msg
from civtui.scoring.pipeline.choices import SEPARATORS, choices, extended, further
from civtui.scoring.pipeline.items import ItemSpec, allowed
from civtui.scoring.pipeline.texts import (
    POINTS,
    chosen,
    ends_itself,
    plain,
    possible,
    read,
    spells,
)
from civtui.workspace.marks.holds import Came
from civtui.workspace.sheet import steps
from civtui.workspace.sheet.entries import Cell, Entry, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel
    from civtui.workspace.sheet.writer import Put

MOST = 60  # characters that a cell keeps of a text; no mark is longer


class Ended(NamedTuple):
    """A text that ended by itself just now.

    Args:
        before: the mark that the cell showed when it began.
        put: its mark; None where it was not stored.
        chosen: the range that it filled.
    """

    cell: Cell
    typed: str
    before: str | None
    put: Put | None
    chosen: tuple[Cell, ...] = ()


class Typist:
    """Takes keys of one cell after the other.

    Args:
        sheet: the session whose cells are typed in.
    """

    def __init__(self, sheet: SheetModel) -> None:
        self.sheet = sheet
        self.text: str | None = None
        self.before: str | None = None
        self.seen: str | Came | None = None  # what the text is put over: more than `before` knows
        self.put: Put | None = None  # the mark that this text stored before it was opened again
        self.ended: Ended | None = None
        self.shut: CivtuiError | None = None  # why nothing of this office is stored
        self.left_out = False  # a point at the beginning was left out: told with the mark, too

    @property
    def wrong(self) -> bool:
        """Whether no mark begins with what is typed."""
        at = self.sheet.at
        return bool(self.text) and at is not None and not possible(self._item(), self.text or "")

    def is_mark(self, text: str) -> bool:
        """Return whether a text is a mark in the cell."""
        return read(self._item(), text) is not None

    def _item(self) -> ItemSpec:
        assert self.sheet.at is not None
        return self.sheet.item_of(self.sheet.at)

    def key(self, char: str) -> bool:
        """Take a character; return whether it belongs to a text here."""
        sheet, point = self.sheet, char in POINTS
        ended, self.ended = self.ended, None
        if point and self.text is None and ended is not None:
            self._open_again(ended)
            return True
        if sheet.at is None or (self.text is None and not self._begins(char)):
            return False
        if self.text is not None:
            self._grow(self._joined(self.text, char))
            return True
        if point:
            sheet.say("sheet.no-point-first", "warn")
            self.left_out = True
            return True
        self.shut = sheet.closed(sheet.at[0])
        if self.shut is not None and sheet.at[0] in sheet.sheet.mine:
            sheet.load()  # the office may have gone to somebody else this very moment
        if self.shut is not None and sheet.shut_whole(sheet.at[0]):
            sheet.refuse(self.shut)
            return True
        if self.shut is not None:
            sheet.refuse(self.shut)
        self.before, self.seen, self.put = sheet.standing(sheet.at), sheet.seen(sheet.at), None
        choice = chosen(self._item(), char, by_band=sheet.by_band)
        if choice is None:
            self._grow(self._joined("", char))
        else:
            self._end_by_itself(choice, plain(char))
        return True

    def _begins(self, char: str) -> bool:
        """Return whether a key begins a text; a letter that begins none may be a shortcut."""
        item = self._item()
        if char in POINTS or digits(plain(char)) or not char.isascii():
            return True
        return any(c.key == char for c in choices(item)) or possible(item, char)

    def _joined(self, text: str, char: str) -> str:
        item = self._item()
        if char in SEPARATORS and char not in POINTS:
            longer = extended(item, text, char)
            if longer is not None:
                return longer
        return (text + ("." if char in POINTS else plain(char)))[:MOST]

    def _grow(self, text: str) -> None:
        self.text = text
        self._stand_or_fall()
        item = self._item()
        if not possible(item, text):
            fault = self._no_mark(text)
            fault.hint = msg("sheet.type-anew")
            self.sheet.refuse(fault)
        elif ends_itself(item, text):
            self._end_by_itself(text, text)

    def _no_mark(self, text: str) -> BadInput:
        item = self._item()
        return BadInput(
            msg("pipeline.no-mark", title=item.title), value=text, allowed=allowed(item)
        )

    def _open_again(self, ended: Ended) -> None:
        self.sheet.at, self.sheet.chosen = ended.cell, ended.chosen
        self.before, self.seen, self.put = ended.before, ended.before, ended.put
        self._grow(f"{ended.typed}.")

    def _stand_or_fall(self) -> None:
        """Take the mark of this text back as soon as the text says another one."""
        put = self.put
        if put is not None and not (self.text and spells(self._item(), self.text, put.value)):
            self.put = None
            self.sheet.writer.take_back(put)

    def _end_by_itself(self, mark: str, typed: str) -> None:
        cell = self.sheet.at
        assert cell is not None
        self.text, chosen = None, self.sheet.chosen
        put = self._put(cell, mark)
        self._tell_left_out(put)
        self.ended = Ended(cell, typed, self.before, put, chosen)
        if not chosen:
            steps.onward(self.sheet, filled=self.before is not None)

    def _put(self, cell: Cell, mark: str) -> Put | None:
        """Store a mark; in an office of others it stands in its cell, and shifts nothing."""
        if self.shut is None or self.sheet.chosen:
            return self.sheet.put(cell, mark, self.seen)
        over = self.sheet.over(cell, self.before)
        self.sheet.entries[cell] = Entry(mark, State.REFUSED, self.shut, over)
        self.sheet.refuse(self.shut)
        return None

    def line(self, typed: str) -> None:
        """Take a whole line as a text and its terminator."""
        sheet = self.sheet
        if sheet.at is None:
            return
        closed = sheet.closed(sheet.at[0])
        if closed is not None:
            sheet.refuse(closed)
            return
        self.before, self.seen = sheet.standing(sheet.at), sheet.seen(sheet.at)
        self.put, self.ended, text = None, None, ""
        self.shut = None
        for char in typed.strip():
            text = self._joined(text, char)
        self.text = text or None
        self.enter()

    # --- terminators ---

    def enter(self, *, faults: bool = False) -> None:
        """End the text and go on; behind one that ended by itself, it is habit and does nothing.

        Args:
            faults: go to refused texts too (Tab).
        """
        if self.text is not None:
            chosen, filled = self.sheet.chosen, self.before is not None
            self.end()
            if not chosen:
                steps.onward(self.sheet, filled=filled)
        elif self.ended is not None and not self.ended.chosen:
            self.ended = None
        elif self.shut is not None and self.shut_here():
            self.sheet.refuse(self.shut)  # nothing was stored: the cursor does not go on as if
        else:
            steps.onward(self.sheet, faults=faults, bare=True)

    def shut_here(self) -> bool:
        """Return whether no text has a place in the cell, for the reason that was said last."""
        at = self.sheet.at
        self.shut = self.sheet.closed(at[0]) if at else None
        return at is not None and self.shut is not None and self.sheet.shut_whole(at[0])

    def end(self) -> None:
        """End the text where it stands: its mark is stored, or it stays in its cell, marked."""
        text, cell, self.ended = self.text, self.sheet.at, None
        if text is None or cell is None:
            return
        self.text = None
        mark = read(self._item(), text)
        if mark is None:
            fault = self._no_mark(text)
            over = self.sheet.over(cell, self.before)
            self.sheet.entries[cell] = Entry(text, State.REFUSED, fault, over)
            self.sheet.refuse(fault)
            self.left_out = False  # it was of this text, and no mark came of it
        elif self.put is None:
            self._tell_left_out(self._put(cell, text.removesuffix(".")))
        self.put = None

    def _tell_left_out(self, put: Put | None) -> None:
        """Say beside a mark that it was typed with a point before it, which counts for nothing."""
        if self.left_out and put is not None:
            self.sheet.say("sheet.point-left-out", "note", value=put.value)
        self.left_out = False

    def elsewhere(self) -> None:
        """Take note of a key that belongs to the cell under the cursor, and to no text."""
        self.ended, self.left_out = None, False

    # --- mending ---

    def further(self) -> bool:
        """Begin the mark's next part (`.`, `/`, hidden); return whether there is one."""
        if not self.text:
            return False
        longer = further(self._item(), self.text)
        if longer is None or not possible(self._item(), longer):
            return False
        self._grow(longer)
        return True

    def shorten(self) -> None:
        """Take the last character away."""
        if self.text:
            self.text = self.text[:-1]
            self._stand_or_fall()
            self.text = self.text or None

    def give_up(self) -> bool:
        """Forget what is typed; return whether a mark that it stored still stands."""
        stands, self.text, self.put, self.ended = self.put is not None, None, None, None
        return stands
