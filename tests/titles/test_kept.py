"""What is read once while nothing changed is read anew after a write, a taking back, a new day."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from civtui.workspace.kept import kept
from civtui.workspace.titles import party_group
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.titles.eligibility import record_of
from tests.titles.small import OFFICES, START, let_pass, small_city


def test_it_is_read_once_and_anew_after_a_write_and_on_another_day(tmp_path: Path) -> None:
    with closing(
        small_city(tmp_path / "w", policies={"title-needs-result": "flagged"}, today=START)
    ) as ws:
        reads: list[int] = []

        def read() -> int:
            reads.append(1)
            return len(reads)

        assert (kept(ws, "x", read), kept(ws, "x", read)) == (1, 1)
        assert record_of(ws, START) is record_of(ws, START)
        assert decision_rows(ws) == []
        made = party_group.decide(ws, "a-1", "grant", OFFICES["a-1"][:1], session="会议", on=START)
        assert [row.id for row in decision_rows(ws)] == [made.id]
        assert kept(ws, "x", read) == 2
        let_pass(ws, START + timedelta(days=1))
        assert kept(ws, "x", read) == 3
