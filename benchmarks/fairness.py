"""What a round costs in full: `python -m benchmarks.fairness [OFFICES ...]` (1000 without any).

Made-up rounds of 30 items and 5 assessors: results, agreement, calibration with raw and calibrated
ranks, habits, rank intervals; each in processor seconds, and the peak of the process's memory.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from civtui.scoring.fairness import agreement_of, calibration_of, habits_of, standings
from civtui.scoring.pipeline import RoundMarks, evaluate
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.robustness import robustness

ITEMS, CRITERIA, JUDGES, DRAWS = 30, 6, 5, 200
MISSING = 0.1
Answer = TypeVar("Answer")


def document() -> dict[str, object]:
    """Return a standard of six criteria with five items each."""
    groups = [
        {
            "id": f"g{g}",
            "title": {"zh": f"标准{g}"},
            "item": [
                {"id": f"g{g}.{n}", "title": {"zh": f"项{g}{n}"}, "kind": "points", "points": "10"}
                for n in range(ITEMS // CRITERIA)
            ],
        }
        for g in range(CRITERIA)
    ]
    return {"id": "bench", "version": "1", "title": {"zh": "基准"}, "total": "300", "item": groups}


def a_round(offices: int, missing: float) -> RoundMarks:
    """Return the marks of a round; a share of them is missing."""
    rng = random.Random(1)
    judges = tuple(f"k{n}" for n in range(JUDGES))
    severity = {judge: rng.uniform(-0.6, 0.6) for judge in judges}
    subjects = tuple(f"o{n}" for n in range(offices))
    texts = [str(n / 2) for n in range(21)]
    rows = []
    for subject in subjects:
        worth = rng.uniform(4, 9)
        for g in range(CRITERIA):
            for n in range(ITEMS // CRITERIA):
                for judge in judges:
                    if rng.random() >= missing:
                        value = worth - severity[judge] + rng.gauss(0, 0.7)
                        place = min(20, max(0, round(2 * value)))
                        rows.append((subject, f"g{g}.{n}", judge, texts[place]))
    return RoundMarks(subjects, judges, tuple(rows))


def timed(name: str, work: Callable[[], Answer]) -> Answer:
    """Run `work` once, print what it took, and return its answer."""
    start = time.process_time()
    answer = work()
    print(f"  {name:<44}{time.process_time() - start:>9.2f} s")
    return answer


def measure(offices: int, missing: float) -> None:
    """Measure one size in full."""
    rules, marks = document(), a_round(offices, missing)
    print(
        f"{offices} offices x {ITEMS} items x {JUDGES} assessors, "
        f"{100 * missing:.0f} % missing: {len(tuple(marks.marks))} marks"
    )
    start = time.process_time()
    timed("results with traces, ranks, rank bounds", lambda: evaluate(rules, marks))
    table = timed("marks read for what follows", lambda: Table(rules, marks))
    timed("agreement, pairs, far marks", lambda: agreement_of(table))
    found = timed("calibration, exact, with errors", lambda: calibration_of(table))
    timed("raw and calibrated totals and ranks", lambda: standings(table, found))
    timed("habits", lambda: habits_of(table, found, {}))
    draws = max(10, min(DRAWS, 2_000_000 // offices))
    timed(
        f"rank intervals, {draws} draws",
        lambda: robustness(rules, marks, draws=draws, places=offices // 10),
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {'all together':<44}{time.process_time() - start:>9.2f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ["1000"]):
        for share in (0.0, MISSING):
            measure(size, share)
