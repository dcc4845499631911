"""What a list is: rows, columns, the pane, what a row stands for and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from civtui.model.text import Bilingual, Message, msg

Meaning = Literal["plain", "strong", "quiet", "good", "warn", "bad", "note"]
Face = Literal["", "screen", "print"]


class Column(NamedTuple):
    """A column of a list.

    Args:
        id: names it in an order, a choice of columns and a filter.
        head: key of its head in the catalogue, one without a dot is shown as it is; or a text
            that data bring.
        content: what stands in it: an attribute or key of the record, a pattern of `str.format`
            over it (`{0.given}/{0.expected}`), or a function (listing, record), in declarations
            as `module:function`; its id where empty.
        said: key of the catalogue in which `{}` is the content; of several ones, each in turn.
        none: what stands for nothing, put into `said` where there is one.
        width: least cells; 0 takes what is left.
        most: cells that it may grow to for its longest content; 0: it keeps its width.
        least: cells that one of no width of its own needs to be read.
        align: `left`, `right` or `center`.
        meaning: what its content means, or content -> meaning (`*` for the rest), or
            `module:function` (listing, record).
        drop: a narrow screen leaves out the one with the highest number first, the last of equal
            ones.
        face: the one face that shows it: `screen`, or `print` for the command line and files.
        blank: a zero counts as nothing.
        counted: it says how many there are.
        whole: it is left out where the list is of one thing alone.
        sign: it is a verdict, shown as its sign: yes, no, or open where it is None.
    """

    id: str
    head: str | Message | Bilingual = ""
    content: str | Callable[[Any, Any], Any] = ""
    said: str = ""
    none: str = ""
    width: int = 0
    most: int = 0
    least: int = 8
    align: Literal["left", "right", "center"] = "left"
    meaning: str | Mapping[str, Meaning] = "plain"
    drop: int = 0
    face: Face = ""
    blank: bool = False
    sign: bool = False
    counted: bool = False
    whole: bool = False


class Table(NamedTuple):
    """A list, as every face shows it. A function is named `module:function`.

    Args:
        id: of its mode, which the table of actions and a keymap name.
        home: the digit's mode it belongs to; empty: it is one.
        rows: function (listing) that returns the records: a whole list, or a window's table.
        reads: function (workspace) that does, where there is no more to it.
        columns: its columns in order, or function (listing) that returns them.
        of: the kind of thing whose rows it may show alone (`agency`).
        kind: what it is one of several of: a register, a board.
        key: the id of a record (see `Column.content`).
        title: key of what it is called, `{}` in it the kind, or a title of data; empty: its home's.
        heading: function (listing) that returns the head line, where that is not its title and
            whose it is.
        fields: what its filter can name: `module:NAME`, or function (listing).
        asked: function (record) that returns it as the filter reads it; where that takes more,
            the rows function sets it in the listing.
        pane: function (listing, record) that returns the lines beside the grid.
        notes: function (listing) that returns the lines above them, whatever the row.
        hint: key of the line below them, which says how to go on.
        row: the kind of thing a row stands for (`Verb.row`).
        stands: function (listing, record) that returns (kind, id) where a row is of several.
        called: what a row is called where its deeds are listed (see `Column.content`).
        enter: where Enter leads: a table or another place of the row, a verb that it fills, or
            function (listing, record) that returns a `Go`.
        leads: action -> where it leads, in the same way; one on no row gets None.
        views: action -> another view of the same place, which hangs on no row.
        bars: action -> `module:function` (listing, record) that says why it cannot be done now;
            its deed stays in its place, with the reason.
        adds: id of the verb that Insert begins; where it leads to more than that, in `leads`, too.
        topics: what the wording is asked of, as `kind:id` or a pattern of it over the record; or
            function (listing, record) that returns it.
        empty: key, or function (listing), of what is said where there is no row.
        meaning: function (listing, record) that returns what a whole row means, empty: nothing.
        layout: where the pane stands, `narrow` where the screen has fewer than `beside_from` cells.
    """

    id: str
    home: str
    columns: tuple[Column, ...] | str
    rows: str = ""
    reads: str = ""
    of: str = ""
    kind: str = ""
    key: str = "id"
    title: str | Bilingual = ""
    heading: str = ""
    fields: str = ""
    asked: str = ""
    pane: str = ""
    notes: str = ""
    hint: str = ""
    row: str = ""
    stands: str = ""
    called: str = ""
    enter: str = ""
    leads: Mapping[str, str] = {}
    bars: Mapping[str, str] = {}
    adds: str = ""
    topics: str | tuple[str, ...] = ""
    empty: str = ""
    meaning: str = ""
    views: Mapping[str, str] = {}
    layout: str = "beside"
    narrow: str = "under"
    beside_from: int = 76

    @property
    def name(self) -> str:
        """What opens it, and what it is exported by: `offices`, `records:training`."""
        return f"{self.id}:{self.kind}" if self.kind else self.id

    @property
    def words(self) -> Message | Bilingual:
        """What it is called."""
        if isinstance(self.title, Bilingual):
            return self.title
        return msg(self.title.format(self.kind) or f"tui.mode-{self.home or self.id}")
