"""A large import's marks: sorted beside the ledger first, then put into `mark` by one statement.

The rows wait in a temporary table, which no other connection sees and which is gone with the
process, so colleagues are locked out only while sorted rows are copied.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.projections import Apply, deeds, project
from civtui.ledger.statements import statements
from civtui.model.progress import Tell, silent, told

STAGED_FROM = 100_000  # marks; up to here they are projected slice by slice in one transaction
KIND = "marks-imported"
Written = Sequence[tuple[Row, dict[str, Any]]]


@contextmanager
def projecting(
    connection: sqlite3.Connection, facts: Written, tell: Tell = silent
) -> Iterator[Apply]:
    """Yield what brings the tables up to each of `facts`, called for one after another.

    Args:
        facts: rows with their payloads, about to be written in one transaction, which has not
            begun.
        tell: is told how many of them are staged, and may stop it.
    """
    rounds = {payload["round"] for row, payload in facts if row.kind == KIND}
    marks = sum(len(payload["rows"]) for row, payload in facts if row.kind == KIND)
    alone = len(rounds) == 1 and all(row.kind == KIND for row, _ in facts)
    if marks <= STAGED_FROM or not alone:
        yield project
        return
    connection.execute(_sql()["drop"])
    try:
        yield _Staged(connection, facts, tell)
    finally:
        if connection.in_transaction:  # staging itself failed
            connection.execute("ROLLBACK")
        with suppress(
            sqlite3.Error
        ):  # a table of this connection alone, gone with it at the latest
            connection.execute(_sql()["drop"])


def _sql() -> dict[str, str]:
    return statements("projections", "staged_marks")


class _Staged:
    """Projects an import of marks of one round at its last fact, all at once.

    Args:
        connection: of the ledger, outside any transaction.
        facts: the import's slices.
        tell: is told how many of them are staged.
    """

    def __init__(self, connection: sqlite3.Connection, facts: Written, tell: Tell) -> None:
        self.round = str(facts[0][1]["round"])
        self.slices = len(facts)
        self.projected = 0
        cursor = connection.cursor()
        cursor.execute(_sql()["table"])
        cursor.execute("BEGIN")
        for place, (_, payload) in enumerate(told(facts, "stage", tell, 1)):
            rows = ((self.round, *mark, place) for mark in payload["rows"])
            cursor.executemany(_sql()["stage"], rows)
        cursor.execute("COMMIT")
        cursor.execute("BEGIN")  # one look: the cells that are new, and the fact they are new after
        self.newest: int = cursor.execute(_sql()["newest"]).fetchone()[0]
        self.fresh = self._fresh(cursor)
        cursor.execute("COMMIT")

    def __call__(self, cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
        self.projected += 1
        deeds.imported(cursor, row, payload)
        if self.projected == self.slices:
            self._switch(cursor, row.seq - self.slices + 1)

    def _switch(self, cursor: sqlite3.Cursor, first: int) -> None:
        """Put the staged marks in as `_imported` of `rounds` does slice by slice.

        Args:
            first: number of the import's first fact.
        """
        sql, name = statements("projections", "rounds"), self.round
        fresh = self.fresh if self.newest == first - 1 else self._fresh(cursor)
        cursor.execute(_sql()["put"], (first,))
        cursor.execute(_sql()["unskip"], (name,))
        due = set(cursor.execute(_sql()["due"], (name,)))
        subjects: Counter[str] = Counter()
        assessors: Counter[str] = Counter()
        for subject, assessor, count in fresh:
            if (subject, assessor) in due:
                subjects[subject] += count
                assessors[assessor] += count
        cursor.execute(sql["count-round"], (subjects.total(), name))
        cursor.executemany(sql["count-subject"], [(n, name, s) for s, n in subjects.items()])
        cursor.executemany(sql["count-assessor"], [(n, name, a) for a, n in assessors.items()])

    @staticmethod
    def _fresh(cursor: sqlite3.Cursor) -> list[tuple[str, str, int]]:
        """Return (subject, judge, number) of the staged cells that hold no mark yet."""
        return cursor.execute(_sql()["fresh"]).fetchall()
