"""A mark shown as saved is on disk: each connection that writes waits for it at each commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.ledger import database
from civtui.workspace.files.creating import init
from civtui.workspace.marks import marks
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.small import panel_city

FULL = 2  # as `PRAGMA synchronous` says it


def settings(ws: Workspace) -> tuple[int, str, int]:
    """Return how the connection syncs, keeps its journal and waits (ms), as it tells by itself."""
    ask = ws.ledger.connection.execute
    return tuple(  # type: ignore[return-value]  # three single values
        ask(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "busy_timeout")
    )


def test_a_new_and_a_reopened_workspace_wait_for_the_disk(tmp_path: Path) -> None:
    made = init(tmp_path / "city", name="市")
    assert settings(made) == (FULL, "wal", database.BUSY_TIMEOUT_MS)
    made.close()
    again = open_workspace(tmp_path / "city")
    assert settings(again) == (FULL, "wal", database.BUSY_TIMEOUT_MS)
    again.close()
    assert database.BUSY_TIMEOUT_MS >= 10_000


def test_every_write_of_a_mark_goes_through_such_a_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ask at each commit, on the connection that commits: nothing may have turned it down."""
    city = panel_city(tmp_path / "w")
    city.do("round", "new", "r", "--standard", "small", "--agency", "a-1", "--assessor", "k1:甲")
    ws = open_workspace(tmp_path / "w", user="boss")
    asked: list[int] = []
    execute = database.Guarded.execute

    def asking(self: database.Guarded, *given: object) -> object:
        if str(given[0]).startswith("COMMIT"):
            asked.append(execute(self, "PRAGMA synchronous").fetchone()[0])
        return execute(self, *given)

    monkeypatch.setattr(database.Guarded, "execute", asking)
    marks.set_mark(ws, "r", "o-1-1", "study", "3", assessor="k1")
    ws.close()
    assert asked and set(asked) == {FULL}
