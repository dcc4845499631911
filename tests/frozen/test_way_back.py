"""The table of inverses holds: the year is told anew, and each deed is taken back and put again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.reference import ways_back
from civtui.ledger.verify import verify
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.doing import void
from tests.frozen.telling import Teller, Ticking, said
from tests.frozen.year import STAGES
from tests.verbs.test_facts import GROUP
from tests.verbs.test_facts import STORIES as OF_TITLES
from tests.voiding.tables import Tables, tables_of

WHY = "误录"
WRITING = [verb for verb in every_verb() if verb.writes and not verb.hidden]


def called(words: tuple[str, ...]) -> Verb | None:
    """Return the verb that a command calls, None where it is of another kind."""
    ids = {verb.id: verb for verb in every_verb()}
    plain = words[2:] if words[0] == "--as" else words
    return next((ids[".".join(plain[:n])] for n in (3, 2, 1) if ".".join(plain[:n]) in ids), None)


class Retracting(Teller):
    """Tells a year, and takes back and puts again what each verb wrote.

    Args:
        tried: the verbs that did; what came of each is compared table by table.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.tried = set[str]()

    def opened(self) -> Workspace:
        ws = open_workspace(self.city, user="teller")
        ws.ledger.connection.execute("PRAGMA synchronous = OFF")
        return ws

    def do(self, *words: str, status: int = 0) -> Any:
        verb = called(said(words))
        if status or verb is None or verb.inverse != "ledger.void":
            return super().do(*words, status=status)
        with_before = self.opened()
        before, first = tables_of(with_before), with_before.head()
        with_before.close()
        document = super().do(*words)
        ws = self.opened()
        there_and_back(ws, verb, before, first)
        self.tried.add(verb.id)
        ws.close()
        return document


def there_and_back(ws: Workspace, verb: Verb, before: Tables, first: int) -> None:
    """Take back all that was written behind the fact `first`, and put it again."""
    after, seq, takings = tables_of(ws), ws.head(), list[int]()
    while seq > first:
        found, by = void(ws, seq, WHY)
        takings.append(by)
        seq = min(found.facts) - 1
    assert tables_of(ws) == before, verb.id
    for by in reversed(takings):
        void(ws, by, WHY)
    assert tables_of(ws) == after, verb.id


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retracting]:
    """The year, told with its ways back; the workspace stands at its end."""
    root, clock = tmp_path_factory.mktemp("back"), Ticking(datetime(2026, 12, 28, 1, 0, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "now", clock.now)
        patch.setenv("LOGNAME", "teller")
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        patch.setenv("XDG_DATA_HOME", str(root / "data"))
        teller = Retracting(root)
        for number, stage in enumerate(STAGES, 1):
            teller.stage(str(number))
            stage(teller)
        yield teller


def kinds(verb: Verb) -> str:
    """Return what tells verbs apart: those of registers are one function for all of them."""
    return verb.call if "register" in verb.fixed else verb.id


def test_each_deed_is_taken_back_as_the_table_says(told: Retracting) -> None:
    ws = told.opened()
    log = told.file("log.csv", "机关,名称,日期,类别\n发改局,座谈,2026-12-20,其他\n")
    paper = told.file("小结.txt", "小结")
    activity, duty = _newest(ws, "activity"), f"duty:{_record(ws, 'duty')}"
    for command in (
        f"activity correct {activity} --title 座谈会 --evidence {paper} --why {WHY}",
        f"evidence move {_sha('小结')} {activity} {duty} --why {WHY}",
        f"evidence unlink {_sha('小结')} {duty} --why {WHY}",
        f"duty remove {_record(ws, 'duty')} --why {WHY}",
        f"reward study set {_record(ws, 'study')} --score 88 --why {WHY}",
        "agency add 市新设局 --short 新设 --category 行政 --offices 2 --chief 王五 --on 2026-12-1",
        "office add 新设 法规处 --staff 3 --head 孙七 --order 1 --on 2026-12-2",
        f"agency correct a-1 --sector 综合 --why {WHY}",
        f"office correct o-1-4 --name 新名处 --why {WHY}",
        f"agency correct-people a-1 --chief 李主任 --reporter 赵敏 --why {WHY}",
        "office take-part o-1-4 --no-part",
        "activity add a-1 座谈 --on 2026-12-20",
        f"activity import {log}",
        "round new r9 --standard small --office o-1-4 --office o-4-4 "
        "--assessor k1:甲 --assessor k2:乙",
        f"round correct r9 --title 九月抽查 --due 2026-12-31 --why {WHY}",
        "round assign r9 --per-subject 1",
        f"round hand-over r9 k1 k2 --all-open --why {WHY}",
        "round propose own --first 2",
        "group put card a-4",
    ):
        told.do(command)
    assert verify(ws.ledger) == []
    ws.close()
    elsewhere = {done.verb for story in OF_TITLES.values() for done in story}
    elsewhere |= {done.verb for done in GROUP}  # tests/voiding/test_stories.py
    elsewhere |= {"ledger.void", "mark.clear"}  # tests/voiding/test_deeds.py
    tried = {kinds(verb_of(id_)) for id_ in told.tried | elsewhere}
    declared = {kinds(v) for v in WRITING if v.inverse == "ledger.void"}
    last_steps = {v.id for v in WRITING if v.call.endswith("voiding:last")}
    assert declared - tried - last_steps == set()


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _newest(ws: Workspace, table: str) -> str:
    row = ws.ledger.connection.execute(f"SELECT id FROM {table} ORDER BY seq DESC").fetchone()
    return str(row[0])


def _record(ws: Workspace, register: str) -> str:
    row = ws.ledger.connection.execute(
        "SELECT id FROM record WHERE register = ? ORDER BY id", (register,)
    ).fetchone()
    return str(row[0])


@pytest.mark.parametrize("verb", WRITING, ids=lambda verb: verb.id)
def test_a_verb_that_writes_says_how_it_is_taken_back(verb: Verb) -> None:
    assert bool(verb.inverse) != bool(verb.stays)
    assert bool(verb.way_lasts) == bool(verb.inverse)
    if verb.inverse:
        assert verb_of(verb.inverse).writes


def test_the_table_has_no_empty_cell() -> None:
    rows = list(ways_back())
    assert len(rows) == len(WRITING)
    assert all(len(row) == 6 and all(cell.strip() for cell in row) for row in rows)
