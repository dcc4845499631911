"""Tables `member` and `sitting`: the guidance group."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row, canonical

TABLES = ("member", "sitting")


def _member(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO member (id, person, post, part, since, until) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET person = coalesce(excluded.person, member.person), "
        "post = excluded.post, part = excluded.part, until = excluded.until",
        (
            *(p["member"], p["person"], p["post"], p["part"], row.effective),
            None if p["seated"] else row.effective,
        ),
    )


def _called(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO sitting (id, held_on, state, agenda, seq) VALUES (?, ?, 'called', ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET held_on = excluded.held_on, agenda = excluded.agenda",
        (p["sitting"], p["on"], canonical(p["agenda"]), row.seq),
    )


def _held(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "UPDATE sitting SET state = 'held', held_on = ?, present = ?, chair = ?, minutes = ? "
        "WHERE id = ?",
        (row.effective, canonical(p["present"]), p["chair"], p["minutes"], p["sitting"]),
    )


APPLY = {"member-set": _member, "sitting-called": _called, "sitting-held": _held}
