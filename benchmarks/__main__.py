"""Measures and prints one table: medians, ratios taken side by side in one run."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7


def median_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of `work` in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def process(*words: str) -> Callable[[], object]:
    """Return a run of this Python with `words`."""
    return lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)


def main() -> None:
    """Measure everything and print it."""
    from civtui.workspace.demo import demo

    folder = Path(tempfile.mkdtemp()) / "city"
    made = median_ms(lambda: demo(folder).close(), 1)
    bare = median_ms(process("-c", "pass"))
    print(f"{'bare interpreter':<44}{bare:>9.1f} ms")
    print(f"{'demo city, made':<44}{made:>9.1f} ms")
    for name, words in (
        ("civtui --version", ("-m", "civtui", "--version")),
        ("civtui status --json", ("-m", "civtui", "-w", str(folder), "status", "--json")),
        ("civtui eligibility --json", ("-m", "civtui", "-w", str(folder), "eligibility", "--json")),
        (
            "civtui results --json",
            ("-m", "civtui", "-w", str(folder), "results", "city-2026", "--json"),
        ),
    ):
        found = median_ms(process(*words))
        print(f"{name:<44}{found:>9.1f} ms {found / bare:>6.1f} x bare")
    marks(folder)
    pipeline()


def marks(folder: Path) -> None:
    """Measure one durable mark, and a bulk of them."""
    from civtui.model.facts.rounds import MarksImported
    from civtui.model.roles import Right
    from civtui.workspace.marks.marks import set_mark
    from civtui.workspace.rounds import rounds
    from civtui.workspace.session import open_workspace

    ws = open_workspace(folder, user="bench")
    sheet = rounds.sheet(ws, "city-2026", "kp1")
    cells = [(s.id, i.id) for s in sheet.subjects if s.id not in sheet.barred for i in sheet.items]
    place = iter(cells * 2)
    one = median_ms(lambda: set_mark(ws, "city-2026", *next(place), "2", "kp1"), 200)
    print(f"{'one mark, durable':<44}{one:>9.2f} ms")
    rows = [(s, i, j, "2", 2000) for s, i in cells for j in ("kp1", "kp2", "kp3", "kp4", "kp5")]
    rows = (rows * 10)[:40_000]
    start = time.perf_counter()
    for first in range(0, len(rows), 2000):
        body = MarksImported(round="city-2026", rows=tuple(rows[first : first + 2000]))
        ws.write(body, right=Right.MARK)
    rate = len(rows) / (time.perf_counter() - start)
    print(f"{'marks written in slices':<44}{rate:>9.0f} rows/s")
    ws.close()


def pipeline() -> None:
    """Measure the whole computation of a large round."""
    from civtui.profile.standards import find_standard, load_standard
    from civtui.scoring.pipeline import RoundMarks, evaluate
    from civtui.scoring.pipeline.items import flat_items

    document = load_standard(find_standard("civilized-office", Path())).document()
    rng = random.Random(1)
    items = flat_items(document)
    subjects = tuple(f"o-{n}" for n in range(850))
    judges = tuple("abcdef")
    given = tuple(
        (s, item.id, j, str(rng.randint(0, int(item.max_points * 2)) / 2))
        for s in subjects
        for item in items
        for j in judges
    )
    whole = median_ms(lambda: evaluate(document, RoundMarks(subjects, judges, given)), 3)
    print(f"{f'850 offices, {len(given)} marks, with traces':<44}{whole:>9.1f} ms")


if __name__ == "__main__":
    main()
