"""Titles, their events, decisions and vetoes: who holds what, since when, by whose word."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from civtui.ledger.chain import Row, canonical

TABLES = ("title", "title_event", "standing_event", "decision", "veto")
AGENCY_HONORS = ("agency-level", "municipal", "provincial")


def tell(
    cursor: sqlite3.Cursor,
    row: Row,
    event: str,
    titles: Iterable[tuple[str, str]],
    *,
    decision: str | None = None,
    document: str = "",
) -> None:
    """Note what happened to titles on the day of the fact; `titles` are (holder, honor)."""
    cursor.executemany(
        "INSERT INTO title_event (seq, holder, honor, day, event, decision, document) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(row.seq, h, honor, row.effective, event, decision, document) for h, honor in titles],
    )


def stand(cursor: sqlite3.Cursor, row: Row, agencies: Iterable[str], event: str) -> None:
    """Note an event that the rules of eligibility count."""
    cursor.executemany(
        "INSERT INTO standing_event (seq, agency, day, event) VALUES (?, ?, ?, ?)",
        [(row.seq, agency, row.effective, event) for agency in agencies],
    )


def begin(
    cursor: sqlite3.Cursor,
    row: Row,
    titles: Iterable[tuple[str, str]],
    *,
    decision: str | None,
    by: str = "",
    until: str | None = None,
) -> None:
    """Let titles begin on the day of the fact; `titles` are (holder, honor).

    One that began on that day before and was lost on it goes on: it stands by what it began by.
    """
    cursor.executemany(
        "INSERT INTO title (holder, honor, since, until, awarded_by, decision, seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (holder, honor, since) "
        "DO UPDATE SET until = excluded.until, ended = NULL, cause = NULL",
        [(h, honor, row.effective, until, by, decision, row.seq) for h, honor in titles],
    )


def _decided(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO decision (id, body, agency, matter, honor, subjects, outcome, session, "
        "decided, seq, item, votes, recused, resolution) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(p[k] for k in ("decision", "body", "agency", "matter", "honor")),
            json.dumps(p["subjects"], ensure_ascii=False),
            *(p["outcome"], p["session"], row.effective, row.seq, p["item"]),
            canonical(p["votes"]) if p["votes"] else None,
            *(canonical(p["recused"]), p["resolution"]),
        ),
    )
    if p["matter"] in ("grant", "recommend") and p["honor"] in AGENCY_HONORS:
        state = "decided" if p["outcome"] == "approved" else "not-recommended"
        cursor.executemany(
            "UPDATE application SET state = ?, decision = ?, decided = ?, stepped = ? "
            "WHERE agency = ? AND honor = ? AND state = 'checked'",
            [
                (state, p["decision"], row.effective, row.effective, agency, p["honor"])
                for agency in p["subjects"]
            ],
        )


def _granted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    titles = [(holder, p["honor"]) for holder in p["holders"]]
    decision, document = p["decision"], p["document"]
    begin(cursor, row, titles, decision=decision, by=p["awarded_by"], until=p["until"])
    tell(cursor, row, "granted", titles, decision=decision, document=document)
    if p["honor"] in AGENCY_HONORS:
        cursor.executemany(
            "UPDATE application SET state = 'granted', granted = ?, stepped = ? "
            "WHERE agency = ? AND honor = ? AND state IN ('decided', 'noticed')",
            [(p["honor"], row.effective, *title) for title in titles],
        )


def _withdrawn(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    titles = [(holder, p["honor"]) for holder in p["holders"]]
    cursor.executemany(
        "UPDATE title SET ended = ?, cause = ? WHERE holder = ? AND honor = ? AND ended IS NULL",
        [(row.effective, p["cause"], *title) for title in titles],
    )
    tell(cursor, row, p["cause"], titles, decision=p["decision"])


def _renewed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    titles = [(holder, p["honor"]) for holder in p["holders"]]
    cursor.executemany(
        "UPDATE title SET until = ? WHERE holder = ? AND honor = ? AND ended IS NULL",
        [(p["until"], *title) for title in titles],
    )
    tell(cursor, row, "kept", titles, decision=p["decision"], document=p["document"])
    cursor.executemany(
        "UPDATE application SET state = 'granted', granted = honor, stepped = ? "
        "WHERE agency = ? AND honor = ? AND state IN ('decided', 'noticed')",
        [(row.effective, *title) for title in titles],
    )
    cursor.executemany(
        "UPDATE application SET state = 'granted', granted = honor, stepped = ? WHERE id = ?",
        [(row.effective, case) for case in p.get("cases", ())],
    )


def _restored(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    titles = [(holder, p["honor"]) for holder in p["holders"]]
    terms = p.get("terms", {})
    for holder, honor in titles:
        begin(cursor, row, [(holder, honor)], decision=p["decision"], until=terms.get(holder))
    tell(cursor, row, "restored", titles, decision=p["decision"])
    stand(cursor, row, p["holders"], "restored")


def _appealed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    stand(cursor, row, [p["agency"]], "appeal")
    if p["suspended"]:
        if "titles" in p:  # several acts took them
            titles = [(p["agency"], honor) for honor in p["titles"]]
            took = {title: _last_taken(cursor, *title) or "" for title in titles}
        else:
            titles = _delisted_by(cursor, p["agency"], p["decision"])
            took = dict.fromkeys(titles, p["decision"])
        lifted = [title for title in titles if _lifted(cursor, *title, took[title])]
        tell(cursor, row, "suspended", lifted, decision=p["decision"])


def _lifted(cursor: sqlite3.Cursor, holder: str, honor: str, decision: str) -> bool:
    """Lift the end of the span of a title that a decision ended; one that is held has no such.

    Spans of the title that other decisions ended, and those from which it came back, stay over.
    """
    cursor.execute(
        "UPDATE title SET ended = NULL, cause = NULL WHERE cause = 'delisted' AND rowid = ("
        "  SELECT t.rowid FROM title AS t WHERE t.holder = :holder AND t.honor = :honor"
        "  AND t.seq < (SELECT max(e.seq) FROM title_event AS e WHERE e.holder = :holder"
        "    AND e.honor = :honor AND e.decision = :decision AND e.event = 'delisted')"
        "  ORDER BY t.seq DESC, t.since DESC LIMIT 1) "
        "AND NOT EXISTS (SELECT 1 FROM title AS t WHERE t.holder = :holder AND t.honor = :honor"
        "  AND t.ended IS NULL)",
        {"holder": holder, "honor": honor, "decision": decision},
    )
    return cursor.rowcount > 0


def _delisted_by(cursor: sqlite3.Cursor, agency: str, decision: str) -> list[tuple[str, str]]:
    """Return the (holder, honor) that `decision` took from the agency."""
    return cursor.execute(
        "SELECT holder, honor FROM title_event WHERE holder = ? AND decision = ? "
        "AND event = 'delisted'",
        (agency, decision),
    ).fetchall()


def _appeal_decided(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    titles = _delisted_by(cursor, p["agency"], p["appealed"])
    named = [(p["agency"], honor) for honor in p["titles"]] if "titles" in p else None
    titles = titles if named is None else named
    held = {title for title in titles if _holds(cursor, *title)}
    if p["outcome"] == "upheld":
        terms = p.get("terms", {})
        back = (
            named
            if named is not None
            else [t for t in titles if t in held or _last_taken(cursor, *t) == p["appealed"]]
        )
        for holder, honor in back:
            if (holder, honor) not in held:
                until = terms.get(honor)
                begin(cursor, row, [(holder, honor)], decision=p["decision"], until=until)
        tell(cursor, row, "restored", back, decision=p["decision"])
        # what another act took since does not come back by this answer; of a card that took no
        # title the bar falls
        stand(cursor, row, [p["agency"]], "restored" if back or not titles else "appeal-rejected")
        return
    stand(cursor, row, [p["agency"]], "appeal-rejected")
    lifted = [
        title
        for title in titles
        if title in held and (named is not None or _waits(cursor, *title, p["appealed"]))
    ]
    cursor.executemany(
        "UPDATE title SET ended = ?, cause = 'delisted' WHERE holder = ? AND honor = ? "
        "AND ended IS NULL",
        [(row.effective, *title) for title in lifted],
    )
    tell(cursor, row, "delisted", lifted, decision=p["decision"])


def _last_taken(cursor: sqlite3.Cursor, holder: str, honor: str) -> str | None:
    """Return the decision by which a title was taken last."""
    found = cursor.execute(
        "SELECT decision FROM title_event WHERE holder = ? AND honor = ? AND event IN "
        "('delisted', 'withdrawn', 'expired', 'waived', 'reform') ORDER BY seq DESC LIMIT 1",
        (holder, honor),
    ).fetchone()
    return None if found is None else found[0]


def _holds(cursor: sqlite3.Cursor, holder: str, honor: str) -> bool:
    found = cursor.execute(
        "SELECT 1 FROM title WHERE holder = ? AND honor = ? AND ended IS NULL", (holder, honor)
    ).fetchone()
    return found is not None


def _waits(cursor: sqlite3.Cursor, holder: str, honor: str, decision: str) -> bool:
    """Return whether a title stands by no more than that an appeal suspends its delisting.

    What was given anew since does not end with the refusal of the appeal.
    """
    found = cursor.execute(
        "SELECT event FROM title_event WHERE holder = ? AND honor = ? AND (decision = ? "
        "AND event = 'suspended' OR event IN ('granted', 'restored', 're-recognized')) "
        "ORDER BY seq DESC LIMIT 1",
        (holder, honor, decision),
    ).fetchone()
    return found is not None and found[0] == "suspended"


def _vetoed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO veto (seq, agency, happened, event, months) VALUES (?, ?, ?, ?, ?)",
        (row.seq, p["agency"], row.effective, p["event"], p["months"]),
    )


APPLY = {
    "decided": _decided,
    "granted": _granted,
    "withdrawn": _withdrawn,
    "renewed": _renewed,
    "restored": _restored,
    "appealed": _appealed,
    "appeal-decided": _appeal_decided,
    "vetoed": _vetoed,
}
