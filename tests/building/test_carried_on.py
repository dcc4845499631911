"""A record that goes on in the next year is settled there, and wants nothing in the closed one."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.building.boards import board
from civtui.workspace.building.judged import unfinished
from civtui.workspace.building.records import is_open, record_rows
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles.gates import shut_gates
from tests.titles.small import small_city

TODAY, NEXT = date(2026, 12, 28), date(2027, 1, 4)
OPEN: dict[str, dict[str, Any]] = {
    "duty": {
        "duty": "archive",
        "owner": "王",
        "target": "甲",
        "state": "running",
        "due": "2026-11-30",
    },
    "together": {"item": "年度重点工作", "deployed": "2026-03-01"},
}
VERBS = {"duty": "duty", "together": "duty.together"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with closing(small_city(tmp_path / "w", today=TODAY)) as made:
        for register, values in OPEN.items():
            perform(
                made, verb_of(f"{VERBS[register]}.add"), {"agency": "a-1", "year": "2026", **values}
            )
        yield made


def roll(ws: Workspace, *, dry_run: bool = False) -> Answer:
    return perform(ws, verb_of("year.roll"), {"year": "2026", "dry-run": dry_run})


def duties_shut(ws: Workspace, day: date = TODAY) -> list[str]:
    return [
        one.gate
        for one in shut_gates(ws, "decide", ["a-1"], day, "municipal")
        if one.gate == "target-duty"
    ]


def late(ws: Workspace) -> list[str]:
    """Return what the board of deadlines and the chart of 2027 say of duties that are late."""
    chart = board(ws, "chart", None, 2027)
    on_chart = [str(row.cells[-1]) for row in chart.rows if row.id == "a-1" and row.cells[-1]]
    return [row.subject for row in due_rows(ws) if row.what == "record"] + on_chart


def test_every_register_that_is_carried_is_told_here() -> None:
    assert {kind.id for kind in REGISTERS.values() if kind.rolls == "carry"} == {*OPEN}


@pytest.mark.parametrize("register", OPEN)
def test_what_was_carried_is_open_in_the_next_year_alone(ws: Workspace, register: str) -> None:
    (before,) = record_rows(ws, register, open_only=True)
    assert before.year == 2026
    roll(ws)
    (old,) = record_rows(ws, register, year=2026)
    (new,) = record_rows(ws, register, year=2027)
    assert old.carried == new.id
    assert not is_open(REGISTERS[register], old)
    assert is_open(REGISTERS[register], new)
    assert [row.id for row in record_rows(ws, register, open_only=True)] == [new.id]
    assert "carried" not in new.document()
    shown = perform(ws, verb_of(f"{VERBS[register]}.show"), {"record": old.id}).lines()
    assert "已转入 2027 年度" in "\n".join(shown)


def test_a_carried_duty_is_late_by_the_term_it_had_and_bars_until_it_is_done(
    ws: Workspace,
) -> None:
    assert late(ws) == ["duty"]
    assert duties_shut(ws)
    roll(ws)
    assert late(ws) == ["duty", "1"]
    assert duties_shut(ws) and duties_shut(ws, NEXT)
    chart = board(ws, "chart", "a-1", 2026)
    cells = [render(cell) for row in chart.rows for cell in row.cells if row.tone != "bad"]
    assert "已转入下年" in cells
    (new,) = record_rows(ws, "duty", year=2027)
    perform(ws, verb_of("duty.set"), {"record": new.id, "state": "done"})
    assert late(ws) == [] and not duties_shut(ws) and not duties_shut(ws, NEXT)


def test_a_term_given_anew_counts_from_its_year_on(ws: Workspace) -> None:
    roll(ws)
    (new,) = record_rows(ws, "duty", year=2027)
    perform(ws, verb_of("duty.set"), {"record": new.id, "due": "2027-06-30"})
    assert late(ws) == []
    assert duties_shut(ws) and not duties_shut(ws, NEXT)
    assert duties_shut(ws, date(2027, 7, 1))


def test_a_duty_carried_through_two_years_keeps_its_term(ws: Workspace) -> None:
    roll(ws)
    ws.set_clock(datetime(2028, 1, 2, 4, tzinfo=UTC))
    perform(ws, verb_of("year.roll"), {"year": "2027"})
    (left,) = unfinished(ws, date(2028, 1, 2))
    assert (left.row.year, left.year) == (2028, 2026)
    assert [row.subject for row in due_rows(ws) if row.what == "record"] == ["duty"]


def test_a_failed_duty_bars_by_the_one_that_goes_on_and_can_be_settled_there(ws: Workspace) -> None:
    (old,) = record_rows(ws, "duty", year=2026)
    perform(ws, verb_of("duty.set"), {"record": old.id, "state": "failed"})
    roll(ws)
    assert duties_shut(ws)
    (new,) = record_rows(ws, "duty", year=2027)
    perform(ws, verb_of("duty.set"), {"record": new.id, "state": "done"})
    assert not duties_shut(ws)


def test_the_closing_taken_back_opens_it_again(ws: Workspace) -> None:
    before = [row.document() for row in record_rows(ws, "duty")]
    roll(ws)
    perform(ws, verb_of("ledger.void"), {"fact": str(ws.head()), "why": "误结转"})
    assert [row.document() for row in record_rows(ws, "duty")] == before
    assert duties_shut(ws)


def test_the_refusal_names_the_record_that_goes_on(ws: Workspace) -> None:
    roll(ws)
    (old,) = record_rows(ws, "duty", year=2026)
    with pytest.raises(Refused) as caught:
        perform(ws, verb_of("duty.set"), {"record": old.id, "state": "done"})
    assert f"civtui duty set {old.carried}" in render(caught.value.hint)
    with pytest.raises(Refused) as again:
        roll(ws)
    assert f"civtui ledger void {ws.head()}" in render(again.value.hint)


def test_a_duty_put_down_late_in_a_closed_year_names_a_way_that_is_open(ws: Workspace) -> None:
    roll(ws)
    late = {**OPEN["duty"], "duty": "plan", "agency": "a-1", "year": "2026", "why": "补登"}
    perform(ws, verb_of("duty.add"), late)
    (shut,) = [
        one
        for one in shut_gates(ws, "decide", ["a-1"], TODAY, "municipal")
        if one.gate == "target-duty"
    ]
    assert "--why" in render(shut.way)


def test_the_end_of_a_year_says_what_goes_on_without_a_term(ws: Workspace) -> None:
    assert "没有期限" in "\n".join(roll(ws, dry_run=True).lines())
    assert "没有期限" in "\n".join(roll(ws).lines())
