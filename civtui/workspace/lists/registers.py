"""The lists of registers, of the records of one, and the boards over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.model.registers import REGISTERS, Field, Register
from civtui.model.text import Bilingual, Message, msg
from civtui.tables.building import BOARDS
from civtui.tables.table import Column, Meaning
from civtui.verbs.registers import verb_id
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.building import boards
from civtui.workspace.building.board import BoardRow
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.records import RecordRow, carried_said, is_open, record_rows
from civtui.workspace.finding.query import Fields
from civtui.workspace.finding.records import register_fields, register_record
from civtui.workspace.lists.listing import Go, Lines, Listing, Said, Text, Told, title_line
from civtui.workspace.overview.due_records import ON_BOARD, late_by
from civtui.workspace.reading import tables
from civtui.workspace.reading.windows import Table
from civtui.workspace.results.wording import Topic

ASIDE = ("evidence", "note", "year")  # fields that stand in the pane, or in a place of their own
SMALL = (*ASIDE, "version", "unit", "owner", "office", "revised-from")  # texts of a few characters
LEAST_TOLD = 20  # cells that the text of a record needs to be read
CHOSEN = 22  # cells of what is chosen from a list, where it is long
PRINTED = 6  # fields of a record in a list of the command line
WIDEST = 30  # cells of a board's column
HEAD = 8  # cells of a head that is a name


# --- registers ---


class Kept(NamedTuple):
    """A line of the list of registers: a register, a board, or another list, by its id."""

    id: str
    title: Text
    records: int | Text = ""
    open: int | str = ""


def registers(here: Listing) -> list[Kept]:
    """Return registers and boards, with what each still wants."""
    year, found = here.ws.today().year, []
    for kind in REGISTERS.values():
        if kind.mode != "building":
            continue
        when = None if kind.rolls == "stay" else year
        own = record_rows(here.ws, kind.id, here.of or None, year=when)
        wants = sum(is_open(kind, row) for row in own)
        found.append(Kept(f"register:{kind.id}", kind.title, len(own), wants))
    board = msg("tui.a-board")
    shown = [name for name in BOARDS if name != "spread"]
    found += [Kept(f"board:{name}", msg(f"building.board-{name}"), board) for name in shown]
    inbox = [] if here.of else [Kept("inbox:", msg("inbox.title"))]
    signals = Kept("signals:", msg("tui.signals"), board)
    return [*found, Kept("log:", msg("grid.log")), *inbox, signals]


def title_means(here: Listing, row: Kept) -> Meaning:
    """Return what kind of list a line leads to."""
    return "note" if isinstance(row.records, Message) else "strong"


def register_pane(here: Listing, row: Kept) -> Lines:
    """Return the rule's wording."""
    kind, _, name = row.id.partition(":")
    wording = [Said(), Said(REGISTERS[name].wording)] if kind == "register" else []
    owed = [Said(), Said(msg("tui.open-on-record"), "note")] if name in ON_BOARD else []
    return [title_line(row.title), *(owed if kind == "register" else []), *wording]


def opened(here: Listing, row: Kept | None) -> Go | None:
    """Go to the register or the board."""
    return row and place_of(row.id, here.of)


def place_of(id_: str, of: str = "") -> Go:
    """Return where a line of the registers leads."""
    kind, _, name = id_.partition(":")
    to = {"register": f"records:{name}", "board": id_}.get(kind, kind)
    return Go(to, (of,) if of and kind != "inbox" else ())


def added(here: Listing, row: Kept | None) -> Go | Told | None:
    """Put a record down in the register under the cursor."""
    return row and add_to(row.id, here.of)


def add_to(id_: str, of: str = "") -> Go | Told:
    """Go to the form of a record of what a line of the registers is of, or say it takes none."""
    kind, _, name = id_.partition(":")
    if kind == "board":
        of_kind, _, name = BOARDS[name].partition(":")
        kind = "register" if of_kind == "record" else of_kind
    if kind == "register":
        return _add(REGISTERS[name], of)
    if kind == "log":
        return Go("activity.add", given={"agency": of} if of else {})
    return Told(msg("tui.board-takes-none"), "warn")


def _add(kind: Register, of: str) -> Go:
    own = {"agency": of} if of and kind.whose == "agency" else {}
    return Go(verb_id(kind, "add"), given=own)


def register_topics(here: Listing, row: Kept | None) -> list[Topic]:
    """Return the rule that the register keeps."""
    kind, _, name = row.id.partition(":") if row else ("", "", "")
    return [Topic(kind, name)] if kind == "register" else []


# --- the records of one ---


def _kind(here: Listing) -> Register:
    return REGISTERS[here.table.kind]


def records(here: Listing) -> Table[RecordRow]:
    """Return the records of a register, the newest year first; keep its catalogues."""
    kind, late = _kind(here), late_by(here.ws, _kind(here))
    here.about = Catalogues(here.ws)

    def text(row: RecordRow) -> str:
        mark = t("finding.field-late") if late(row.id, row.values) else ""
        return f"{row.agency_name} {' '.join(_all_said(here, row).values())} {row.id} {mark}"

    here.asked = lambda row: register_record(
        kind, row, _all_said(here, row), is_open(kind, row), late(row.id, row.values)
    )
    return tables.records(
        here.ws, kind, find_agency(here.ws, here.of).id if here.of else None, text
    )


def _said(here: Listing, row: RecordRow, field: Field) -> str:
    """Return a field of a record as people read it; of one that was carried on, that it was."""
    if row.carried and field.id == _kind(here).open[0]:
        return t("building.carried")
    return _catalogues(here).told(field, row.values)


def _catalogues(here: Listing) -> Catalogues:
    """Return the catalogues of the list, read once."""
    here.about = here.about or Catalogues(here.ws)
    found: Catalogues = here.about
    return found


def _all_said(here: Listing, row: RecordRow) -> dict[str, str]:
    return {f.id: _said(here, row, f) for f in _kind(here).fields}


def record_fields(here: Listing) -> Fields:
    """Return what a filter of the register can name."""
    return register_fields(_kind(here))


def record_columns(here: Listing) -> tuple[Column, ...]:
    """Return agency, the first fields, what says what is open, and as many more as fit.

    On the command line: the id, whose, the first fields, and those that say what is open.
    """
    kind = _kind(here)
    widest = _widest(kind)
    told = [f for f in kind.fields if f.type != "evidence" and f.id != "note"]
    end = (kind.due, kind.open[0])
    printed = [f for place, f in enumerate(told) if place < PRINTED or f.id in end]
    shown = [f for name in _heads(kind) if (f := kind.field(name)) is not None]
    year = kind.field("year")
    return (
        Column("id", "cli.column-id", face="print"),
        Column("agency", "building.column-agency", "agency_name", face="print"),
        *(Column(f.id, f.title or "", partial(_cell, f), face="print") for f in printed),
        Column(
            "agency",
            "tui.column-agency",
            "agency_name",
            none="—",
            width=10,
            meaning="strong",
            face="screen",
        ),
        *([_year(year)] if year else []),
        *(
            Column(
                f.id,
                f.title or "",
                partial(_cell, f),
                width=0 if f.id == widest else _cells(f),
                least=LEAST_TOLD,
                meaning="civtui.workspace.lists.registers:wants",
                face="screen",
            )
            for f in shown
        ),
    )


def _year(field: Field) -> Column:
    """Return the column that tells records of two years apart, which all else may be alike."""
    said = partial(_cell, field)
    return Column(field.id, field.title or "", said, width=4, meaning="quiet", face="screen")


def _cell(field: Field, here: Listing, row: RecordRow) -> str:
    return _said(here, row, field)


def wants(here: Listing, row: RecordRow) -> Meaning:
    """Return whether a record still wants something."""
    return "warn" if is_open(_kind(here), row) else "plain"


def _heads(kind: Register) -> list[str]:
    ids = [f.id for f in kind.fields if f.id not in ASIDE]
    state, due = kind.open[0], kind.due
    first = [i for i in ids if i != state][: 2 if state else 3]
    if state and due not in first:
        first = [first[0], due] if due else first
    heads = [*first, *([state] if state else [])]
    rest = [name for name in ids if name not in heads]
    told = _widest(kind)
    return [*heads, *([told] if told in rest else []), *(r for r in rest if r != told)]


def _widest(kind: Register) -> str:
    """Return the field that says most: it takes the room that the others leave."""
    texts = [f for f in kind.fields if f.type == "text" and f.id not in SMALL]
    own = [f.id for f in texts if not f.catalogue]
    return (own or [f.id for f in texts] or [kind.fields[0].id])[0]


def _cells(field: Field) -> int:
    if field.catalogue:
        return CHOSEN
    choices = max((width(render(choice.title)) for choice in field.choices), default=0)
    usual = {"date": 10, "choice": 8, "count": 6, "percent": 7, "number": 8}.get(field.type, 14)
    return max(usual, min(choices, CHOSEN))


def record_pane(here: Listing, row: RecordRow) -> Lines:
    """Return every field of the record."""
    fields = [f for f in _kind(here).fields if f.id in row.values]
    told = [Said(f"{render(f.title)}  {_said(here, row, f)}", indent=2) for f in fields]
    on = [Said(carried_said(row), "note", 2)] if row.carried else []
    return [title_line(_catalogues(here).name_of(_kind(here), row)), *on, *told]


def changed(here: Listing, row: RecordRow | None) -> Go | None:
    """Change the record under the cursor."""
    return row and Go(verb_id(_kind(here), "set"), given={"record": row.id})


def new_record(here: Listing, row: RecordRow | None) -> Go:
    """Put a new record down."""
    return _add(_kind(here), here.of)


# --- boards ---


def board(here: Listing) -> tuple[BoardRow, ...]:
    """Make the board; keep it for the rest."""
    here.about = boards.board(here.ws, here.table.kind, here.of or None)
    rows: tuple[BoardRow, ...] = here.about.rows
    return rows


def _texts(rows: Iterable[BoardRow], place: int) -> Iterator[str]:
    """Yield what a column's cells say."""
    return (render(row.cells[place]) for row in rows)


def board_columns(here: Listing) -> tuple[Column, ...]:
    """Return the board's columns, the widest one taking what is left.

    A head that is a name which data bring is cut on the screen; the pane has it in full.
    """
    made, columns = here.about, []
    for place, name in enumerate(made.columns):
        head = made.head(name)
        shown = fit(head, HEAD).rstrip() if name in made.heads else head
        columns += [
            Column(name, Bilingual(head), partial(_board_cell, place), face="print"),
            Column(
                name,
                Bilingual(shown),
                partial(_board_cell, place),
                face="screen",
                width=min(WIDEST, max(map(width, {shown, *_texts(made.rows, place)}))),
            ),
        ]
    on_screen = [one for one in columns if one.face == "screen"]
    widest = max(on_screen, key=lambda one: one.width, default=None)
    return tuple(one._replace(width=0) if one is widest else one for one in columns)


def _board_cell(place: int, here: Listing, row: BoardRow) -> object:
    return row.cells[place]


def tone(here: Listing, row: BoardRow) -> str:
    """Return what a row of a board means."""
    return row.tone


def board_notes(here: Listing) -> Lines:
    """Return what the board comes to."""
    return [Said(note, "note") for note in here.about.notes]


def board_pane(here: Listing, row: BoardRow) -> Lines:
    """Return the row in full."""
    made = here.about
    said = [
        f"{render(made.heads[name])} {text}" if name in made.heads else text
        for name, text in zip(made.columns, map(render, row.cells), strict=True)
        if text
    ]
    return [Said("  ".join(said))]


def board_stands(here: Listing, row: BoardRow | None) -> list[tuple[str, str]]:
    """Return what a row stands for; of one agency's duties, parts, organizations nothing."""
    parts = here.of and here.table.kind in ("chart", "dossier", "organs")
    return [(here.table.row, row.id)] if row and here.table.row and not parts else []


def board_empty(here: Listing) -> Text:
    """Return how to go on: by the first record, where the board takes one."""
    takes = here.table.row.startswith("record:")
    return msg("tui.empty-board" if takes else "tui.empty-board-made")


def board_added(here: Listing, row: BoardRow | None) -> Go | Told:
    """Put a record down in the register that the board is made of."""
    return add_to(f"board:{here.table.kind}", here.of)
