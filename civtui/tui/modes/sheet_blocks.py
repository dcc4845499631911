"""Many marks at once: pasted or filled in, staged in color with their faults, stored together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.tui import everywhere
from civtui.tui.blocks import parsed
from civtui.tui.looks import BAD, GOOD, NOTE, SAVED, WARN
from civtui.tui.modes.sheet_marking import Marking
from civtui.tui.modes.sheet_rows import BARRED, EMPTY, NOTED, OTHERS, SKIPPED
from civtui.tui.modes.sheet_state import FROZEN, Cell
from civtui.tui.widgets.staging import Staged, Staging
from civtui.workspace import mark_blocks
from civtui.workspace.mark_blocks import MOST_CELLS, Wanted, mark_text

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

Rectangle = tuple[int, int, int, int]  # rows from, to; columns from, to; both included


class Blocks(Marking):
    """The keys that fill many cells; what is staged is kept by cell, whatever the view."""

    stages = True

    @property
    def staging(self) -> Staging:
        """The cells that are filled in and not stored."""
        if not hasattr(self, "_staging"):
            self._staging = Staging()
        return self._staging

    def staged(self, row: str, column: int) -> Staged | None:
        """Return what is staged in a cell of the view."""
        if self.view == "card":
            cell = (self.office, row) if column == self.own_column else None
        else:
            place = column - FROZEN
            items = self.sheet.items
            cell = (row, items[place].id) if 0 <= place < len(items) else None
        return self.staging.get(cell) if cell else None

    def copied(self, cell: str) -> str:
        """Return a cell as it is copied: signs of an empty one are none."""
        text = cell.removesuffix(NOTED)
        return "" if text in (EMPTY, BARRED, OTHERS, SKIPPED) else text

    # --- filling in ---

    def pasted(self, desk: Desk, text: str) -> bool:
        """Take a block of cells; a single cell is typed instead, unless a range is selected."""
        lines = parsed(text)
        single = len(lines) == 1 and len(lines[0]) == 1
        if not lines or (single and self._range(desk) is None and not self.staging):
            return False
        if single:
            self._fill(desk, lines[0][0])
        else:
            self._paste(desk, lines)
        return True

    def do_paste(self, desk: Desk) -> None:
        """Paste what was copied in this session."""
        if not desk.clipboard:
            desk.say(t("grid.nothing-copied"), WARN)
        elif not self.pasted(desk, desk.clipboard):
            self._fill(desk, desk.clipboard.strip())

    def _range(self, desk: Desk) -> Rectangle | None:
        """Return the range that is selected last, None where it is a single cell or none."""
        blocks = desk.grid.blocks
        if not blocks:
            return None
        last = blocks[-1]
        left, right = (self.own_column,) * 2 if self.view == "card" else (last.left, last.right)
        found = (last.first.row, last.last.row, max(left, desk.grid.frozen), right)
        return None if found[0] == found[1] and found[2] == found[3] else found

    def _paste(self, desk: Desk, lines: list[list[str]]) -> None:
        chosen = self._range(desk)
        top, left = (chosen[0], chosen[2]) if chosen else (desk.grid.row, desk.grid.column)
        if self.view == "card" and len(lines) == 1:
            lines = [[cell] for cell in lines[0]]  # a row of marks goes down the card
        beyond = 0
        wanted: list[tuple[int, int, str]] = []
        columns = len(desk.grid.columns)
        for row, cells in enumerate(lines, top):
            for column, text in enumerate(cells, left):
                if not text:
                    continue
                if row >= len(self.rows) or column >= columns:
                    beyond += 1
                else:
                    wanted.append((row, column, text))
        self._stage(desk, wanted, beyond)

    def _fill(self, desk: Desk, text: str) -> None:
        chosen = self._range(desk) or (desk.grid.row,) * 2 + (desk.grid.column,) * 2
        top, bottom, left, right = chosen
        cells = [(r, c, text) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        self._stage(desk, cells)

    def _stage(self, desk: Desk, wanted: list[tuple[int, int, str]], beyond: int = 0) -> None:
        """Check cells and stage them; say how many, and what was left out."""
        if len(wanted) > MOST_CELLS:
            desk.say(t("grid.too-many") + f" ({len(wanted)} > {MOST_CELLS})", WARN)
            return
        closed: dict[str, CivtuiError | None] = {}
        over = same = 0
        for row, column, text in wanted:
            found = self.cell_at(row, column)
            if found is None:
                continue
            subject, item = found
            if subject not in closed:
                closed[subject] = self.closed(subject)
            cell = (subject, item.id)
            fault = closed[subject]
            if fault is None:
                try:
                    text = mark_text(item, text)
                except CivtuiError as error:
                    fault = error
            if fault is None and self.sheet.marks.get(cell) == text:
                self.staging.pop(cell, None)
                same += 1
                continue
            over += fault is None and cell in self.sheet.marks
            self.staging[cell] = Staged(text, fault)
        desk.grid.unselect()
        desk.grid.refresh()
        self._say_staged(desk, over, same, beyond)

    def _say_staged(self, desk: Desk, over: int, same: int, beyond: int) -> None:
        faults = len(self.staging.faults())
        parts = [t("grid.staged", count=len(self.staging) - faults)]
        counts = (("over", over), ("same", same), ("faults", faults), ("beyond", beyond))
        parts += [t(f"grid.staged-{name}", count=count) for name, count in counts if count]
        parts.append(t("grid.staged-keys"))
        desk.say(t("common.joint").join(parts), WARN if faults or beyond else NOTE)

    def may_fill(self, desk: Desk) -> Message | None:
        """Return why there is nothing to fill in."""
        return None if self.cell(desk) else msg("tui.no-cell")

    def do_fill(self, desk: Desk) -> None:
        """Fill the range with the marks of its first row; one cell, with the one above."""
        if desk.grid.editing:
            text, desk.grid.editing = desk.grid.editing, None
            self._fill(desk, text)
            return
        here = (desk.grid.row,) * 2 + (desk.grid.column,) * 2
        top, bottom, left, right = self._range(desk) or here
        source = top if bottom > top else top - 1
        cells = [
            (row, column, text)
            for column in range(left, right + 1)
            if (text := self._text_at(source, column))
            for row in range(source + 1, bottom + 1)
        ]
        if cells:
            self._stage(desk, cells)
        else:
            desk.say(t("grid.nothing-to-fill"), WARN)

    def _text_at(self, row: int, column: int) -> str:
        found = self.cell_at(row, column)
        if found is None:
            return ""
        cell = (found[0], found[1].id)
        staged = self.staging.get(cell)
        return staged.text if staged and not staged.fault else self.sheet.marks.get(cell, "")

    # --- storing ---

    def store(self, desk: Desk, text: str, *, onward: bool = True) -> bool:
        """Stage what is typed in the whole range; without one, store it as ever."""
        if self._range(desk) is not None:
            desk.grid.edit(None)
            self._fill(desk, text)
            return True
        here = self.cell(desk)
        stored = super().store(desk, text, onward=onward)
        if stored and here:
            self.staging.pop((here[0], here[1].id), None)
        return stored

    def do_store(self, desk: Desk) -> None:
        """Store everything that is staged; else as ever."""
        if self.staging and not desk.grid.editing and not self.by_itself:
            self.do_commit(desk)
        else:
            super().do_store(desk)

    def may_commit(self, desk: Desk) -> Message | None:
        """Return why there is nothing to store."""
        return None if self.staging or desk.grid.editing else msg("grid.nothing-staged")

    def do_commit(self, desk: Desk) -> None:
        """Store every good staged cell in one transaction; faulty ones stay to be put right."""
        if desk.grid.editing and not self.store(desk, desk.grid.editing, onward=False):
            return
        good = [Wanted(*cell) for cell in self.staging.good()]
        if good:
            mark_blocks.set_marks(self.ws, self.round_id, good, self.assessor)
            for cell in good:
                del self.staging[cell.subject, cell.item]
            self.taken = []
            desk.reload()
        faults = self.staging.faults()
        if faults:
            self._go_to_fault(desk, faults[0], len(good), len(faults))
        elif good:
            desk.say(t("grid.committed", glyph=SAVED, count=len(good)), GOOD)

    def _go_to_fault(self, desk: Desk, cell: Cell, stored: int, faults: int) -> None:
        self.go(desk, cell)
        desk.show_pane()
        reason = self.staging[cell].fault
        why = locale.error_line(reason) if reason else ""
        desk.say(t("grid.committed-partly", count=stored, faults=faults) + why, BAD)

    # --- giving up ---

    def do_back(self, desk: Desk) -> None:
        """Give up what is typed, then what is selected, then all that is staged; else go back."""
        if desk.grid.editing is None and not desk.grid.selection and self.staging:
            count = len(self.staging)
            self.staging.clear()
            desk.grid.refresh()
            desk.say(t("grid.discarded", count=count), WARN)
        else:
            everywhere.do_back(desk)

    def do_blank(self, desk: Desk) -> None:
        """Take the last typed character away; else unstage the cell, or the range."""
        if desk.grid.editing or not self.staging:
            super().do_blank(desk)
            return
        here = (desk.grid.row,) * 2 + (desk.grid.column,) * 2
        top, bottom, left, right = self._range(desk) or here
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found = self.cell_at(row, column)
                if found:
                    self.staging.pop((found[0], found[1].id), None)
        desk.grid.refresh()
        self._say_staged(desk, 0, 0, 0)

    def do_undo(self, desk: Desk) -> None:
        """Take the newest mark back; a block that was stored together, as a whole."""
        if desk.grid.editing:
            super().do_undo(desk)
            return
        before = dict(self.sheet.marks)
        taken = mark_blocks.undo_step(self.ws, self.round_id, self.assessor)
        if not taken:
            desk.say(t("cli.mark-none"), WARN)
            return
        cells = [(mark.subject, mark.item) for mark in taken]
        self.taken += [(cell, before[cell]) for cell in cells if cell in before]
        self.saved = None
        desk.reload()
        self.go(desk, cells[-1])
        desk.show_pane()
        if len(taken) > 1:
            desk.say(t("grid.taken", count=len(taken)), WARN)
            return
        spec = self.item_of(taken[0].item)
        value = taken[0].value_text or t("cli.empty")
        desk.say(t("tui.taken", title=spec.title, value=value), WARN)

    def moved(self, desk: Desk) -> None:
        """Remember the cell; say what is wrong with what is staged there."""
        super().moved(desk)
        here = self.here
        staged = self.staging.get((here[0], here[1].id)) if here and self.staging else None
        if staged is not None and staged.fault is not None:
            desk.refuse(staged.fault)
