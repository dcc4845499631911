"""What can be wrong in a ledger beside its facts: the database itself, its schema, persons."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from civtui.ledger import migrating
from civtui.ledger.schema import schema_of
from civtui.model.text import Message, msg

# at most so many faults are asked of the database's own check
MOST = 5
# tables that no fact makes and no figure hangs on; their pages are checked by the database itself:
# what users like to see and have seen, what plugins keep for themselves, a dead scheme's last
# answer, which is shown as stale
BESIDE = frozenset({"choice", "visit", "plugin_state", "last_good"})
# a token that is made of the details themselves; others are drawn
OF_DETAILS = 32


class Fault(NamedTuple):
    """One thing wrong in a ledger: the table, the row's key or number, and what it is."""

    table: str
    row: str
    message: Message


def database_faults(live: sqlite3.Connection) -> Iterator[Fault]:
    """Yield what the database's own check finds: pages, indexes, constraints."""
    for (text,) in live.execute(f"PRAGMA integrity_check({MOST})"):
        if text != "ok" and not _misread(live, text):
            yield Fault("database", "", msg("ledger.damaged", what=text))
    for table, row, *_ in live.execute("PRAGMA foreign_key_check"):
        yield Fault(table, str(row), msg("ledger.damaged", what="foreign key"))


def _misread(live: sqlite3.Connection, text: str) -> bool:
    """Return whether the check took a column for another: it finds NULL where there is none.

    SQLite 3.40 does so in a table without row ids whose key is not its first columns.
    """
    table, dot, column = text.removeprefix("NULL value in ").partition(".")
    if not dot or text == table or not (table.isidentifier() and column.isidentifier()):
        return False
    # `IS NULL` would be answered by the declaration, not by the rows
    rows = live.execute(f"SELECT 1 FROM {table} WHERE typeof({column}) = 'null' LIMIT 1")
    return rows.fetchone() is None


def schema_faults(live: sqlite3.Connection, ours: sqlite3.Connection) -> Iterator[Fault]:
    """Yield where tables, indexes, views or triggers are not those that the migrations make.

    Args:
        ours: a database that they were just run on.
    """
    here, wanted = _schema(live), _schema(ours)
    for kind, name in sorted(here.keys() | wanted.keys()):
        if (kind, name) not in here:
            yield Fault("schema", name, msg("ledger.schema-missing", kind=kind))
        elif (kind, name) not in wanted:
            yield Fault("schema", name, msg("ledger.schema-extra", kind=kind))
        elif here[kind, name] != wanted[kind, name]:
            yield Fault("schema", name, msg("ledger.schema-differs", kind=kind))
    if schema_of(live) != len(migrating.steps()):
        yield Fault("schema", "user_version", msg("ledger.schema-differs", kind="pragma"))


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    found = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'"
    )
    return {(kind, name): (table, " ".join(str(sql).split())) for kind, name, table, sql in found}


def record_faults(live: sqlite3.Connection) -> Iterator[Fault]:
    """Yield where the record of the migrations is not that of this release's."""
    wanted = {(step.number, step.name, step.sha256()) for step in migrating.steps()}
    found = set(live.execute("SELECT number, name, sha256 FROM migration"))
    for row in sorted(wanted ^ found, key=repr):
        yield Fault("migration", str(row[0]), msg("ledger.row-only-one-side"))


def person_faults(live: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the persons whose details are not those that the fact's salted hash is of.

    Details that were erased, and those under a token that was drawn, cannot be checked.
    """
    for token, salt, name, phone in live.execute("SELECT token, salt, name, phone FROM person"):
        if len(token) != OF_DETAILS or not (name or phone):
            continue
        if sha256(f"{salt}\n{name}\n{phone}".encode()).hexdigest()[:OF_DETAILS] != token:
            yield Fault("person", token, msg("ledger.person-differs"))
            return
