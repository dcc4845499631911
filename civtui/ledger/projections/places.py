"""Tables `place` and `app_user`: the workspace's name and profile, and who may work in it."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row

TABLES = ("place", "app_user")


def _opened(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    cursor.executemany(
        "INSERT INTO place (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        sorted({**payload, "opened": row.effective}.items()),
    )


def _identified(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO place (name, value) VALUES ('ledger', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (payload["ledger"],),
    )


def _user_set(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    if payload["role"] is None:
        cursor.execute("DELETE FROM app_user WHERE name = ?", (payload["user"],))
        return
    cursor.execute(
        "INSERT INTO app_user (name, role, agency, assessor) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET role = excluded.role, agency = excluded.agency, "
        "assessor = excluded.assessor",
        (payload["user"], payload["role"], payload["agency"], payload["assessor"]),
    )


APPLY = {"workspace-opened": _opened, "ledger-identified": _identified, "user-set": _user_set}
