"""What every mode of the screen has: rows for the grid, lines for the pane, actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from civtui.locale import current, pattern, t
from civtui.model.text import Message
from civtui.tui.arranging import Arrangement, keep, kept
from civtui.tui.cell_filter import column_fields
from civtui.tui.doing import Acting
from civtui.tui.keys.actions import BY_CELLS
from civtui.tui.looks import Spans
from civtui.tui.ways import on_screen
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.staging import Look
from civtui.tui.widgets.standing import Stood
from civtui.tui.widgets.windowed import Windowed
from civtui.workspace.finding.query import Fields, Query, parse
from civtui.workspace.finding.query import Record as Asked
from civtui.workspace.reading.windows import Table
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from textual import events

    from civtui.tui.host import Host
    from civtui.workspace.results.wording import Topic

Record = TypeVar("Record")


class Choice(NamedTuple):
    """One deed: what it is called, what it does, why not now, the command that does the same.

    Args:
        more: what else is said of it.
    """

    name: str
    do: Callable[[Host], object]
    refused: Message | None = None
    command: str = ""
    more: tuple[str, ...] = ()


class Mode(Acting):
    """One mode, as a user sees it.

    Args:
        ws: the workspace it looks at.
    """

    id: str = ""
    home: str = ""  # the digit's mode it belongs to
    layout: str = "beside"  # pane beside the grid, above it, or alone
    beside_from: int = 76  # cells of the screen; in a narrower one the pane goes below
    narrow: str = "under"  # the layout in that narrower one
    frozen: int = 1
    cell_cursor: ClassVar[bool] = False
    stages: ClassVar[bool] = False  # cells may be filled in and stored later
    waits: bool = False  # what it shows is still being asked for

    row_of: str = ""  # what a row stands for, by its id (see `verbs.verb.Verb.row`)
    deeds_of: tuple[str, ...] = ()  # of what alone F7 offers deeds; of all a row is about if empty
    adds: str = ""  # id of the verb that Insert begins, where it is one alone

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.rows: Sequence[Row] | Windowed[Any] = ()
        self.left_at: Stood | None = None  # where the cursor was when the mode was left
        self.text = ""
        self.opened_on = ""  # the filter that the mode was opened with: Esc goes back from it
        self._arrangement: Arrangement | None = None

    def title(self) -> str:
        """Return what the head line says of the mode."""
        return t(f"tui.mode-{self.home or self.id}")

    def load(self) -> None:
        """Read the rows anew."""

    def window(
        self,
        table: Table[Record],
        row: Callable[[Record], Row],
        fields: Callable[[Record], Asked],
    ) -> Windowed[Record]:
        """Return the rows of a long table that the filter finds.

        Args:
            row: makes a grid's row of a record.
            fields: returns a record as a filter reads it; asked only where one names a field.
        """
        asked, wish = self.query(), self.arrangement
        if wish.by:
            table = table.sorted(wish.by, wish.descending)
        return Windowed(table, row, table.filter(asked, fields))

    @property
    def table_id(self) -> str:
        """What the user's choice of columns is kept under."""
        return self.id

    @property
    def arrangement(self) -> Arrangement:
        """How the user has arranged the columns; read once."""
        if self._arrangement is None:
            self._arrangement = kept(self.ws, self.table_id)
        return self._arrangement

    @arrangement.setter
    def arrangement(self, wish: Arrangement) -> None:
        self._arrangement = wish
        keep(self.ws, self.table_id, wish)

    def columns(self) -> list[Column]:
        """Return the columns of the grid."""
        return []

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the lines beside the grid, for the row the cursor stands on."""
        return []

    def filter_fields(self) -> Fields:
        """Return what a filter of this mode can name: its columns, where it names nothing else."""
        return column_fields(self.columns()) if self.id in BY_CELLS else ()

    def query(self) -> Query:
        """Return the filter; the terms of a text that cannot be read are refused.

        Raises:
            BadInput: it names what is not there.
        """
        return parse(self.text, self.filter_fields())

    def empty(self) -> str:
        """Return what to do next where there is no row."""
        return t("tui.empty-filter") if self.text else t(f"tui.empty-{self.id}")

    def no_add(self) -> str:
        """Return why nothing is put down here, where the mode is a list that takes nothing."""
        key = f"tui.no-add-{self.id}"
        return on_screen(t(key)) if pattern(key, current()) else ""

    def first_row(self, host: Host) -> str | None:
        """Return the row to stand on as the mode is opened, None: where the cursor was left."""
        return None

    def entered(self, host: Host) -> None:
        """Called when the mode comes on the screen."""

    def concerned(self, since: int) -> bool:
        """Return whether anything that was written behind the fact `since` may show here."""
        return True

    def meanwhile(self, host: Host) -> None:
        """Called when somebody wrote while a line of text is asked for; nothing is read anew."""

    def left(self, host: Host) -> None:
        """Called when another mode comes on the screen instead."""

    def unsaved(self, host: Host) -> object:
        """Called before the mode is left for good; return what that would lose, None: nothing."""
        return None

    def ending(self) -> list[str]:
        """Called when the user leaves the program; return what is told when the screen is gone.

        Raises:
            CivtuiError: something that is not stored cannot be kept.
        """
        return []

    def sized(self, host: Host) -> None:
        """Called before the rows are shown, and when the screen has another size."""

    def roomed(self, host: Host) -> None:
        """Called when the grid came to another size."""

    def moved(self, host: Host) -> None:
        """Called when the cursor has moved."""

    def wrapped(self, host: Host) -> None:
        """Called when the pane came to another size, and its lines were wrapped for that."""

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return what a row stands for, as (kind, id): the deeds of the row are of these."""
        return [(self.row_of, row.id)] if self.row_of else []

    def called(self, row: Row) -> str:
        """Return what a row is called where its deeds are listed: its first cell with a text."""
        return next((cell for cell in row.cells if cell.strip()), "")

    def row_deeds(self, host: Host, row: Row) -> list[Choice]:
        """Return deeds of a row that no verb offers on rows of its kind."""
        return []

    def list_deeds(self) -> list[Choice]:
        """Return deeds of the whole list, which stand behind those of its rows."""
        return []

    def topics(self, host: Host) -> list[Topic]:
        """Return what the wording is asked of, where the cursor stands."""
        return []

    def over_input(self, host: Host, key: str) -> bool:
        """Take a key that is pressed while a line of text is asked for."""
        return False

    def pasted(self, host: Host, text: str) -> bool:
        """Take a block of text that is pasted; return whether it was taken."""
        return False

    def staged(self, row: str, column: int) -> Look | None:
        """Return how a cell looks whose text is not stored, by the row's id and the column."""
        return None

    def copied(self, cell: str) -> str:
        """Return a cell as it is copied: what only stands for an empty one is left out."""
        return cell

    def deed(self, action: str) -> Callable[[Host], object] | None:
        """Return what an action does here, None where the mode has no way of its own."""
        name = self.DEEDS.get(action)
        return getattr(self, name) if name else None

    def may(self, action: str) -> Callable[[Host], Message | None] | None:
        """Return what says why an action cannot be done here, None where nothing bars it."""
        name = self.REFUSALS.get(action)
        return getattr(self, name) if name else None

    def acting(self, host: Host, action: str) -> None:
        """Called before an action of the registry is run."""

    def counted(self) -> int | None:
        """Return how many a filter has found, where that is not the count of the rows."""
        return None

    def keeps(self, event: events.Event) -> bool:
        """Return whether a key or paste is kept back: it is meant for what opens next."""
        return False

    def typed(self, host: Host, key: str) -> bool:
        """Take a key that no action calls; return whether it was taken."""
        return False
