"""Reads a registry as a secretariat keeps it: agencies on one sheet, offices on another.

Reading has no effects; the same plan is shown as a preview and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.agency_rows import agency_rows, said_of_agency_rows
from civtui.exchange.arranged import (
    abreast,
    blocks,
    called_so,
    lonely_offices,
    missing,
    of_one_agency,
    ownerless,
)
from civtui.exchange.columns import Header, find_header, match, read_mapping
from civtui.exchange.combined import Both, of_heads, owned, read_both, without_office
from civtui.exchange.described import described, whose_columns
from civtui.exchange.doubts import say_of_heads, some
from civtui.exchange.grouped import fill_dittos, fill_groups
from civtui.exchange.headers import KINDS
from civtui.exchange.held import said_of_crosses
from civtui.exchange.hidden import hidden_columns, shown_only
from civtui.exchange.mixed import parted
from civtui.exchange.numbering import refuse_new_numbers
from civtui.exchange.plan import Known, Left, Plan, Problem, Seen
from civtui.exchange.registry_rows import Reader
from civtui.exchange.rows import (
    MOST_SHOWN,
    Row,
    data_rows,
    once_a_column,
    said_of_blanks,
    said_of_hidden,
)
from civtui.exchange.shape import Below, left_out
from civtui.exchange.sheets import unread, way_out
from civtui.exchange.stated import facts_above, facts_within, untaken, with_facts
from civtui.exchange.tables import Sheet, read_tables, shown
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent, told
from civtui.model.text import msg

SOME = 50  # rows between two looks at whether to go on: each is matched against the whole city


class How(NamedTuple):
    """How a registry is taken.

    Args:
        refuse_mismatch: an agency whose stated number of offices is not that of those listed is
            rejected; else it is taken with a warning.
        hidden: rows and columns that the file hides are taken, too.
        kept: how columns were named for earlier files (see `columns.find_header`).
        today: the city's day.
    """

    refuse_mismatch: bool = False
    hidden: bool = False
    kept: Mapping[str, Mapping[str, Mapping[str, str]]] = {}
    today: date = date.max


AS_IT_STANDS = How()


def read_registry(
    path: Path,
    known: Known,
    mapping: Path | None = None,
    sheets: list[Sheet] | None = None,
    tell: Tell = silent,
    how: How = AS_IT_STANDS,
) -> Plan:
    """Return what the registry at `path` comes to.

    Args:
        path: xlsx, ods or csv.
        known: what the workspace has; rows that mean the same agency or office update it.
        mapping: a TOML file that names the columns (see `columns.read_mapping`).
        sheets: the file's tables, where somebody else has read them.
        tell: is told how many rows of a sheet are checked, and may stop it.
        how: what a person, and the profile, chose.

    Raises:
        BadInput: the file cannot be read, or has no sheet of agencies or offices.
    """
    fields = read_mapping(mapping) if mapping else {}
    reader = Reader(known, how.today)
    found: list[tuple[Sheet, Header | None]] = []
    whole_file = sheets or read_tables(path, tell, hidden=how.hidden)
    readable = [shown_only(whole, hidden=how.hidden) for whole in whole_file]
    headers = [find_header(sheet.rows, fields, how.kept) for sheet, _ in readable]
    called = called_so(known, [(s, one) for (s, _), one in zip(readable, headers, strict=True)])
    for whole, (sheet, left), header in zip(whole_file, readable, headers, strict=True):
        if header is None:
            own = _of_one(reader, sheet, called, fields, how)
        elif parted := abreast(sheet, header):
            sheet, told_of = parted
            reader.plan.rejected.append(told_of)
            own = [(sheet, find_header(sheet.rows, fields, how.kept))]
        else:
            own = [(sheet, header)]
        found += own
        if header := next((header for _, header in own if header), None):
            reader.plan.left += left
            reader.plan.left += [] if how.hidden else hidden_columns(whole, header)
    registries = [(sheet, header) for sheet, header in found if header]
    if not registries:
        raise BadInput(
            missing([sheet for sheet, _ in found]),
            where={"file": str(path)},
            allowed=["机关名称", "处室名称"],
            hint=way_out(whole_file, msg("exchange.use-map"), hidden=how.hidden),
        )
    if mapping:
        _check_used(mapping, fields, registries)
    counts = _read(reader, registries, tell, refuse_mismatch=how.refuse_mismatch)
    plan = reader.plan
    _say_seen(reader, found, counts, hidden=how.hidden)
    plan.left.sort(key=lambda left: (left.sheet, left.row))
    return plan


def headers_of(
    sheets: Sequence[Sheet], known: Known, kept: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> list[Header | None]:
    """Return the first header of each sheet that `read_registry` would read it by, None without.

    Args:
        kept: as of `How`.
    """
    found = [find_header(sheet.rows, {}, kept) for sheet in sheets]
    called = called_so(known, [*zip(sheets, found, strict=True)])
    reader, how = Reader(known), How(kept=kept)
    return [
        header or next((own for _, own in _of_one(reader, sheet, called, {}, how) if own), None)
        for sheet, header in zip(sheets, found, strict=True)
    ]


def _of_one(
    reader: Reader,
    sheet: Sheet,
    called: frozenset[str],
    fields: Mapping[str, Mapping[str, str]],
    how: How,
) -> list[tuple[Sheet, Header | None]]:
    """Return the tables of a sheet without a column of agencies, each with the agency it is of.

    One of several that does not say whose it is, is refused at its header.
    """
    parts = blocks(sheet, called)
    found: list[tuple[Sheet, Header | None]] = []
    for part in parts:
        one = of_one_agency(part, called)
        header = find_header(one.sheet.rows, fields, how.kept) if one else None
        if one and header:
            reader.plan.warnings.append(one.said)
            found.append((one.sheet, header))
        elif len(parts) == 1:
            found.append((sheet, None))
        else:
            reader.plan.rejected.append(ownerless(part))
    return found


def _say_seen(
    reader: Reader,
    found: list[tuple[Sheet, Header | None]],
    counts: list[tuple[int, Both | None, Header]],
    *,
    hidden: bool,
) -> None:
    """Note how each sheet was read, and which of its columns are not used.

    Args:
        counts: see `_read`.
        hidden: whether hidden sheets were taken.
    """
    plan, read = reader.plan, iter(counts)
    for sheet, header in found:
        if header is None:
            headed = "no-agency" if lonely_offices(sheet) else ""
            plan.seen.append(unread(sheet, hidden=hidden, headed=headed))
            continue
        rows, both, header = next(read)
        others = both.header.columns.values() if both is not None else ()
        columns, unused = described(sheet, header, KINDS[header.kind], others)
        if both is not None:
            own = both.columns()
            plan.seen.append(
                Seen(sheet.name, "agency", header.row, own, len(both.rows), state=sheet.state)
            )
            unused += whose_columns(sheet, both.header)
            plan.warnings[:0] = _said_of_both(reader, sheet, header, both)
        plan.seen.append(
            Seen(sheet.name, header.kind, header.row, columns, rows, header.remembered, sheet.state)
        )
        plan.warnings[:0] = unused


def _read(
    reader: Reader,
    registries: list[tuple[Sheet, Header]],
    tell: Tell,
    *,
    refuse_mismatch: bool,
) -> list[tuple[int, Both | None, Header]]:
    """Take every row.

    Returns:
        How many rows of data each table has, its agencies where it lists both, and its header.
    """
    taken: list[Row] = []
    heads: dict[tuple[str, int], str] = {}
    counts: dict[int, tuple[int, Both | None, Header]] = {}
    reader.alone = all(header.kind == "office" for _, header in registries)
    # agencies first: offices name them, whatever the order of the sheets
    for kind, take in (("agency", reader.agency), ("office", reader.office)):
        for at, (sheet, header) in enumerate(registries):
            if header.kind != kind:
                continue
            below = Below(sheet, header, "name")
            rows, both, header = _parted(reader, below)
            if both is not None:
                reader.plan.warnings += fill_groups(sheet, both.header, both.rows)
                for row in told(both.rows, "check", tell, SOME):
                    reader.agency(row)
                    row.say_asides()
                taken += both.rows
                below.left = _of_agencies(both, below)
            heads |= {(sheet.name, number): head for number, head in below.heads.items()}
            reader.plan.left += below.left
            if reader.alone:
                rows = _with_office(reader, sheet, header, rows, both)
            _say_blanks(reader, sheet, header, rows)
            reader.plan.warnings += said_of_crosses(sheet, header, rows)
            if kind == "agency":
                reader.plan.warnings += fill_groups(sheet, header, rows)
            counts[at] = len(rows), both, header
            reader.plan.warnings += below.asides()
            for row in told(rows, "check", tell, SOME):
                take(row)
                row.say_asides()
            taken += rows
    reader.reconcile(refuse=refuse_mismatch)
    _say_sectors(reader, heads)
    reader.plan.rejected += _once(one for row in taken for one in row.problems)
    sound = (row for row in taken if not row.problems)
    reader.plan.warnings += once_a_column(_once(one for row in sound for one in row.warnings))
    return [counts[at] for at in sorted(counts)]


def _say_sectors(reader: Reader, heads: Mapping[tuple[str, int], str]) -> None:
    """Note of the rows left out which are sub-heads that became the sector of agencies below.

    Args:
        heads: sheet and number of each sub-head's row -> what it names.
    """
    plan, used = reader.plan, set[tuple[str, str]]()
    for one in plan.agencies:
        row = reader.rows[one.id]
        if one.sector and "sector" not in row.header.columns:
            used.add((row.sheet.name, row.under))
    plan.left = [
        left._replace(used="sector")
        if left.why == "sub-head" and (left.sheet, heads.get((left.sheet, left.row), "")) in used
        else left
        for left in plan.left
    ]


def _once(noted: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what was noted of rows; a cell of an agency and of its first office is noted once."""
    said = set[tuple[object, ...]]()
    for one in noted:
        key = (*one[:4], one.at, one.reason.key)
        if key not in said:
            said.add(key)
            yield one


def _parted(reader: Reader, below: Below) -> tuple[list[Row], Both | None, Header]:
    """Return the rows of a table, its agencies where it lists both, and whose its columns are."""
    header, rows, both = below.header, list(data_rows(below)), None
    say_of_heads(rows)
    reader.plan.warnings += fill_dittos(below.sheet, header, rows)
    if header.kind == "office":
        refuse_new_numbers(header, rows)
        own = agency_rows(header, rows) if reader.alone else []
        header, of_agency = owned(header, rows, own, alone=reader.alone)
        for row in rows:
            row.header = header
        if reader.alone:
            theirs = parted(header, of_agency, rows, own)
            both = read_both(header, of_agency, theirs, reader.who, own)
        theirs = both.rows if both is not None else []
        reader.plan.warnings += said_of_agency_rows(header, own, of_agency, theirs)
        rows = [row for row in rows if row not in own]
    return rows, _lines(reader, below, both, rows, header), header


def _with_office(
    reader: Reader, sheet: Sheet, header: Header, rows: list[Row], both: Both | None
) -> list[Row]:
    """Return the rows that name an office; of the others it is said what became of them."""
    bare = without_office(header, rows, reader.who)
    of_both = {row.number: row for row in both.rows} if both is not None else {}
    for row in bare:
        if row.number in of_both:  # or a sub-head that no shape tells
            of_both[row.number].warn("name", msg("exchange.agency-alone"))
    reader.plan.left += [
        left_out(sheet.name, row.number, "no-office", row.cells)
        for row in bare
        if row.number not in of_both
    ]
    gone = {row.number for row in bare}
    return [row for row in rows if row.number not in gone]


def _lines(
    reader: Reader, below: Below, both: Both | None, rows: list[Row], header: Header
) -> Both | None:
    """Return a table read as one of its agency, too, with what the lines above it say of that."""
    sheet = below.sheet
    reader.plan.warnings += untaken(facts_within(sheet, below.heads), sheet.name)
    facts = facts_above(sheet, header)
    if not facts:
        return both
    if header.kind == "office" and reader.alone:
        both, said = with_facts(sheet, both, facts, header, rows, reader)
    else:
        said = untaken(facts, sheet.name)
    reader.plan.warnings += said
    return both


def _of_agencies(both: Both, below: Below) -> list[Left]:
    """Return what was left out, a sub-head that an agency was made of as such."""
    made = of_heads(both)
    rows = {number for number, name in below.heads.items() if names.key(name) in made}
    return [one._replace(why="agency-head") if one.row in rows else one for one in below.left]


def _say_blanks(reader: Reader, sheet: Sheet, header: Header, rows: list[Row]) -> None:
    """Warn of the offices whose agency is left blank: they are of the one above."""
    place = header.columns.get("agency", -1)
    for lent in ("above", "hidden", "total"):
        blank = [
            (row.number, names.tidy(shown(row.cells[place]))) for row in rows if row.lent == lent
        ]
        if lent == "above":
            reader.plan.warnings += said_of_blanks(sheet, header, blank)
        else:
            reader.plan.warnings += said_of_hidden(sheet, header, blank, lent)


def _said_of_both(reader: Reader, sheet: Sheet, header: Header, both: Both) -> list[Problem]:
    """Return the warning that a sheet of offices was read as one of agencies, too.

    It tells of those that are taken; what is refused is said row by row.
    """
    rows = {id(row) for row in both.rows}
    taken = [one for one in reader.plan.agencies if id(reader.rows[one.id]) in rows]
    new = [one.name for one in taken if one.id not in reader.known]
    if not both.strangers or not new:
        return []
    known = len(taken) - len(new)
    reason = msg("exchange.read-as-both", count=len(new), known=known, agencies=some(new))
    title = header.titles["agency"]
    return [Problem(sheet.name, header.row, title, new[0][:MOST_SHOWN], reason)]


def _check_used(
    mapping: Path, fields: dict[str, dict[str, str]], registries: list[tuple[Sheet, Header]]
) -> None:
    """Refuse a mapping that names a column which no sheet of its kind has."""
    for kind, titles in fields.items():
        # agencies may stand on a sheet of offices, too
        headers = [one for _, one in registries if one.kind == kind or kind == "agency"]
        for field, title in titles.items():
            said = {field: title}
            if headers and not any(match({field: ()}, header.words, said) for header in headers):
                where = {"file": str(mapping), "key": f"{kind}.{field}"}
                raise BadInput(msg("exchange.no-map-column"), where=where, value=title)
