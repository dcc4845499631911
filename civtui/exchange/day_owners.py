"""Says to whom columns were given that name nobody, and which titles have no day so."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from civtui.exchange import honors
from civtui.exchange.headers import KINDS, letters
from civtui.exchange.owner_cells import Block, is_held, texts_of
from civtui.exchange.owners import AS_OFFICE, fields_of
from civtui.exchange.titles import Title
from civtui.model.reading import day_of
from civtui.model.text import Message, msg

DAY = "since"


def said_of_days(
    columns: Mapping[str, Mapping[str, int]],
    titles: Sequence[Title],
    rows: Block,
    given: Mapping[str, Collection[str]],
) -> dict[str, dict[int, Message]]:
    """Return owner -> place -> warning of each column of days that some titles do not have.

    Whatever rule decided whose it is: where a mended cell turns that, the warning turns, too.

    Args:
        columns: owner -> field -> place, of all that the rows of the sheet are read for.
        titles: the words over every column.
        rows: its rows of data.
        given: owner -> fields that a person named: where days are among them nothing is said.
    """
    found: dict[str, dict[int, Message]] = {owner: {} for owner in columns}
    if any(DAY in fields for fields in given.values()):
        return found
    called = {title.place: title for title in titles}
    for owner, fields in columns.items():
        for field, place in fields.items():
            of = field.removesuffix(f"-{DAY}")
            if place not in called or (field != DAY and (of == field or of not in fields)):
                continue
            words = fields_of(called[place])
            lacking = {
                other: [called[at].shown for at in _undated(theirs, rows, other)]
                for other, theirs in columns.items()
                if words[other] == DAY and (other == owner or place not in theirs.values())
            }
            own = [fields[of]] if field != DAY else [fields[one] for one in honors_of(fields)]
            if any(lacking.values()) and own:
                having = [called[at].shown for at in own if at in called]
                found[owner][place] = _said(owner, having, lacking, letters(place))
    return found


def _said(owner: str, having: list[str], lacking: Mapping[str, list[str]], column: str) -> Message:
    other = next((one for one, many in lacking.items() if many and one != owner), "")
    way = msg("exchange.map-day", section=owner, key=DAY, letters=column)
    if other:
        whose = msg(f"exchange.of-{other}")
        way = msg(
            "exchange.map-days", owner=whose, section=other, own=owner, key=DAY, letters=column
        )
    others = [title for many in lacking.values() for title in many]
    return msg("exchange.day-of-titles", titles=having, others=others, way=way)


def honors_of(fields: Mapping[str, int]) -> list[str]:
    """Return the fields that say which titles are held."""
    return [one for one in ("honor", *honors.AGENCY, *honors.OFFICE) if one in fields]


def _undated(fields: Mapping[str, int], rows: Block, kind: str) -> list[int]:
    """Return the places of titles for which no column has the day, nor all their own cells."""
    own = [fields[one] for one in honors_of(fields) if f"{one}-{DAY}" not in fields]
    return [
        at
        for at in (own if DAY not in fields else [])
        if any(is_held(text) and not _has_day(text, kind) for text in texts_of(rows, at))
    ]


def _has_day(text: str, kind: str) -> bool:
    bare = honors.unwrapped(text)
    behind = (honors.read_dated(bare, kind) or {}).values()
    return bool(day_of(bare) or honors.read_ticked(bare) or any(behind))


def said_of(whose: tuple[str, str, str], column: str) -> Message:
    """Return the warning that a column was given to somebody, and how the other one gets it.

    Args:
        whose: see `Shared.unsure`.
        column: its letters.
    """
    owner, field, why = whose
    other = "office" if owner == "agency" else "agency"
    theirs = "" if why == "words" else _of_other(field, other)
    way = msg("exchange.rename-column")
    if theirs:
        named = {"owner": msg(f"exchange.of-{other}"), "section": other, "key": theirs}
        way = msg("exchange.map-other", letters=column, **named)
    said = {"owner": msg(f"exchange.of-{owner}"), "field": KINDS[owner][field][0]}
    return msg(f"exchange.whose-by-{'place' if why == 'place' else 'cells'}", way=way, **said)


def _of_other(field: str, other: str) -> str:
    """Return which of the other one's fields a column may be, "" where it has none such."""
    twins = AS_OFFICE if other == "office" else {o: a for a, o in AS_OFFICE.items()}
    theirs = twins.get(field, field)
    return theirs if theirs in KINDS[other] else ""
