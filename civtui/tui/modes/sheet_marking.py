"""Marks by keys: typed, stored, repeated, taken back, put again; and where one goes next."""

from __future__ import annotations

from functools import partialmethod
from time import monotonic
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import Message, msg
from civtui.tui import moving
from civtui.tui.looks import GOOD, SAVED, WARN
from civtui.tui.modes.sheet_state import Cell, Scoring
from civtui.workspace import marks
from civtui.workspace.marks import choices, extended, further
from civtui.workspace.rounds import ItemSpec, allowed, settled

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

LONGEST = 24


class Marking(Scoring):
    """The keys that make marks."""

    by_itself = False

    def typed(self, desk: Desk, key: str) -> bool:
        """Take a key as part of a mark; store where the scale leaves no doubt."""
        here = self.cell(desk)
        key = " " if key == "space" else key
        if here is None or len(key) != 1:
            return False
        subject, item = here
        text = extended(item, desk.grid.editing or "", key)
        if text is None and not desk.grid.editing and key.isascii():
            return False  # a letter may be a shortcut
        self.by_itself = False
        if desk.grid.editing is None:
            reason = self.closed(subject)
            if reason is not None:
                desk.refuse(reason)
                return True
            for choice in choices(item, by_band=self.by_band):
                if key == choice.key:
                    self.by_itself = self.store(desk, choice.text)
                    return True
        if text is None or len(text) > LONGEST:
            desk.refuse(
                BadInput(
                    msg("pipeline.no-mark", title=item.title),
                    value=(desk.grid.editing or "") + key,
                    allowed=allowed(item),
                )
            )
            return True
        desk.grid.edit(text)
        if settled(item, text):
            self.by_itself = self.store(desk, text)
        return True

    def store(self, desk: Desk, text: str, *, onward: bool = True) -> bool:
        """Store a mark in the cell; what is said to be saved is on disk.

        Args:
            onward: go on to the next unscored cell.

        Returns:
            Whether it was stored; where not, what was typed stays and the reason is shown.
        """
        here = self.cell(desk)
        if here is None:
            return False
        subject, item = here
        try:
            saved = marks.set_mark(self.ws, self.round_id, subject, item.id, text, self.assessor)
        except CivtuiError as error:
            error.where = {}  # the cursor stands there: room for what is allowed
            if desk.grid.editing:
                error.hint = error.hint or msg("sheet.type-anew")
            desk.refuse(error)
            return False
        self.taken = []
        self.last = saved.value_text
        self._show_stored(desk, (subject, item.id), item, saved)
        if onward:
            self.onward(desk)
        return True

    def _show_stored(self, desk: Desk, cell: Cell, item: ItemSpec, saved: marks.MarkSaved) -> None:
        # counting the marks anew would cost more with every mark
        self.given += cell not in self.sheet.marks and cell[0] in self.sheet.mine
        self.sheet.marks[cell] = saved.value_text
        self.sheet.points[cell] = saved.points
        self.saved = cell
        self.pace.stored(monotonic())
        if not self.concerned(desk.seen, saved.seq):
            desk.seen = saved.seq  # nobody else changed this sheet: nothing is to be read anew
        desk.grid.edit(None)
        desk.grid.repaint(desk.grid.row)
        desk.say(
            t("tui.stored", glyph=SAVED, title=item.title, value=saved.value_text, seq=saved.seq),
            GOOD,
        )

    def do_store(self, desk: Desk) -> None:
        """Store what is typed; with nothing typed go on to the next cell.

        The Enter of habit behind a mark that stored itself skips no cell.
        """
        by_itself, self.by_itself = self.by_itself, False
        if desk.grid.editing:
            self.store(desk, desk.grid.editing)
        elif not by_itself:
            self.onward(desk)

    def onward(self, desk: Desk) -> None:
        """Go to the next unscored cell."""
        here = self.cell(desk)
        after = (here[0], here[1].id) if here else None
        found = marks.next_unscored(self.shown, after)
        if found is None:
            desk.say(t("tui.sheet-done"), GOOD)
            moved = self.step(desk)
        else:
            moved = self.go(desk, found)
        if not moved:
            desk.show_pane()

    def step(self, desk: Desk) -> bool:
        """Go one item further; return whether there is one."""
        if self.view == "card":
            return desk.grid.move(1)
        return desk.grid.move(columns=1)

    def do_next(self, desk: Desk) -> None:
        """Store what is typed, then go to the next unscored cell."""
        if desk.grid.editing:
            self.store(desk, desk.grid.editing)
        else:
            self.onward(desk)

    def do_blank(self, desk: Desk) -> None:
        """Take the last typed character away."""
        if desk.grid.editing:
            desk.grid.edit(desk.grid.editing[:-1] or None)

    # --- arrows ---

    def may_move(self, desk: Desk) -> bool:
        """Store what is typed before the cursor leaves, as a spreadsheet does."""
        return not desk.grid.editing or self.store(desk, desk.grid.editing, onward=False)

    def _move(self, desk: Desk, way: str) -> None:
        if self.may_move(desk):
            moving.move(desk, way)

    do_move_up = partialmethod(_move, way="up")
    do_move_down = partialmethod(_move, way="down")
    do_move_page_up = partialmethod(_move, way="page_up")
    do_move_page_down = partialmethod(_move, way="page_down")
    do_move_row_start = partialmethod(_move, way="row_start")
    do_move_row_end = partialmethod(_move, way="row_end")
    do_move_first = partialmethod(_move, way="first")
    do_move_last = partialmethod(_move, way="last")

    def do_move_right(self, desk: Desk) -> None:
        """While typing, begin the mark's next part (`.`, `/`, hidden); else one cell right."""
        here = self.cell(desk)
        if here and desk.grid.editing:
            longer = further(here[1], desk.grid.editing)
            if longer is not None:
                desk.grid.edit(longer)
                return
        self._sideways(desk, 1)

    def do_move_left(self, desk: Desk) -> None:
        """While typing, take the last character away; else one cell left."""
        if desk.grid.editing:
            self.do_blank(desk)
        else:
            self._sideways(desk, -1)

    def _sideways(self, desk: Desk, way: int) -> None:
        if not self.may_move(desk):
            return
        if self.view == "sheet":
            desk.grid.move(columns=way)
            return
        ids = [s.id for s in self.shown.subjects] or [self.office]
        place = ids.index(self.office) if self.office in ids else 0
        target = ids[min(max(0, place + way), len(ids) - 1)]
        here = self.cell(desk)
        if target != self.office and here:
            self.go(desk, (target, here[1].id))
            desk.show_pane()

    # --- the same again, back, and back again ---

    def may_repeat(self, desk: Desk) -> Message | None:
        """Return why nothing can be repeated."""
        return None if self.last else msg("sheet.no-last")

    def do_repeat(self, desk: Desk) -> None:
        """Store the mark that was stored last in this cell too."""
        here = self.cell(desk)
        if here is None:
            return
        reason = self.closed(here[0])
        if reason is not None:
            desk.refuse(reason)
        else:
            desk.grid.edit(None)
            self.store(desk, self.last)

    def do_undo(self, desk: Desk) -> None:
        """Give up what is typed; else take the newest mark back and go there."""
        if desk.grid.editing:
            desk.grid.edit(None)
            return
        before = dict(self.sheet.marks)
        taken = marks.undo_mark(self.ws, self.round_id, self.assessor)
        if taken is None:
            desk.say(t("cli.mark-none"), WARN)
            return
        cell = (taken.subject, taken.item)
        if cell in before:
            self.taken.append((cell, before[cell]))
        self.saved = None
        desk.reload()
        self.go(desk, cell)
        desk.show_pane()
        spec = self.item_of(taken.item)
        desk.say(t("tui.taken", title=spec.title, value=taken.value_text or t("cli.empty")), WARN)

    def item_of(self, id_: str) -> ItemSpec:
        """Return an item of the sheet."""
        return next(i for i in self.sheet.items if i.id == id_)

    def may_redo(self, desk: Desk) -> Message | None:
        """Return why nothing can be put again."""
        return None if self.taken else msg("sheet.no-redo")

    def do_redo(self, desk: Desk) -> None:
        """Put the mark again that was taken back last."""
        desk.grid.edit(None)
        cell, text = self.taken[-1]
        rest = self.taken[:-1]
        self.go(desk, cell)
        if self.store(desk, text, onward=False):
            self.taken = rest
            desk.show_pane()
