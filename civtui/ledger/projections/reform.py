"""Tables `reform`, `descent`, `former_name`: what a reform did, and how to take it back.

A reform touches rows of other nouns. Each row is remembered before it is touched, so that taking
the reform back puts every one of them as it was.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections.titles import begin, stand, tell
from civtui.ledger.statements import statements

TABLES = ("reform", "descent", "former_name")


class Undo:
    """Remembers rows before they are touched.

    Args:
        cursor: of the open transaction.
    """

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.cursor = cursor
        self.rows: list[list[Any]] = []

    def remember(self, table: str, **key: object) -> None:
        """Remember the rows of `table` that `key` finds; none is remembered as none."""
        where = " AND ".join(f"{column} = :{column}" for column in key)
        found = self.cursor.execute(f"SELECT * FROM {table} WHERE {where}", key)
        columns = [column[0] for column in found.description]
        rows = [dict(zip(columns, row, strict=True)) for row in found]
        self.rows.append([table, key, rows])


def put_back(cursor: sqlite3.Cursor, remembered: list[list[Any]]) -> None:
    """Put the remembered rows back, the last one touched first."""
    for table, key, rows in reversed(remembered):
        where = " AND ".join(f"{column} = :{column}" for column in key)
        cursor.execute(f"DELETE FROM {table} WHERE {where}", key)
        for row in rows:
            names, places = ", ".join(row), ", ".join(f":{column}" for column in row)
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)


def _reformed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    undo = Undo(cursor)
    _bodies(cursor, row, p, undo)
    _titles(cursor, row, p, undo)
    _clocks(cursor, row, p, undo)
    for d in p["descent"]:
        cursor.execute(
            "INSERT INTO descent (reform, parent, child, form, day) VALUES (?, ?, ?, ?, ?)",
            (p["reform"], d["parent"], d["child"], d["form"], row.effective),
        )
    cursor.execute(
        "INSERT INTO reform (id, day, document, state, content, undo, seq) "
        "VALUES (?, ?, ?, 'done', ?, ?, ?)",
        (p["reform"], row.effective, p["document"], canonical(p), canonical(undo.rows), row.seq),
    )


def _bodies(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any], undo: Undo) -> None:
    """Rename, found, move and end agencies and offices."""
    sql = statements("projections", "registry")
    for record, table in [
        *((a, "agency") for a in p["agencies"]),
        *((o, "office") for o in p["offices"]),
    ]:
        undo.remember(table, id=record["id"])
        cursor.execute(sql[table], {**record, "since": row.effective})
    for r in p["renamed"]:
        table = "agency" if _is_agency(cursor, r["id"]) else "office"
        undo.remember(table, id=r["id"])
        undo.remember("former_name", holder=r["id"], until=row.effective)
        short = "short" if table == "agency" else "''"
        cursor.execute(
            "INSERT OR IGNORE INTO former_name (holder, until, name, short, reform) "
            f"SELECT id, ?, name, {short}, ? FROM {table} WHERE id = ?",
            (row.effective, p["reform"], r["id"]),
        )
        cursor.execute(f"UPDATE {table} SET name = ? WHERE id = ?", (r["name"], r["id"]))
        if r["short"] is not None and table == "agency":
            cursor.execute("UPDATE agency SET short = ? WHERE id = ?", (r["short"], r["id"]))
    for m in p["moved"]:
        undo.remember("office", id=m["office"])
        cursor.execute("UPDATE office SET agency = ? WHERE id = ?", (m["agency"], m["office"]))
    for id_ in p["ended"]:
        table = "agency" if _is_agency(cursor, id_) else "office"
        undo.remember(table, id=id_)
        cursor.execute(f"UPDATE {table} SET ended = ? WHERE id = ?", (row.effective, id_))


def _is_agency(cursor: sqlite3.Cursor, id_: str) -> bool:
    return cursor.execute("SELECT 1 FROM agency WHERE id = ?", (id_,)).fetchone() is not None


def _titles(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any], undo: Undo) -> None:
    """Let titles end with their holder, or go on with the heir."""
    for fate in p["titles"]:
        holder, honor, heir = fate["holder"], fate["honor"], fate["heir"]
        undo.remember("title", holder=holder, honor=honor)
        old = cursor.execute(
            "SELECT until, awarded_by, decision FROM title "
            "WHERE holder = ? AND honor = ? AND ended IS NULL",
            (holder, honor),
        ).fetchone()
        if old is None:
            continue
        if not _goes_on(cursor, fate, p):
            cursor.execute(
                "UPDATE title SET ended = ?, cause = 'reform' "
                "WHERE holder = ? AND honor = ? AND ended IS NULL",
                (row.effective, holder, honor),
            )
            undo.remember("title_event", seq=row.seq, holder=holder, honor=honor)
            tell(cursor, row, "reform", [(holder, honor)], document=p["document"])
        if heir and heir != holder and not _holds(cursor, heir, honor):
            undo.remember("title", holder=heir, honor=honor)
            begin(cursor, row, [(heir, honor)], decision=old[2], by=old[1] or "", until=old[0])
            undo.remember("title_event", seq=row.seq, holder=heir, honor=honor)
            tell(cursor, row, "re-recognized", [(heir, honor)], document=p["document"])


def _goes_on(cursor: sqlite3.Cursor, fate: dict[str, Any], p: dict[str, Any]) -> bool:
    """Return whether the old holder keeps the title: it stays in being and the fate says so."""
    return fate["heir"] is not None and fate["holder"] not in p["ended"]


def _holds(cursor: sqlite3.Cursor, holder: str, honor: str) -> bool:
    found = cursor.execute(
        "SELECT 1 FROM title WHERE holder = ? AND honor = ? AND ended IS NULL", (holder, honor)
    )
    return found.fetchone() is not None


def _clocks(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any], undo: Undo) -> None:
    """Let open cards and applications go on with the heir, or end; let bars follow."""
    for fate in p["cards"]:
        undo.remember("card", id=fate["id"])
        if fate["heir"]:
            cursor.execute("UPDATE card SET agency = ? WHERE id = ?", (fate["heir"], fate["id"]))
        else:
            cursor.execute(
                "UPDATE card SET state = 'reform', ended = ?, closing = ? WHERE id = ?",
                (row.effective, p["reform"], fate["id"]),
            )
    for fate in p["cases"]:
        undo.remember("application", id=fate["id"])
        if fate["heir"]:
            cursor.execute(
                "UPDATE application SET agency = ? WHERE id = ?", (fate["heir"], fate["id"])
            )
        else:
            cursor.execute(
                "UPDATE application SET state = 'reform', stepped = ? WHERE id = ?",
                (row.effective, fate["id"]),
            )
    for bar in p["bars"]:
        undo.remember("standing_event", seq=row.seq, agency=bar["heir"], event="delisted")
    since: dict[str, str] = {}
    for bar in p["bars"]:
        day = bar.get("since") or row.effective
        since[bar["heir"]] = max(day, since.get(bar["heir"], ""))
    for heir in sorted(since):  # of several delistings the last one bars the longest
        stand(cursor, row._replace(effective=since[heir]), [heir], "delisted")


def _taken_back(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    found = cursor.execute("SELECT undo FROM reform WHERE id = ?", (p["reform"],)).fetchone()
    put_back(cursor, json.loads(found[0]))
    cursor.execute("DELETE FROM descent WHERE reform = ?", (p["reform"],))
    cursor.execute("UPDATE reform SET state = 'taken-back' WHERE id = ?", (p["reform"],))


APPLY = {"reformed": _reformed, "reform-taken-back": _taken_back}
