"""Tables `agency`, `office`, `declaration`, `office_part`; the titles that a registry brings."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.statements import statements

TABLES = ("agency", "office", "declaration", "office_part")
# keys that the first days' facts lack; they were added before versions were counted
LATER = {"agency": {"category": None, "chief": None}, "title": {"until": None}}


def _registered(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    sql = statements("projections", "registry")
    since = {"since": row.effective}
    agencies = [{**LATER["agency"], **record, **since} for record in payload["agencies"]]
    cursor.executemany(sql["agency"], agencies)
    cursor.executemany(sql["office"], [{**record, **since} for record in payload["offices"]])
    titles = [
        {**LATER["title"], **title, "since": title["since"] or row.effective, "seq": row.seq}
        for title in payload["titles"]
    ]
    fresh = [title for title in titles if not title.get("was")]
    cursor.executemany(sql["title"], fresh)
    cursor.executemany(sql["opening"], fresh)
    for title in titles:
        # a later import gives an opening title other days
        if title.get("was") and cursor.execute(sql["title-days"], title).rowcount:
            cursor.execute(sql["opening-day"], title)


def _corrected(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    """Put right what an import or a hand took in; `awarded_by` goes with the title."""
    sql = statements("projections", "registry")
    for change in payload["changes"]:
        was, now = change["was"], change["now"]
        if was is None:
            given = {**now, "awarded_by": "", "seq": row.seq}
            cursor.execute(sql["title"], given)
            cursor.execute(sql["opening"], given)
        elif now is None:
            cursor.execute(sql["title-gone"], was)
            cursor.execute(sql["opening-gone"], was)
        else:
            given = {**now, **{f"was_{key}": value for key, value in was.items()}}
            cursor.execute(sql["title-corrected"], given)
            cursor.execute(sql["opening-corrected"], given)


def _declared(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    sql = statements("projections", "registry")
    cursor.execute(sql["declared"], {**payload, "since": row.effective, "seq": row.seq})
    cursor.execute(sql["declared-now"], {"agency": payload["agency"]})


def _took_part(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    given = {**payload, "since": row.effective, "seq": row.seq}
    cursor.execute(statements("projections", "registry")["took-part"], given)


def _removed(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    sql = statements("projections", "registry")
    for id_ in (payload["holder"], *payload["offices"]):
        for name in ("agency-out", "office-out", "titles-out", "openings-out"):
            cursor.execute(sql[name], (id_,))


APPLY = {
    "registered": _registered,
    "body-removed": _removed,
    "title-corrected": _corrected,
    "declared": _declared,
    "took-part": _took_part,
}
