"""What a session keeps of its reading goes with the facts, also those that were taken back."""

from __future__ import annotations

from pathlib import Path

from civtui.workspace.kept import kept
from tests.titles.small import START, small_city


def test_what_a_taken_back_transaction_read_is_not_kept(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    connection = ws.ledger.connection

    def name() -> str:
        return str(connection.execute("SELECT name FROM agency WHERE id = 'a-1'").fetchone()[0])

    connection.execute("BEGIN")
    connection.execute("UPDATE agency SET name = '别局' WHERE id = 'a-1'")
    assert kept(ws, "name", name) == "别局"
    connection.execute("ROLLBACK")
    assert kept(ws, "name", name) == "市a-1局"
    ws.close()


def test_what_stands_is_read_once(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    read = list[int]()
    assert [kept(ws, "n", lambda: read.append(1) or len(read)) for _ in range(3)] == [1, 1, 1]
    ws.close()
