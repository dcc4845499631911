"""Tables `card` and `card_step`: yellow cards, their steps, and the decision that ended them."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row

TABLES = ("card", "card_step")


def step(
    cursor: sqlite3.Cursor,
    row: Row,
    card: str,
    what: str,
    *,
    met: bool | None = None,
    note: str = "",
    decision: str | None = None,
) -> None:
    """Note a step of a card on the day of the fact."""
    cursor.execute(
        "INSERT INTO card_step (seq, card, day, step, met, note, decision) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.seq, card, row.effective, what, met, note, decision),
    )


def _carded(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO card (id, agency, opened, cause, demands, term_ends, decision, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'open')",
        (
            *(p["card"], p["agency"], row.effective),
            *(p["cause"], p["demands"], p["term_ends"], p["decision"]),
        ),
    )
    step(cursor, row, p["card"], "issued", note=p["cause"], decision=p["decision"])


def _stepped(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    step(cursor, row, p["card"], p["step"], met=p["met"], note=p["note"])
    if p["step"] == "re-inspected":
        cursor.execute("UPDATE card SET met = ? WHERE id = ?", (p["met"], p["card"]))


def _ended(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    step(cursor, row, p["card"], p["outcome"], decision=p["decision"])
    if p["outcome"] == "prolonged":
        cursor.execute(
            "UPDATE card SET term_ends = ?, prolonged = prolonged + 1, met = NULL WHERE id = ?",
            (p["term_ends"], p["card"]),
        )
        return
    cursor.execute(
        "UPDATE card SET state = ?, ended = ?, closing = ? WHERE id = ?",
        (p["outcome"], row.effective, p["decision"], p["card"]),
    )


APPLY = {"carded": _carded, "card-stepped": _stepped, "card-ended": _ended}
