"""The ledger: append facts (row, hash and projections in one transaction), read them back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import chain, database
from civtui.ledger.chain import Row
from civtui.ledger.guarded import Guarded
from civtui.ledger.presence import Presence, look
from civtui.model.faults import MachineFault
from civtui.model.progress import Tell, silent, told

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Fact


# what comes about by itself next, out of the tables as they stand in the open transaction; told
# whether it is asked before the facts that are appended (False) or because of them (True)
Due = Callable[[sqlite3.Connection, bool], "Sequence[Fact]"]


class Head(NamedTuple):
    """The end of the chain: last sequence number (0 when empty) and its hash."""

    seq: int
    hash: str


class Person(NamedTuple):
    """A person's details for the erasable side table."""

    token: str
    salt: str
    name: str
    phone: str = ""
    address: str = ""


class Rehearsed(BaseException):
    """Ends a deed that is only rehearsed, behind all its checks, where it would write.

    Args:
        wrote: whether it came with facts; where not, the deed goes on.
    """

    def __init__(self, wrote: bool) -> None:
        super().__init__(wrote)
        self.wrote = wrote


class Ledger:
    """One open ledger file.

    Args:
        connection: made by `civtui.ledger.database`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.presence: Presence | None = None  # in memory there is no file to lose
        # brings what the profile does by itself before readers; set by who knows the profile
        self.refresh: Callable[[], None] | None = None
        self.bare: Callable[[], None] | None = None  # takes it away again
        self.rehearsing = False  # see `rehearsal`

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Ledger:
        """Open the file at `path` (see `database.connect`).

        Raises:
            LedgerGone: another file came to the path meanwhile.
        """
        before = look(path)
        ledger = cls(database.connect(path, create=create))
        try:
            ledger._follow_schema()
            if ledger.unwritable:  # its tables are of this release by now
                ledger.connection.execute("PRAGMA query_only = ON")
            ledger.presence = Presence(path, before, ledger.connection)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def stand(self) -> None:
        """Say where the file that is open is not the one at its path any more.

        Raises:
            LedgerGone: it was deleted, replaced or shortened.
        """
        if self.presence:
            with self.presence.guard:
                self.presence.check()

    @property
    def unwritable(self) -> MachineFault | None:
        """Why this ledger can only be read, None where it can be written."""
        return self.connection.fault if isinstance(self.connection, Guarded) else None

    def _follow_schema(self) -> None:
        """Make the projections anew where the file's tables are of an older release."""
        connection = self.connection

        def built_for() -> tuple[int, int]:
            """Return (schema of the tables, schema that the projections were made for)."""
            pragmas = ("user_version", "application_id")
            schema, made = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in pragmas)
            return schema, made

        schema, made = built_for()
        if schema == made:
            return
        from civtui.ledger.projections import rebuild

        connection.execute("BEGIN IMMEDIATE")
        if built_for()[1] != schema:
            rebuild(connection)
            connection.execute(f"PRAGMA application_id = {schema}")
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def head(self) -> Head:
        """Return the last fact's number and hash.

        Raises:
            LedgerGone: see `stand`.
        """
        self.stand()
        return self._head()

    def _head(self) -> Head:
        row = self.connection.execute(
            "SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return Head(*row) if row else Head(0, chain.GENESIS)

    def append(
        self,
        facts: Sequence[Fact],
        *,
        persons: Sequence[Person] = (),
        check: Callable[[sqlite3.Connection], None] | None = None,
        tell: Tell = silent,
        due: Due | None = None,
    ) -> list[int]:
        """Append `facts` in one durable transaction and return their numbers.

        Args:
            facts: in the order in which they happened.
            persons: details for the erasable side table, written with them.
            check: runs inside the transaction before anything is written, with every earlier
                write visible; what it raises undoes all.
            tell: is told how many facts are prepared, then written; what it raises undoes all.
            due: finds what comes about by itself (see `Due`), before `facts` and because of them;
                it is written with them.

        Raises:
            Busy: somebody else holds the ledger for too long; nothing was stored.
            MachineFault: the file cannot be written; nothing was stored.
            LedgerGone: the file at the path is not the one that is open; nothing may be shown as
                saved.
        """
        # reads never need it; loaded before the lock is taken
        from civtui.ledger.projections.staged_marks import projecting

        if self.unwritable:
            raise self.unwritable
        # what a fact is as text needs no lock: a large import keeps its colleagues out for less
        written = [as_row(fact) for fact in told(facts, "prepare", tell, 1)]
        if due and self.bare:
            self.bare()
        try:
            with projecting(self.connection, written, tell) as project:
                return self._append(written, persons, project, check, tell, due)
        except Rehearsed as ended:
            if ended.wrote:
                raise
            return []  # a write of nothing but what comes about by itself: its deed goes on

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Let a deed ask all that it asks and write nothing: it ends where it would write."""
        self.rehearsing = True
        try:
            yield
        except Rehearsed:
            pass
        finally:
            self.rehearsing = False

    def _append(
        self,
        written: Sequence[tuple[Row, dict[str, Any]]],
        persons: Sequence[Person],
        project: Callable[[sqlite3.Cursor, Row, dict[str, Any]], None],
        check: Callable[[sqlite3.Connection], None] | None,
        tell: Tell,
        due: Due | None,
    ) -> list[int]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            self.stand()
            self._come_about(due, caused=False)
            if check:
                check(self.connection)
            if self.rehearsing:
                raise Rehearsed(bool(written))
            numbers = self._write(told(written, "write", tell, 1), persons, project)
            self._come_about(due, caused=True)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                with suppress(MachineFault):  # why it failed is told, not what came of it
                    self.connection.execute("ROLLBACK")
            raise
        self.stand()  # a commit succeeds in a deleted file too
        return numbers

    def _come_about(self, due: Due | None, *, caused: bool) -> None:
        """Write what comes about by itself, one step after another until nothing does."""
        from civtui.ledger.projections import project

        while due and (facts := due(self.connection, caused)):
            self._write([as_row(fact) for fact in facts], (), project)

    def _write(
        self,
        facts: Iterable[tuple[Row, dict[str, Any]]],
        persons: Sequence[Person],
        project: Callable[[sqlite3.Cursor, Row, dict[str, Any]], None],
    ) -> list[int]:
        cursor = self.connection.cursor()
        cursor.executemany(
            "INSERT INTO person (token, salt, name, phone, address) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (token) DO UPDATE SET name = excluded.name, phone = excluded.phone, "
            "address = excluded.address",
            persons,
        )
        seq, previous = self._head()
        numbers = []
        for unchained, payload in facts:
            seq += 1
            row = unchained._replace(seq=seq)
            previous = chain.link(previous, row)
            cursor.execute(
                "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row._replace(hash=previous),
            )
            project(cursor, row, payload)
            numbers.append(seq)
        return numbers

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Yield the facts after number `after`, oldest first."""
        cursor = self.connection.execute("SELECT * FROM fact WHERE seq > ? ORDER BY seq", (after,))
        return (Row(*row) for row in cursor)

    def fact(self, seq: int) -> Row | None:
        """Return fact number `seq`, or None."""
        row = self.connection.execute("SELECT * FROM fact WHERE seq = ?", (seq,)).fetchone()
        return Row(*row) if row else None

    def payload(self, seq: int) -> dict[str, object]:
        """Return the payload of fact number `seq`.

        Raises:
            KeyError: no such fact.
        """
        row = self.fact(seq)
        if row is None:
            raise KeyError(seq)
        found: dict[str, object] = json.loads(row.payload)
        return found


def as_row(fact: Fact) -> tuple[Row, dict[str, Any]]:
    """Return a fact as its row, not yet numbered or hashed, and its payload."""
    payload = fact.body.model_dump(mode="json")
    if not payload.get("salt", True):
        del payload["salt"]  # as in facts of earlier releases
    row = Row(
        0,
        fact.body.kind,
        fact.body.v,
        fact.who,
        fact.recorded.isoformat(timespec="milliseconds"),
        fact.effective.isoformat(),
        fact.why,
        chain.canonical(list(fact.evidence)),
        chain.canonical(payload),
        "",
    )
    return row, payload
