"""Measures an import of marks from memory: checked, with slice facts, chain and projections."""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from civtui.exchange.marks import check_marks
from civtui.exchange.round_view import JudgeView, RoundView
from civtui.exchange.tables import Cell, Sheet
from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.demo import demo
from civtui.workspace.marks.admission import admits_all
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import Workspace

JUDGES, SLICE, RUNS = 60, 2000, 5


def main(rows: int) -> None:
    """Write `rows` marks slice by slice and as a whole, in turn, in workspaces of their own."""
    took: dict[str, list[tuple[float, float, float]]] = {"a slice at a time": [], "whole": []}
    for _ in range(RUNS):
        for name, found in took.items():
            found.append(measured(rows, slice_by_slice if name != "whole" else at_once))
    for name, found in took.items():
        whole, cpu, locked = (statistics.median(values) for values in zip(*found, strict=True))
        rate = f"{rows / whole:>8.0f} rows/s, {rows / cpu:>8.0f} a second of work"
        print(f"{rows} marks, {name:<18}{rate}, locked {locked:.2f} s at most")


Bodies = list[MarksImported]
Write = Callable[[Workspace, Bodies, list[tuple[str, str, str, str, int | None]]], float]


def measured(rows: int, write: Write) -> tuple[float, float, float]:
    """Return the seconds from cells in memory to the commit, those of work, the longest lock."""
    with tempfile.TemporaryDirectory() as folder:
        ws = demo(Path(folder) / "city")
        offices = office_rows(ws)
        judges = [{"id": f"j{n}", "name": f"j{n}"} for n in range(JUDGES)]
        subjects = [office.id for office in offices]
        round_life.open_round(
            ws, "r", name="r", standard="civilized-office", subjects=subjects, assessors=judges
        )
        items = {item.id: item for item in rounds.items_of(ws, rounds.round_row(ws, "r"))}
        cells = itertools.product(subjects, items, (judge["id"] for judge in judges))
        table: list[list[Cell]] = [["处室", "项目", "考评员", "评分"]]
        table += [[*cell, 0.0] for cell in itertools.islice(cells, rows)]
        view = RoundView(
            {office.id: (office.name, office.agency) for office in offices},
            items,
            {judge["id"]: JudgeView(judge["name"], frozenset()) for judge in judges},
        )
        start, worked = time.perf_counter(), time.process_time()
        plan = check_marks([Sheet("", table, {})], view)
        assert len(plan.rows) == rows, (len(plan.rows), plan.rejected[:1])
        slices = [
            MarksImported(round="r", rows=tuple(plan.rows[n : n + SLICE]))
            for n in range(0, rows, SLICE)
        ]
        locked = write(ws, slices, plan.rows)
        took = time.perf_counter() - start, time.process_time() - worked, locked
        ws.close()
        return took


def slice_by_slice(
    ws: Workspace, slices: Bodies, _: list[tuple[str, str, str, str, int | None]]
) -> float:
    """Write one transaction a slice; return the longest."""
    return max(at_once(ws, [body], list(body.rows)) for body in slices)


def at_once(
    ws: Workspace, slices: Bodies, rows: list[tuple[str, str, str, str, int | None]]
) -> float:
    """Write one transaction; return how long its lock was held."""
    began = 0.0

    def begin(statement: str) -> None:
        nonlocal began
        began = time.perf_counter() if statement == "BEGIN IMMEDIATE" else began

    def check(connection: object) -> None:
        ws.ledger.connection.set_trace_callback(None)
        admits_all("r", rows)(ws.ledger.connection)

    ws.ledger.connection.set_trace_callback(begin)
    ws.write(*slices, right=Right.MARK, check=check)
    return time.perf_counter() - began


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("100000", "500000", "1000000")):
        main(size)
