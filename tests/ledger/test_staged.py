"""A large import of marks: staged out of sight, switched in as slices would have been."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from random import Random

import pytest

from civtui.ledger.ledger import Ledger
from civtui.ledger.projections import TABLES, staged_marks
from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.model.facts.envelope import Fact
from civtui.model.facts.panel import Skipped
from civtui.model.facts.rounds import Marked, MarksImported, Recused
from civtui.model.text import msg
from tests.ledger.making import fact, filled

ITEMS = ("i-1", "i-2", "i-3")
Mark = tuple[str, str, str, str, int | None]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_marks, "STAGED_FROM", 3)


def begun(path: Path) -> Ledger:
    """Return a round with marks, a skip, and an office closed to a judge."""
    ledger = filled(Ledger.open(path, create=True))
    ledger.append(
        [
            fact(Marked(round="r", subject="o-0", item="i-1", assessor="k1", value="1", points=1)),
            fact(Marked(round="r", subject="o-1", item="i-2", assessor="k2", value="1", points=1)),
            fact(Skipped(round="r", subject="o-2", item="i-3", assessor="k1")),
            fact(Skipped(round="r", subject="o-4", item="i-1", assessor="k2")),
            fact(Recused(round="r", assessor="k2", subject="o-3")),
        ]
    )
    return ledger


def slices(seed: int) -> list[Fact]:
    """Return slices with marks on empty, filled, skipped and closed cells, some of them twice."""
    chance = Random(seed)
    cells = [(f"o-{o}", i, k) for o in range(5) for i in ITEMS for k in ("k1", "k2")]
    marks: list[Mark] = [(*c, str(n), n * 1000) for n in range(3) for c in chance.sample(cells, 9)]
    chance.shuffle(marks)
    return [
        fact(MarksImported(round="r", rows=tuple(marks[n : n + 4])))
        for n in range(0, len(marks), 4)
    ]


def tables(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    return {t: ledger.connection.execute(f"SELECT * FROM {t}").fetchall() for t in TABLES}


@pytest.mark.parametrize("seed", range(8))
def test_what_is_staged_comes_to_what_slices_come_to(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged, sliced = begun(tmp_path / "staged.db"), begun(tmp_path / "sliced.db")
    staged.append(slices(seed))
    monkeypatch.setattr(staged_marks, "STAGED_FROM", 1000)
    sliced.append(slices(seed))
    assert staged.head() == sliced.head()
    assert tables(staged) == tables(sliced)
    assert verify(staged) == []
    staged.close()
    sliced.close()


def test_a_colleague_marks_while_an_import_is_staged(tmp_path: Path) -> None:
    ledger, beside = begun(tmp_path / "l.db"), Ledger.open(tmp_path / "l.db")
    statements: list[str] = []

    def mark(statement: str) -> None:
        statements.append(statement)
        if statement == "BEGIN IMMEDIATE":  # counted already, the lock not yet taken
            beside.append(
                [
                    fact(Marked(round="r", subject=s, item="i-1", assessor="k1", value="9"))
                    for s in ("o-0", "o-1", "o-2")
                ]
            )

    ledger.connection.set_trace_callback(mark)
    ledger.append(slices(1))
    ledger.connection.set_trace_callback(None)
    assert any("staged_mark" in s for s in statements[: statements.index("BEGIN IMMEDIATE")])
    assert verify(ledger) == []
    ledger.close()
    beside.close()


def test_nobody_waits_while_rows_are_staged(tmp_path: Path) -> None:
    ledger, beside = begun(tmp_path / "l.db"), Ledger.open(tmp_path / "l.db")
    beside.connection.execute("PRAGMA busy_timeout = 0")
    written = 0

    def mark(statement: str) -> None:
        nonlocal written
        if statement.startswith("INSERT INTO temp.staged_mark"):
            written += 1
            beside.append([fact(Skipped(round="r", subject="o-0", item="i-1", assessor="k2"))])

    ledger.connection.set_trace_callback(mark)
    ledger.append(slices(2))
    ledger.connection.set_trace_callback(None)
    assert written == 27  # at every row, and none was refused for a lock
    assert verify(ledger) == []
    ledger.close()
    beside.close()


def test_a_refused_import_leaves_no_staged_rows(tmp_path: Path) -> None:
    ledger = begun(tmp_path / "l.db")
    before, head = tables(ledger), ledger.head()

    def refuse(_: sqlite3.Connection) -> None:
        raise Refused(msg("ledger.retry"))

    for _ in range(2):
        with pytest.raises(Refused):
            ledger.append(slices(3), check=refuse)
    assert (tables(ledger), ledger.head()) == (before, head)
    assert ledger.connection.execute("SELECT name FROM sqlite_temp_master").fetchall() == []
    rows = [
        json.loads(row.payload)["rows"] for row in ledger.rows() if row.kind == "marks-imported"
    ]
    assert rows == []
    ledger.close()


def test_a_fault_while_rows_are_staged_leaves_the_ledger_writable(tmp_path: Path) -> None:
    ledger = begun(tmp_path / "l.db")
    before, staging = ledger.head(), False

    def begin(statement: str) -> None:
        nonlocal staging
        staging = statement.startswith("INSERT INTO temp.staged_mark")

    ledger.connection.set_trace_callback(begin)
    ledger.connection.set_progress_handler(lambda: staging, 1)
    with pytest.raises(sqlite3.OperationalError):
        ledger.append(slices(4))
    ledger.connection.set_trace_callback(None)
    ledger.connection.set_progress_handler(None, 0)
    assert not ledger.connection.in_transaction
    assert ledger.head() == before
    ledger.append(slices(4))
    assert verify(ledger) == []
    ledger.close()
