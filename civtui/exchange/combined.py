"""A sheet that lists agencies and their offices together: one table, read as both.

People merge the cell of an agency over its offices, or repeat its name. Nothing says of such a
sheet that it is of agencies, too, but that nobody knows those it names, or that it has columns
which only an agency has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.agency_rows import shared_by_rows
from civtui.exchange.columns import Header, match
from civtui.exchange.day_owners import said_of, said_of_days
from civtui.exchange.headers import letters
from civtui.exchange.identity import Identities
from civtui.exchange.mixed import mixed_places
from civtui.exchange.nameless import are_heads, bare_name, is_no_name, is_title_of_names
from civtui.exchange.owners import shared_out
from civtui.exchange.plan import Column
from civtui.exchange.reach import doubted
from civtui.exchange.rows import Row
from civtui.exchange.shape import heading
from civtui.exchange.tables import Cell, shown
from civtui.model.text import msg

# a column of one of these is of agencies and of nothing else
TELLING = (
    "short",
    "category",
    "sector",
    "code",
    "offices",
    "agency-level",
    "municipal",
    "provincial",
    "honor",
)
MANY = 2  # strangers that are no slip of one name


class Both(NamedTuple):
    """A sheet that is read as both.

    Args:
        header: its columns as those of a sheet of agencies.
        rows: one of each agency, as it would stand on a sheet of its own.
        strangers: names of those that nobody knew.
    """

    header: Header
    rows: list[Row]
    strangers: tuple[str, ...]

    def columns(self) -> tuple[Column, ...]:
        """Return what its columns were read as."""
        said = {field for row in self.rows for field in row.lines}  # by lines, in no column
        places = sorted(
            (place, field) for field, place in self.header.columns.items() if field not in said
        )
        return tuple(
            Column(letters(place), self.header.titles[field], field) for place, field in places
        )


def owned(
    header: Header, rows: Sequence[Row], own: Sequence[Row] = (), *, alone: bool
) -> tuple[Header, Header]:
    """Return the columns of a sheet of offices that are theirs, and those of their agencies.

    Args:
        header: what they are by their words alone.
        rows: its rows of data.
        own: those that are of an agency itself.
        alone: whether the file has no sheet of agencies.
    """
    place = header.columns["agency"]
    blocks = [[row.cells for row in many] for _, many in groupby(rows, lambda r: _text(r, place))]
    given = {
        kind: match(dict.fromkeys(said, ()), header.words, said)
        for kind, said in header.given.items()
    }
    if own:
        shared = shared_by_rows(header, own, rows, given)
    else:
        shared = shared_out(header.columns, header.words, blocks, given, alone=alone)
    by_place = {title.place: title.shown for title in header.words}
    unsure = {
        owner: {
            at: said_of(said, letters(at)) for at, said in shared.unsure.items() if said[0] == owner
        }
        for owner in ("agency", "office")
    }
    agency = {**shared.agency, "name": place}
    read = {"office": shared.office} | ({"agency": agency} if alone else {})
    days = said_of_days(read, header.words, [row.cells for row in rows], given)
    unsure = {owner: {**days.get(owner, {}), **said} for owner, said in unsure.items()}
    every = {**shared.office, **agency}
    unsure["agency"] = {**doubted(every, header.words, given.get("agency", ())), **unsure["agency"]}
    if alone and shared.office.get("honor", -1) == shared.agency.get("honor"):
        unsure["office"][shared.office["honor"]] = msg("exchange.mixed-titles")
    found = [
        header._replace(
            kind=kind,
            columns=columns,
            titles={field: by_place[at] for field, at in columns.items()},
            unsure=unsure[kind],
        )
        for kind, columns in (("office", shared.office), ("agency", agency))
    ]
    return found[0], found[1]


def read_both(
    header: Header,
    of_agency: Header,
    rows: Sequence[Row],
    who: Identities,
    itself: Sequence[Row] = (),
) -> Both | None:
    """Return the agencies of an office sheet, None where it names those that are there already.

    What an agency's cells say otherwise further down is refused on that row.

    Args:
        header, of_agency: of a sheet of offices, in a file without a sheet of agencies (`owned`).
        rows: its rows of data.
        who: the agencies that are known.
        itself: rows of an agency itself, beside which those of its offices say nothing of it.
    """
    blocks = _blocks(header, rows, who)
    strangers = [name for name in blocks if not who.stood(name)]
    tells = any(field in of_agency.columns for field in TELLING)
    alone = len(strangers) == len(blocks) and (not who.before or len(blocks) >= MANY)
    if not (tells or itself or (alone and strangers)):
        return None
    # one that an earlier sheet of the file has brought is taken already
    fresh = {name: own for name, own in blocks.items() if who.stood(name) or not who.knows(name)}
    if not fresh:
        return None
    new = tuple(name for name in strangers if name in fresh)
    if not itself:
        return Both(of_agency, [_agency(of_agency, own, who) for own in fresh.values()], new)
    theirs = {at for field, at in header.columns.items() if field != "agency"}
    given = of_agency.given.get("agency", {})
    theirs -= mixed_places(header, of_agency)
    merged = {f: at for f, at in of_agency.columns.items() if at not in theirs or f in given}
    made = []
    for own in fresh.values():
        one = [row for row in own if row in itself]
        columns = of_agency.columns if one else merged
        if one:  # what the rows of its offices say of it otherwise is refused there, too
            below = [row for row in own if row not in itself]
            _refuse_others(of_agency._replace(columns=merged), [*one, *below])
        made.append(_agency(of_agency._replace(columns=columns), one or own, who))
    return Both(of_agency, made, new)


def only_agency(header: Header, rows: Sequence[Row], who: Identities) -> list[Row]:
    """Return the row of the one agency whose offices a sheet lists, of its name alone; else none.

    Args:
        header, rows, who: as of `read_both`.
    """
    blocks = _blocks(header, rows, who)
    place = header.columns["agency"]
    named = header._replace(
        kind="agency", columns={"name": place}, titles={"name": header.titles["agency"]}
    )
    return [_agency(named, own, who) for own in blocks.values()] if len(blocks) == 1 else []


def without_office(header: Header, rows: Sequence[Row], who: Identities) -> list[Row]:
    """Return the rows that name a known agency and no office, where it has none on the sheet.

    In a block with offices such a row is one whose name was forgotten.
    """
    fields = [field for field in header.columns if field not in ("agency", "order", "note")]

    def bare(row: Row) -> bool:
        return not any(_text(row, header.columns[field]) for field in fields)

    blocks = _blocks(header, rows, who)
    return [
        row
        for name, own in blocks.items()
        if who.knows(name) and all(map(bare, own))
        for row in own
    ]


def of_heads(both: Both) -> frozenset[str]:
    """Return the keys of the agencies that a sub-head alone names: it is more than one."""
    rows = [row for row in both.rows if row.lent == "head"]
    return frozenset(names.key(_text(row, both.header.columns["name"])) for row in rows)


def _blocks(header: Header, rows: Sequence[Row], who: Identities) -> dict[str, list[Row]]:
    """Return the rows of each agency, by the name that stands first.

    What is no name is none's, and a sub-head of several agencies names one only if it is known.
    """
    found: dict[str, list[Row]] = {}
    first: dict[str, str] = {}
    place = header.columns["agency"]
    own = {names.key(_text(row, place)) for row in rows if row.lent != "apart"}
    for row in rows:
        written = _text(row, place)
        bare = bare_name(written) or written
        name = written if who.knows(written) and not who.knows(bare) else bare
        nobody = is_no_name(name) or is_title_of_names(name)
        nobody = nobody or (are_heads([name]) and row.heads_only)
        lent = row.lent == "apart" and names.key(name) not in own and not who.knows(name)
        if name and not nobody and not lent:
            found.setdefault(first.setdefault(names.key(name), name), []).append(row)
    return found


def _agency(header: Header, own: Sequence[Row], who: Identities) -> Row:
    """Return an agency's row: in each column what stands first in the rows of its offices."""
    first = own[0]
    cells = [*first.cells]
    _refuse_others(header, own)
    for place in header.columns.values():
        filled = _filled(own, place)
        if filled and place < len(cells):
            cells[place] = filled[0].cells[place]
    called = who.named(_text(first, header.columns["name"]))
    if called:  # in short, or with blanks
        cells[header.columns["name"]] = called
    # a sub-head that names the agency itself is no sector
    itself = names.key(heading(first.under)) == names.key(_text(first, header.columns["name"]))
    made = Row(first.sheet, header, first.number, cells, "" if itself else first.under)
    made.lent = first.lent
    return made


def _refuse_others(header: Header, own: Sequence[Row]) -> None:
    """Refuse what a row says of the agency of all of them otherwise than the first that says it."""
    for field, place in header.columns.items():
        filled = _filled(own, place) if field != "name" else []
        for row in filled[1:]:
            if _text(row, place) != _text(filled[0], place):
                view = Row(row.sheet, header, row.number, row.cells)
                view.refuse(field, msg("exchange.differs-above", row=filled[0].number))
                row.problems += view.problems


def _filled(own: Sequence[Row], place: int) -> list[Row]:
    return [row for row in own if _text(row, place)]


def _text(row: Row, place: int) -> str:
    return names.tidy(shown(_cell(row, place)))


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if 0 <= place < len(row.cells) else None
