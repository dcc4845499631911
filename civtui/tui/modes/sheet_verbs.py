"""What a judge does beside marking: skip, note, submit, hand over, look at the own share only.

Each asks for at most one line at the foot of the screen; nothing covers the sheet. What closes the
sheet over missing marks, or gives it away, wants a reason in words and F8: digits and Enter are
what a judge types on in haste.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.roles import RIGHTS, Right
from civtui.model.text import Message, msg
from civtui.tui.doing import does, refuses
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import FULL_WIDTH, key_text, keys_of
from civtui.tui.looks import GOOD, NOTE, WARN
from civtui.tui.modes.sheet_marking import Marking
from civtui.tui.modes.sheet_state import Cell
from civtui.workspace.marks import remarks
from civtui.workspace.performing.reasons import reason, usual_skips
from civtui.workspace.rounds import handovers, rounds, submissions
from civtui.workspace.sheet import steps
from civtui.workspace.sheet.leftovers import unstored

if TYPE_CHECKING:
    from textual.widgets import Input

    from civtui.tui.host import Host

FEWEST_LETTERS = 2


def in_words(why: str) -> None:
    """Refuse a reason that says nothing: digits and signs alone.

    Raises:
        BadInput: fewer than two letters or characters of a script.
    """
    try:
        reason(why, fewest=FEWEST_LETTERS)
    except BadInput as error:
        error.hint = msg("sheet.f8-confirms")
        raise


def counts(**of: int) -> list[Message]:
    """Return counts as parts of a sentence; what there is none of is left out."""
    return [msg(f"sheet.count-{name}", count=count) for name, count in of.items() if count]


def unlocked_said(done: submissions.Submission) -> Message:
    """Return that a sheet was unlocked, how far it is, and that the round waits for it."""
    blank = done.missing - done.skipped
    parts = counts(given=done.given, skipped=done.skipped, blank=blank)
    return msg("sheet.unlocked", parts=parts or [msg("sheet.count-given", count=0)])


class Verbs(Marking):
    """The verbs of a round that a judge needs at the sheet."""

    outward: Callable[[str], None] | None = None  # what F8 does with the reason that is typed
    reason = ""
    asked_for = ""  # what that line is called
    blank: int | None = None  # so many blank cells the reason is of; None: it is of another deed
    line: Input | None = None  # the line in which it is typed

    def _cell(self, host: Host) -> Cell | None:
        here = self.cell(host)
        return (here[0], here[1].id) if here else None

    def _ask_outward(
        self,
        host: Host,
        label: str,
        deed: Callable[[str], None],
        begun: str = "",
        *,
        blank: int | None = None,
    ) -> None:
        """Ask for the reason of a deed that F8 confirms; Enter only says so."""
        self.outward, self.reason, self.asked_for, self.blank = deed, begun, label, blank
        host.ask(
            label,
            begun,
            self._reasoning,
            live=True,
            go_on=True,
            given_up=self._end_outward,
            done=lambda: self._not_by_enter(host, deed),
            keys=t("sheet.keys-f8"),
        )
        self.line = host.input

    def _reasoning(self, text: str) -> None:
        self.reason = text

    def _end_outward(self) -> None:
        self.outward, self.reason, self.line, self.blank = None, "", None, None

    def _worded(self, why: str) -> None:
        """Refuse a reason without words; a sheet without a blank cell is submitted without one."""
        if self.blank != 0:
            in_words(why)

    def meanwhile(self, host: Host) -> None:
        """Let the question of a partial submission go by what is blank by now."""
        if self.blank is None or host.input is not self.line:
            return
        blank = submissions.blank_cells(self.ws, self.round_id, self.sheet.assessor.id)
        if blank != self.blank:
            self.blank, self.asked_for = blank, self._blank_said(blank)
            host.relabel(self.asked_for)

    def _blank_said(self, blank: int) -> str:
        return t("sheet.ask-partial", blank=blank) if blank else t("sheet.ask-whole")

    def _not_by_enter(self, host: Host, deed: Callable[[str], None]) -> None:
        self._ask_outward(host, self.asked_for, deed, self.reason, blank=self.blank)
        self._worded(self.reason)
        host.say(msg("sheet.f8-confirms"), WARN)
        host.show_asked(refused=True)

    def _confirm(self, host: Host) -> None:
        """Do what was asked about, if the reason says anything; where it is refused it stays."""
        deed, label, blank = self.outward, self.asked_for, self.blank
        assert deed is not None
        assert host.input is not None
        why = host.input.value
        self._worded(why)
        host.end_ask()
        self._end_outward()
        try:
            deed(why)
        except CivtuiError:
            self._ask_outward(host, label, deed, why, blank=blank)
            raise

    def _refuse_closed(self, subject: str) -> None:
        reason = self.closed(subject)
        if reason is not None:
            raise reason

    @refuses("skip")
    def may_skip(self, host: Host) -> Message | None:
        """Return why nothing can be skipped here."""
        return None if self.cell(host) else msg("tui.no-cell")

    @does("skip")
    def do_skip(self, host: Host) -> None:
        """Leave the cell for later with a reason; a skipped one is offered again."""
        cell = self._cell(host)
        if cell is None:
            return
        self._refuse_closed(cell[0])
        if cell in self.sheet.skips:
            remarks.unskip(self.ws, self.round_id, *cell, assessor=self.assessor)
            host.reload()
            host.say(t("sheet.unskipped"), GOOD)
            return
        if cell in self.sheet.marks:
            raise BadInput(
                msg("panel.skip-marked"), value=self.sheet.marks[cell], hint=msg("sheet.undo-first")
            )
        choices = [render(why) for why in usual_skips()]
        host.ask(t("sheet.ask-skip"), "", lambda why: self._skip(host, cell, why), choices=choices)

    def _skip(self, host: Host, cell: Cell, typed: str) -> None:
        why = reason(typed, [render(usual) for usual in usual_skips()])
        remarks.skip(self.ws, self.round_id, *cell, why=why, assessor=self.assessor)
        host.reload()
        self.model.at = cell
        steps.onward(self.model)
        self.follow(host)
        host.say(t("sheet.skipped", why=why), NOTE)

    # --- notes ---

    @does("note")
    def do_note(self, host: Host) -> None:
        """Write a note on the item; Tab, while it is open, turns it to the whole office."""
        cell = self._cell(host)
        if self.noting is not None and self.noting[0] in self.model.subjects:
            self._ask_note(host, self.noting, self.note)  # a break came between: it goes on
        elif cell is not None:
            self._refuse_closed(cell[0])
            self._ask_note(host, cell)

    def _ask_note(self, host: Host, target: Cell, begun: str | None = None) -> None:
        subject, item = target
        on = self.item_of(item).title if item in self.model.items else self.name_of(subject)
        editor = t("sheet.note-editor") if self._editor() else ""
        known = " ".join(self.sheet.notes.get(target, "").split("\n"))
        host.ask(
            t("sheet.ask-note", on=on, editor=editor),
            known if begun is None else begun,
            lambda text: self._noting(host, target, text),
            live=True,
            go_on=begun is not None,
            given_up=lambda: self._noting(host, None),
            done=lambda: self._note(host, target, self.note),
            keys=t("sheet.keys-note", editor=editor),
        )
        self._noting(host, target, known if begun is None else begun)

    def _noting(self, host: Host, target: Cell | None, text: str = "") -> None:
        """Keep a note as it is written, so that a break loses nothing of it."""
        self.noting, self.note = target, text
        self.keep_draft(host)

    def _note(self, host: Host, target: Cell, text: str) -> None:
        subject, item = target
        known = self.sheet.notes.get(target, "")
        if text.strip() == " ".join(known.split("\n")):
            self._noting(host, None)
            return
        remarks.note(
            self.ws, self.round_id, subject, text, item=item or None, assessor=self.assessor
        )
        self._noting(host, None)
        host.reload()
        host.say(t("sheet.noted" if text.strip() else "sheet.unnoted"), GOOD)

    def over_input(self, host: Host, key: str) -> bool:
        """Take a key while a line is typed: F8 confirms; Tab and Ctrl+E are those of a note."""
        if self.outward is not None and host.input is self.line:  # another line is not it
            if key == "f8":
                host.attempt(lambda: self._confirm(host))
            return key == "f8"
        if self.noting is None or host.input is None or not host.live:
            return False
        subject, item = self.noting
        if key == "tab":
            here = self._cell(host)
            host.end_ask()
            self._ask_note(host, (subject, "" if item or here is None else here[1]))
            return True
        editor = self._editor() if key == "ctrl+e" else None
        if editor:
            from civtui.tui.editor import edited

            target, typed = self.noting, host.input.value
            known = self.sheet.notes.get(target, "")
            begin = known if typed == " ".join(known.split("\n")) else typed
            host.end_ask()
            self._note(host, target, edited(host, editor, begin))
            return True
        return False

    def _editor(self) -> list[str] | None:
        from civtui.tui.editor import allowed_editor

        return allowed_editor(self.ws.settings)

    # --- the own share ---

    @refuses("mine")
    def may_mine(self, host: Host) -> Message | None:
        """Return why there is nothing to choose."""
        every = {s.id for s in self.sheet.subjects}
        return msg("sheet.all-mine") if every == self.sheet.mine and not self.model.mine else None

    @does("mine")
    def do_mine(self, host: Host) -> None:
        """Show the own offices only, or all of the round."""
        cell = self._cell(host)
        self.model.mine = not self.model.mine
        host.reload()
        shown = {s.id for s in self.shown.subjects}
        if cell and cell[0] in shown:
            self.go(host, cell)
        else:
            steps.onward(self.model)
            self.follow(host)
        said = "sheet.mine-only" if self.model.mine else "sheet.all-offices"
        host.say(t(said, count=len(self.shown.subjects)), NOTE)

    # --- submit, unlock, hand over ---

    @does("submit")
    def do_submit(self, host: Host) -> None:
        """Submit the sheet by pressing twice; a submitted one is unlocked with a reason."""
        judge = self.sheet.assessor
        if self.sheet.submitted:
            if self.ws.role is not None and Right.KEEP not in RIGHTS[self.ws.role]:
                host.say(t("sheet.locked", day=self.sheet.submitted), WARN)
                return
            label = t("sheet.ask-unlock", name=judge.name)
            host.ask(label, "", lambda why: self._unlock(host, why))
            return
        waits = unstored(self.model)
        if waits is not None:
            raise waits
        given, expected = self.sheet.progress
        skipped = sum(cell not in self.sheet.marks for cell in self.sheet.skips)
        if expected - given - skipped > 0:
            blank = expected - given - skipped
            label = self._blank_said(blank)
            self._ask_outward(host, label, lambda why: self._submit(host, why or None), blank=blank)
        elif host.twice.again("submit", self.round_id, judge.id):
            self._submit(host, None)
        else:
            key = key_text(keys_of(BY_ID["submit"], "sheet")[0])
            parts = counts(given=given, skipped=skipped)
            host.say(msg("sheet.submit-again", key=key, parts=parts), WARN)

    def _submit(self, host: Host, why: str | None) -> None:
        partial = why is not None
        done = submissions.submit(
            self.ws, self.round_id, self.assessor, partial=partial, why=why or ""
        )
        host.reload()
        self.model.took = False  # its judge knows: a key that is typed now makes no mark
        parts = counts(given=done.given, missing=done.missing)
        host.say(msg("sheet.submitted", parts=parts), GOOD)

    def _unlock(self, host: Host, why: str) -> None:
        judge = self.sheet.assessor.id
        done = submissions.unlock(self.ws, self.round_id, judge, why=reason(why))
        host.reload()
        host.say(unlocked_said(done), GOOD)

    @refuses("hand_over")
    def may_hand_over(self, host: Host) -> Message | None:
        """Return why no share can be handed over."""
        return None if self.sheet.assessor.share is not None else msg("panel.not-dealt")

    @does("hand_over")
    def do_hand_over(self, host: Host) -> None:
        """Hand the office under the cursor, or all that is open, over to another judge."""
        cell = self._cell(host)
        if cell is None:
            return
        waits = unstored(self.model, (cell[0],))
        if waits is not None:
            raise waits
        judge = self.sheet.assessor.id
        others = handovers.takers(self.ws, self.round_id, judge, cell[0])
        host.ask(
            t("sheet.ask-hand-over", office=self.name_of(cell[0])),
            "",
            lambda text: self._hand_over_to(host, cell[0], others, text),
            choices=[a.name for a in others],
        )

    def _hand_over_to(
        self, host: Host, subject: str, others: list[rounds.AssessorLine], typed: str
    ) -> None:
        number = whole(typed)
        if number is None or not 1 <= number <= len(others):
            raise BadInput(
                msg("sheet.hand-over-form"), value=typed or None, allowed=[f"1–{len(others)}"]
            )
        taker = others[number - 1]
        label = t("sheet.ask-hand-over-why", name=taker.name)
        self._ask_outward(host, label, lambda why: self._hand_over(host, subject, taker, why))

    def _hand_over(self, host: Host, subject: str, taker: rounds.AssessorLine, typed: str) -> None:
        """Hand over; a reason that begins with a nought is meant for all that is open."""
        why = typed.strip()
        everything = why[:1].translate(FULL_WIDTH) == "0"
        waits = unstored(self.model, None if everything else (subject,))
        if waits is not None:
            raise waits
        done = handovers.hand_over(
            self.ws,
            self.round_id,
            self.sheet.assessor.id,
            taker.id,
            subjects=() if everything else (subject,),
            all_open=everything,
            why=why[1:].strip() if everything else why,
        )
        host.reload()  # the row stays under the cursor: what is typed on is not for another office
        self.follow(host)
        said = msg("sheet.handed-over", count=len(done.subjects), name=taker.name)
        if done.kept:
            said = msg("sheet.handed-but", done=said, kept=len(done.kept))
        host.say(said, GOOD)
