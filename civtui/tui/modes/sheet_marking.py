"""Marks by keys: what is typed goes to the session's model, what comes of it is shown."""

from __future__ import annotations

from functools import partialmethod
from time import monotonic
from typing import TYPE_CHECKING

from rich.style import Style

from civtui.model.text import Message, msg
from civtui.tui import common_actions, moving
from civtui.tui.doing import does, refuses
from civtui.tui.looks import BAD, GOOD, NOTE, WARN
from civtui.tui.modes.sheet_state import Scoring
from civtui.tui.modes.sheet_words import sign_of
from civtui.workspace.rounds.rounds import ItemSpec
from civtui.workspace.sheet.entries import State
from civtui.workspace.sheet.undoing import redo, undo

if TYPE_CHECKING:
    from civtui.tui.host import Host

TONES: dict[str, Style] = {"good": GOOD, "note": NOTE, "warn": WARN, "bad": BAD}
# actions that work on what is typed, or leave it alone
WITH_TEXT = (
    "store",
    "next",
    "undo",
    "blank",
    "back",
    "fill",
    "repeat",
    "commit",
    "paste",
    "move_left",
    "move_right",
    "language",
    "wording",
    "quit",
)
# so often a locked ledger is tried again beside the keys
AGAIN_SECONDS = 0.2


class Marking(Scoring):
    """The keys that make marks."""

    trying = False  # marks wait, and a timer runs that tries to write them

    # --- what the model came to, on the screen ---

    def follow(self, host: Host) -> None:
        """Show the session as it stands: cursor, text, cells, and what is told."""
        model, grid = self.model, host.grid
        if self.drawn is not model.sheet:  # it was read anew behind a refusal
            self.show_turned(host)
            return
        row, seen = grid.row, self.painted
        moved = self.step_to(host, model.at)
        grid.edit(model.typist.text)
        self.painted = dict(model.entries)
        if self.painted != seen:
            grid.refresh()
            self.keep_draft(host)
        else:
            grid.repaint(row)
            grid.repaint(grid.row)
        self._take_note(host)
        self.tell(host)
        if not moved:
            host.show_pane()
        self.wait_for_ledger(host)

    def moved(self, host: Host) -> None:
        """Remember the cell; where the cursor's row went away, follow to where the next one is."""
        if self.model.astray and host.mode is self:
            self.model.astray = False
            self.follow(host)
        else:
            super().moved(host)
            if host.mode is self and not self.following:
                self.tell(host)  # what was read anew may have something to say

    def tell(self, host: Host) -> None:
        """Say what the session has to tell; what asks for a decision is never covered."""
        model, news = self.model, self.model.told()
        if news and model.question and not any(said.tone == "bad" for said in news):
            model.writer.ask(model.question)
            news += model.told()
        for said in sorted(news, key=lambda said: said.tone == "bad"):
            if said.error is not None:
                host.refuse(said.error)
            elif said.message is not None:
                host.say(said.message, TONES[said.tone], sign_of(said.message))

    def _take_note(self, host: Host) -> None:
        """Take note of marks that were stored: the pace, and that nothing is to be read anew."""
        model = self.model
        if model.newest == self.counted_seq:
            return
        self.counted_seq = model.newest
        self.pace.stored(monotonic())
        if not self.concerned(host.seen, model.newest):
            host.seen = model.newest  # nobody else changed this sheet

    def wait_for_ledger(self, host: Host) -> None:
        """Try again beside the keys while marks wait for a locked ledger."""
        if self.model.writer.queue and not self.trying:
            self.trying = True
            host.set_timer(AGAIN_SECONDS, lambda: self._try_again(host))

    def _try_again(self, host: Host) -> None:
        self.trying = False
        came = self.model.writer.flush()
        if host.mode is self:
            if came:
                self.follow(host)
            self.wait_for_ledger(host)
        elif self.model.writer.queue:
            self.trying = True
            host.set_timer(AGAIN_SECONDS, lambda: self._try_again(host))

    # --- keys ---

    def typed(self, host: Host, key: str) -> bool:
        """Take a key as part of a text."""
        key = " " if key == "space" else key
        if self.cell(host) is None or len(key) != 1:
            return False
        self.model.question = None
        self.model.chosen = self.range_cells(host)
        taken = self.model.typist.key(key)
        if taken:
            if self.model.entries and not self.model.chosen:
                host.grid.unselect()
            self.follow(host)
        return taken

    def range_cells(self, host: Host) -> tuple[tuple[str, str], ...]:
        """Return the cells of the selected range; none where there is none."""
        return ()

    def acting(self, host: Host, action: str) -> None:
        """Take note of a key that is no part of a text: it ends one that it doesn't work on."""
        if action not in WITH_TEXT:
            self.end_text(host)
        if action not in ("store", "next"):
            self.model.typist.elsewhere()
        if action not in ("store", "commit", "back", "blank"):
            self.model.question = None

    @does("store")
    def do_store(self, host: Host) -> None:
        """End the text and go on; with nothing typed go on, behind an end by itself stay."""
        self._enter(host, faults=False)

    @does("next")
    def do_next(self, host: Host) -> None:
        """End the text and go on; with nothing typed go to what is unscored or refused."""
        self._enter(host, faults=True)

    def _enter(self, host: Host, *, faults: bool) -> None:
        self.model.chosen = self.range_cells(host)
        self.model.typist.enter(faults=faults)
        self.follow(host)

    def end_text(self, host: Host) -> None:
        """End what is typed, as a spreadsheet does before the cursor leaves."""
        if self.model.typist.text is not None:
            self.model.chosen = self.range_cells(host)
            self.model.typist.end()
            self.follow(host)

    @does("blank")
    def do_blank(self, host: Host) -> None:
        """Take the last typed character away; else what stands in the cell and is not stored."""
        model, at = self.model, self.model.at
        if model.typist.text is not None:
            model.typist.shorten()
        elif at is not None and at in model.entries:
            if model.entries[at].state is State.WAITING:
                undo(model)
            else:
                del model.entries[at]
        self.follow(host)

    # --- arrows ---

    def _move(self, host: Host, way: str) -> None:
        moving.move(host, way)

    do_move_up = does("move_up")(partialmethod(_move, way="up"))
    do_move_down = does("move_down")(partialmethod(_move, way="down"))
    do_move_page_up = does("move_page_up")(partialmethod(_move, way="page_up"))
    do_move_page_down = does("move_page_down")(partialmethod(_move, way="page_down"))
    do_move_row_start = does("move_row_start")(partialmethod(_move, way="row_start"))
    do_move_row_end = does("move_row_end")(partialmethod(_move, way="row_end"))
    do_move_first = does("move_first")(partialmethod(_move, way="first"))
    do_move_last = does("move_last")(partialmethod(_move, way="last"))

    @does("move_right")
    def do_move_right(self, host: Host) -> None:
        """While typing, begin the mark's next part (`.`, `/`, hidden); else one cell right."""
        if self.model.typist.further():
            self.follow(host)
        else:
            self._sideways(host, 1)

    @does("move_left")
    def do_move_left(self, host: Host) -> None:
        """While typing, take the last character away; else one cell left."""
        if self.model.typist.text is not None:
            self.do_blank(host)
        else:
            self._sideways(host, -1)

    def _sideways(self, host: Host, way: int) -> None:
        self.end_text(host)
        if self.view == "sheet":
            host.grid.move(columns=way)
            return
        ids = [s.id for s in self.shown.subjects] or [self.office]
        place = ids.index(self.office) if self.office in ids else 0
        target = ids[min(max(0, place + way), len(ids) - 1)]
        here = self.cell(host)
        if target != self.office and here:
            self.go(host, (target, here[1].id))
            host.show_pane()

    @does("reload")
    def do_reload(self, host: Host) -> None:
        """Read the sheet anew; who asks to see it has seen what others wrote."""
        common_actions.do_reload(host)
        self.model.strange.clear()

    # --- the same again, back, and back again ---

    @refuses("repeat")
    def may_repeat(self, host: Host) -> Message | None:
        """Return why nothing can be repeated."""
        return None if self.model.last else msg("sheet.no-last")

    @does("repeat")
    def do_repeat(self, host: Host) -> None:
        """Store the mark that was typed last by hand in this cell too, and say which."""
        model = self.model
        if model.at is None:
            return
        model.typist.give_up()
        closed = model.closed(model.at[0])
        if closed is not None:
            model.refuse(closed)
        else:
            model.chosen = self.range_cells(host)
            model.repeat()
        self.follow(host)

    @does("undo")
    def do_undo(self, host: Host) -> None:
        """Take the newest deed back and go there."""
        undo(self.model)
        self.show_turned(host)

    @does("redo")
    def do_redo(self, host: Host) -> None:
        """Put again what was taken back last."""
        redo(self.model)
        self.show_turned(host)

    def show_turned(self, host: Host) -> None:
        """Show rows that were read anew."""
        host.seen = self.ws.head()
        host.show_head()  # that it is submitted, or the round closed, stands there
        self.cards.clear()
        at = self.model.at
        self.show_rows()
        self.following = True
        row = host.grid.current
        host.show_grid(row.id if row else None, keep=True)
        self.following = False
        self.model.at = at
        self.follow(host)

    def item_of(self, id_: str) -> ItemSpec:
        """Return an item of the sheet."""
        return self.model.items[id_]
