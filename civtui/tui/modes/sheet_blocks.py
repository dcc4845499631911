"""Many marks at once: pasted or filled in, staged in color with their faults, stored together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.text import Message, msg
from civtui.tui import common_actions
from civtui.tui.blocks import parsed
from civtui.tui.doing import does, refuses
from civtui.tui.looks import WARN
from civtui.tui.modes.sheet_marking import Marking
from civtui.tui.modes.sheet_rows import BARRED, EMPTY, NOTED, OTHERS, SKIPPED
from civtui.tui.modes.sheet_state import FROZEN, Cell
from civtui.tui.widgets.staging import Look, look
from civtui.workspace.marks.mark_blocks import MOST_CELLS
from civtui.workspace.rounds.rounds import spoken
from civtui.workspace.sheet.committing import commit
from civtui.workspace.sheet.entries import Entry, State
from civtui.workspace.sheet.steps import to_fault

if TYPE_CHECKING:
    from civtui.tui.host import Host

NONE = Entry("")
Rectangle = tuple[int, int, int, int]  # rows from, to; columns from, to; both included


class Blocks(Marking):
    """The keys that fill many cells; what is staged is kept by cell, whatever the view."""

    stages = True

    def staged(self, row: str, column: int) -> Look | None:
        """Return how a cell looks whose text is not stored, None where there is none."""
        if not self.model.entries:
            return None
        if self.view == "card":
            cell = (self.office, row) if column == self.own_column else None
        else:
            place = column - FROZEN
            items = self.sheet.items
            cell = (row, items[place].id) if 0 <= place < len(items) else None
        entry = self.model.entries.get(cell) if cell else None
        if entry is None or cell is None:
            return None
        return look(entry._replace(text=render(spoken(self.model.item_of(cell), entry.text))))

    def copied(self, cell: str) -> str:
        """Return a cell as it is copied: signs of an empty one are none."""
        text = cell.removesuffix(NOTED)
        return "" if text in (EMPTY, BARRED, OTHERS, SKIPPED) else text

    # --- filling in ---

    def pasted(self, host: Host, text: str) -> bool:
        """Take a block of cells; a single cell is typed instead, unless a range is selected."""
        lines = parsed(text)
        single = len(lines) == 1 and len(lines[0]) == 1
        if not lines or (single and self._range(host) is None and not self.model.entries):
            return False
        self.end_text(host)
        if single:
            self._fill(host, lines[0][0])
        else:
            self._paste(host, lines)
        return True

    @does("paste")
    def do_paste(self, host: Host) -> None:
        """Paste what was copied in this session."""
        if not host.clipboard:
            host.say(t("grid.nothing-copied"), WARN)
        elif not self.pasted(host, host.clipboard):
            self._fill(host, host.clipboard.strip())

    def _range(self, host: Host) -> Rectangle | None:
        """Return the range that is selected last, None where it is a single cell or none."""
        blocks = host.grid.blocks
        if not blocks:
            return None
        last = blocks[-1]
        left, right = (self.own_column,) * 2 if self.view == "card" else (last.left, last.right)
        found = (last.first.row, last.last.row, max(left, host.grid.frozen), right)
        return None if found[0] == found[1] and found[2] == found[3] else found

    def range_cells(self, host: Host) -> tuple[Cell, ...]:
        """Return the cells of the selected range; none where there is none."""
        chosen = self._range(host)
        if chosen is None:
            return ()
        top, bottom, left, right = chosen
        places = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        return tuple(cell for place in places if (cell := self._cell_at(*place)))

    def _cell_at(self, row: int, column: int) -> Cell | None:
        found = self.cell_at(row, column)
        return (found[0], found[1].id) if found else None

    def _paste(self, host: Host, lines: list[list[str]]) -> None:
        chosen = self._range(host)
        top, left = (chosen[0], chosen[2]) if chosen else (host.grid.row, host.grid.column)
        if self.view == "card" and len(lines) == 1:
            lines = [[cell] for cell in lines[0]]  # a row of marks goes down the card
        beyond = 0
        wanted: list[tuple[int, int, str]] = []
        columns = len(host.grid.columns)
        for row, cells in enumerate(lines, top):
            for column, text in enumerate(cells, left):
                if not text:
                    continue
                if row >= len(self.rows) or column >= columns:
                    beyond += 1
                else:
                    wanted.append((row, column, text))
        self._stage(host, wanted, beyond)

    def _fill(self, host: Host, text: str) -> None:
        chosen = self._range(host) or (host.grid.row,) * 2 + (host.grid.column,) * 2
        top, bottom, left, right = chosen
        cells = [(r, c, text) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        self._stage(host, cells)

    def _stage(self, host: Host, wanted: list[tuple[int, int, str]], beyond: int = 0) -> None:
        """Check cells and stage them; say how many, and what was left out."""
        if len(wanted) > MOST_CELLS:
            host.say(t("grid.too-many") + f" ({len(wanted)} > {MOST_CELLS})", WARN)
            return
        cells = [
            (cell, text) for row, column, text in wanted if (cell := self._cell_at(row, column))
        ]
        over, same = self.model.stage(cells)
        host.grid.unselect()
        self.model.say_staged(over, same, beyond, [cell for cell, _ in cells])
        self.follow(host)

    @refuses("fill")
    def may_fill(self, host: Host) -> Message | None:
        """Return why there is nothing to fill in."""
        return None if self.cell(host) else msg("tui.no-cell")

    @does("fill")
    def do_fill(self, host: Host) -> None:
        """Fill the range with the marks of its first row; one cell, with the one above."""
        text = self.model.typist.text
        if text:
            self.model.typist.give_up()
            self._fill(host, text)
            return
        here = (host.grid.row,) * 2 + (host.grid.column,) * 2
        top, bottom, left, right = self._range(host) or here
        source = top if bottom > top else top - 1
        cells = [
            (row, column, text)
            for column in range(left, right + 1)
            if (text := self._text_at(source, column))
            for row in range(source + 1, bottom + 1)
        ]
        if cells:
            self._stage(host, cells)
        else:
            host.say(t("grid.nothing-to-fill"), WARN)

    def _text_at(self, row: int, column: int) -> str:
        cell = self._cell_at(row, column)
        if cell is None:
            return ""
        entry = self.model.entries.get(cell)
        return entry.text if entry and not entry.fault else self.sheet.marks.get(cell, "")

    # --- storing ---

    @does("store")
    def do_store(self, host: Host) -> None:
        """Store everything that is staged; else as ever."""
        typist = self.model.typist
        habit = typist.ended is not None and not typist.ended.chosen
        if self.model.entries.ready() and typist.text is None and not habit:
            self._commit(host)  # an Enter of habit decides for nothing that is held
        else:
            super().do_store(host)

    @refuses("commit")
    def may_commit(self, host: Host) -> Message | None:
        """Return why there is nothing to store."""
        wanted = self.model.entries or self.model.typist.text
        return None if wanted else msg("grid.nothing-staged")

    @does("commit")
    def do_commit(self, host: Host) -> None:
        """Do one thing: decide, else end what is typed, else store, else go to what is wrong.

        A mark is decided for only where both values were shown by the key before.
        """
        model, typing = self.model, self.model.typist.text is not None
        asked, model.question = model.question, None
        self.end_text(host)  # its cursor stays: it is the work that goes on
        if model.question or (typing and not model.entries.ready()):
            return  # what was typed ended, and that is told
        if asked and not typing and asked in model.entries.of(State.HELD):
            model.writer.overrule(asked)
            self.follow(host)
        elif (not typing and model.at and model.writer.ask(model.at)) or (
            not model.entries.ready() and not model.writer.queue and to_fault(model)
        ):
            self.follow(host)
        else:
            self._commit(host)

    def _commit(self, host: Host) -> None:
        commit(self.model)
        self.show_turned(host)

    # --- giving up ---

    @does("back")
    def do_back(self, host: Host) -> None:
        """Give up what is typed, what is held, then what is staged, selected, filtered."""
        model = self.model
        if model.typist.text is not None:
            model.typist.give_up()
            self.follow(host)
        elif model.question in model.entries:
            assert model.question is not None
            asked, model.question = model.question, None
            model.writer.give_way(asked)
            self.follow(host)
        elif model.at and model.entries.get(model.at, NONE).rivals:
            model.writer.ask(model.at)  # not shown yet: shown before one of them goes
            self.follow(host)
        elif model.at in model.entries.faults():
            model.say("sheet.text-dropped", "warn", text=model.entries.pop(model.at).text)
            self.follow(host)
        elif staged := model.entries.of(State.STAGED):
            for cell in staged:
                del model.entries[cell]
            model.say("grid.discarded", "warn", count=len(staged))
            self.follow(host)
        else:
            common_actions.do_back(host)

    @does("blank")
    def do_blank(self, host: Host) -> None:
        """Take the last typed character away; else unstage the cell, or the range."""
        cells = self.range_cells(host)
        if self.model.typist.text is not None or not cells:
            super().do_blank(host)
            return
        for cell in cells:
            entry = self.model.entries.get(cell)
            if entry is not None and entry.state is not State.WAITING:
                del self.model.entries[cell]
        self.model.say_staged()
        self.follow(host)

    def moved(self, host: Host) -> None:
        """Remember the cell; say what is wrong with what stands there."""
        super().moved(host)
        entry = self.model.entries.get(self.model.at) if self.model.at else None
        if entry is None or entry.fault is None or self.following or self.model.at is None:
            return
        if self.model.writer.ask(self.model.at):
            self.tell(host)
        else:
            host.refuse(entry.fault)
