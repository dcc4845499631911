"""Rows of the agencies themselves on a sheet that lists the offices of each below its own row.

Such a row names no office. 命名时间 or 负责人 in it is the agency's, below it the offices'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from civtui.exchange import names
from civtui.exchange.columns import Header
from civtui.exchange.day_owners import DAY, honors_of
from civtui.exchange.doubts import some
from civtui.exchange.headers import letters
from civtui.exchange.owner_cells import Block, OwnerCells, texts_of
from civtui.exchange.owners import (
    ALL_LEVELS,
    DATES,
    OWNERS,
    Shared,
    days_of_titles,
    fields_of,
    group_owner,
)
from civtui.exchange.plan import Problem
from civtui.exchange.reach import PHONE_OF, reached, says_none
from civtui.exchange.rows import MOST_SHOWN, Row, numbered
from civtui.exchange.tables import shown
from civtui.exchange.titles import Title
from civtui.model.text import msg

NAMING = ("", "order", "note")


def agency_rows(header: Header, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of agencies themselves, none where the sheet has no such rows.

    A name of an office that was forgotten is no such row: it is once on a sheet, its columns are
    the offices', or what it says of the agency stands in the rows below again.

    Args:
        header: of offices, by the words over its columns alone.
        rows: its rows of data.
    """
    place = header.columns["agency"]
    blocks = [list(own) for _, own in groupby(rows, lambda row: names.key(_text(row, place)))]
    found = [own[0] for own in blocks if _is_own(header, own[0], own[1:])]
    below = [own for own in blocks if len(own) > 1]
    own = sum(block[0] in found for block in below)
    return found if own and own * 2 >= len(below) else []


def _is_own(header: Header, first: Row, rest: Sequence[Row]) -> bool:
    name, agency = header.columns["name"], header.columns["agency"]
    if first.lent or _text(first, name) or not all(_text(row, name) for row in rest):
        return False
    says = False
    for title in header.words:
        text = _text(first, title.place)
        if title.place in (name, agency) or not text:
            continue
        fields = fields_of(title)
        whose = group_owner(title)
        if whose == "office" or (
            fields["office"] and not fields["agency"] and not says_none(title)
        ):
            return False
        known = fields["agency"] not in NAMING
        if known and rest and all(_text(row, title.place) == text for row in rest):
            return False
        says = says or known
    return says


def shared_by_rows(
    header: Header, own: Sequence[Row], rows: Sequence[Row], given: Mapping[str, Mapping[str, int]]
) -> Shared:
    """Return whose every column is: of both where rows of both fill it.

    Args:
        header: as of `agency_rows`.
        own: the rows of agencies.
        rows: all rows.
        given: as of `owners.shared_out`.
    """
    numbers = {row.number for row in own}
    parts = {
        "agency": [row.cells for row in own],
        "office": [row.cells for row in rows if row.number not in numbers],
    }
    every = [row.cells for row in rows]
    kept = {f: header.columns[f] for f in ("agency", "name")}
    found: dict[str, dict[str, int]] = {}
    for owner in OWNERS:
        columns = dict(given.get(owner, {})) | (kept if owner == "office" else {})
        cells = parts[owner]
        titles = [
            title
            for title in header.words
            if title.place not in (*kept.values(), *columns.values())
            and group_owner(title) in ("", owner)
            and any(texts_of(cells if _is_eithers(title) else every, title.place))
        ]
        days: dict[str, list[int]] = {}
        for title in titles:
            field = fields_of(title)[owner]
            rank = names.word(title.own) in ALL_LEVELS
            told = OwnerCells([cells])
            mixed = owner == "office" and told.is_mixed(title.place)
            if rank and not mixed and told.titled(title.place) != owner:
                continue  # 正处级 is a rank, and no title
            if field in DATES:
                days.setdefault(field, []).append(title.place)
            elif field and not says_none(title):
                columns.setdefault(field, title.place)
        for day, places in days.items():
            for field, at in days_of_titles(columns, places, day).items():
                columns.setdefault(field, at)
        found[owner] = columns
    found["agency"] = _with_phones(found["agency"], header.words, parts["agency"], given)
    return Shared(found["agency"], found["office"], {})


def _is_eithers(title: Title) -> bool:
    return all(fields_of(title).values()) or says_none(title)


def _with_phones(
    columns: Mapping[str, int],
    titles: Sequence[Title],
    cells: Block,
    given: Mapping[str, Mapping[str, int]],
) -> dict[str, int]:
    own = given.get("agency", {})
    found = reached(columns, titles, own)
    return {
        field: at
        for field, at in found.items()
        if field in own or field not in PHONE_OF.values() or any(texts_of(cells, at))
    }


def said_of_agency_rows(
    header: Header, own: Sequence[Row], of_agency: Header, rows: Sequence[Row]
) -> Iterator[Problem]:
    """Yield the warning, one a sheet, that rows without an office were taken as the agencies'.

    And which of the agencies have no day so.

    Args:
        header, of_agency: the columns of offices, and of agencies.
        own: rows of agencies themselves.
        rows: one of each agency.
    """
    if own:
        yield from _said_of_days(header, of_agency, rows)
        first = own[0]
        reason = msg(
            "exchange.agency-rows", count=len(own), rows=numbered([row.number for row in own])
        )
        value = _text(first, header.columns["agency"])[:MOST_SHOWN]
        yield Problem(first.sheet.name, first.number, header.titles["name"], value, reason)


def _said_of_days(header: Header, of_agency: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield the warning that agencies without a row of their own have no day from a column.

    In a sheet with rows of agencies themselves that column is the offices' in all other rows.

    Args:
        header, of_agency: the columns of offices, and of agencies.
        rows: one of each agency.
    """
    place = of_agency.columns.get(DAY, -1)
    bare = [row for row in rows if DAY not in row.header.columns and honors_of(row.header.columns)]
    if bare and place == header.columns.get(DAY):
        having = {
            owner: [one.titles[field] for field in honors_of(one.columns)]
            for owner, one in (("titles", of_agency), ("others", header))
        }
        named = [names.tidy(shown(row.cell("name"))) for row in bare]
        way = msg("exchange.map-own", section="agency", key=DAY, letters=letters(place))
        reason = msg("exchange.day-own-rows", agencies=some(named), way=way, **having)
        text = texts_of([bare[0].cells], place)[0]
        yield Problem(bare[0].sheet.name, header.row, of_agency.titles[DAY], text, reason)


def _text(row: Row, place: int) -> str:
    return texts_of([row.cells], place)[0]
