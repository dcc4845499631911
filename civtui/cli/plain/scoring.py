"""A round scored line by line: item, rule, what is allowed, the mark as it stands; one prompt.

A digit begins a mark. What else can be done has a letter and, where an input method eats letters,
a number behind `00`. A mark is said to be saved when it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from civtui import locale
from civtui.cli.plain.talk import Choice, Talk, half_width
from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.workspace.marks import marks, remarks
from civtui.workspace.performing.reasons import reason, usual_skips
from civtui.workspace.rounds.rounds import ItemSpec, Sheet, SubjectLine, allowed, exact_text
from civtui.workspace.rounds.submissions import submit
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import steps
from civtui.workspace.sheet.leftovers import unstored
from civtui.workspace.sheet.model import SheetModel
from civtui.workspace.sheet.undoing import redo, undo

Cell = tuple[str, str]
MENU = "00"
YES = ("1", "y", "是")
# letter -> what it does; the order is that of the numbers behind `00`
DEEDS = {
    "n": "next",
    "p": "previous",
    "u": "undo",
    "s": "skip",
    "m": "note",
    "g": "go",
    "r": "rule",
    "b": "brief",
    "t": "standing",
    "f": "submit",
    "q": "quit",
    "y": "redo",
}


class Place(NamedTuple):
    """Where the judge is: an office and an item of the sheet, with their numbers from 1."""

    subject: SubjectLine
    number: int
    item: ItemSpec
    item_number: int

    @property
    def cell(self) -> Cell:
        """The ids of the cell."""
        return self.subject.id, self.item.id


class Scoring:
    """One judge at one round.

    Args:
        ws: the open workspace.
        round_id, assessor: see `rounds.assessor_for`.
        talk: the conversation.
    """

    def __init__(self, ws: Workspace, round_id: str, assessor: str | None, talk: Talk) -> None:
        self.ws, self.round_id, self.talk = ws, round_id, talk
        self.model = SheetModel(ws, round_id, assessor)
        self.brief = False
        self.again: Cell | None = None  # its mark was refused: it is asked again, until one leaves
        self.told = False  # what stands at the cell was said, and nothing has changed since
        self.load()

    @property
    def sheet(self) -> Sheet:
        """The judge's sheet."""
        return self.model.sheet

    @property
    def assessor(self) -> str | None:
        """The judge's id."""
        return self.model.assessor

    @property
    def at(self) -> Cell | None:
        """The cell that is scored."""
        return self.model.at

    @at.setter
    def at(self, cell: Cell | None) -> None:
        self.model.at = cell

    def load(self) -> None:
        """Read the sheet anew; a colleague may have written."""
        self.model.load()
        self.seen = self.ws.head()
        self.items = {item.id: n for n, item in enumerate(self.sheet.items)}
        self.subjects = {subject.id: n for n, subject in enumerate(self.sheet.subjects)}

    def run(self) -> None:
        """Score until the judge leaves; raises `Ended` where the input ends."""
        self.talk.say(
            "",
            t("plain.score-head", round=self.sheet.round.name, judge=self.sheet.assessor.name),
            t("plain.score-keys"),
        )
        if kept := self.model.take_up().cells:
            self.talk.say(t("plain.kept", count=len(kept)))
        reason = self.model.read_only()
        if reason is not None:
            self.talk.say(locale.error_line(reason))
        self.at = marks.next_unscored(self.sheet)
        if self.at is None:
            self.talk.say(t("plain.score-done"))
            self.at = self._cells()[0] if self._cells() else None
        while self.at is not None:
            if self.ws.head() != self.seen:
                self.load()
            if not self.told:
                self._describe()
            typed = self.talk.ask(t("plain.mark"))
            if self.model.writer.flush():
                self._tell()
            going = self._take(typed)
            self.model.keep()
            if not going:
                break
        given, expected = self.sheet.progress
        self.talk.say(t("plain.score-left", given=given, expected=expected))
        if self.model.entries:
            self.talk.say(t("plain.left-unstored", count=len(self.model.entries)))

    def _tell(self) -> None:
        """Say what the session has to tell, and let a held mark be decided."""
        for said in self.model.told():
            if said.error is not None:
                self.talk.say(locale.error_line(said.error))
            elif said.message is not None:
                self.talk.say(render(said.message))
        held, self.model.question = self.model.question, None
        if held is None:
            return
        ways = [Choice("mine", t("plain.held-mine")), Choice("theirs", t("plain.held-theirs"))]
        if self.talk.choose(t("plain.held"), ways, back=t("plain.back-to-mark")) == "mine":
            self.model.writer.overrule(held)
        else:
            self.model.writer.give_way(held)
        self._tell()

    def _cells(self) -> list[Cell]:
        return [
            (subject.id, item.id)
            for subject in self.sheet.subjects
            if subject.id in self.sheet.mine
            for item in self.sheet.items
        ]

    def _place(self) -> Place:
        assert self.at is not None
        number, item = self.subjects[self.at[0]], self.items[self.at[1]]
        return Place(self.sheet.subjects[number], number + 1, self.sheet.items[item], item + 1)

    # --- what is said ---

    def _describe(self) -> None:
        here = self._place()
        given, expected = self.sheet.progress
        subject = f"{here.subject.agency_name}/{here.subject.name}"
        self.talk.say(
            "",
            t(
                "plain.subject",
                number=here.number,
                count=len(self.subjects),
                name=subject,
                given=given,
                expected=expected,
            ),
            t(
                "plain.item",
                number=here.item_number,
                count=len(self.items),
                criterion=here.item.criterion_title,
                title=here.item.title,
            ),
        )
        if not self.brief:
            self._rule(here.item)
        mark = self.sheet.marks.get(here.cell)
        entry = self.model.entries.get(here.cell)
        if entry is not None:
            self.talk.say(t("plain.unstored", text=entry.text))
            if entry.fault is not None:
                self.talk.say(locale.error_line(entry.fault))
        stands = t("plain.unmarked") if mark is None else t("plain.marked", value=mark)
        if mark is None and here.cell in self.sheet.skips:
            stands = t("plain.skipped", why=self.sheet.skips[here.cell])
        self.talk.say(f"{render(allowed(here.item))}{t('common.joint')}{stands}")
        for item in (here.item.id, ""):
            if said := self.sheet.notes.get((here.subject.id, item)):
                self.talk.say(t("plain.note", text=said))

    def _rule(self, item: ItemSpec) -> None:
        if rule := render(item.rule):
            self.talk.say(t("plain.rule", text=rule))
        bands = [f"{render(b.label)} {exact_text(b.points)}" for b in item.bands]
        if bands:
            self.talk.say(t("plain.bands", bands=bands))

    # --- what is typed ---

    def _take(self, typed: str) -> bool:
        """Do what a line asks for; return whether to go on."""
        plain, self.told = half_width(typed), False
        if not plain and self.again is not None and self.again == self.at:
            self._ask_again(reason=True)  # an Enter of habit would put the next line elsewhere
            return True
        if not plain:
            return self._deed("next")
        if plain == MENU:
            titles = [Choice(deed, t(f"plain.deed-{deed}")) for deed in DEEDS.values()]
            chosen = self.talk.choose(t("plain.deeds"), titles, back=t("plain.back-to-mark"))
            return self._deed(chosen) if chosen else True
        letter = plain.lower()
        if letter in DEEDS and not self.model.typist.is_mark(letter):
            return self._deed(DEEDS[letter])
        if letter in ("?", "h"):
            self.talk.say(t("plain.score-keys"))
            self.told = True
            return True
        self._store(typed)
        return True

    def _deed(self, deed: str) -> bool:
        if deed == "quit":
            return False
        try:
            DOES[deed](self)
        except CivtuiError as error:
            self.talk.say(locale.error_line(error))
        return True

    def _store(self, text: str) -> None:
        """Take a line as a text with its terminator; one goes on from what is stored alone."""
        cell = self.at
        self.model.typist.line(text)
        self._tell()
        self.again = None
        if cell is not None and cell in self.model.entries.faults():
            self.at = self.again = cell
            self._ask_again()

    def _ask_again(self, *, reason: bool = False) -> None:
        """Ask for the same cell again, since what is typed next is meant for it."""
        here = self._place()
        fault = self.model.entries[here.cell].fault
        if reason and fault is not None:
            self.talk.say(locale.error_line(fault))
        name = f"{here.subject.agency_name}/{here.subject.name}"
        self.talk.say(t("plain.again", name=name, title=here.item.title))
        self.told = True

    def _next(self) -> None:
        steps.onward(self.model, faults=True)
        self._tell()

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        cells = self._cells()
        assert self.at is not None
        self.at = cells[(cells.index(self.at) + by) % len(cells)] if self.at in cells else cells[0]

    def _undo(self) -> None:
        undo(self.model)
        self._tell()

    def _redo(self) -> None:
        redo(self.model)
        self._tell()

    def _skip(self) -> None:
        here = self._place()
        if why := self._why_skipped():
            remarks.skip(self.ws, self.round_id, *here.cell, why=why, assessor=self.assessor)
            self.load()
            self.talk.say(t("plain.skip-done", title=here.item.title))
            self._next()

    def _why_skipped(self) -> str:
        """Ask for a reason until it can be one; nothing typed gives the deed up."""
        usual = [render(why) for why in usual_skips()]
        self.talk.say(*(f"{number} {why}" for number, why in enumerate(usual, 1)))
        while typed := self._words("plain.why"):
            try:
                return reason(typed, usual)
            except CivtuiError as error:
                self.talk.say(locale.error_line(error))
        return ""

    def _note(self) -> None:
        here = self._place()
        if text := self._words("plain.note-text"):
            remarks.note(
                self.ws,
                self.round_id,
                here.subject.id,
                text,
                item=here.item.id,
                assessor=self.assessor,
            )
            self.load()

    def _words(self, key: str) -> str:
        """Ask for words; nothing typed gives the deed up."""
        typed = self.talk.ask(t(key)).strip()
        if not typed:
            self.talk.say(t("plain.given-up"))
        return typed

    def _submit(self) -> None:
        waits = unstored(self.model)
        if waits is not None:
            self.talk.say(render(waits.message))
        asked = "plain.submit-sure" if waits is None else "plain.submit-without"
        if half_width(self.talk.ask(t(asked))) not in YES:
            self.talk.say(t("plain.given-up"))
            return
        submit(self.ws, self.round_id, self.sheet.assessor.id)
        self.load()
        self.talk.say(t("plain.submitted", day=self.sheet.submitted))

    def _go(self) -> None:
        from civtui.workspace.finding import matcher

        choices = [
            Choice(s.id, f"{s.agency_name}/{s.name}  {self._done(s.id)}/{len(self.items)}")
            for s in self.sheet.subjects
            if s.id in self.sheet.mine
        ]
        subject = self.talk.pick(t("plain.which-office"), choices, matcher)
        if subject is None:
            return
        items = [
            Choice(item.id, f"{render(item.title)}  {self._mark(subject, item.id)}")
            for item in self.sheet.items
        ]
        item_id = self.talk.pick(t("plain.which-item"), items, matcher)
        if item_id is not None:
            self.at = (subject, item_id)

    def _done(self, subject: str) -> int:
        return sum((subject, item) in self.sheet.marks for item in self.items)

    def _mark(self, subject: str, item: str) -> str:
        stands = self.sheet.marks.get((subject, item)) or t("plain.unmarked")
        entry = self.model.entries.get((subject, item))
        if entry is None:
            return stands
        key = "plain.kept-faulty" if entry.fault else "plain.kept-text"
        return f"{stands}{t('common.joint')}{t(key, text=entry.text)}"

    def _say_rule(self) -> None:
        self._rule(self._place().item)
        self.told = True

    def _brief(self) -> None:
        self.brief = not self.brief
        self.talk.say(t("plain.brief-on" if self.brief else "plain.brief-off"))
        self.told = True

    def _standing(self) -> None:
        """Say how the office stands, item by item."""
        here = self._place()
        for item in self.sheet.items:
            self.talk.say(f"{render(item.title)}  {self._mark(here.subject.id, item.id)}")
        self.told = True


# deed -> what does it
DOES: dict[str, Callable[[Scoring], None]] = {
    "next": Scoring._next,
    "previous": Scoring._previous,
    "undo": Scoring._undo,
    "redo": Scoring._redo,
    "skip": Scoring._skip,
    "note": Scoring._note,
    "submit": Scoring._submit,
    "go": Scoring._go,
    "rule": Scoring._say_rule,
    "brief": Scoring._brief,
    "standing": Scoring._standing,
}
