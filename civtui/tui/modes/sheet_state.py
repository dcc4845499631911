"""What a scoring session holds: the sheet, the view of it, and the cell the judge stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.model.text import msg
from civtui.tui.looks import GOOD, WARN
from civtui.tui.modes.base import Mode
from civtui.tui.modes.pace import Pace
from civtui.tui.modes.sheet_rows import CardRows, SheetRows, cell_width, numbers
from civtui.tui.modes.sheet_scale import limits
from civtui.tui.modes.sheet_words import left_unstored
from civtui.tui.widgets.grid import Column
from civtui.workspace.finding.query import Fields
from civtui.workspace.marks import score_card
from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.marks.own_totals import OwnTotals
from civtui.workspace.marks.resume import Place, keep_place, place_of
from civtui.workspace.rounds.rounds import ItemSpec, Sheet
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import strangers
from civtui.workspace.sheet.entries import Cell as Cell
from civtui.workspace.sheet.entries import Entry
from civtui.workspace.sheet.filters import SHEET
from civtui.workspace.sheet.leftovers import foreign
from civtui.workspace.sheet.model import SheetModel

if TYPE_CHECKING:
    from civtui.tui.host import Host

FROZEN = 2
CELL = 5


class Scoring(Mode):
    """One judge's sheet of a round, and where the judge stands in it.

    The same cells are shown as a sheet (offices x items) or as a card (the items of one office).

    Args:
        round_id: the round.
        assessor: the judge; see `rounds.assessor_for` where None.
        office: the one to begin at; where the judge stood where empty.
    """

    cell_cursor = True

    def __init__(
        self, ws: Workspace, round_id: str, assessor: str | None = None, office: str = ""
    ) -> None:
        super().__init__(ws)
        self.round_id = round_id
        self.model = SheetModel(ws, round_id, assessor)
        self.view = "sheet"
        self.office = ""
        self.here: tuple[str, ItemSpec] | None = None
        self.back_to: Cell | None = None
        self.known = self.started = self.following = self.hidden = False
        self.pinned: str | None = None
        self.comparing = False
        self.begin_at = office
        self.pace = Pace()
        self.counted_seq = 0  # the newest mark that the pace knows of
        self.kept: Place | None = None
        self.cards: dict[str, score_card.Card] = {}
        self.painted: dict[Cell, Entry] = {}
        self.noting: Cell | None = None  # what a note is being written on; item empty: the office
        self.note = ""

    @property
    def sheet(self) -> Sheet:
        """The judge's sheet."""
        return self.model.sheet

    @property
    def shown(self) -> Sheet:
        """The sheet with the offices that are not filtered away."""
        return self.model.shown

    @property
    def totals(self) -> OwnTotals:
        """What the marks of a row come to."""
        return self.model.totals

    @property
    def assessor(self) -> str | None:
        """The judge's id."""
        return self.model.assessor

    def load(self) -> None:
        """Read the sheet anew; a colleague may have written."""
        self.model.query = self.query()
        self.model.load()
        if self.model.astray:
            self.back_to = None  # the cell that was left is shown no more
        if not self.known:
            self.known = True
            self._resume()
            self.model.choose()
            self.history = score_card.History(self.round_id, self.sheet.assessor.id)
        self.numbers = list(numbers(self.sheet.items))
        self.limits = limits(self.totals.document)
        self.cards.clear()
        self.blind = score_card.blind(self.sheet)
        self.turn_in()
        self.show_rows()

    def turn_in(self) -> None:
        """Let the card be one of an office that the filter finds."""
        ids = [s.id for s in self.shown.subjects]
        if self.office not in ids:
            self.office = ids[0] if ids else ""

    def counted(self) -> int | None:
        """Return how many offices a filter has found, in either view."""
        return len(self.shown.subjects)

    def concerned(self, since: int, until: int | None = None) -> bool:
        """Return whether a colleague changed this sheet, or on the card what stands beside it."""
        if until == since + 1:
            return False
        if self.view == "card" and not self.blind:
            return True
        return score_card.concerns(self.ws, self.sheet, since, until)

    def filter_fields(self) -> Fields:
        """Return the fields of an office that is scored."""
        return SHEET

    def show_rows(self) -> None:
        """Make the rows of the view."""
        self.drawn: Sheet | None = self.sheet
        rows: SheetRows | CardRows
        if self.view == "card":
            columns = [texts for _, texts in self.beside()]
            rows = CardRows(
                self.sheet if self.office else self.empty_sheet(), self.office, *columns
            )
        else:
            rows = SheetRows(self.shown, self.totals, hidden=self.totals_hidden)
        self.rows = rows  # type: ignore[assignment]  # a RowSource
        self.layout = "beside" if self.view == "card" else "below"
        self.frozen = self.own_column if self.view == "card" else FROZEN

    def empty_sheet(self) -> Sheet:
        """Return the sheet without items: what the card shows where no office is found."""
        return self.sheet._replace(items=[])

    @property
    def totals_hidden(self) -> bool:
        """Whether no totals are shown: by wish, or because the round is blind."""
        return self.hidden or self.blind

    def card(self) -> score_card.Card:
        """Return what is known of the office of the card beside the judge's marks."""
        if self.office not in self.cards:
            self.cards[self.office] = score_card.card(self.ws, self.sheet, self.office)
        return self.cards[self.office]

    def beside(self) -> list[tuple[str, dict[str, str]]]:
        """Return the columns of a card before the own marks: head and item id -> text."""
        if not self.office:
            return []
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
        return self.model.name_of(subject) if subject else ""

    def columns(self) -> list[Column]:
        """Return the columns of the view; the judge's own marks stand at the right."""
        if self.view == "card":
            own = self.name_of(self.office) if self.comparing else t("sheet.column-mark")
            return [
                Column("", 4),
                Column(self.title_of(self.office), 0),
                *(Column(head, CELL + 1, "right") for head, _ in self.beside()),
                Column(own, max(cell_width(i, CELL) for i in self.sheet.items) + 1, "right"),
            ]
        total = "sheet.column-count" if self.totals_hidden else "tui.column-total"
        return [
            Column(t("tui.column-office"), 0, least=16),
            Column(t(total), 6, "right"),
            *(
                Column(number, cell_width(item, CELL), "right")
                for number, item in zip(self.numbers, self.sheet.items, strict=True)
            ),
        ]

    def closed(self, subject: str) -> CivtuiError | None:
        """Return why the judge may not mark a subject, None where nothing stands against it."""
        return self.model.closed(subject)

    # --- the cell ---

    def cell(self, host: Host) -> tuple[str, ItemSpec] | None:
        """Return the subject and the item that the cursor stands on."""
        return self.cell_at(host.grid.row, host.grid.column)

    def cell_at(self, row: int, column: int) -> tuple[str, ItemSpec] | None:
        """Return the subject and the item of a place in the grid, None where there is no cell."""
        if not 0 <= row < len(self.rows):
            return None
        if self.view == "card":
            return (self.office, self.sheet.items[row]) if self.office else None
        place = column - FROZEN
        if not 0 <= place < len(self.sheet.items):
            return None
        return self.shown.subjects[row].id, self.sheet.items[place]

    def go(self, host: Host, cell: Cell) -> bool:
        """Put the cursor on a cell, in the card by turning to its office; tell if it moved."""
        subject, item = cell
        ids = [i.id for i in self.sheet.items]
        if self.view == "card":
            if subject != self.office:
                self.turn_to(host, subject)
            return host.grid.go(ids.index(item), self.own_column)
        if subject not in {s.id for s in self.shown.subjects}:
            self.text, self.model.mine, self.model.query = "", False, None
            self.model.choose()
            host.show_chips()
            self.show_view(host)
        return host.grid.go(host.grid.place_of(subject), FROZEN + ids.index(item))

    @property
    def own_column(self) -> int:
        """The column of a card in which the judge's own marks stand."""
        return FROZEN + len(self.beside())

    def turn_to(self, host: Host, subject: str) -> None:
        """Show the card of another office."""
        self.office = subject
        self.show_view(host)

    def show_view(self, host: Host) -> None:
        """Show the rows of the view anew."""
        self.show_rows()
        row = host.grid.current
        host.show_grid(row.id if row else None)

    def entered(self, host: Host) -> None:
        """Stand where the judge stood: before a look elsewhere, in the last session, else next."""
        if not self.started:
            self.started = True
            host.preload()
            self.back_to = self.back_to or next_unscored(self.shown)
            self.take_up(host)
        if self.back_to:
            self.go(host, self.back_to)
        if self.begin_at and self.sheet.items:
            self.go(host, (self.begin_at, self.sheet.items[0].id))
            self.begin_at = ""

    def take_up(self, host: Host) -> None:
        """Take up what the last session left unstored, and say so."""
        draft = self.model.take_up()
        self.painted = dict(self.model.entries)
        if foreign(self.model):
            self.show_view(host)  # their rows are shown, too
        if draft.noting:
            self.noting, self.note = draft.noting, draft.note
            host.say(msg("sheet.note-kept", on=self.name_of(draft.noting[0])), WARN)
        elif left := left_unstored(self.model.entries):
            host.say(left, WARN)

    def keep_draft(self, host: Host) -> None:
        """Keep what is not stored, for any break."""
        try:
            self.model.keep(self.noting, self.note)
        except CivtuiError as error:  # it is said, and what is typed stays on the screen
            host.refuse(error)

    def left(self, host: Host) -> None:
        """Remember the cell while another mode is shown; what is typed ends there."""
        if self.model.typist.text is not None:
            self.model.typist.end()
            self.keep_draft(host)
        here = self.cell(host)
        self.back_to = (here[0], here[1].id) if here else None

    def _resume(self) -> None:
        """Take up the view and the cell of the last session, however it ended."""
        place = place_of(self.ws, self.round_id, self.sheet.assessor.id)
        if place is None:
            # where offices are dealt out, those of others are only in the way
            self.model.mine = self.sheet.assessor.share is not None
            return
        self.model.mine, self.hidden = place.mine, place.hidden
        self.model.by_band, self.model.last = place.by_band, place.last
        self.view = "card" if place.view == "card" else "sheet"
        subjects = {s.id for s in self.sheet.subjects}
        if place.subject in subjects and place.item in {i.id for i in self.sheet.items}:
            self.back_to = (place.subject, place.item)
            self.office = place.subject

    def step_to(self, host: Host, cell: Cell | None) -> bool:
        """Put the cursor where the session stands; tell if it moved."""
        if cell is None:
            return False
        self.following = True
        try:
            return self.go(host, cell)
        finally:
            self.following = False

    def moved(self, host: Host) -> None:
        """Remember the cell, for the pane and for the next session."""
        if host.mode is not self:
            return
        self.here = here = self.cell(host)
        model = self.model
        at = (here[0], here[1].id) if here else None
        if at != model.at and not self.following:
            if model.typist.text is not None:  # by a click: the text ends where it was typed
                model.typist.end()
                self.painted = dict(model.entries)
                self.keep_draft(host)
                host.grid.refresh()
            model.typist.elsewhere()
            model.at = at
            strangers.seen(model, at)
            host.unsay(GOOD)  # what was said of another cell
        if here is None or not self.started:
            return
        place = Place(
            here[0], here[1].id, self.view, model.by_band, self.hidden, model.mine, model.last
        )
        if place != self.kept:
            self.kept = place
            keep_place(self.ws, self.round_id, self.sheet.assessor.id, place)
