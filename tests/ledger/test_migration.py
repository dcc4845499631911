"""A ledger made by an older release opens, and its newer tables are made from the facts."""

import sqlite3
from pathlib import Path

import pytest

from civtui.ledger import migrating
from civtui.ledger.chain import canonical
from civtui.ledger.ledger import Ledger
from civtui.ledger.upcast import upcast
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput
from tests.ledger.killing import killed_at, stride
from tests.ledger.older import older

NEWEST = len(migrating.steps())
EARLIER = range(1, NEWEST)
# what ran on a user's file is never changed afterwards: the next step mends it
FROZEN = {
    1: "14e1a0decf76389f",
    2: "1d0762c5726623c2",
    3: "756f34565a19ac75",
    4: "63c76ec2e4e7fcea",
    5: "86a0f4b0548d3bb1",
    6: "f2ff16e3e14336ba",
    7: "fd60676388bae9da",
    8: "c544dd742cd76721",
    9: "63c4d6d5bb2767f2",
    10: "85a49fe88ed670d4",
    11: "13667edd6cb2360d",
    12: "8ba2f937c8e857bd",
    13: "feaaa14c1391b874",
}


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.schema-*"))


def test_every_step_has_its_own_number() -> None:
    assert [step.number for step in migrating.steps()] == [*range(1, NEWEST + 1)]


def test_a_step_that_ran_somewhere_stays_as_it_is() -> None:
    assert {s.number: s.sha256()[:16] for s in migrating.steps()[: len(FROZEN)]} == FROZEN


@pytest.mark.parametrize("schema", EARLIER)
def test_an_older_file_opens_with_every_table_made_from_the_facts(
    tmp_path: Path, schema: int
) -> None:
    path = tmp_path / "old.db"
    older(path, schema)
    ledger = Ledger.open(path)
    assert verify(ledger) == []
    assert ledger.connection.execute("SELECT count(*) FROM agency").fetchone() == (2,)
    (kept,) = copies(path)
    copy = sqlite3.connect(kept)
    assert migrating.schema_of(copy) == schema
    assert copy.execute("SELECT max(seq) FROM fact").fetchone() == (3,)
    copy.close()
    ran = ledger.connection.execute("SELECT number, name, sha256, ran FROM migration").fetchall()
    assert [row[:3] for row in ran] == [(s.number, s.name, s.sha256()) for s in migrating.steps()]
    assert [bool(row[3]) for row in ran] == [number > schema for number in range(1, NEWEST + 1)]
    ledger.close()
    Ledger.open(path).close()
    assert copies(path) == [kept]


def test_a_new_ledger_keeps_no_copy(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "new.db", create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["new.db"]


def test_a_migration_killed_anywhere_goes_on(tmp_path: Path) -> None:
    statement, died = 0, True
    while died:
        path = tmp_path / f"{statement}.db"
        older(path, 1)
        died = killed_at(statement, lambda path=path: Ledger.open(path).close())  # type: ignore[misc]  # its type cannot be inferred
        ledger = Ledger.open(path)
        assert verify(ledger) == []
        assert ledger.head().seq == 3
        assert copies(path)
        ledger.close()
        statement += stride(13)
    assert statement > 60


def test_without_its_copy_an_older_ledger_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    older(path, 4)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrating, "copy_to", full)
    with pytest.raises(BadInput):
        Ledger.open(path)
    file = sqlite3.connect(path)
    assert migrating.schema_of(file) == 4
    file.close()


def test_a_ledger_of_a_newer_release_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    ledger = Ledger.open(path, create=True)
    ledger.connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    ledger.close()
    with pytest.raises(BadInput) as refused:
        Ledger.open(path)
    assert refused.value.message.key == "ledger.newer"


def test_a_decision_of_the_first_version_is_read_as_todays() -> None:
    assert canonical(upcast("decided", 1, {"decision": "d"})) == canonical(
        {"decision": "d", "item": "", "votes": None, "recused": [], "resolution": ""}
    )
