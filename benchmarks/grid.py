"""The grid over 839, 10,000 and 1,000,000 rows, in one run: `python -m benchmarks.grid [ROWS...]`.

Needs the pseudo-terminal harness `../shared/tools/ptybench.py`, and pyte. A million rows take about
a minute to make, and a gigabyte.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.big_city import make
from benchmarks.line import HARNESS, measure

SIZES = (839, 10_000, 1_000_000)
WALK = (
    # the offices of the whole city: 2, then F6 1
    "key 2",
    "key f6",
    "bench offices 1 1",
    "bench jump 10 ctrl+end ctrl+home",
    "bench page 10 pagedown",
    "bench scroll 20 down",
    "key ctrl+home",
    "bench inside 10 down",
    "key f4",
    "typebench filter 办公室",
    "key escape",
    "key escape",
    "key escape",
    # the ledger
    "key 9",
    "bench ledger-jump 10 ctrl+end ctrl+home",
    "bench ledger-page 10 pagedown",
    "key f4",
    "typebench ledger-filter mark",
    "key escape",
    "key escape",
)
OPEN = ("sleep 1",)
ROWS: tuple[tuple[str, Callable[[Any], float]], ...] = (
    ("first screen, ms", lambda run: run["start"]["stable_ms"]),
    ("all offices shown, ms", lambda run: run["offices"]["quiesced_ms"]["p50"]),
    ("jump to an end, ms", lambda run: run["jump"]["quiesced_ms"]["p50"]),
    ("jump to an end, ms, slowest", lambda run: run["jump"]["quiesced_ms"]["max"]),
    ("page down, ms", lambda run: run["page"]["quiesced_ms"]["p50"]),
    ("cursor, ms", lambda run: run["inside"]["first_byte_ms"]["p50"]),
    ("filter, a letter, ms", lambda run: run["filter"]["first_byte_ms"]["max"]),
    ("ledger: jump to an end, ms", lambda run: run["ledger-jump"]["quiesced_ms"]["p50"]),
    ("ledger: page down, ms", lambda run: run["ledger-page"]["quiesced_ms"]["p50"]),
    ("ledger: filter, a letter, ms", lambda run: run["ledger-filter"]["first_byte_ms"]["max"]),
    ("cursor, bytes", lambda run: run["inside"]["bytes"]["p50"]),
    ("scroll, bytes", lambda run: run["scroll"]["bytes"]["p50"]),
    ("page down, bytes", lambda run: run["page"]["bytes"]["p50"]),
    ("memory, MB", lambda run: run["ledger-filter"]["rss_mb"]),
)


def main() -> None:
    """Make the workspaces, walk through each, print one table."""
    if not HARNESS.is_file():
        print(f"the harness is not there: {HARNESS}")
        return
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    runs: list[dict[str, Any]] = []
    folder = Path(tempfile.mkdtemp())
    for rows in sizes:
        make(folder / "city", rows)
        runs.append(measure(folder / "city", WALK))
        shutil.rmtree(folder / "city")
    print(f"{'rows':<34}" + "".join(f"{rows:>12,}" for rows in sizes))
    for name, figure in ROWS:
        print(f"{name:<34}" + "".join(f"{figure(run):>12.1f}" for run in runs))


if __name__ == "__main__":
    main()
