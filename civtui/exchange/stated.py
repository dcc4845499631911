"""What the lines above a table say of the one agency whose sheet it is: taken, or said not to be.

第一责任人：张三　电话：… above the offices of one agency is that agency's own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.arranged import owner_above
from civtui.exchange.columns import Header, match
from civtui.exchange.combined import Both, only_agency
from civtui.exchange.headers import AGENCY
from civtui.exchange.lines import FIELDS, Pair, owner_in, pairs
from civtui.exchange.plan import Problem
from civtui.exchange.reach import doubted, is_person, reached
from civtui.exchange.registry_rows import Reader
from civtui.exchange.rows import MOST_SHOWN, Row
from civtui.exchange.shape import above
from civtui.exchange.tables import Sheet
from civtui.exchange.titles import Title
from civtui.model.text import Message, msg


class Fact(NamedTuple):
    """What a line says.

    Args:
        field: of an agency that it fills, "" where it fills none.
        unsure: whether it is not sure that it fills this one.
    """

    pair: Pair
    field: str
    unsure: bool = False


def facts_above(sheet: Sheet, header: Header) -> list[Fact]:
    """Return what the lines above a header say by label and value, beside whose the sheet is.

    Labels that nobody knows are the table's own: 附件1, 密级, 填报日期.
    """
    found = [
        pair
        for number, row in enumerate(above(sheet, header), 1)
        for pair in pairs(number, row)
        if not pair.names_owner
    ]
    titles = [Title(place, names.word(pair.label)) for place, pair in enumerate(found)]
    columns = match({f: words for f, words in FIELDS.items() if f != "agency"}, titles, {})
    columns = reached(columns, titles)
    doubts = doubted(columns, titles)
    fields = {place: field for field, place in columns.items()}
    facts = [Fact(pair, fields.get(place, ""), place in doubts) for place, pair in enumerate(found)]
    known = {names.word(word) for words in FIELDS.values() for word in words}
    return [
        fact
        for fact, title in zip(facts, titles, strict=True)
        if fact.field or title.own in known or is_person(title.own)
    ]


def with_facts(
    sheet: Sheet,
    both: Both | None,
    facts: Sequence[Fact],
    header: Header,
    rows: Sequence[Row],
    reader: Reader,
) -> tuple[Both | None, list[Problem]]:
    """Return the agency of a sheet of its offices with what lines say of it, and what was said.

    Args:
        both: the sheet read as one of agencies, too, None where it is not.
        facts: see `facts_above`.
        header, rows: of its offices.
        reader: what the file has brought: an agency whose row is there already stays as it is.
    """
    who = reader.who
    own = both.rows if both is not None else only_agency(header, rows, who)
    owner = owner_above(sheet, header)
    name = own[0].text("name") if len(own) == 1 else ""
    apart = not name or (owner and names.key(owner) != names.key(name) and who.named(owner) != name)
    if apart or (both is None and ("agency", name) in reader.seen):
        return both, untaken(facts, sheet.name)
    row = own[0]
    places = dict(row.header.columns)
    titles = dict(row.header.titles)
    lines: dict[str, int] = {}
    cells = [*row.cells]
    told: list[Problem] = []
    for fact in facts:
        pair, field = fact.pair, fact.field
        if not field or field in places:
            told += untaken([fact], sheet.name)
            continue
        places[field], titles[field], lines[field] = len(cells), pair.label, pair.row
        cells.append(pair.value)
        key = "exchange.line-unsure" if fact.unsure else "exchange.line-taken"
        reason = msg(key, agency=name, field=AGENCY[field][0])
        told.append(_problem(fact, sheet.name, reason))
    if not lines:
        return both, told
    columns = row.header._replace(kind="agency", columns=places, titles=titles)
    made = Row(row.sheet, columns, row.number, cells, row.under)
    made.lent, made.lines = row.lent, lines
    return Both(columns, [made], both.strangers if both is not None else ()), told


def untaken(facts: Sequence[Fact], sheet: str) -> list[Problem]:
    """Return the warnings that what lines say beside a table is not taken."""
    return [_problem(fact, sheet, msg("exchange.line-not-taken")) for fact in facts]


def facts_within(sheet: Sheet, numbers: Collection[int]) -> list[Fact]:
    """Return what lines between the rows of a table say, beside whose the rows below are.

    Args:
        numbers: of those rows, from 1.
    """
    return [
        Fact(pair, "")
        for number in sorted(numbers)
        for pair in pairs(number, sheet.rows[number - 1])
        if not pair.names_owner and owner_in(number, sheet.rows[number - 1])
    ]


def _problem(fact: Fact, sheet: str, reason: Message) -> Problem:
    pair = fact.pair
    return Problem(sheet, pair.row, pair.label, pair.value[:MOST_SHOWN], reason)
