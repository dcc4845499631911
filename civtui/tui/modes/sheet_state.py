"""What a scoring session holds: the sheet, the view of it, and the cell the judge stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.tui.modes.base import Mode
from civtui.tui.modes.pace import Pace
from civtui.tui.modes.sheet_rows import CardRows, SheetRows, numbers
from civtui.tui.modes.sheet_scale import limits
from civtui.tui.widgets.grid import Column
from civtui.workspace import card, rounds
from civtui.workspace.finding.fields import SUBJECT, subject_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.marks import next_unscored
from civtui.workspace.own_totals import OwnTotals
from civtui.workspace.resume import Place, keep_place, place_of
from civtui.workspace.rounds import ItemSpec, Sheet
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

FROZEN = 2
CELL = 5
Cell = tuple[str, str]


class Scoring(Mode):
    """One judge's sheet of a round, and where the judge stands in it.

    The same cells are shown as a sheet (offices x items) or as a card (the items of one office).

    Args:
        round_id: the round.
        assessor: the judge; see `rounds.assessor_for` where None.
    """

    cell_cursor = True

    def __init__(self, ws: Workspace, round_id: str, assessor: str | None = None) -> None:
        super().__init__(ws)
        self.round_id, self.assessor = round_id, assessor
        self.view = "sheet"
        self.office = ""
        self.here: tuple[str, ItemSpec] | None = None
        self.back_to: Cell | None = None
        self.known = self.started = False
        self.by_band = self.hidden = self.mine = False
        self.last = ""
        self.saved: Cell | None = None
        self.pinned: str | None = None
        self.comparing = False
        self.pace = Pace()
        self.kept: Place | None = None
        self.cards: dict[str, card.Card] = {}
        self.taken: list[tuple[Cell, str]] = []  # what a redo puts again, newest last

    def load(self) -> None:
        """Read the sheet anew; a colleague may have written."""
        self.sheet = rounds.sheet(self.ws, self.round_id, self.assessor)
        self.assessor = self.sheet.assessor.id
        if not self.known:
            self.known = True
            self._resume()
            self.totals = OwnTotals(rounds.document_of(self.ws, self.sheet.round))
            self.history = card.History(self.round_id, self.assessor)
        self.numbers = list(numbers(self.sheet.items))
        self.limits = limits(self.totals.document)
        self.cards.clear()
        self.blind = card.blind(self.sheet)
        if self.office not in {s.id for s in self.sheet.subjects}:
            self.office = self.sheet.subjects[0].id if self.sheet.subjects else ""
        self.given = self.sheet.progress[0]
        self.shown = self._shown()
        self.show_rows()

    def concerned(self, since: int, until: int | None = None) -> bool:
        """Return whether a colleague changed this sheet, or on the card what stands beside it."""
        if until == since + 1:
            return False
        if self.view == "card" and not self.blind:
            return True
        return card.concerns(self.ws, self.sheet, since, until)

    def filter_fields(self) -> Fields:
        """Return the fields of an office that is scored."""
        return SUBJECT

    def _shown(self) -> Sheet:
        """Return the sheet with the offices that are not filtered away."""
        query = self.query()
        subjects = [
            s
            for s in self.sheet.subjects
            if query.matches(subject_record(s)) and (not self.mine or s.id in self.sheet.mine)
        ]
        return self.sheet._replace(subjects=subjects)

    def show_rows(self) -> None:
        """Make the rows of the view."""
        rows: SheetRows | CardRows
        if self.view == "card":
            rows = CardRows(self.sheet, self.office, *(texts for _, texts in self.beside()))
        else:
            rows = SheetRows(self.shown, self.totals, hidden=self.totals_hidden)
        self.rows = rows  # type: ignore[assignment]  # a RowSource
        self.layout = "beside" if self.view == "card" else "below"
        self.frozen = self.own_column if self.view == "card" else FROZEN

    @property
    def totals_hidden(self) -> bool:
        """Whether no totals are shown: by wish, or because the round is blind."""
        return self.hidden or self.blind

    def card(self) -> card.Card:
        """Return what is known of the office of the card beside the judge's marks."""
        if self.office not in self.cards:
            self.cards[self.office] = card.card(self.ws, self.sheet, self.office)
        return self.cards[self.office]

    def beside(self) -> list[tuple[str, dict[str, str]]]:
        """Return the columns of a card before the own marks: head and item id -> text."""
        found = self.card()
        columns = []
        if self.comparing and self.pinned:
            marks = {i: m for (s, i), m in self.sheet.marks.items() if s == self.pinned}
            columns.append((self.name_of(self.pinned), marks))
        if found.own:
            columns.append((t("sheet.column-self"), found.own))
        if found.before:
            texts = {item: before.text for item, before in found.before.items()}
            columns.append((t("sheet.column-before"), texts))
        return columns

    def name_of(self, subject: str) -> str:
        """Return the name of an office."""
        return next((s.name for s in self.sheet.subjects if s.id == subject), subject)

    def title_of(self, subject: str) -> str:
        """Return the name of an office with its agency's."""
        who = next(s for s in self.sheet.subjects if s.id == subject)
        return f"{who.agency_name}/{who.name}"

    def columns(self) -> list[Column]:
        """Return the columns of the view; the judge's own marks stand at the right."""
        if self.view == "card":
            own = self.name_of(self.office) if self.comparing else t("sheet.column-mark")
            return [
                Column("", 4),
                Column(self.title_of(self.office), 0),
                *(Column(head, CELL + 1, "right") for head, _ in self.beside()),
                Column(own, CELL + 1, "right"),
            ]
        total = "sheet.column-count" if self.totals_hidden else "tui.column-total"
        return [
            Column(t("tui.column-office"), 0, least=16),
            Column(t(total), 6, "right"),
            *(Column(number, CELL, "right") for number in self.numbers),
        ]

    def closed(self, subject: str) -> CivtuiError | None:
        """Return why the judge may not mark a subject, None where nothing stands against it."""
        return card.refusal(self.ws, self.sheet, subject)

    # --- the cell ---

    def cell(self, desk: Desk) -> tuple[str, ItemSpec] | None:
        """Return the subject and the item that the cursor stands on."""
        return self.cell_at(desk.grid.row, desk.grid.column)

    def cell_at(self, row: int, column: int) -> tuple[str, ItemSpec] | None:
        """Return the subject and the item of a place in the grid, None where there is no cell."""
        if not 0 <= row < len(self.rows):
            return None
        if self.view == "card":
            return self.office, self.sheet.items[row]
        place = column - FROZEN
        if not 0 <= place < len(self.sheet.items):
            return None
        return self.shown.subjects[row].id, self.sheet.items[place]

    def go(self, desk: Desk, cell: Cell) -> bool:
        """Put the cursor on a cell, in the card by turning to its office; tell if it moved."""
        subject, item = cell
        ids = [i.id for i in self.sheet.items]
        if self.view == "card":
            if subject != self.office:
                self.turn_to(desk, subject)
            return desk.grid.go(ids.index(item), self.own_column)
        if subject not in {s.id for s in self.shown.subjects}:
            self.text, self.mine = "", False
            self.shown = self._shown()
            self.show_view(desk)
        return desk.grid.go(desk.grid.place_of(subject), FROZEN + ids.index(item))

    @property
    def own_column(self) -> int:
        """The column of a card in which the judge's own marks stand."""
        return FROZEN + len(self.beside())

    def turn_to(self, desk: Desk, subject: str) -> None:
        """Show the card of another office."""
        self.office = subject
        self.show_view(desk)

    def show_view(self, desk: Desk) -> None:
        """Show the rows of the view anew."""
        self.show_rows()
        row = desk.grid.current
        desk.show_grid(row.id if row else None)

    def entered(self, desk: Desk) -> None:
        """Stand where the judge stood: before a look elsewhere, in the last session, else next."""
        if not self.started:
            self.started = True
            desk.preload()
            self.back_to = self.back_to or next_unscored(self.sheet)
        if self.back_to:
            self.go(desk, self.back_to)

    def left(self, desk: Desk) -> None:
        """Remember the cell while another mode is shown."""
        here = self.cell(desk)
        self.back_to = (here[0], here[1].id) if here else None

    def _resume(self) -> None:
        """Take up the view and the cell of the last session, however it ended."""
        place = place_of(self.ws, self.round_id, self.sheet.assessor.id)
        if place is None:
            # where offices are dealt out, those of others are only in the way
            self.mine = self.sheet.assessor.share is not None
            return
        self.mine = place.mine
        self.by_band, self.hidden, self.last = place.by_band, place.hidden, place.last
        self.view = "card" if place.view == "card" else "sheet"
        subjects = {s.id for s in self.sheet.subjects}
        if place.subject in subjects and place.item in {i.id for i in self.sheet.items}:
            self.back_to = (place.subject, place.item)
            self.office = place.subject

    def moved(self, desk: Desk) -> None:
        """Remember the cell, for the pane and for the next session."""
        if desk.mode is not self:
            return
        self.here = here = self.cell(desk)
        if here is None or not self.started:
            return
        place = Place(
            here[0], here[1].id, self.view, self.by_band, self.hidden, self.mine, self.last
        )
        if place != self.kept:
            self.kept = place
            keep_place(self.ws, self.round_id, self.sheet.assessor.id, place)
