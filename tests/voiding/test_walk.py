"""The demo city's year, taken back deed by deed from its end: what stood before each stands."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from civtui.ledger import database
from civtui.ledger.projections import TABLES, project
from civtui.ledger.verify import verify
from civtui.workspace.rounds import round_life, submissions
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.voiding.doing import taking, void
from tests.demos import demo
from tests.voiding.tables import Tables, rows_of, tables_of

pytestmark = pytest.mark.long

WHY = "误录"
# what a way back of its own leaves behind: that it was done, on sheets and in lists of deeds
OF_SHEETS = {"deed", "deed_step", "cell_emptied"}
OWN_WAY = {"sheet-submitted": OF_SHEETS, "round-closed": OF_SHEETS, "reformed": {"reform"}}


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = demo(tmp_path_factory.mktemp("walk") / "city", user="demo")
    made.ledger.connection.execute("PRAGMA synchronous = OFF")
    yield made
    made.close()


def before_each(ws: Workspace, seqs: set[int]) -> dict[int, Tables]:
    """Return what the tables were before each of these facts, by replaying the ledger up to it."""
    found = {}
    with closing(database.in_memory()) as rebuilt:
        cursor = rebuilt.cursor()
        for row in ws.ledger.rows():
            if row.seq in seqs:
                found[row.seq] = rows_of(rebuilt, TABLES)
            cursor.execute("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            project(cursor, row, json.loads(row.payload))
    return found


def own_way(ws: Workspace, kind: str, payload: dict[str, str]) -> None:
    """Take back what has a way back of its own."""
    if kind == "reformed":
        reforms.take_back(ws, payload["reform"])
        return
    round_, judge = payload["round"], payload.get("assessor", "")
    if kind == "sheet-submitted":
        submissions.unlock(ws, round_, judge, why=WHY)
    else:
        assert kind == "round-closed"
        round_life.close_round(ws, round_, reopen=True)


def test_a_year_goes_back_to_its_first_day(ws: Workspace) -> None:
    seq, firsts = ws.head(), list[int]()
    while seq > 1:
        firsts.append(taking(ws, seq).deed[0].seq)
        seq = firsts[-1] - 1
    assert len(firsts) > 100
    stood = before_each(ws, set(firsts[::7]) | {firsts[-1]})
    beside = set[str]()
    for first in firsts:
        found = taking(ws, first)
        row = found.deed[-1]
        if row.kind == "user-set":  # a workspace that has users keeps one
            assert found.refusal is not None
            assert found.refusal.message.key == "workspace.last-user"
            beside = beside | {"app_user"}
        elif row.kind in OWN_WAY:
            assert found.refusal is not None
            own_way(ws, row.kind, json.loads(row.payload))
            beside = beside | OWN_WAY[row.kind]
        else:
            void(ws, first, WHY)
        if first in stood:
            now = tables_of(ws)
            differ = {table for table in now if now[table] != stood[first][table]}
            assert differ <= beside, (first, row.kind)
    now, first = tables_of(ws), stood[firsts[-1]]
    assert {table for table in now if now[table] != first[table]} <= beside
    assert verify(ws.ledger) == []
