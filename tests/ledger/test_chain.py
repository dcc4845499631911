"""The chain and the check: one changed character anywhere is found and named."""

from pathlib import Path

import pytest

from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput
from civtui.model.facts.rounds import Marked
from tests.ledger.making import fact, filled


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return filled(Ledger.open(tmp_path / "civtui.db", create=True))


def mark(ledger: Ledger, value: str = "9.5") -> int:
    body = Marked(round="r", subject="o-1", item="i-1", assessor="k1", value=value, points=9500)
    return ledger.append([fact(body)])[0]


def test_a_sound_ledger_has_no_fault(ledger: Ledger) -> None:
    mark(ledger)
    assert verify(ledger) == []


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("payload", "replace(payload, '9.5', '9.6')"),
        ("who", "'x' || who"),
        ("recorded", "replace(recorded, '2026', '2025')"),
        ("why", "why || ' '"),
        ("hash", "replace(hash, substr(hash, 1, 1), 'z')"),
    ],
)
def test_one_character_changed_in_a_fact_is_named(ledger: Ledger, column: str, change: str) -> None:
    seq = mark(ledger)
    mark(ledger)
    ledger.connection.execute(f"UPDATE fact SET {column} = {change} WHERE seq = ?", (seq,))
    (fault,) = verify(ledger)
    assert (fault.table, fault.row) == ("fact", str(seq))


def test_a_removed_fact_is_named(ledger: Ledger) -> None:
    seq = mark(ledger)
    mark(ledger)
    ledger.connection.execute("DELETE FROM fact WHERE seq = ?", (seq,))
    (fault,) = verify(ledger)
    assert (fault.table, fault.row) == ("fact", str(seq))


@pytest.mark.parametrize(
    ("table", "change", "row"),
    [
        ("mark", "UPDATE mark SET points = 9600", "r / o-1 / i-1 / k1"),
        ("round", "UPDATE round SET given = given + 1", "r"),
        ("agency", "UPDATE agency SET ord = 7 WHERE id = 'a-2'", "a-2"),
        ("office", "DELETE FROM office WHERE id = 'o-3'", "o-3"),
        (
            "title",
            "INSERT INTO title VALUES ('o-1','model-office','2020',NULL,NULL,NULL,'',NULL,1)",
            "o-1 / model-office / 2020",
        ),
    ],
)
def test_one_change_in_a_projection_is_named(
    ledger: Ledger, table: str, change: str, row: str
) -> None:
    mark(ledger)
    ledger.connection.execute(change)
    (fault,) = verify(ledger)
    assert (fault.table, fault.row) == (table, row)


def test_a_refused_check_leaves_nothing(ledger: Ledger) -> None:
    before = ledger.head()

    def refuse(_: object) -> None:
        raise BadInput.__new__(BadInput)

    body = Marked(round="r", subject="o-1", item="i-1", assessor="k1", value="1", points=1000)
    with pytest.raises(BadInput):
        ledger.append([fact(body)], check=refuse)
    assert ledger.head() == before
    assert verify(ledger) == []


def test_two_connections_write_without_loss(tmp_path: Path, ledger: Ledger) -> None:
    other = Ledger.open(tmp_path / "civtui.db")
    for n in range(20):
        for mine, judge in ((ledger, "k1"), (other, "k2")):
            body = Marked(
                round="r", subject=f"o-{n % 5}", item="i-1", assessor=judge, value="1", points=1000
            )
            mine.append([fact(body)])
    assert ledger.head() == other.head()
    assert ledger.connection.execute("SELECT given FROM round").fetchone() == (10,)
    assert verify(other) == []


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "civtui.db"
    path.write_bytes(b"no database at all, but long enough to be read as a page header" * 4)
    with pytest.raises(BadInput):
        Ledger.open(path)
    with pytest.raises(BadInput):
        Ledger.open(tmp_path / "none.db")
