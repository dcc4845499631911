"""Cells of a register's file that say nothing of their field: ×, 无, a tick for words, 同上."""

from __future__ import annotations

from civtui.exchange import names
from civtui.exchange.nameless import is_nobody, is_tick, says_nothing
from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given, Rows
from civtui.exchange.rows import DITTO, MOST_SHOWN, numbered
from civtui.model.fields import Field
from civtui.model.registers import Register
from civtui.model.text import Message, msg

COUNTED = ("count", "number", "percent")  # 0 is a number
# fields that name what a record is about; others tell of it
NAMES = ("title", "post", "item", "topic")


def prose_of(kind: Register) -> frozenset[str]:
    """Return the fields whose lines say one thing after the other; the lines of a name are one."""
    return frozenset(
        field.id
        for field in kind.fields
        if field.type == "text" and not field.catalogue and field.id not in NAMES
    )


def without_unsaid(kind: Register, read: Rows) -> Rows:
    """Return the rows of a file, each cell that says nothing read as empty, or as the one above.

    Each is said, as in a registry: a mark for nothing is no value, a tick no words. Where nothing
    stands above 同上, or a row that was not read, and where a tick is all that a field which has
    to be filled in says, the row is refused.
    """
    given: list[Given] = []
    found: dict[tuple[str, ...], list[Problem]] = {}  # of one column, alike
    above: Given | None = None
    for row in read.given:
        beside = above if above and (above.sheet, above.row + 1) == (row.sheet, row.row) else None
        said, filled = _with_above(kind, row, beside)
        for field, one in filled.items():
            found.setdefault((row.sheet, field), []).append(one)
        above = said
        ticked = [
            _problem(said, field.id, msg(f"exchange.{_wrong(field)}"))
            for field in kind.fields
            if field.required and _is_ticked(field, said)
        ]
        emptied = {field.id: why for field in kind.fields if (why := _unsaid(field, said))}
        for field, why in emptied.items():
            key = (row.sheet, field, why.key, said.values[field])
            found.setdefault(key, []).append(_problem(row, field, why))
        given.append(
            said._replace(
                values={id_: text for id_, text in said.values.items() if id_ not in emptied},
                cells={id_: cell for id_, cell in said.cells.items() if id_ not in emptied},
                errors=(*said.errors, *ticked),
            )
        )
    read.given = given
    read.warnings += map(_once, found.values())
    return read


def _once(alike: list[Problem]) -> Problem:
    """Return what is said of cells of one column, with their rows where there are several."""
    first, told = alike[0], {"count": len(alike), "rows": numbered([one.row for one in alike])}
    if first.reason.key == "exchange.ditto-above":
        return first._replace(reason=msg(first.reason.key, **told))
    if len(alike) == 1:
        return first
    return first._replace(reason=msg("building.in-rows", said=first.reason, **told))


def _with_above(
    kind: Register, row: Given, above: Given | None
) -> tuple[Given, dict[str, Problem]]:
    """Return a row with what stands above its 同上, and by field what was taken."""
    values, cells, errors = dict(row.values), dict(row.cells), list(row.errors)
    filled: dict[str, Problem] = {}
    for field in kind.fields:
        if row.values.get(field.id) not in DITTO:
            continue
        if above is None or above.values.get(field.id, DITTO[0]) in DITTO:
            errors.append(_problem(row, field.id, msg("building.nothing-above")))
            continue
        values[field.id] = above.values[field.id]
        if field.id in above.cells:
            cells[field.id] = above.cells[field.id]
        why = msg("exchange.ditto-above", count=1, rows=row.row)
        taken = _problem(row, field.id, why)
        filled[field.id] = taken._replace(value=values[field.id][:MOST_SHOWN])
    return row._replace(values=values, cells=cells, errors=tuple(errors)), filled


def _unsaid(field: Field, row: Given) -> Message | None:
    """Return why a cell is read as empty, None where it says something."""
    text = row.values.get(field.id, "")
    if not text or field.type == "evidence" or (field.type != "text" and field.required):
        return None
    if says_nothing(text) and not (field.type in COUNTED and text == "0"):
        return msg("exchange.read-as-empty")
    if (field.names == "who" and is_nobody(text)) or (field.names and is_tick(text)):
        return msg(f"building.names-{'nobody' if field.names == 'who' else 'no-place'}")
    if not field.required and _is_ticked(field, row):
        return msg("exchange.read-as-empty")
    return None


def _wrong(field: Field) -> str:
    return "no-name" if field.id in NAMES else "tick-no-words"


def _is_ticked(field: Field, row: Given) -> bool:
    """Return whether a tick, or a word for yes, stands for words.

    A letter or a number alone may be what it says: 1 is a version, and v a line of a list.
    """
    text = names.same(row.values.get(field.id, ""))
    worded = field.type == "text" and not (field.catalogue or field.names)
    return worded and is_tick(text) and not (len(text) == 1 and text.isascii())


def _problem(row: Given, field: str, reason: Message) -> Problem:
    value = row.values[field][:MOST_SHOWN]
    return Problem(row.sheet, row.row, row.titles.get(field, field), value, reason)
