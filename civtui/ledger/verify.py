"""Checks a ledger: the database, the chain, the schema, and every table rebuilt from the facts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from civtui.ledger import database
from civtui.ledger.chain import first_break
from civtui.ledger.ledger import Ledger
from civtui.ledger.projections import APPLY, TABLES, project
from civtui.ledger.projections.voiding import KIND, dead_in, enter
from civtui.ledger.soundness import (
    Fault,
    database_faults,
    person_faults,
    record_faults,
    schema_faults,
)
from civtui.model.errors import BadInput
from civtui.model.text import msg


def verify(ledger: Ledger) -> list[Fault]:
    """Return every fault of `ledger`: at most one of the chain, at most one a table.

    The live tables are read in one transaction, so a colleague may write meanwhile. A file so
    damaged that it cannot be read to the end has that as its fault.
    """
    live, found = ledger.connection, list[Fault]()
    if ledger.bare:  # the tables on record, not what stands in for them
        ledger.bare()
    try:
        live.execute("BEGIN")
        found += database_faults(live)
        found += _against_facts(ledger)
    except (sqlite3.DatabaseError, UnicodeError, BadInput) as error:
        if not found:
            what = error.message if isinstance(error, BadInput) else str(error)
            found.append(Fault("database", "", msg("ledger.damaged", what=what)))
    finally:
        if live.in_transaction:
            live.execute("ROLLBACK")
    return found


def _against_facts(ledger: Ledger) -> Iterator[Fault]:
    live = ledger.connection
    with closing(database.in_memory()) as rebuilt:
        wrong = list(schema_faults(live, rebuilt))
        yield from wrong
        broken = first_break(ledger.rows())
        if broken:
            seq, what = broken
            yield Fault("fact", str(seq), msg(f"ledger.chain-{what}", seq=seq))
            return
        fault = _replay(ledger, rebuilt)
        if fault:
            yield fault
        elif not wrong:
            yield from record_faults(live)
            yield from person_faults(live)
            yield from (fault for table in TABLES if (fault := _differ(live, rebuilt, table)))


def _replay(ledger: Ledger, rebuilt: sqlite3.Connection) -> Fault | None:
    cursor, dead = rebuilt.cursor(), dead_in(ledger.connection)
    cursor.execute("BEGIN")
    for row in ledger.rows():
        if row.kind not in APPLY:
            return Fault("fact", str(row.seq), msg("ledger.unknown-kind", kind=row.kind))
        if row.kind == KIND or row.seq in dead:
            continue
        try:
            project(cursor, row, json.loads(row.payload))
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            return Fault("fact", str(row.seq), msg("ledger.no-replay", reason=repr(error)))
    enter(cursor, dead)
    cursor.execute("COMMIT")
    return None


def _differ(live: sqlite3.Connection, rebuilt: sqlite3.Connection, table: str) -> Fault | None:
    columns = [row[1] for row in live.execute(f"PRAGMA table_info({table})")]
    keys = [row[1] for row in live.execute(f"PRAGMA table_info({table})") if row[5]]
    query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(keys)}"
    ours, theirs = live.execute(query), rebuilt.execute(query)
    while True:
        a, b = ours.fetchone(), theirs.fetchone()
        if a == b:
            if a is None:
                return None
            continue
        return _name_difference(table, columns, keys, a, b)


def _name_difference(
    table: str,
    columns: list[str],
    keys: list[str],
    live: tuple[object, ...] | None,
    rebuilt: tuple[object, ...] | None,
) -> Fault:
    def key(row: tuple[object, ...]) -> str:
        named = dict(zip(columns, row, strict=True))
        return " / ".join(str(named[k]) for k in keys)

    if live is None and rebuilt is not None:
        return Fault(table, key(rebuilt), msg("ledger.row-missing"))
    if rebuilt is None and live is not None:
        return Fault(table, key(live), msg("ledger.row-extra"))
    assert live is not None and rebuilt is not None
    if key(live) != key(rebuilt):
        return Fault(table, min(key(live), key(rebuilt)), msg("ledger.row-only-one-side"))
    column, a, b = next((c, x, y) for c, x, y in zip(columns, live, rebuilt, strict=True) if x != y)
    return Fault(table, key(live), msg("ledger.value-differs", column=column, live=a, facts=b))
