"""The score sheet: digits type a mark, Enter stores it, the cursor goes on to the next cell."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import fit
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, PLAIN, SAVED, WARN, Span, Spans, bar
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import marks, rounds
from civtui.workspace.rounds import ItemSpec, allowed, exact_text, settled
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

FROZEN = 2
CELL = 5
TYPED = frozenset("0123456789./-%")
LONGEST = 12
EMPTY = "·"


class SheetRows:
    """The sheet as rows of the grid, made as they are asked for."""

    def __init__(self, sheet: rounds.Sheet) -> None:
        self.sheet = sheet
        self.places = {subject.id: n for n, subject in enumerate(sheet.subjects)}

    def __len__(self) -> int:
        return len(self.sheet.subjects)

    def index_of(self, id_: str) -> int:
        """Return the place of a subject."""
        return self.places.get(id_, 0)

    def __iter__(self) -> Iterator[Row]:
        return (self[n] for n in range(len(self)))

    def __getitem__(self, place: int) -> Row:
        sheet = self.sheet
        subject = sheet.subjects[place]
        given = [sheet.marks.get((subject.id, item.id)) for item in sheet.items]
        barred = subject.id in sheet.barred
        cells = [("x" if barred else EMPTY) if mark is None else mark for mark in given]
        done = None not in given
        name = f"{subject.agency_name}/{subject.name}"
        total = so_far(sheet, subject.id)
        styles = [PLAIN, GOOD if done else DIM, *(DIM if m is None else BOLD for m in given)]
        return Row(subject.id, (name, total, *cells), tuple(styles))


def so_far(sheet: rounds.Sheet, subject: str) -> str:
    """Return the points given to a subject on this sheet, as exact text."""
    points = [sheet.points.get((subject, item.id)) for item in sheet.items]
    known = [p for p in points if p is not None]
    return exact_text(Fraction(sum(known), 1000)) if known else ""


class ScoreSheet(Mode):
    """One judge's sheet of a round.

    Args:
        round_id: the round.
        assessor: the judge; see `rounds.assessor_for` where None.
    """

    id = "sheet"
    home = "rounds"
    layout = "below"
    frozen = FROZEN
    cell_cursor = True

    def __init__(self, ws: Workspace, round_id: str, assessor: str | None = None) -> None:
        super().__init__(ws)
        self.round_id, self.assessor = round_id, assessor
        self.saved: tuple[str, str] | None = None
        self.started = False
        self.by_itself = False

    def title(self) -> str:
        """Return the round and the judge."""
        return f"{self.sheet.round.name} · {self.sheet.assessor.name}"

    def load(self) -> None:
        """Read the sheet anew; a colleague may have written."""
        self.sheet = rounds.sheet(self.ws, self.round_id, self.assessor)
        self.assessor = self.sheet.assessor.id
        self.rows = SheetRows(self.sheet)  # type: ignore[assignment]  # a RowSource
        self.numbers = list(_numbers(self.sheet.items))

    def columns(self) -> list[Column]:
        """Return office, total so far, and one narrow column an item."""
        return [
            Column(t("tui.column-office"), 16),
            Column(t("tui.column-total"), 6, "right"),
            *(Column(number, CELL, "right") for number in self.numbers),
        ]

    def entered(self, desk: Desk) -> None:
        """Stand on the next unscored cell, the first time."""
        if not self.started:
            self.started = True
            first = marks.next_unscored(self.sheet)
            if first:
                self._go(desk, first)
            desk.preload()

    def cell(self, desk: Desk) -> tuple[str, ItemSpec] | None:
        """Return the subject and the item that the cursor stands on."""
        row, column = desk.grid.current, desk.grid.column - FROZEN
        if row is None or not 0 <= column < len(self.sheet.items):
            return None
        return row.id, self.sheet.items[column]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the rule of the item under the cursor, and how far the judge has come."""
        given, expected = self.sheet.progress
        progress: Spans = [
            Span(bar(given, expected, 20), GOOD),
            Span(f" {given}/{expected}  ", BOLD),
            Span(t("tui.sheet-keys"), DIM),
        ]
        here = self.here
        if row is None or here is None:
            return [progress]
        subject, item = here
        place = self.sheet.items.index(item)
        mark = self.sheet.marks.get((subject, item.id))
        saved = self.saved == (subject, item.id)
        state = Span(f" {SAVED} {t('tui.saved')} {mark}", GOOD) if saved else Span(
            f" {mark}" if mark else "", BOLD)  # fmt: skip
        head: Spans = [
            Span(f"{self.numbers[place]} ", NOTE),
            Span(render(item.title), BOLD),
            Span(f"  {render(allowed(item))}", NOTE),
            state,
        ]
        bands: Spans = []
        for band in item.bands or item.grades:
            bands.append(Span(f"{render(band.label)} ≥{exact_text(band.points)}  ", DIM))
        return [
            [Span(row.cells[0], BOLD), Span("  "), Span(render(item.criterion_title), DIM)],
            head,
            *paragraph(render(item.rule), cells),
            bands,
            progress,
        ]

    here: tuple[str, ItemSpec] | None = None

    def moved(self, desk: Desk) -> None:
        """Remember the cell for the pane."""
        self.here = self.cell(desk)

    def typed(self, desk: Desk, key: str) -> bool:
        """Take digits and the few signs a mark may hold; store where the scale leaves no doubt."""
        here = self.cell(desk)
        if here is None or (key not in TYPED and not self._is_grade(here[1], key)):
            return False
        text = (desk.grid.editing or "") + key
        if len(text) > LONGEST:
            return True
        desk.grid.edit(text)
        self.by_itself = False
        if settled(here[1], text):
            self._store(desk, text)
            self.by_itself = True
        return True

    def _is_grade(self, item: ItemSpec, key: str) -> bool:
        return item.kind in ("grades", "yes-no", "veto", "penalty") and len(key) == 1

    def do_store(self, desk: Desk) -> None:
        """Store what is typed; with nothing typed go on to the next cell.

        The Enter of habit behind a mark that stored itself skips no cell.
        """
        by_itself, self.by_itself = self.by_itself, False
        if desk.grid.editing:
            self._store(desk, desk.grid.editing)
        elif not by_itself:
            self._next(desk)

    def _store(self, desk: Desk, text: str) -> None:
        here = self.cell(desk)
        if here is None:
            return
        subject, item = here
        try:
            saved = marks.set_mark(self.ws, self.round_id, subject, item.id, text, self.assessor)
        except CivtuiError as error:
            desk.refuse(error)
            return
        cell = (subject, item.id)
        self.sheet.marks[cell] = saved.value_text
        self.sheet.points[cell] = saved.points
        self.saved = cell
        desk.grid.edit(None)
        desk.grid.repaint(desk.grid.row)
        desk.say(
            t("tui.stored", glyph=SAVED, title=item.title, value=saved.value_text, seq=saved.seq),
            GOOD,
        )
        self._next(desk)

    def _next(self, desk: Desk) -> None:
        here = self.cell(desk)
        after = (here[0], here[1].id) if here else None
        found = marks.next_unscored(self.sheet, after)
        if found is None:
            desk.say(t("tui.sheet-done"), GOOD)
            if desk.grid.move(columns=1):
                return
        else:
            self._go(desk, found)
        desk.show_pane()

    def _go(self, desk: Desk, cell: tuple[str, str]) -> None:
        subject, item = cell
        ids = [i.id for i in self.sheet.items]
        desk.grid.go(desk.grid.place_of(subject), FROZEN + ids.index(item))

    def do_next(self, desk: Desk) -> None:
        """Go to the next unscored cell."""
        desk.grid.edit(None)
        self._next(desk)

    def do_blank(self, desk: Desk) -> None:
        """Take the last typed character away."""
        if desk.grid.editing:
            desk.grid.edit(desk.grid.editing[:-1] or None)

    def do_undo(self, desk: Desk) -> None:
        """Take the newest mark back and go there."""
        if desk.grid.editing:
            desk.grid.edit(None)
            return
        try:
            taken = marks.undo_mark(self.ws, self.round_id, self.assessor)
        except CivtuiError as error:
            desk.refuse(error)
            return
        if taken is None:
            desk.say(t("cli.mark-none"), WARN)
            return
        self.saved = None
        desk.reload()
        self._go(desk, (taken.subject, taken.item))
        spec = next(i for i in self.sheet.items if i.id == taken.item)
        desk.say(t("tui.taken", title=spec.title, value=taken.value_text or t("cli.empty")), WARN)

    def may_explain(self, desk: Desk) -> Message | None:
        """Return why nothing can be explained here."""
        return None if self.cell(desk) else msg("tui.no-cell")

    def do_explain(self, desk: Desk) -> None:
        """Open the trace of the office's total."""
        from civtui.tui.modes.rounds import Explain

        here = self.cell(desk)
        if here:
            desk.push(Explain(self.ws, self.round_id, here[0]))

    def do_results(self, desk: Desk) -> None:
        """Open the results of the round."""
        from civtui.tui.modes.rounds import Results

        desk.push(Results(self.ws, self.round_id))


def _numbers(items: list[ItemSpec]) -> Iterator[str]:
    """Yield a short number for each item: criterion and place in it (`2.3`)."""
    criterion, first, second = "", 0, 0
    for item in items:
        if item.criterion != criterion:
            criterion, first, second = item.criterion, first + 1, 0
        second += 1
        yield fit(f"{first}.{second}", 4).strip()
