"""Measures a panel's verbs in a round of every office of the demo city and thirty judges."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

JUDGES, PER_SUBJECT, MARKS = 30, 3, 120


def took(label: str, work: Callable[[], object]) -> None:
    """Print how long one run of `work` takes."""
    start = time.perf_counter()
    work()
    print(f"{label:<44}{1000 * (time.perf_counter() - start):>9.1f} ms")


def main() -> None:
    """Open, deal, mark, hand over, submit."""
    from civtui.workspace.agencies.agencies import agency_rows, office_rows
    from civtui.workspace.demo import demo
    from civtui.workspace.marks import marks
    from civtui.workspace.rounds import handovers, round_life, rounds, shares, submissions

    ws = demo(Path(tempfile.mkdtemp()) / "city")
    offices = [office.id for office in office_rows(ws)]
    homes = [agency.id for agency in agency_rows(ws)]
    panel = [
        {"id": f"j{n}", "name": f"j{n}", "agency": homes[2 * n], "related": [homes[2 * n + 1]]}
        for n in range(JUDGES)
    ]
    print(f"{len(offices)} offices, {JUDGES} judges, {PER_SUBJECT} an office")

    def opened() -> None:
        round_life.open_round(
            ws,
            "r",
            name="r",
            standard="civilized-office",
            subjects=offices,
            assessors=panel,
            anchors=offices[:2],
        )

    took("round new", opened)
    took("round assign", lambda: shares.assign(ws, "r", PER_SUBJECT))
    took("round links", lambda: shares.deal(ws, "r"))
    times = []
    for _ in range(MARKS):
        cell = marks.next_unscored(rounds.sheet(ws, "r", "j3"))
        assert cell is not None
        start = time.perf_counter()
        marks.set_mark(ws, "r", *cell, "1", "j3")
        times.append(1000 * (time.perf_counter() - start))
    print(f"{'one mark, durable':<44}{statistics.median(times):>9.2f} ms")
    took(
        "round hand-over --all-open",
        lambda: handovers.hand_over(ws, "r", "j5", "j6", all_open=True, why="x"),
    )
    took("round submit", lambda: submissions.submit(ws, "r", "j3", partial=True, why="x"))
    ws.close()


if __name__ == "__main__":
    main()
