"""Finds the header of a table, of one row or two, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.day_owners import said_of_days
from civtui.exchange.headers import (
    AGENCY,
    KINDS,
    OF_A_GROUP,
    OFFICE,
    Words,
    folded,
    letters,
)
from civtui.exchange.honors import NONE
from civtui.exchange.lines import is_form
from civtui.exchange.nameless import NAMES, are_heads
from civtui.exchange.owners import of_agencies, paired
from civtui.exchange.reach import doubted, reached
from civtui.exchange.tables import Cell, shown
from civtui.exchange.titles import Title, titles_at
from civtui.files import read_toml
from civtui.files import shown as shown_path
from civtui.model.errors import BadInput, nearest
from civtui.model.reading import whole_of
from civtui.model.text import Message, msg

DEEPEST_HEADER = 20


class Named(NamedTuple):
    """How people named the columns.

    Args:
        given: field -> title, of a map that is given now.
        kept: key of a header (see `header_key`) -> the same, of maps that were given before.
    """

    given: Mapping[str, str] = {}
    kept: Mapping[str, Mapping[str, str]] = {}


NOBODY = Named()


class Header(NamedTuple):
    """Where a sheet's data begins and what its columns are.

    Args:
        kind: `agency`, `office`, or what else its rows are.
        row: number of the (lower) header row, from 1.
        columns: field -> place of its column, from 0; `titles` the header's own words.
        words: of every column that has any.
        tops: numbers of its rows.
        remembered: its columns were named before, for a file with the same header.
        unsure: place -> what is to be said of a column of which nothing surely says whose it is.
        given: kind -> field -> title, as a person named its columns now or before.
    """

    kind: str
    row: int
    columns: dict[str, int]
    titles: dict[str, str]
    words: tuple[Title, ...] = ()
    tops: tuple[int, ...] = ()
    remembered: bool = False
    unsure: Mapping[int, Message] = {}
    given: Mapping[str, Mapping[str, str]] = {}


def header_key(titles: Iterable[str]) -> str:
    """Return what headers of the same titles share, whatever the order of their columns."""
    words = sorted({names.word(title) for title in titles if title})
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def read_mapping(path: Path, kinds: Mapping[str, Words] | None = None) -> dict[str, dict[str, str]]:
    """Return what a `--map` file says: for `[agency]` and `[office]`, field = "column title".

    Args:
        kinds: the sections there may be, and the fields of each; those of a registry where None.

    Raises:
        BadInput: it cannot be read, or names a field that there is not.
    """
    kinds = KINDS if kinds is None else kinds
    where: dict[str, object] = {"file": shown_path(path)}
    content, _ = read_toml(path, exact=False)
    for kind, fields in content.items():
        known = list(kinds.get(kind, ()))
        if not known or not isinstance(fields, dict):
            where["key"] = kind
            raise BadInput(msg("exchange.no-map-kind"), where=where, value=kind, allowed=[*kinds])
        for field in fields:
            if field not in known:
                where["key"] = f"{kind}.{field}"
                raise BadInput(
                    msg("exchange.no-map-field"),
                    where=where,
                    value=field,
                    allowed=known,
                    nearest=nearest(field, known),
                )
            if not isinstance(fields[field], str) or not names.word(fields[field]):
                where["key"] = f"{kind}.{field}"
                raise BadInput(msg("exchange.no-map-title"), where=where, value=fields[field])
    return content


def find_header(
    rows: list[list[Cell]],
    mapping: Mapping[str, Mapping[str, str]],
    kept: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> Header | None:
    """Return the header of a registry's sheet, None where it has none.

    Args:
        mapping: kind -> field -> title, as a person says now.
        kept: kind -> what was said before (see `Named.kept`).
    """
    lonely: Header | None = None
    for number in header_rows(rows):
        fields = dict(KINDS)
        for kind, needed in (("office", {"name", "agency"}), ("agency", {"name"})):
            named = Named(mapping.get(kind, {}), {} if mapping else kept.get(kind, {}))
            header = header_at(rows, number, kind, fields[kind], needed, named)
            if header and kind == "office" and "name" not in named.given and _counts(rows, header):
                # 内设机构 over numbers counts an agency's offices
                more = (*AGENCY["offices"], header.titles["name"])
                fields["agency"] = {**AGENCY, "offices": more}
                continue
            if header and len(header.columns) >= 2:
                key = header_key(title.shown for title in header.words)
                before = {one: many.get(key, {}) for one, many in kept.items()}
                header = header._replace(given=mapping or before)
                if offices := _below_group(rows, header, mapping, kept):
                    header, kind = offices._replace(given=header.given), "office"
                header = _of_agencies(rows, header) if kind == "agency" else header
                top = header.tops[0]
                grouped = any(title.group for title in titles_at(rows, top))
                return header._replace(tops=(top - 1, *header.tops)) if grouped else header
            if header and len(header.words) >= 2 and _surely(header):
                lonely = lonely or header  # all but the name are words that nobody knows
    return lonely


def header_rows(rows: list[list[Cell]]) -> range:
    """Return the numbers of the rows in which a header may begin."""
    first = next((at for at, row in enumerate(rows, 1) if any(c is not None for c in row)), 1)
    return range(first, min(len(rows), first - 1 + DEEPEST_HEADER) + 1)


def header_at(
    rows: list[list[Cell]],
    number: int,
    kind: str,
    fields: Words,
    needed: set[str],
    named: Named = NOBODY,
) -> Header | None:
    """Return the header that begins in row `number`, None where its row is none of this kind.

    Where it has two rows (a group above its columns, or the same said in another language), the
    lower one names the columns, and the group those that it leaves unnamed.

    Args:
        needed: fields without which it is none.
        named: how people named its columns.
    """
    if is_form(rows[number - 1], fields):
        return None
    upper = _made(rows, number, kind, fields, named)
    if upper is None or not needed <= upper.columns.keys():
        return None
    if not all(_named_here(upper, fields, field, named) for field in needed):
        return None
    if _goes_on(rows, number, upper, fields, needed):
        lower = _made(rows, number + 1, kind, fields, named)
        whole = lower and needed <= lower.columns.keys()
        if (
            lower
            and whole
            and len(lower.columns) >= len(upper.columns)
            and all(_named_below(lower, fields, field, named) for field in needed)
        ):
            return lower._replace(tops=(number, number + 1))
    return upper


def _below_group(
    rows: list[list[Cell]],
    header: Header,
    mapping: Mapping[str, Mapping[str, str]],
    kept: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> Header | None:
    """Return the header of offices whose lower row alone names them, None where it does not.

    机关名称 stands beside the group 处室情况, and 处室名称 below that.
    """
    if header.kind != "agency" or len(header.tops) < 2:
        return None
    named = Named(mapping.get("office", {}), {} if mapping else kept.get("office", {}))
    found = header_at(rows, header.row, "office", OFFICE, {"name", "agency"}, named)
    return found and found._replace(tops=(header.tops[0], *found.tops))


def _of_agencies(rows: list[list[Cell]], header: Header) -> Header:
    """Return a header of agencies with each day beside its title, and 级别 read where it is one."""
    given = frozenset(header.given.get("agency", {}))
    columns = of_agencies(header.columns, header.words, rows[header.row :], given)
    by_place = {title.place: title.shown for title in header.words}
    said = {field: by_place[place] for field, place in columns.items()}
    days = said_of_days({"agency": columns}, header.words, rows[header.row :], header.given)
    return header._replace(columns=columns, titles=said, unsure={**header.unsure, **days["agency"]})


def _counts(rows: list[list[Cell]], header: Header) -> bool:
    """Return whether numbers (4, 12个, 无) stand where a header of offices has their names."""
    if names.word(header.titles["name"]).endswith(NAMES):
        return False
    place = header.columns["name"]
    below = [row[place] for row in rows[header.row :] if place < len(row)]
    cells = [cell for cell in below if cell is not None and shown(cell).strip()]
    counts = [whole_of(cell) is not None for cell in cells]
    none = [names.word(shown(cell)) in NONE for cell in cells]
    return any(counts) and all(one or no for one, no in zip(counts, none, strict=True))


def _surely(header: Header) -> bool:
    """Return whether a header of one known column is a registry's: a name may be anybody's."""
    return names.word(header.titles["name"]) in ("机关名称", "单位名称", "agency")


def _named_here(header: Header, fields: Words, field: str, named: Named) -> bool:
    """Return whether a header's own row names a field, not the group above it alone.

    Else the first row of data below a row of titles would pass for a header of two rows.
    """
    title = next(one for one in header.words if one.place == header.columns[field])
    if header.remembered or field in named.given:
        return True
    known = folded(tuple(fields[field]))
    return names.word(title.own) in known or names.word(title.group + title.own) in known


def _named_below(lower: Header, fields: Words, field: str, named: Named) -> bool:
    """Return whether a lower row leaves a field to its group's words: 机关 over 名称, not 类别."""
    title = next(one for one in lower.words if one.place == lower.columns[field])
    return names.word(title.own) in NAMES or _named_here(lower, fields, field, named)


def _made(
    rows: list[list[Cell]], number: int, kind: str, fields: Words, named: Named
) -> Header | None:
    if number > len(rows):
        return None
    titles = titles_at(rows, number)
    before = named.kept and named.kept.get(header_key(title.shown for title in titles))
    mapping: Mapping[str, str] = named.given or before or {}
    columns = match(fields, titles, mapping)
    if "since" in fields and "since" not in mapping:
        columns = paired(columns, titles)
    unsure: dict[int, Message] = {}
    if "chief-phone" in fields:
        columns = reached(columns, titles, mapping)
        unsure = doubted(columns, titles, mapping)
    by_place = {title.place: title.shown for title in titles}
    said = {field: by_place[place] for field, place in columns.items()}
    remembered = bool(mapping) and not named.given
    return Header(kind, number, columns, said, tuple(titles), (number,), remembered, unsure)


def _goes_on(
    rows: list[list[Cell]], number: int, upper: Header, fields: Words, needed: set[str]
) -> bool:
    """Return whether the row below a header belongs to it, too."""
    if number >= len(rows):
        return False
    cells = rows[number]
    filled = [cell for cell in cells if cell is not None and shown(cell).strip()]
    if not filled or not all(isinstance(cell, str) for cell in filled):
        return False
    if _stands_below(rows[number - 1], cells):
        return False
    alone = [Title(place, names.tidy(shown(c))) for place, c in enumerate(cells) if c is not None]
    if needed <= match(fields, alone, {}).keys() or _only_heads(rows, number + 1, fields):
        return True
    for field in needed:
        place = upper.columns[field]
        text = names.tidy(shown(cells[place])) if place < len(cells) else ""
        above = rows[number - 1][place] if place < len(rows[number - 1]) else None
        if text and text != names.tidy(shown(above)):
            return False
    words = {names.word(title.own) for title in alone}
    own = {title.place for title in alone}
    words |= {
        names.word(title.group + title.own)
        for title in titles_at(rows, number + 1)
        if title.group and title.place in own
    }
    return any(words & folded(tuple(many)) for many in (*fields.values(), OF_A_GROUP))


def _stands_below(upper: list[Cell], cells: list[Cell]) -> bool:
    """Return whether all that a row says is one text below another: a sub-head, and no header."""
    said = {names.tidy(shown(cell)): place for place, cell in enumerate(cells) if cell is not None}
    said.pop("", None)
    text, place = next(iter(said.items()), ("", -1))
    above = names.tidy(shown(upper[place])) if 0 <= place < len(upper) else ""
    return len(said) == 1 and above not in ("", text) and names.word(text) not in OF_A_GROUP


def _only_heads(rows: list[list[Cell]], number: int, fields: Words) -> bool:
    """Return whether all that a row says are words over columns, alone or with those above."""
    known = {word for many in fields.values() for word in folded(tuple(many))}
    own = {place for place, cell in enumerate(rows[number - 1]) if names.tidy(shown(cell))}
    return all(
        are_heads([title.own]) or names.word(title.group + title.own) in known
        for title in titles_at(rows, number)
        if title.place in own
    )


def by_letters(titles: Sequence[Title], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return field -> place of the columns that a map names by their letters: C, or C列.

    So two columns under the same words can be told apart; a title of those letters comes first.
    """
    said = {names.word(title.own) for title in titles}
    places = {letters(title.place).casefold(): title.place for title in titles}
    named = {field: names.word(text) for field, text in mapping.items()}
    return {
        field: places[word.removesuffix("列")]
        for field, word in named.items()
        if word not in said and word.removesuffix("列") in places
    }


def match(fields: Words, titles: Sequence[Title], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return field -> place of its column.

    The words of group and column together come first, then the column's own, then the group's.
    """
    columns = by_letters(titles, mapping)
    tiers = [
        {names.word(title.group + title.own): title.place for title in reversed(titles)},
        {names.word(title.own): title.place for title in reversed(titles)},
        {names.word(title.group): title.place for title in reversed(titles) if title.group},
    ]
    # a map may name a column as the preview does, its group before it
    wanted = {
        field: [mapping[field].replace("·", "")] if field in mapping else words
        for field, words in fields.items()
    }
    # columns that a person named come first: a synonym must not take them
    ordered = sorted(wanted.items(), key=lambda one: one[0] not in mapping)
    for depth, words in enumerate(tiers):
        if depth == 2:  # a group's words name the first of its columns that nothing else names
            taken = set(columns.values())
            words = {
                names.word(title.group): title.place
                for title in reversed(titles)
                if title.group and title.place not in taken and names.word(title.own) not in NONE
            }
        for field, many in ordered:
            if field in columns:
                continue
            place = next((words[w] for w in map(names.word, many) if w in words), None)
            if place is not None and place not in columns.values():
                columns[field] = place
    return columns
